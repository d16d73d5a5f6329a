"""The page that leads from each name of Python to its name in C++.

A chapter may have a file `names.md` beside its `chapter.md`, and a further page
of it, `PAGE.md`, a file `names-PAGE.md`. Each holds one table, a row for each
name that the page explains:

    | Python | C++ | What differs | Section |
    |---|---|---|---|
    | `asyncio.gather(a(), b())` | `course::gather(a(), b())` | is lazy | gather-parts |

The cells are one line of Markdown; a bar inside a cell is written `\\|`. The
last cell is the id of a section of the book, or of a chapter.
"""

import dataclasses
import html
import re

from markup import inline_markdown, sections

COLUMNS = 4
CELL_END = re.compile(r"(?<!\\)\|")


@dataclasses.dataclass(frozen=True)
class Name:
    """One row. `where` is its file and line."""

    python: str
    cpp: str
    differs: str
    section: str
    where: str

    @property
    def order(self):
        """By the words that a reader looks for: not by the marks around
        them, and `asyncio.gather` with the g."""
        words = re.sub(r"[^\w.]+", " ", self.python).strip().lower()
        return re.sub(r"^(await )?asyncio\.", "", words), self.where


def _cells(line):
    inside = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in CELL_END.split(inside)]


def rows(text, where, problems):
    """The rows of one names.md; the first two lines of its table are its head."""
    found, head = [], 2
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"{where}:{number}"
        if not line.strip():
            continue
        cells = _cells(line)
        if not line.startswith("|") or len(cells) != COLUMNS:
            problems.add(place, f"is not a row of {COLUMNS} cells (a bar in a cell is \\|)")
        elif head:
            head -= 1
            if head == 0 and not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                problems.add(place, "the table needs a head and a line of dashes")
        elif not all(cells):
            problems.add(place, "has an empty cell")
        else:
            found.append(Name(*cells, place))
    return found


def of_course(course, problems):
    """The rows of all chapters, by Python name. A translated book takes the
    rows of the original where they are not translated."""
    found = []
    for page in course.pages[1:]:
        own = "" if page.name == "chapter.md" else "-" + page.stem
        name = f"{page.parent.name}/names{own}.md"
        path = next((p for p in (course.prose / name, course.chapters / name)
                     if p.exists()), None)
        if path:
            found += rows(path.read_text(encoding="utf-8"), name, problems)
    seen = set()
    for name in found:
        if (name.python, name.section) in seen:
            problems.add(name.where, f"{name.python} has a row for {name.section} already")
        seen.add((name.python, name.section))
    return sorted(found, key=lambda name: name.order)


def _places(chapters):
    """(address, title) of every section and chapter, by its id."""
    places = {}
    for chapter in chapters:
        if chapter.kind != "chapter":
            continue
        number = f"{chapter.number} "
        places[chapter.url.removesuffix(".html")] = (chapter.url, number + chapter.title)
        for identity, title, _ in sections(chapter.body):
            if identity:
                places[identity] = (f"{chapter.url}#{identity}", number + title)
    return places


def body(course, chapters, words, problems):
    """The table as HTML, below a sentence that says what it is."""
    places, lines = _places(chapters), []
    for name in of_course(course, problems):
        if name.section not in places:
            problems.add(name.where, f"no section '{name.section}' in the book")
            continue
        address, title = places[name.section]
        python, cpp, differs = map(inline_markdown, (name.python, name.cpp, name.differs))
        link = f'<a href="{html.escape(address)}">{title}</a>'
        lines.append(f"<tr><td>{python}</td><td>{cpp}</td><td>{differs}<br>{link}</td></tr>")
    head = "".join(f"<th>{words.html(word)}</th>"
                   for word in ("python", "cpp", "names_differs"))
    return (f'<p class="lead">{words.html("names_intro")}</p><div class="scroll">'
            f'<table class="glossary"><thead><tr>{head}</tr></thead>'
            f'<tbody>{"".join(lines)}</tbody></table></div>')
