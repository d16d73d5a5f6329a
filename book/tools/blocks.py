"""Turns the placeholders of the chapters' commands into what a reader sees.

Doxygen expands \\pair, \\output, \\timeline, \\exercise and the others into
elements with data- attributes (see ALIASES in Doxyfile); here they get their
words, links, figures and boxes.
"""

import html
import re

import timeline
from course import SANITIZERS
from errors import BookError
from markup import attribute, inline_markdown, plain

STARS = 5


def source_page(source):
    """The page that shows a whole program or header."""
    if source.is_capstone:
        return f"program-capstone-{source.path.stem}-{source.path.suffix[1:]}.html"
    if source.is_program:
        return f"program-{source.path.stem}-{source.path.suffix[1:]}.html"
    return f"course-{source.path.stem}.html"


def shown_name(source):
    """A file's name as a caption: headers as they are included."""
    if source.is_capstone:
        return f"{source.path.parent.name}/{source.path.name}"
    return source.path.name if source.is_program else f"course/{source.path.name}"


PROSE = re.compile(
    r"<(p|li|td|th|dd|dt)\b[^>]*>(?:(?!<pre|<svg|<p\b|<li\b|<td\b).)*?</\1>", re.S)
LEFT_CODE = re.compile(r"`([^`<>]+)`")
LEFT_EMPHASIS = tuple(
    (re.compile(rf"(?<![*\w]){mark}(?=\S)((?:<code>[^<]*</code>|[^*<>])+?)(?<=\S){mark}(?![*\w])"), tag)
    for mark, tag in ((r"\*\*", "strong"), (r"\*", "em")))


def _left_markdown(body):
    """Markdown that Doxygen passes over: **bold that begins with `code`**,
    and anything between double quotes."""
    def outside_code(text):
        pieces = re.split(r"(<code>.*?</code>)", text, flags=re.S)
        return "".join(p if n % 2 else LEFT_CODE.sub(r"<code>\1</code>", p)
                       for n, p in enumerate(pieces))

    def put(match):
        text = outside_code(match.group(0))
        for pattern, tag in LEFT_EMPHASIS:
            text = pattern.sub(rf"<{tag}>\1</{tag}>", text)
        return text

    return PROSE.sub(put, body)


