"""Runs Doxygen over the chapters and reads what it wrote."""

import html
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

from errors import BookError

BOOK = pathlib.Path(__file__).resolve().parent.parent
START, END = "<!-- page -->", "<!-- end of page -->"


def _quoted(paths):
    return " ".join(f'"{path}"' for path in paths)


def _settings(course, words, work):
    """The part of the configuration that depends on folders and language."""
    inputs = [*course.pages, *(h.path for h in course.headers), work / "programs.dox"]
    return {
        "INPUT": _quoted(inputs),
        "USE_MDFILE_AS_MAINPAGE": f'"{course.pages[0]}"',
        "EXAMPLE_PATH": _quoted([course.chapters, course.root]),
        "IMAGE_PATH": f'"{course.chapters}"',
        "STRIP_FROM_PATH": f'"{course.root}"',
        "OUTPUT_DIRECTORY": f'"{work}"',
        "OUTPUT_LANGUAGE": words("doxygen_language"),
        "PROJECT_NAME": f'"{words("title")}"',
        "HTML_HEADER": f'"{work / "header.html"}"',
        "HTML_FOOTER": f'"{work / "footer.html"}"',
    }


def run(course, words, work):
    """Parses the course into `work`/html and `work`/xml; warnings are errors."""
    if not shutil.which("doxygen"):
        raise BookError("doxygen is not installed (package doxygen)")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "header.html").write_text(f"{START}<div id='top'>\n")
    (work / "footer.html").write_text(f"{END}\n")
    # One page per program, so that every listing can link to its whole file.
    (work / "programs.dox").write_text("".join(
        f"/** \\example{{lineno}} {program.name}\n */\n" for program in course.programs))
    lines = [f"{key} = {value}" for key, value in _settings(course, words, work).items()]
    configuration = (BOOK / "Doxyfile").read_text() + "\n".join(lines) + "\n"
    done = subprocess.run(["doxygen", "-"], input=configuration, text=True,
                          cwd=course.root, capture_output=True)
    if done.returncode or done.stderr.strip():
        said = done.stderr.strip().replace(str(course.root) + "/", "")
        said = "\n".join(dict.fromkeys(said.splitlines()))
        raise BookError(said or f"doxygen ended with status {done.returncode}")


class Output:
    """The bare pages and the XML of one run."""

    def __init__(self, work):
        self._html = work / "html"
        self._xml = work / "xml"

    def compound(self, refid):
        """The description of one page, class, namespace or file."""
        return ElementTree.parse(self._xml / f"{refid}.xml").getroot().find("compounddef")

    def compounds(self, *kinds):
        index = ElementTree.parse(self._xml / "index.xml").getroot()
        return [self.compound(c.get("refid")) for c in index.findall("compound")
                if c.get("kind") in kinds]

    def chapters(self):
        """(id, title) of the main page and its subpages, in reading order."""
        found = []

        def walk(refid):
            page = self.compound(refid)
            url = "index" if refid == "indexpage" else refid
            found.append((url, html.escape(page.findtext("title"))))
            for inner in page.findall("innerpage"):
                walk(inner.get("refid"))

        walk("indexpage")
        return found

    def body(self, name):
        """The contents of one bare page, without Doxygen's frame."""
        text = (self._html / f"{name}.html").read_text(encoding="utf-8")
        text = text.split(START, 1)[1].rsplit(END, 1)[0]
        text = text.split('<div class="contents">', 1)[1]
        text = text.rsplit("</div><!-- contents -->", 1)[0]
        text = re.sub(r"</div><!-- PageDoc -->\s*$", "", text)
        inner = text.split('<div class="textblock">', 1)
        if len(inner) == 2:
            text = re.sub(r"</div>\s*$", "", inner[1])
        return text

    def image(self, name):
        """An image that Doxygen copied beside its pages."""
        return self._html / name
