#!/usr/bin/env python3
"""Looks at every page of the built book in a headless browser.

Each page is opened at two widths, light and dark, with every folded part open
and with either language chosen. Checked are: no sideways scrolling of the
page, contrast of all visible text, no error on the console, no request beyond
the folder; then the tabs, the search, the theme and the menu are used.
"""

import argparse
import pathlib
import sys

from browser import Browser
from errors import BookError, Problems, told

TOOLS = pathlib.Path(__file__).resolve().parent
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
HEIGHT = 900
ACCENTS = str.maketrans("AEIOUN", "ÁÈÎÖÚÑ")
SURVEY = (TOOLS / "survey.js").read_text(encoding="utf-8")
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
SHOW_ALL = ("document.querySelectorAll('.pair .listing').forEach("
            "(panel) => { panel.hidden = false; })")


def listen(tab, folder, where, problems):
    """Errors on the console, and requests that leave the folder."""
    listen_at(tab, folder.resolve().as_uri() + "/", where, problems)


def listen_at(tab, home, where, problems):
    """The same for requests to what does not begin with `home`."""
    for event in tab.events():
        values = event.get("params", {})
        if event["method"] == "Network.requestWillBeSent":
            url = values["request"]["url"]
            if not url.startswith((home, "data:")):
                problems.add(where, f"asks for {url}")
        elif event["method"] == "Network.loadingFailed":
            problems.add(where, f"a file did not load: {values['errorText']}")
        elif event["method"] == "Runtime.exceptionThrown":
            details = values["exceptionDetails"]
            words = details.get("exception", {}).get("description", details["text"])
            problems.add(where, f"console: {words.splitlines()[0]}")
        elif event["method"] == "Runtime.consoleAPICalled" and values["type"] == "error":
            words = " ".join(str(a.get("value", "")) for a in values["args"])
            problems.add(where, f"console: {words}")
        elif event["method"] == "Log.entryAdded" and values["entry"]["level"] == "error":
            problems.add(where, f"console: {values['entry']['text']}")


def survey(tab, where, problems):
    """Runs the survey in the open page; returns how many texts it weighed."""
    found = tab.ask(SURVEY)
    for text in found["faint"]:
        problems.add(where, f"contrast {text['ratio']} of {text['place']} ('{text['words']}')")
    if found["scrolls"]:
        problems.add(where, f"the page scrolls sideways ({', '.join(found['wide'])})")
    return found["texts"]


def examine(tab, folder, page, problems, shots=None):
    """One page at every width and scheme, with everything unfolded."""
    texts = 0
    tab.size(WIDTHS[0], HEIGHT)
    tab.open(page)
    for width in WIDTHS:
        for scheme in SCHEMES:
            where = f"{page.name} at {width}, {scheme}"
            tab.size(width, HEIGHT)
            tab.prefer(scheme)
            if shots:
                name = f"{page.stem}-{width}-{scheme}.png"
                (shots / name).write_bytes(tab.photograph(whole=True))
            tab.ask(f"{OPEN_ALL}; {SHOW_ALL}")
            texts += survey(tab, where, problems)
            listen(tab, folder, where, problems)
            if shots:
                tab.open(page)
    return texts


def expect(condition, where, what, problems):
    if not condition:
        problems.add(where, what)


def use_tabs(tab, folder, page, problems):
    """Chooses Python by mouse, C++ by keyboard; the choice survives a reload."""
    where = f"{page.name}, tabs"
    shown = ("[...document.querySelectorAll('.pair .listing')].filter((p) => !p.hidden)"
             ".map((p) => p.dataset.language).join()")
    tab.ask("localStorage.clear()")
    tab.open(page)
    count = tab.ask("document.querySelectorAll('.pair').length")
    expect(tab.ask(shown) == ",".join(["cpp"] * count), where, "C++ is not first", problems)
    tab.ask("document.querySelector('.tabs button').click()")
    python = ",".join(["py"] * count)
    expect(tab.ask(shown) == python, where, "the tab Python does not choose Python", problems)
    tab.open(page)
    expect(tab.ask(shown) == python, where, "the choice of language is forgotten", problems)
    tab.ask("document.querySelector('.tabs button[aria-selected=true]').focus()")
    tab.press("ArrowRight")
    expect(tab.ask(shown) == ",".join(["cpp"] * count), where,
           "the arrow key does not change the language", problems)
    listen(tab, folder, where, problems)


