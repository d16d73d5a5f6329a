"""Raw strings of C++ in listings.

Doxygen takes a raw string with quotes for an ordinary one, and colours what
follows it as a string. A listing that has one gets its strings marked again.
"""

import html
import re

TOKEN = re.compile(r"<[^>]*>|&[^;]+;|.", re.S)
COMMENT_END = "*/"
OPENING = '<span class="stringliteral">'
WORD = re.compile(
    r"""(?P<raw>(?:u8|[uUL])?R"(?P<delimiter>[^()\\\s"]{0,16})\()"""
    r"""|(?P<string>"(?:\\.|[^"\\])*"?)"""
    r"""|(?P<comment>//.*|/\*)"""
    r"""|'(?:\\.|[^'\\])+'|[0-9][\w']*|[A-Za-z_]\w*""")
RAW = re.compile(r'(?<!\w)(?:u8|[uUL])?R"[^()\\\s"]{0,16}\(')


def _plain(line):
    return html.unescape(re.sub(r"<[^>]+>", "", line))


def _literals(text, end):
    """Where the strings of a line are, and what ends the raw string or the
    comment that goes on in the next line, or None.

    `end` is the same for the line before.
    """
    places, begin, position = [], 0, 0
    while True:
        if end is not None:
            found = text.find(end, position)
            position = len(text) if found < 0 else found + len(end)
            if end != COMMENT_END:
                places.append((begin, position))
            if found < 0:
                return places, end
            end = None
        word = WORD.search(text, position)
        if not word:
            return places, None
        position = word.end()
        if word["raw"]:
            # The quote belongs to the string, the R before it does not.
            begin = text.index('"', word.start())
            end = f'){word["delimiter"]}"'
        elif word["comment"] == "/*":
            end = COMMENT_END
        elif word["string"]:
            places.append(word.span())


def _without_literals(line):
    """The tokens of a line but for the marks of strings."""
    tokens, dropped = [], []
    for token in TOKEN.findall(line):
        if token.startswith("<span"):
            dropped.append(token == OPENING)
            if dropped[-1]:
                continue
        elif token == "</span>" and dropped and dropped.pop():
            continue
        tokens.append(token)
    return tokens


def _marked(line, places):
    """The line with its strings marked at these places of its text."""
    begins = {begin for begin, end in places if begin < end}
    ends = {end for begin, end in places if begin < end}
    marked, position = [], 0
    for token in _without_literals(line):
        if not token.startswith("<"):
            if position in begins:
                marked.append(OPENING)
            position += 1
        marked.append(token)
        if not token.startswith("<") and position in ends:
            marked.append("</span>")
    return "".join(marked)


def mended(lines):
    """(number, html) of all lines of a file or of a part of it."""
    if not any(RAW.search(_plain(code)) for _, code in lines):
        return lines
    kept, end = [], None
    for number, code in lines:
        places, end = _literals(_plain(code), end)
        kept.append((number, _marked(code, places)))
    return kept
