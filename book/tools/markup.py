"""Small helpers for text that is HTML."""

import html
import re

HEADING = re.compile(r'<h([2-4])[^>]*><a class="anchor" id="([^"]+)"></a>\s*(.*?)</h\1>', re.S)


def plain(text):
    """The words of a piece of HTML, on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def title_text(text):
    """The words of a heading: tags go without leaving blanks, its kind too."""
    text = re.sub(r"<span class='kind'>.*?</span>|<span class=\"kind\">.*?</span>", "", text)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip()


def heading(text):
    """A title as Doxygen writes it: it escapes its own tags there."""
    names = {"tt": "code", "b": "strong", "em": "em"}
    return re.sub(r"&lt;(/?)(tt|b|em)&gt;",
                  lambda m: f"<{m.group(1)}{names[m.group(2)]}>", text)


def sections(body):
    """Splits a page at its headings: (id, title, html), the first without id."""
    pieces = [("", "", "")]
    position = 0
    for match in HEADING.finditer(body):
        identity, title, _ = pieces[-1]
        pieces[-1] = (identity, title, body[position:match.start()])
        pieces.append((match.group(2), title_text(match.group(3)), ""))
        position = match.end()
    identity, title, _ = pieces[-1]
    pieces[-1] = (identity, title, body[position:])
    return pieces


def attribute(tag, name):
    found = re.search(rf"""\b{name}=(["'])(.*?)\1""", tag)
    return html.unescape(found.group(2)) if found else None


def inline_markdown(text):
    """Code, strong, emphasis and links of one paragraph, everything else escaped."""
    def code(match):
        return f"<code>{match.group(1)}</code>"

    text = html.escape(text, quote=False)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    pieces = re.split(r"(`[^`]+`)", text)
    for n, piece in enumerate(pieces):
        if piece.startswith("`") and len(piece) > 2:
            pieces[n] = re.sub(r"`([^`]+)`", code, piece)
        else:
            piece = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", piece)
            pieces[n] = re.sub(r"(?<!\w)[*_]([^*_]+)[*_](?!\w)", r"<em>\1</em>", piece)
    return "".join(pieces)
