"""One page with every chapter, and the PDF that Chromium makes of it."""

import html
import re

from browser import Browser

FOOTER = ('<div style="width:100%;font:8pt sans-serif;color:#444;text-align:center">'
          '<span class="pageNumber"></span></div>')
PAPER = {"printBackground": True, "preferCSSPageSize": True, "displayHeaderFooter": True,
         "headerTemplate": "<span></span>", "footerTemplate": FOOTER,
         "generateTaggedPDF": True, "generateDocumentOutline": True}


def _inside(body, urls):
    """Links between chapters become links inside; links elsewhere plain text."""
    def put(match):
        page, _, anchor = match.group(2).partition("#")
        if not page and anchor:
            return match.group(0)
        if page in urls:
            target = anchor or urls[page]
            return f'<a href="#{target}">{match.group(4)}</a>'
        return match.group(4)

    body = re.sub(r'<a\b([^>]*?)\bhref="([^"]*)"([^>]*)>(.*?)</a>', put, body, flags=re.S)
    return body.replace("<details", "<details open")


def page(chapters, appendices, frame, words):
    """The HTML of print.html: title, contents, chapters, appendices."""
    chapters = [*chapters, *appendices]
    urls = {c.url: "page-" + c.url.removesuffix(".html") for c in chapters}
    items = []
    for chapter in chapters[1:]:
        sections = "".join(f'<li><a href="#{i}">{t}</a></li>' for i, t in chapter.sections)
        items.append(f'<li><span class="number">{chapter.label}</span><a href="#'
                     f'{urls[chapter.url]}">{chapter.title}</a><ol>{sections}</ol></li>')
    parts = [f'<section class="cover"><h1>{words.html("title")}</h1>'
             f'<p class="lead">{words.html("brief")}</p>'
             f'<nav aria-label="{words.html("contents")}"><ol>{"".join(items)}</ol></nav>'
             "</section>"]
    for chapter in chapters:
        above, title = frame.above(chapter), chapter.title
        above = f'<p class="above">{above}</p>' if above else ""
        if chapter.kind == "index":
            above, title = "", words.html("about")
        parts.append(f'<section class="chapter" id="{urls[chapter.url]}">'
                     f'<header class="head">{above}<h1>{title}</h1></header>'
                     f"{_inside(chapter.body, urls)}</section>")
    formulas = '<link rel="stylesheet" href="formulas.css">' if frame.formulas else ""
    return (f'<!DOCTYPE html>\n<html lang="{words.language}" data-theme="light"><head>'
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width, '
            f'initial-scale=1"><title>{html.escape(words("title"))}</title>'
            '<link rel="icon" href="icon.svg"><link rel="stylesheet" href="course.css">'
            f'{formulas}</head>\n<body class="print"><main id="text">{"".join(parts)}</main>'
            "</body></html>\n")


def pdf(source, target):
    """Prints the page `source` to the file `target`."""
    with Browser() as browser:
        with browser.page() as tab:
            tab.open(source)
            target.write_bytes(tab.pdf(PAPER))