def retype(tab, text):
    """Types another term into the search field and waits for its results."""
    tab.ask("(() => { const field = document.querySelector('.search input');"
            "field.value = ''; field.focus(); })()")
    tab.type(text)
    tab.ask("new Promise((done) => setTimeout(done, 100))")


def use_search(tab, folder, page, term, problems):
    """Types a heading of the book, chooses the first result by keyboard."""
    where = f"search for '{term}'"
    tab.open(page)
    tab.ask("document.activeElement.blur()")
    tab.press("/")
    tab.type(term)
    waiting = ("new Promise((done) => { const look = (n) => {"
               "const links = document.querySelectorAll('.results a, .results p');"
               "if (links.length || n === 0) done(links.length);"
               "else setTimeout(look, 20, n - 1); }; look(150); })")
    tab.ask(waiting)
    first = tab.ask("document.querySelector('.results a b')?.textContent ?? ''")
    expect(first == term, where, f"the first result is '{first}'", problems)
    survey(tab, where, problems)
    retype(tab, term.upper().translate(ACCENTS))
    first = tab.ask("document.querySelector('.results a b')?.textContent ?? ''")
    expect(first == term, where, "accents or capitals change what is found", problems)
    retype(tab, "zzqx")
    expect(tab.ask("!!document.querySelector('.results p')"), where,
           "a word that is nowhere is found", problems)
    tab.press("Escape")
    expect(tab.ask("!document.querySelector('.results')"), where,
           "Escape does not close the results", problems)
    listen(tab, folder, where, problems)


def use_frame(tab, folder, page, problems):
    """The theme button and, on a phone, the menu."""
    where = f"{page.name}, frame"
    paper = "getComputedStyle(document.body).backgroundColor"
    tab.size(390, HEIGHT)
    tab.prefer("light")
    tab.open(page)
    before = tab.ask(paper)
    tab.ask("document.querySelector('.bar .theme').click()")
    after = tab.ask(paper)
    expect(before != after, where, "the theme button changes nothing", problems)
    tab.open(page)
    expect(tab.ask(paper) == after, where, "the theme is forgotten", problems)
    tab.ask("localStorage.clear()")
    visible = "getComputedStyle(document.getElementById('contents')).visibility"
    tab.open(page)
    expect(tab.ask(visible) == "hidden", where, "the menu is open by itself", problems)
    tab.ask("document.querySelector('.bar .menu').click()")
    tab.ask("new Promise((done) => setTimeout(done, 300))")
    expect(tab.ask(visible) == "visible", where, "the menu does not open", problems)
    survey(tab, where, problems)
    tab.press("Escape")
    tab.ask("new Promise((done) => setTimeout(done, 300))")
    expect(tab.ask(visible) == "hidden", where, "Escape does not close the menu", problems)
    listen(tab, folder, where, problems)


def heading_to_find(tab, page):
    """A section of the page whose heading the search should find."""
    tab.open(page)
    return tab.ask("(() => { const h = document.querySelector('main h2')?.cloneNode(true);"
                   "h?.querySelectorAll('.section-link').forEach((l) => l.remove());"
                   "return h?.textContent.trim() ?? ''; })()")


def look(folder, shots=None):
    """Examines every page; raises BookError with everything that is wrong."""
    pages = sorted(folder.glob("*.html"))
    if not pages:
        raise BookError(f"{folder} holds no pages: build the book first")
    problems, texts = Problems(), 0
    with Browser() as browser, browser.page() as tab:
        for page in pages:
            texts += examine(tab, folder, page, problems, shots)
        tab.size(WIDTHS[0], HEIGHT)
        chapters = [p for p in pages if 'class="pair"' in p.read_text(encoding="utf-8")
                    and p.name != "print.html"]
        if chapters:
            use_tabs(tab, folder, chapters[0], problems)
            heading = heading_to_find(tab, chapters[0])
            if heading:
                use_search(tab, folder, folder / "index.html", heading, problems)
            use_frame(tab, folder, chapters[0], problems)
    problems.raise_if_any()
    return len(pages), texts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=pathlib.Path,
                        default=TOOLS.parent.parent / "build" / "book" / "html")
    parser.add_argument("--shots", type=pathlib.Path, help="keep a picture of every view here")
    options = parser.parse_args()
    if options.shots:
        options.shots.mkdir(parents=True, exist_ok=True)

    def work():
        pages, texts = look(options.folder, options.shots)
        print(f"look: {pages} pages, {texts} texts, nothing to complain about")

    return told("look", work)


if __name__ == "__main__":
    sys.exit(main())
