"""The reference of the course library: one page per header, from the XML.

Doxygen's own pages spread a header over a class page, a namespace page and a
file page. A reader of the book wants what one `#include` brings: here a header
is one page, and every link that Doxygen wrote is led there.
"""

import dataclasses
import html
import re

import listings
import signature
from blocks import shown_name, source_page
from description import Describer

MEMBERS = ("function", "variable", "typedef", "enum")
CLASSES = ("class", "struct", "union")


@dataclasses.dataclass
class Entry:
    """One documented thing of a header."""

    name: str
    anchor: str
    line: int
    node: object
    members: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class HeaderPage:
    source: object
    entries: list
    brief: str = ""
    body: str = ""

    @property
    def url(self):
        return source_page(self.source)

    @property
    def title(self):
        return html.escape(shown_name(self.source))


def _documented(node):
    return any("".join(node.find(part).itertext()).strip()
               for part in ("briefdescription", "detaileddescription")
               if node.find(part) is not None)


def _internal(node):
    """Namespaces called detail are no part of what a reader may use."""
    return "detail" in node.findtext("compoundname").split("::")


def _place(node):
    location = node.find("location")
    return location.get("file"), int(location.get("line", "0"))


class Reference:
    """All header pages, and where Doxygen's addresses lead in them."""

    def __init__(self, course, output, words):
        self.course, self.output, self.words = course, output, words
        self.addresses = {}
        self.pages = [HeaderPage(header, []) for header in course.headers]
        self._by_path = {self._path(p.source): p for p in self.pages}
        self._files = {_place(c)[0]: c for c in output.compounds("file")}
        self._collect()
        describer = Describer(words, self.address_of)
        for page in self.pages:
            self._write(page, describer)

    def _path(self, source):
        """A header as Doxygen names it: relative to the root."""
        return source.path.relative_to(self.course.root).as_posix()

    def address_of(self, refid):
        """Where the thing with Doxygen's id is described, or None."""
        if refid in self.addresses:
            return self.addresses[refid]
        compound, _, anchor = refid.rpartition("_1")
        return self.addresses.get(compound) or (
            f"{compound}.html#{anchor}" if compound else f"{refid}.html")

    def renamed(self):
        """Doxygen's addresses (page or page#anchor) and ours."""
        names = {}
        for refid, address in self.addresses.items():
            compound, _, anchor = refid.rpartition("_1")
            names[f"{refid}.html"] = address
            names[f"{compound}.html#{anchor}"] = address
        return names

    def names(self):
        """Where each name of the library is described."""
        return {entry.name: f"{page.url}#{entry.anchor}"
                for page in self.pages for entry in reversed(page.entries)}

    def _collect(self):
        for page in self.pages:
            file = self._files.get(self._path(page.source))
            if file is not None:
                self.addresses[file.get("id")] = page.url
                self.addresses[file.get("id") + "_source"] = page.url
        for compound in self.output.compounds("namespace"):
            if _internal(compound):
                continue
            self.addresses[compound.get("id")] = "library.html"
            for member in compound.iter("memberdef"):
                self._add_member(member)
        for compound in self.output.compounds(*CLASSES, "concept"):
            self._add_class(compound)
        for page in self.pages:
            page.entries.sort(key=lambda entry: entry.line)

    def _page_of(self, node):
        file, line = _place(node)
        return self._by_path.get(file), line

    def _anchor(self, page, name):
        slug = re.sub(r"\W+", "-", name.replace("~", "destroy-")).strip("-") or "operator"
        taken = {a for e in page.entries for a in (e.anchor, *(m.anchor for m in e.members))}
        anchor, n = slug, 2
        while anchor in taken:
            anchor, n = f"{slug}-{n}", n + 1
        return anchor

    def _add_member(self, node):
        page, line = self._page_of(node)
        if page and node.get("kind") in MEMBERS and _documented(node):
            name = node.findtext("name")
            entry = Entry(name, self._anchor(page, name), line, node)
            page.entries.append(entry)
            self.addresses[node.get("id")] = f"{page.url}#{entry.anchor}"
            for value in node.findall("enumvalue"):
                self.addresses[value.get("id")] = f"{page.url}#{entry.anchor}"

    def _add_class(self, compound):
        page, line = self._page_of(compound)
        if not page or _internal(compound) or not _documented(compound):
            return
        name = compound.findtext("compoundname").removeprefix("course::")
        entry = Entry(name, self._anchor(page, name), line, compound)
        page.entries.append(entry)
        self.addresses[compound.get("id")] = f"{page.url}#{entry.anchor}"
        for node in compound.iter("memberdef"):
            if node.get("prot") == "private" or node.get("kind") not in MEMBERS:
                continue
            if not _documented(node):
                self.addresses[node.get("id")] = f"{page.url}#{entry.anchor}"
                continue
            anchor = self._anchor(page, f"{name}-{node.findtext('name')}")
            member = Entry(node.findtext("name"), anchor, _place(node)[1], node)
            entry.members.append(member)
            self.addresses[node.get("id")] = f"{page.url}#{anchor}"

    @staticmethod
    def _brief(page, file, describer):
        """What a header is for: its own words, else those of the thing that
        it is named after."""
        stem = page.source.path.stem.replace("_", "")
        nodes = [file] if file is not None else []
        nodes += [e.node for e in page.entries if e.name.replace("_", "").lower() == stem]
        for node in nodes:
            brief = describer.write(node.find("briefdescription"))
            if brief:
                return re.sub(r"</?p>", "", brief)
        return ""

    def _write(self, page, describer):
        file = self._files.get(self._path(page.source))
        words, parts = self.words, []
        page.brief = self._brief(page, file, describer)
        parts.append(f'<p class="lead">{page.brief}</p>')
        if file is not None:
            parts.append(describer.write(file.find("detaileddescription")))
        include = html.escape(f"#include <{shown_name(page.source)}>")
        parts.append(f'<pre class="code"><code>{include}</code></pre>')
        parts.append("<!-- shown in -->")
        parts += [self._entry(entry, describer, "h2") for entry in page.entries]
        if file is not None:
            body = listings.clean(self.output.body(file.get("id") + "_source"), "line-")
            parts.append(f'<h2><a class="anchor" id="source"></a>{words.html("source")}</h2>'
                         + re.sub(r'^<a href="[^"]*">.*?</a>', "", body.strip()))
        page.body = "\n".join(parts)

    def _entry(self, entry, describer, heading):
        node = entry.node
        if node.get("kind") in CLASSES:
            declared = signature.of_class(node)
        elif node.get("kind") == "concept":
            declared = signature.of_concept(node)
        else:
            declared = signature.of_member(node)
        parts = [f'<{heading}><a class="anchor" id="{entry.anchor}"></a>'
                 f"{html.escape(entry.name)}</{heading}>", declared,
                 describer.write(node.find("briefdescription")),
                 describer.write(node.find("detaileddescription")),
                 f"<!-- used {entry.anchor} -->", self._values(node, describer)]
        fields = [m for m in entry.members if m.node.get("kind") == "variable"]
        parts.append(self._table(
            [(self._field(m), m.anchor, m.node) for m in fields], describer))
        parts += [self._entry(m, describer, "h3") for m in entry.members if m not in fields]
        return "\n".join(part for part in parts if part)

    @staticmethod
    def _field(member):
        declared = signature.of_member(member.node)
        return re.sub(r"</?pre[^>]*>|</?code>", "", declared)

    def _values(self, node, describer):
        values = [v for v in node.findall("enumvalue") if _documented(v)]
        return self._table([(v.findtext("name"), "", v) for v in values], describer)

    def _table(self, rows, describer):
        if not rows:
            return ""
        lines = []
        for declared, anchor, node in rows:
            text = describer.write(node.find("briefdescription")) + describer.write(
                node.find("detaileddescription"))
            identity = f' id="{anchor}"' if anchor else ""
            lines.append(f"<dt{identity}><code>{declared}</code></dt><dd>{text}</dd>")
        return f'<dl class="parameters">{"".join(lines)}</dl>'
