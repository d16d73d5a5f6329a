"""What the chapters' folders hold: prose, headers, programs, exercises."""

import dataclasses
import functools
import pathlib
import re
import textwrap
import tomllib

from errors import BookError

MARKER = re.compile(r"^\s*(?://!?|#)\s*\[([a-z0-9]+(?:-[a-z0-9]+)+)\]\s*$", re.M)
DIRECTIVE = re.compile(r"^(?://|#)\s*recorded:\s*(.+?)\s*$", re.M)
SANITIZERS = {"asan", "tsan"}
KNOWN_DIRECTIVES = SANITIZERS | {"measured", "optimised", "compile-error", "fails", "no", "watched"}
DIRECTIVE_LINES = 5
CAPSTONE_CHAPTER = "*-task-server"


@dataclasses.dataclass(frozen=True)
class Source:
    """One program or header of a chapter, or a file of the capstone."""

    path: pathlib.Path
    chapters: pathlib.Path

    @property
    def is_capstone(self):
        return self.chapters not in self.path.parents

    @property
    def name(self):
        """The path that chapters use: relative to chapters/, and for the
        capstone to the folder above it."""
        base = self.chapters.parent if self.is_capstone else self.chapters
        return self.path.relative_to(base).as_posix()

    @property
    def chapter(self):
        """The folder of its chapter; the capstone's is the one on it."""
        if self.is_capstone:
            return next(self.chapters.glob(CAPSTONE_CHAPTER)).name
        return self.name.split("/")[0]

    @property
    def is_python(self):
        return self.path.suffix == ".py"

    @property
    def is_program(self):
        """Shown as a page of its own, whole: the capstone's files, too."""
        return self.is_capstone or self.path.parent.name == "programs"

    @functools.cached_property
    def text(self):
        return self.path.read_text(encoding="utf-8")

    @property
    def regions(self):
        return sorted(set(MARKER.findall(self.text)))

    @property
    def directives(self):
        """The words after `recorded:` in the first lines."""
        head = "\n".join(self.text.splitlines()[:DIRECTIVE_LINES])
        found = DIRECTIVE.search(head)
        words = set(re.split(r"\s*,\s*", found.group(1))) if found else set()
        unknown = words - KNOWN_DIRECTIVES
        if unknown:
            raise BookError(f"{self.name}: unknown 'recorded: {', '.join(sorted(unknown))}'")
        return words

    @property
    def description(self):
        """The comment that the file begins with, up to its first full stop."""
        header = self.path.with_suffix(".hpp")
        if self.is_capstone and header != self.path and header.exists():
            return Source(header, self.chapters).description
        words = []
        for line in self.text.splitlines():
            comment = re.match(r'(?://[/!]?|#(?!include|pragma|!)|""")\s?(.*)', line)
            if not comment or not comment.group(1):
                break
            text = comment.group(1).removesuffix('"""').strip()
            if text.startswith(("recorded:", "@file", "[")):
                continue
            words.append(text.removeprefix("@brief "))
            if words[-1].endswith("."):
                break
        return " ".join(words)

    @property
    def recorded(self):
        """The file that holds what the program prints."""
        suffix = ".py.txt" if self.is_python else ".txt"
        return self.path.parent.parent / "recorded" / (self.path.stem + suffix)

    @property
    def trace(self):
        """The file that holds the timeline of the program's run."""
        return self.recorded.with_suffix(".csv")

    @property
    def machine(self):
        """The file that names the machine of a measured program."""
        return self.recorded.with_suffix(".machine.txt")