class Blocks:
    """Fills the placeholders of one book."""

    def __init__(self, course, words, problems):
        self.course, self.words, self.problems = course, words, problems
        self.sources = {s.name: s for s in course.programs + course.headers}
        self.shown_exercises = set()

    def fill(self, body, page):
        """The body of a chapter with everything in its place."""
        body = re.sub(r'<div class="toc">.*?</div>\s*', "", body, flags=re.S)
        body = re.sub(r"<p >", "<p>", body)
        body = re.sub(r'<p><a class="anchor" id="[^"]*"></a>\s*', "<p>", body)
        body = _left_markdown(body)
        for fill in (self._listings, self._pairs, self._outputs, self._figures,
                     self._exercises, self._minutes, self._words, self._worked):
            body = fill(body, page)
        return re.sub(r"<p>\s*</p>", "", body)

    def caption(self, source):
        language = self.words.html("python" if source.is_python else "cpp")
        return (f'<p class="file"><span class="language">{language}</span> '
                f'<a href="{source_page(source)}">{html.escape(shown_name(source))}</a></p>')

    def _source(self, name, page):
        if name not in self.sources:
            self.problems.add(page, f"{name} is not a program or header of a chapter")
        return self.sources.get(name)

    def _listings(self, body, page):
        def put(match):
            source = self._source(match.group(1), page)
            if not source:
                return match.group(0)
            language = "py" if source.is_python else "cpp"
            return f'<div class="listing" data-language="{language}">' + self.caption(source)

        def whole(match):
            source = self._source(match.group(1), page)
            name = html.escape(shown_name(source)) if source else ""
            return (f'<summary>{self.words.html("whole_program")} '
                    f"<code>{name}</code></summary>")

        body = re.sub(r"<div class='listing' data-file='([^']*)'>\s*", put, body)
        return re.sub(r"<summary data-program='([^']*)'></summary>", whole, body)

    def _pairs(self, body, _page):
        return body.replace("<div class='pair'>", '<div class="pair">')

    def _outputs(self, body, _page):
        # Long lines of compilers and sanitizers are wrapped; a program's own
        # output keeps its lines.
        messages = {s.recorded.relative_to(self.course.chapters).as_posix()
                    for s in self.course.runnable if s.directives & (SANITIZERS | {"compile-error"})}

        def put(match):
            machine = (self.course.chapters / match.group(1)).with_suffix(".machine.txt")
            note = ""
            if machine.exists():
                words = self.words("measured_on", machine=machine.read_text().strip())
                note = f'<p class="machine">{html.escape(words)}</p>'
            text = match.group(3).replace('<pre class="fragment">', '<pre class="recorded">')
            kind = "output message" if match.group(1) in messages else "output"
            return (f'<div class="{kind}" role="group" aria-label="{self.words.html("output")}">'
                    f"{match.group(2)}{text}{note}</div>")

        return re.sub(r"<div class='output' data-recorded='([^']*)'>(<p class='command'>.*?</p>)"
                      r"\s*(<pre class=\"fragment\">.*?</pre>)\s*</div>", put, body, flags=re.S)

    def _figures(self, body, page):
        count = 0

        def put(match):
            nonlocal count
            count += 1
            caption = re.sub(r"</?p>", "", match.group(2)).strip()
            try:
                runs = self._runs(match.group(1))
                drawn = timeline.draw(runs, f"{page}-figure-{count}", plain(caption), self.words)
            except (BookError, OSError) as error:
                self.problems.add(page, f"timeline: {error}")
                return ""
            return (f'<figure><div class="scroll">{drawn}</div>'
                    f"<figcaption>{caption}</figcaption></figure>")

        return re.sub(r"<figure data-runs='([^']*)'>\s*<figcaption>(.*?)</figcaption></figure>",
                      put, body, flags=re.S)

    def _runs(self, specification):
        """One CSV file, or several as `file: label; file: label`."""
        runs = []
        for part in specification.split(";"):
            path, _, label = part.partition(":")
            runs.append(timeline.read(self.course.chapters / path.strip(), label.strip()))
        return runs

    def _exercises(self, body, page):
        def put(match):
            name = match.group(1)
            exercise = self.course.exercises.get(name)
            if not exercise:
                self.problems.add(page, f"\\exercise{{{name}}}: there is no such exercise")
                return ""
            self.shown_exercises.add(name)
            try:
                return self._box(exercise)
            except BookError as error:
                self.problems.add(page, str(error))
                return ""

        return re.sub(r"<div data-exercise='([^']*)'></div>", put, body)

    def _box(self, exercise):
        words, minutes = self.words, exercise.setting("minutes", int)
        difficulty = exercise.setting("difficulty", int)
        if not 1 <= difficulty <= STARS:
            raise BookError(f"exercise {exercise.name}: difficulty is not 1 to {STARS}")
        folder = exercise.folder.relative_to(self.course.root).as_posix()
        file = html.escape(f"{folder}/{exercise.setting('edit', str)}")
        stars = "★" * difficulty + "☆" * (STARS - difficulty)
        return (
            f'<section class="exercise" id="exercise-{exercise.name}">'
            f'<p class="box-title"><span class="kind">{words.html("exercise")}</span> '
            f"{inline_markdown(exercise.title)}</p>"
            f"{self._task(exercise)}"
            f'<p class="effort">{words.count("minutes", minutes)}<span class="stars" '
            f'aria-hidden="true">{stars}</span>{words.html("difficulty", n=difficulty)}</p>'
            f'<p class="do"><span>{words.html("edit")}</span> <code>{file}</code></p>'
            f'<p class="do"><span>{words.html("check")}</span> '
            f"<code>./course check {exercise.name}</code></p></section>")

    @staticmethod
    def _task(exercise):
        write = {"text": lambda text: f"<p>{inline_markdown(text)}</p>",
                 "code": lambda text: '<pre class="code"><code>'
                                      f"{html.escape(text, quote=False)}\n</code></pre>"}
        return "".join(write[kind](text) for kind, text in exercise.task)

    def _minutes(self, body, _page):
        def put(match):
            return f'<p class="minutes" data-minutes="{int(match.group(1))}"></p>'

        return re.sub(r"<p class='minutes' data-minutes='(\d+)'></p>", put, body)

    def _words(self, body, _page):
        return re.sub(r"(<(?:summary|span)[^>]*) data-word='(\w+)'>",
                      lambda m: f"{m.group(1)}>{self.words.html(m.group(2))}", body)

    def _worked(self, body, page):
        """The title of a worked exercise is a heading that links lead to."""
        count = 0

        def put(match):
            nonlocal count
            count += 1
            title = re.sub(r"</?p>", "", match.group(2)).strip()
            return (f'<section class="worked"><h3 class="box-title"><a class="anchor" '
                    f'id="{page}-worked-{count}"></a>{match.group(1)} {title}</h3>')

        return re.sub(r"<section class='worked'><div class='box-title'>(<span.*?</span>)"
                      r"\s*(.*?)</div>", put, body, flags=re.S)


def minutes_of(body):
    """The reading time that a chapter states, or None."""
    tag = re.search(r'<p class="minutes"[^>]*>', body)
    return int(attribute(tag.group(0), "data-minutes")) if tag else None
