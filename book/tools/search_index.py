"""The full-text index: a script, so that search also works from file://."""

import json
import re

from markup import plain, sections

SILENT = re.compile(r"<(svg|math|annotation|style)\b.*?</\1>|<p class=\"(file|back)\">.*?</p>",
                    re.S)
CODE = re.compile(r"<pre\b.*?</pre>", re.S)


def entries_of(page):
    """One entry per section: address, page, heading, words."""
    title, in_book = plain(page.title), page.kind in ("chapter", "index")
    for identity, heading, body in sections(page.body):
        words = plain(SILENT.sub(" ", body if in_book else CODE.sub(" ", body)))
        if words or identity:
            yield {"url": page.url + (f"#{identity}" if identity else ""), "page": title,
                   "heading": plain(heading) or title, "words": words, "prose": in_book}


def script(pages):
    entries = [entry for page in pages for entry in entries_of(page)]
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return "window.bookIndex = " + text.replace("</", "<\\/") + ";\n"
