#!/usr/bin/env python3
"""Builds the book: Doxygen parses and checks the chapters, then this frames them.

    build.py                     the English book, into build/book
    build.py --language es --prose build/book/es/chapters --out build/book/es
"""

import argparse
import pathlib
import shutil
import sys
import time

import browser
import checks
import doxygen
import formulas
import printing
from course import Course
from edition import Edition
from errors import Problems, told
from words import Words

BOOK = pathlib.Path(__file__).resolve().parent.parent
THEME = BOOK / "theme"


def _theme_files(folder):
    """Style sheets and scripts: small files here, one of each in the book."""
    styles = [p.read_text(encoding="utf-8") for p in sorted((THEME / "style").glob("*.css"))]
    (folder / "course.css").write_text("\n".join(styles), encoding="utf-8")
    scripts = [p.read_text(encoding="utf-8") for p in sorted((THEME / "script").glob("*.js"))]
    (folder / "course.js").write_text("\n".join(scripts), encoding="utf-8")
    for name in ("theme.js", "icon.svg"):
        shutil.copy(THEME / name, folder / name)


def write(edition, texts, folder):
    """Writes the finished book beside the old one, then changes them over."""
    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        new.mkdir(parents=True)
        for name, text in texts.items():
            (new / name).write_text(text, encoding="utf-8")
        (new / "search-index.js").write_text(edition.search_script(), encoding="utf-8")
        if edition.has_formulas:
            (new / "formulas.css").write_text(formulas.stylesheet(), encoding="utf-8")
        _theme_files(new)
        for image in edition.images():
            shutil.copy(image, new / image.name)
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def build(root, prose, language, out, with_pdf):
    words = Words.load(language)
    course = Course(root, prose)
    work = out / "doxygen"
    problems = Problems()
    checks.prose(course, problems)
    problems.raise_if_any()
    doxygen.run(course, words, work)
    edition = Edition(course, doxygen.Output(work), words, problems)
    texts = edition.texts()
    edition.check(texts)
    problems.raise_if_any()
    write(edition, texts, out / "html")
    if with_pdf:
        printing.pdf(out / "html" / "print.html", out / "book.pdf")


def main():
    root = BOOK.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, default=root,
                        help="the folder that holds chapters/ and exercises/")
    parser.add_argument("--prose", type=pathlib.Path,
                        help="translated chapters, if not those of the root")
    parser.add_argument("--language", default="en")
    parser.add_argument("--out", type=pathlib.Path, help="default: ROOT/build/book")
    parser.add_argument("--no-pdf", action="store_true")
    options = parser.parse_args()
    out = (options.out or options.root / "build" / "book").resolve()
    has_browser = browser.executable() is not None

    def work():
        started = time.monotonic()
        build(options.root, options.prose, options.language, out,
              has_browser and not options.no_pdf)
        print(f"book: {out / 'html' / 'index.html'} ({time.monotonic() - started:.1f} s)")
        if not options.no_pdf:
            print(f"book: {out / 'book.pdf'}" if has_browser
                  else "book: no PDF, because chromium is not installed")

    return told("book", work)


if __name__ == "__main__":
    sys.exit(main())
