"""Formulas: TeX becomes HTML and MathML now, so that reading needs no script."""

import base64
import html
import json
import pathlib
import re
import shutil
import subprocess

from errors import BookError

KATEX = pathlib.Path("/usr/share/javascript/katex")
FORMULA = re.compile(
    r"(?P<inline>\\\((?P<a>.+?)\\\))"
    r'|(?P<block><p class="formulaDsp">\s*\\\[(?P<b>.+?)\\\]\s*</p>)', re.S)
# The faces that the chapters' formulas use; others would only add weight.
FACES = {"Main-Regular", "Main-Italic", "Main-Bold", "Math-Italic", "AMS-Regular",
         "Size1-Regular", "Size2-Regular", "Size3-Regular", "Size4-Regular"}
RENDER = """
const katex = require(process.argv[1]);
const items = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const options = {throwOnError: true, strict: 'error'};
console.log(JSON.stringify(items.map(([tex, displayMode]) =>
  katex.renderToString(tex, {...options, displayMode}))));
"""


def _render(items):
    if not shutil.which("node") or not KATEX.exists():
        raise BookError("formulas need node and KaTeX (packages nodejs and katex)")
    done = subprocess.run(["node", "-e", RENDER, str(KATEX / "katex.js")],
                          input=json.dumps(items), text=True, capture_output=True)
    if done.returncode:
        reason = [l for l in done.stderr.splitlines() if "Error" in l]
        raise BookError("a formula is wrong: " + (reason or [done.stderr])[0].strip())
    return json.loads(done.stdout)


def render_all(bodies):
    """Renders the formulas of all pages at once; tells whether there are any."""
    items = [(html.unescape(m["a"] or m["b"]).strip(), bool(m["block"]))
             for body in bodies for m in FORMULA.finditer(body)]
    if not items:
        return bodies, False
    done = iter(_render(items))

    def put(match):
        shown = next(done)
        return f'<div class="formula">{shown}</div>' if match["block"] else shown

    return [FORMULA.sub(put, body) for body in bodies], True


def stylesheet():
    """KaTeX's style with its fonts inside: file:// pages may not load fonts."""
    css = (KATEX / "katex.min.css").read_text(encoding="utf-8")

    def face(match):
        font = re.search(r"fonts/KaTeX_([\w-]+)\.woff2", match.group(0))
        if not font or font.group(1) not in FACES:
            return ""
        data = (KATEX / "fonts" / f"KaTeX_{font.group(1)}.woff2").read_bytes()
        source = f"src:url(data:font/woff2;base64,{base64.b64encode(data).decode()})"
        return re.sub(r"src:[^;}]*", source, match.group(0))

    return re.sub(r"@font-face\{[^}]*\}", face, css)
