"""Assembles the pages of the book from what Doxygen wrote."""

import html
import re

import checks
import formulas
import listings
import names
import printing
import search_index
from blocks import Blocks, minutes_of, shown_name, source_page
from frame import Frame, Page
from links import Links, link_names
from markup import heading, sections
from reference import Reference


def _lower_headings(body):
    """The page's title is its h1: Doxygen's sections go one level down."""
    body = re.sub(r"<(/?)h([1-5])(?=[ >])",
                  lambda m: f"<{m.group(1)}h{int(m.group(2)) + 1}", body)
    return re.sub(r'<(h\d)><a class="anchor" id="([^"]+)"></a>\s*(.*?)</\1>',
                  lambda m: f'<{m.group(1)}><a class="anchor" id="{m.group(2)}"></a>'
                            f"{heading(m.group(3))}</{m.group(1)}>", body, flags=re.S)


def _scrolling_tables(body):
    """Wide tables scroll by themselves, the page never does."""
    body = re.sub(r'<table class="markdownTable">', '<div class="scroll"><table>', body)
    body = re.sub(r' class="markdownTable(?:Head|Body|Row)\w*"', "", body)
    return body.replace("</table>", "</table></div>")


MOST_SECTIONS = 3


class Edition:
    """All pages of one edition of the book."""

    def __init__(self, course, output, words, problems):
        self.course, self.output = course, output
        self.words, self.problems = words, problems
        self.blocks = Blocks(course, words, problems)
        self.reference = Reference(course, output, words)
        self.numbers = course.chapter_numbers()
        self.chapters = [self._chapter(*chapter) for chapter in output.chapters()]
        for before, chapter in zip(self.chapters, self.chapters[1:]):
            chapter.continues = chapter.number == before.number
        self._fill_reading_times()
        self.examples = {c.findtext("compoundname"): c.get("id")
                         for c in output.compounds("example")}
        self.programs = [self._program(program) for program in course.programs]
        self.headers = [self._header(page) for page in self.reference.pages]
        self.pages = [*self.chapters, *self.programs, *self.headers]
        self.names = Page("names.html", words.html("names"),
                          names.body(course, self.chapters, words, problems), "names")
        self.pages += [self.names, self._program_list(), self._library()]
        self._link()
        self._tell_where_shown()
        bodies, self.has_formulas = formulas.render_all([p.body for p in self.pages])
        for page, body in zip(self.pages, bodies):
            page.body = body

    def _chapter(self, name, title):
        number = self.numbers.get(name, 0)
        body = listings.clean(_lower_headings(self.output.body(name)))
        body = _scrolling_tables(self.blocks.fill(body, name))
        kind = "index" if name == "index" else "chapter"
        return Page(f"{name}.html", heading(title), body, kind, number, minutes_of(body) or 0)

    def _fill_reading_times(self):
        """\\minutes_of in the table of chapters: what the chapters state."""
        minutes = {c.url.removesuffix(".html"): c.minutes for c in self.chapters}

        def put(match):
            name = match.group(1)
            if not minutes.get(name):
                self.problems.add("index", f"\\minutes_of{{{name}}}: no chapter states it")
            return f'<span class="figure">{minutes.get(name, "")}</span>'

        for chapter in self.chapters:
            chapter.body = re.sub(r"<span data-minutes-of='([^']*)'></span>", put, chapter.body)
            chapter.body = re.sub(r'<p class="minutes"[^>]*></p>', "", chapter.body)

    @staticmethod
    def _number(source):
        return int(re.match(r"\d+", source.chapter).group(0))

    def _above(self, word, source):
        number = self._number(source)
        return number, self.words.html(word, n=number)

    def _program(self, program):
        code = listings.clean(self.output.body(self.examples[program.name]), "line-")
        number, above = self._above("program_of", program)
        parts = [f'<p class="lead">{html.escape(program.description)}</p>'
                 if program.description else "", "<!-- shown in -->",
                 code, self._recorded(program)]
        return Page(source_page(program), html.escape(shown_name(program)),
                    "\n".join(parts), "program", number, above=above)

    def _recorded(self, program):
        """The output box of a program's own page."""
        if program.path.suffix == ".hpp" or not program.recorded.exists():
            return ""
        path = program.recorded.relative_to(self.course.chapters).as_posix()
        text = html.escape(program.recorded.read_text(encoding="utf-8"), quote=False)
        return self.blocks.fill(
            f"<div class='output' data-recorded='{path}'><p class='command'><code>"
            f"./course run {program.path.name if program.is_python else program.path.stem}"
            f'</code></p> <pre class="fragment">{text}</pre> </div>', "program")

    def _header(self, page):
        number, above = self._above("header_of", page.source)
        return Page(page.url, page.title, page.body, "header", number, above=above)

    def _chapter_lists(self, items, number_of, row):
        """Rows of a list under the titles of their chapters."""
        titles = {}
        for c in self.chapters:  # of a chapter with several pages, the first
            if c.number:
                titles.setdefault(c.number, f'<a href="{c.url}">{c.title}</a>')
        items, parts = list(items), []
        for number in sorted({number_of(item) for item in items}):
            title = titles.get(number, self.words.html("chapter_number", n=number))
            rows = "".join(row(item) for item in items if number_of(item) == number)
            label = f'<span class="number">{number}</span>' if number in titles else ""
            parts.append(f'<h2>{label}{title}</h2><dl class="pages">{rows}</dl>')
        return "".join(parts)

    def _program_list(self):
        """The Python and the C++ of one program share a row."""
        rows = {}
        for page, program in zip(self.programs, self.course.programs):
            rows.setdefault(program.path.with_suffix(""), []).append((page, program))

        def row(pair):
            links = ", ".join(f'<a href="{page.url}">{page.title}</a>' for page, _ in pair)
            told = [program.description for _, program in pair if program.description]
            text = html.escape(told[0]) if told else ""
            return f"<dt>{links}</dt><dd>{text}</dd>"

        body = f'<p class="lead">{self.words.html("programs_intro")}</p>'
        body += self._chapter_lists(rows.values(), lambda pair: pair[0][0].number, row)
        return Page("programs.html", self.words.html("programs"), body, "programs")

    def _library(self):
        """Headers by chapter; those that only others include are left out."""
        def row(header):
            anchors = {e.name: e.anchor for e in reversed(header.entries)}
            names = ", ".join(f'<a href="{header.url}#{anchor}"><code>{html.escape(name)}'
                              "</code></a>" for name, anchor in reversed(anchors.items()))
            return (f'<dt><a href="{header.url}">{header.title}</a></dt>'
                    f'<dd><p>{header.brief}</p><p class="names">{names}</p></dd>')

        body = f'<p class="lead">{self.words.html("library_intro")}</p>'
        body += self._chapter_lists([h for h in self.reference.pages if h.entries],
                                    lambda h: self._number(h.source), row)
        return Page("library.html", self.words.html("library"), body, "library")

    def _link(self):
        links = Links(self.reference.renamed(), [p.url for p in self.pages])
        library = self.reference.names()
        for page in self.pages:
            page.body = link_names(links.rewrite(page.body), library)

    def _uses(self):
        """Who shows an address of the library or of a program: for each one
        the chapters and, of each, the sections as (address, title)."""
        uses = {}
        for chapter in self.chapters:
            for identity, title, body in sections(chapter.body):
                for target in re.findall(r'href="((?:course|program)-[^"]*)"', body):
                    for address in {target, target.partition("#")[0]}:
                        places = uses.setdefault(address, {}).setdefault(chapter.url, {})
                        if identity:
                            places[f"{chapter.url}#{identity}"] = title
        return uses

    def _back(self, chapters, word):
        """The sentence that leads from a program or header to the chapters:
        the first few sections of each are enough."""
        titles, parts = {c.url: c.title for c in self.chapters}, []
        for url, places in chapters.items():
            links = [f'<a href="{place}">{title}</a>'
                     for place, title in list(places.items())[:MOST_SECTIONS]]
            chapter = f'<a href="{url}">{titles[url]}</a>'
            parts.append(" › ".join([chapter, ", ".join(links)] if links else [chapter]))
        if not parts:
            return ""
        return (f'<p class="back"><span>{self.words.html(word)}</span> '
                f'{"; ".join(parts)}</p>')

    def _tell_where_shown(self):
        """The way back: from programs and headers to the chapters."""
        uses = self._uses()
        for page in self.programs + self.headers:
            word = "shown_in" if page.kind == "program" else "in_the_book"
            whole = uses.get(page.url, {})

            def of_entry(match, url=page.url, whole=whole):
                own = uses.get(f"{url}#{match.group(1)}", {})
                return "" if own == whole else self._back(own, "in_the_book")

            page.body = page.body.replace("<!-- shown in -->", self._back(whole, word))
            page.body = re.sub(r"<!-- used (\S+) -->", of_entry, page.body)

    def texts(self):
        """The finished HTML of every page, by file name."""
        frame = Frame(self.chapters, self.words, self.has_formulas)
        texts = {page.url: frame.dress(page) for page in self.pages}
        texts["print.html"] = printing.page(self.chapters, [self.names], frame, self.words)
        return texts

    def images(self):
        """The image files that pages show."""
        names = {name for page in self.pages
                 for name in re.findall(r'<img\b[^>]*\bsrc="([^"]+)"', page.body)}
        return [self.output.image(name) for name in sorted(names)]

    def search_script(self):
        return search_index.script(self.pages)

    def check(self, texts):
        """Everything that Doxygen does not check itself."""
        ids = {url: checks.page(url, text, self.problems) for url, text in texts.items()}
        for chapter in [*self.chapters, self.names]:
            checks.left_markdown(chapter.url, chapter.body, self.problems)
        checks.links(texts, ids, self.problems)
        checks.shown(self.course, self.problems)
        checks.exercises(self.course, self.blocks.shown_exercises, ids, self.problems)
