"""Puts a page into the book's frame: bar, sidebar, previous and next."""

import dataclasses
import html
import pathlib
import re

import markup

THEME = pathlib.Path(__file__).resolve().parent.parent / "theme"
PLACE = re.compile(r"\{\{(\w+)\}\}")


@dataclasses.dataclass
class Page:
    """One page of the book."""

    url: str
    title: str           # HTML
    body: str            # HTML, from h2 downwards
    kind: str            # index, chapter, names, program, programs, header, library
    number: int = 0      # of the chapter, 0 where there is none
    minutes: int = 0
    above: str = ""      # the small line over the title, HTML
    continues: bool = False  # a further page of its chapter

    @property
    def label(self):
        """The number before it in a list of chapters, on the first page."""
        return str(self.number) if self.number and not self.continues else ""

    @property
    def sections(self):
        """(id, title) of the second-level headings."""
        found = re.findall(r'<h2><a class="anchor" id="([^"]+)"></a>\s*(.*?)</h2>',
                           self.body, re.S)
        sections, seen = [], set()
        for identity, title in found:
            title = markup.title_text(title)
            if title not in seen:  # of overloads, the first
                sections.append((identity, title))
            seen.add(title)
        return sections


class Frame:
    """Knows the order of the chapters and dresses any page."""

    def __init__(self, chapters, words, formulas):
        self.chapters, self.words, self.formulas = chapters, words, formulas
        self.template = (THEME / "page.html").read_text(encoding="utf-8")

    def _entry(self, url, label, title, page, sections=()):
        current = ' aria-current="page"' if url == page.url else ""
        label = "" if label is None else f'<span class="number">{label}</span>'
        inner = ""
        if sections:
            items = "".join(f'<li><a href="#{identity}">{text}</a></li>'
                            for identity, text in sections)
            inner = f"<ol>{items}</ol>"
        return f'<li><a href="{url}"{current}>{label}<span>{title}</span></a>{inner}</li>'

    def navigation(self, page):
        """The sidebar: every chapter, the sections of the current page."""
        chapters = "".join(
            self._entry(c.url, c.label if c.number else None,
                        self.words.html("contents") if c.kind == "index" else c.title, page,
                        c.sections if c is page and c.kind == "chapter" else ())
            for c in self.chapters)
        more = "".join((
            self._entry("names.html", None, self.words.html("names_short"), page),
            self._entry("programs.html", None, self.words.html("programs"), page),
            self._entry("library.html", None, self.words.html("library"), page,
                        page.sections if page.kind == "header" else ()),
            self._entry("print.html", None, self.words.html("one_page"), page)))
        return f'<ol>{chapters}</ol><ol class="more">{more}</ol>'

    def neighbours(self, page):
        """Links to the previous and the next chapter."""
        urls = [c.url for c in self.chapters]
        if page.url not in urls:
            return ""
        n, links = urls.index(page.url), []
        if n > 0:
            links.append(self._neighbour("previous", "prev", self.chapters[n - 1]))
        if n + 1 < len(urls):
            links.append(self._neighbour("next", "next", self.chapters[n + 1]))
        label = f'{self.words.html("previous")}, {self.words.html("next")}'
        return f'<nav class="neighbours" aria-label="{label}">{"".join(links)}</nav>'

    def _neighbour(self, word, relation, chapter):
        return (f'<a rel="{relation}" class="{relation}" href="{chapter.url}">'
                f"<small>{self.words.html(word)}</small>{chapter.title}</a>")

    def above(self, page):
        """The line over a chapter's title: its number and reading time."""
        if page.kind != "chapter":
            return page.above
        parts = [self.words.html("chapter_number", n=page.number)]
        if page.minutes:
            parts.append(self.words.count("minutes_reading", page.minutes))
        return " · ".join(parts)

    def dress(self, page):
        """The finished HTML of one page."""
        title = html.unescape(markup.title_text(page.title))
        book = self.words("title")
        values = {
            "language": self.words.language,
            "head_title": html.escape(title if title == book else f"{title} · {book}"),
            "formulas": '<link rel="stylesheet" href="formulas.css">' if self.formulas else "",
            "kind": page.kind,
            "navigation": self.navigation(page),
            "above": f'<p class="above">{self.above(page)}</p>' if self.above(page) else "",
            "page_title": page.title,
            "body": page.body,
            "neighbours": self.neighbours(page),
        }

        def put(match):
            key = match.group(1)
            return values[key] if key in values else self.words.html(key)

        return PLACE.sub(put, self.template)
