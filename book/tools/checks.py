"""What Doxygen does not notice: each finding stops the build."""

import html.parser
import re

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
COMMANDS = {"worked": "\\worked without \\endworked", "hint": "\\hint without \\endhint",
            "solution": "\\solution without \\endsolution"}
PLACEHOLDER = re.compile(
    r"\bdata-(runs|file|exercise|recorded|program|word|minutes-of)=['\"]([^'\"]*)")
CODE_SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
BAD_MARKER = re.compile(r"^\s*(?://!?|#)\s*\[(\w+)\]\s*$", re.M)
USE = re.compile(r"\\(pair|listing|program)\{([^}]*)\}")


class _Balance(html.parser.HTMLParser):
    """Finds the first element that is closed wrongly or not at all."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.found = [], {}, []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            count = self.ids.get(attributes["id"], 0)
            self.ids[attributes["id"]] = count + 1
        if tag not in VOID:
            self.open.append((tag, attributes.get("class", "")))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID or self.found:
            return
        if not self.open:
            self.found.append(f"</{tag}> closes nothing")
        elif self.open[-1][0] == tag:
            self.open.pop()
        else:
            name, cls = self.open[-1]
            self.found.append(self._words(name, cls, f"meets </{tag}>"))

    def finish(self):
        self.close()
        if self.open and not self.found:
            name, cls = self.open[-1]
            self.found.append(self._words(name, cls, "is never closed"))

    @staticmethod
    def _words(name, cls, what):
        return COMMANDS.get(cls) or f"<{name} class={cls!r}> {what}"


def page(url, text, problems):
    """Balance, ids used twice, placeholders that nothing filled."""
    balance = _Balance()
    balance.feed(text)
    balance.finish()
    for what in balance.found:
        problems.add(url, what)
    for identity, count in balance.ids.items():
        if count > 1:
            problems.add(url, f"the id '{identity}' is used {count} times")
    for kind, value in PLACEHOLDER.findall(text):
        problems.add(url, f"nothing fills data-{kind} '{value}' "
                          "(an apostrophe in a command's argument?)")
    return set(balance.ids)


def left_markdown(url, text, problems):
    """Stars and backticks in the text: Markdown that nobody understood."""
    prose_only = re.sub(r"<(pre|code|svg|script|annotation)\b.*?</\1>", "", text, flags=re.S)
    for found in re.findall(r"[^<>]{0,30}(?:\*\*|`)[^<>]{0,30}", prose_only):
        problems.add(url, f"a mark of Markdown is left in the text: '{found.strip()}'")


def links(texts, ids, problems, files=()):
    """Every link leads to a page and an anchor of the book."""
    for url, text in texts.items():
        for address in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', text):
            target, _, anchor = html.unescape(address).partition("#")
            target = target or url
            if re.match(r"[a-z]+:", target):
                problems.add(url, f"{address} leads out of the book")
            elif target not in ids:
                if target not in files:
                    problems.add(url, f"{address} leads nowhere")
            elif anchor and anchor not in ids[target]:
                problems.add(url, f"{address}: the page has no such anchor")


def prose(course, problems):
    """Traps of Doxygen's Markdown that it reports badly or not at all."""
    for path in course.pages:
        name = path.relative_to(course.prose)
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            for span in CODE_SPAN.findall(line):
                if "'" in span:
                    problems.add(f"{name}:{number}", f"`{span}` holds an apostrophe: "
                                 "Doxygen needs double backticks around it")


def shown(course, problems):
    """Every region and every program of the chapters stands on some page."""
    regions, programs = set(), set()
    for path in course.pages:
        for command, arguments in USE.findall(path.read_text(encoding="utf-8")):
            words = [word.strip() for word in arguments.split(",")]
            names = words[:-1] if command != "program" else words
            programs.update(names)
            regions.update((name, words[-1]) for name in names)
    written = {path.parent.name for path in course.pages[1:]}
    for source in course.programs + course.headers:
        if source.chapter not in written:
            continue
        for marker in BAD_MARKER.findall(source.text):
            problems.add(source.name, f"the region id [{marker}] has no chapter prefix")
        for region in source.regions:
            if (source.name, region) not in regions:
                problems.add(source.name, f"no page shows the region [{region}]")
        if source.is_program and source.name not in programs:
            problems.add(source.name, "no page shows this program")


def exercises(course, shown_names, ids, problems):
    """Every exercise has its box, and names a section that exists."""
    anchors = set().union(*ids.values()) if ids else set()
    chapters = {p.parent.name for p in course.pages[1:]}
    for name, exercise in course.exercises.items():
        if exercise.folder.parent.name not in chapters:
            continue
        if name not in shown_names:
            problems.add(f"exercise {name}", "no page has its box (\\exercise{" + name + "})")
        section = exercise.settings.get("section")
        if section not in anchors:
            problems.add(f"exercise {name}", f"exercise.toml: no section '{section}' in the book")
