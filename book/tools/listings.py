"""Code as Doxygen marks it up, made into clean, true listings."""

import html
import re

import raw_strings
from course import MARKER

FRAGMENT = re.compile(r'<div class="fragment">(.*?)</div><!-- fragment -->', re.S)
LINE = re.compile(
    r'<div class="line">'
    r'(?:<a id="l\d+" name="l\d+"></a>)?'
    r'(?:<span class="lineno">(?:<a [^>]*>)?\s*(\d+)(?:</a>)?</span>)?'
    r"(.*?)</div>\n?", re.S)
TOKEN = re.compile(r"<[^>]*>|&[^;]+;|.", re.S)


def _plain(line):
    return html.unescape(re.sub(r"<[^>]+>", "", line))


def _indentation(line):
    return len(line) - len(line.lstrip(" "))


def _without_indentation(line, width):
    """Takes `width` leading blanks away, wherever tags stand between."""
    kept, position = [], 0
    for token in TOKEN.finditer(line):
        text = token.group(0)
        if width == 0:
            break
        position = token.end()
        if text.startswith("<"):
            kept.append(text)
        elif text == " ":
            width -= 1
        else:
            position = token.start()
            break
    return "".join(kept) + line[position:]


def _tidy(line):
    line = re.sub(r'<a id="a\d+" name="a\d+"></a>', "", line)
    line = re.sub(r'<span class="[a-z]+"></span>', "", line)
    return re.sub(r'<a class="code[^"]*"', '<a class="code"', line).rstrip()


def lines_of(fragment):
    """(number, html) of the lines to show: no markers, no common indent."""
    lines = [(number, code) for number, code in raw_strings.mended(LINE.findall(fragment))
             if not MARKER.match(_plain(code).rstrip("\n"))]
    while lines and not _plain(lines[-1][1]).strip():
        lines.pop()
    while lines and not _plain(lines[0][1]).strip():
        lines.pop(0)
    indents = [_indentation(_plain(code)) for _, code in lines if _plain(code).strip()]
    common = min(indents, default=0)
    return [(number, _tidy(_without_indentation(code, common) if _plain(code).strip() else ""))
            for number, code in lines]


def render(lines, anchors=""):
    """One <pre>; `anchors` is a prefix for ids of lines, or empty."""
    rows = []
    for number, code in lines:
        identity = f' id="{anchors}{number}"' if anchors and number else ""
        shown = f' data-line="{number}"' if number else ""
        rows.append(f'<span class="line"{shown}{identity}>{code}\n</span>')
    return '<pre class="code"><code>' + "".join(rows) + "</code></pre>"


def clean(body, anchors=""):
    """Replaces every fragment of a page."""
    return FRAGMENT.sub(lambda m: render(lines_of(m.group(1)), anchors), body)