@dataclasses.dataclass(frozen=True)
class Exercise:
    """One exercise, as its README.md and exercise.toml describe it."""

    folder: pathlib.Path

    @property
    def name(self):
        return self.folder.name

    @functools.cached_property
    def settings(self):
        path = self.folder / "exercise.toml"
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise BookError(f"exercise {self.name}: no exercise.toml") from None
        except tomllib.TOMLDecodeError as error:
            raise BookError(f"exercise {self.name}: exercise.toml: {error}") from None

    def setting(self, key, kind):
        value = self.settings.get(key)
        if not isinstance(value, kind):
            raise BookError(
                f"exercise {self.name}: exercise.toml needs '{key}' ({kind.__name__})")
        return value

    @functools.cached_property
    def readme(self):
        try:
            return (self.folder / "README.md").read_text(encoding="utf-8")
        except FileNotFoundError:
            raise BookError(f"exercise {self.name}: no README.md") from None

    @property
    def title(self):
        found = re.search(r"^# (.+?)\s*(?:\{#.*\})?$", self.readme, re.M)
        if not found:
            raise BookError(f"exercise {self.name}: README.md has no '# title'")
        return found.group(1)

    @property
    def task(self):
        """The README's blocks before its first list, without title and labels.

        Each block is ("text" or "code", its words): what is to be written,
        its declaration, what it is for.
        """
        blocks = []
        for kind, text in _markdown_blocks(self.readme):
            if kind == "list":
                break
            if kind != "heading" and not re.fullmatch(r"\*\*[^*]+\*\*", text):
                blocks.append((kind, text))
        return blocks


def _markdown_blocks(text):
    """(kind, words) of simple Markdown: heading, text, code or list."""
    fenced = re.compile(r"^```\w*\n(.*?)\n```\s*$", re.M | re.S)
    pieces = fenced.split(text.strip())
    for n, piece in enumerate(pieces):
        if n % 2:
            yield "code", piece
            continue
        for block in re.split(r"\n\s*\n", piece.strip("\n")):
            if not block.strip():
                continue
            if block.startswith("    "):
                yield "code", textwrap.dedent(block).strip("\n")
            elif block.startswith("#"):
                yield "heading", block
            elif re.match(r"[-*+] |\d+\. ", block):
                yield "list", block
            else:
                yield "text", " ".join(block.split())


class Course:
    """Everything the book is made from, found by scanning the folders."""

    def __init__(self, root, prose=None):
        self.root = pathlib.Path(root).resolve()
        self.chapters = self.root / "chapters"
        self.prose = pathlib.Path(prose).resolve() if prose else self.chapters
        if not (self.prose / "index.md").exists():
            raise BookError(f"{self.prose} has no index.md")

    def _sources(self, *patterns):
        paths = {p for pattern in patterns for p in self.chapters.glob(pattern)}
        return [Source(p, self.chapters) for p in sorted(paths)]

    @functools.cached_property
    def programs(self):
        """The files in programs/; a header there belongs to several of them.
        After them what is shown of the capstone."""
        return [*self._sources("*/programs/*.cpp", "*/programs/*.hpp", "*/programs/*.py"),
                *self.capstone]

    @property
    def runnable(self):
        return [p for p in self.programs if p.path.suffix != ".hpp" and not p.is_capstone]

    @functools.cached_property
    def capstone(self):
        """The files of the capstone that have regions."""
        if not any(self.chapters.glob(CAPSTONE_CHAPTER)):
            return []
        paths = (self.root / "capstone").glob("*/*")
        files = [Source(p, self.chapters) for p in sorted(paths)
                 if p.suffix in {".cpp", ".hpp", ".py"}]
        return [file for file in files if file.regions]

    @functools.cached_property
    def headers(self):
        return self._sources("*/course/*.hpp")

    @functools.cached_property
    def pages(self):
        """The Markdown files, index first. A chapter is chapter.md and, if
        it has more than one page, what stands beside it."""
        found = {p for p in self.prose.glob("*/*.md") if not p.name.startswith("names")}
        return [self.prose / "index.md",
                *sorted(found, key=lambda p: (p.parent, p.name != "chapter.md", p.name))]

    @functools.cached_property
    def exercises(self):
        folders = (self.root / "exercises").glob("*/*/exercise.toml")
        return {p.parent.name: Exercise(p.parent) for p in sorted(folders)}

    def chapter_numbers(self):
        """Number of each chapter page, by its id."""
        numbers = {}
        for page in self.pages[1:]:
            head = re.search(r"^# .*\{#([\w-]+)\}", page.read_text(encoding="utf-8"), re.M)
            number = re.match(r"\d+", page.parent.name)
            if not head or not number:
                raise BookError(f"{page}: needs '# Title {{#id}}' in a numbered folder")
            numbers[head.group(1)] = int(number.group(0))
        return numbers
