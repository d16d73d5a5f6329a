"""Doxygen's XML of a documentation comment, as HTML."""

import html

from errors import BookError

INLINE = {"computeroutput": "code", "bold": "strong", "emphasis": "em",
          "subscript": "sub", "superscript": "sup"}
BLOCK = {"itemizedlist": "ul", "orderedlist": "ol", "listitem": "li"}
SYMBOLS = {"ndash": "–", "mdash": "—", "nonbreakablespace": "\u00a0", "sp": " ",
           "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…",
           "linebreak": "<br>", "times": "×", "le": "≤", "ge": "≥", "tau": "τ"}
LISTS = {"param": "parameters", "templateparam": "template_parameters",
         "exception": "throws", "retval": "returns"}
IGNORED = {"anchor"}


class Describer:
    """Writes descriptions; `link` turns a reference's id into an address."""

    def __init__(self, words, link):
        self.words, self.link = words, link

    def write(self, node):
        """The HTML inside `node`, which may be None."""
        return "" if node is None else self._inside(node).strip()

    def _inside(self, node):
        parts = [html.escape(node.text or "", quote=False)]
        for child in node:
            parts.append(self._element(child))
            parts.append(html.escape(child.tail or "", quote=False))
        return "".join(parts)

    def _element(self, node):
        tag = node.tag
        if tag in IGNORED:
            return ""
        if tag in SYMBOLS:
            return SYMBOLS[tag]
        if tag in INLINE:
            return f"<{INLINE[tag]}>{self._inside(node)}</{INLINE[tag]}>"
        if tag in BLOCK:
            return f"<{BLOCK[tag]}>{self._inside(node)}</{BLOCK[tag]}>"
        write = getattr(self, f"_{tag}", None)
        if write is None:
            raise BookError(f"the documentation of a header uses <{tag}>, "
                            "which the reference pages do not know")
        return write(node)

    def _para(self, node):
        # Doxygen puts lists and notes inside paragraphs; HTML does not.
        parts, text = [], html.escape(node.text or "", quote=False)
        blocks = {*BLOCK, "parameterlist", "simplesect", "programlisting", "verbatim"}
        for child in node:
            if child.tag in blocks:
                parts += [self._paragraph(text), self._element(child)]
                text = ""
            else:
                text += self._element(child)
            text += html.escape(child.tail or "", quote=False)
        return "".join([*parts, self._paragraph(text)])

    @staticmethod
    def _paragraph(text):
        return f"<p>{text.strip()}</p>" if text.strip() else ""

    def _ref(self, node):
        target = self.link(node.get("refid"))
        text = self._inside(node)
        return f'<a href="{target}">{text}</a>' if target else text

    def _ulink(self, node):
        return self._inside(node)

    def _verbatim(self, node):
        return f'<pre class="code">{html.escape(node.text or "", quote=False)}</pre>'

    def _programlisting(self, node):
        lines = ["".join(self._code(line)) for line in node.findall("codeline")]
        return '<pre class="code"><code>' + "\n".join(lines) + "\n</code></pre>"

    def _code(self, node):
        yield html.escape(node.text or "", quote=False)
        for child in node:
            if child.tag == "sp":
                yield " "
            elif child.tag == "highlight":
                yield f'<span class="{child.get("class")}">{"".join(self._code(child))}</span>'
            elif child.tag == "ref":
                target = self.link(child.get("refid"))
                text = "".join(self._code(child))
                yield f'<a class="code" href="{target}">{text}</a>' if target else text
            yield html.escape(child.tail or "", quote=False)

    def _simplesect(self, node):
        kind = node.get("kind")
        titles = {"return": "returns", "see": "see_also"}
        title = self.write(node.find("title")) or self.words.html(titles.get(kind, kind))
        body = "".join(self._para(p) for p in node.findall("para"))
        return f'<dl class="section {kind}"><dt>{title}</dt><dd>{body}</dd></dl>'

    def _parameterlist(self, node):
        rows = []
        for item in node.findall("parameteritem"):
            names = [self._inside(name) for name in item.iter("parametername")]
            text = "".join(self._para(p) for p in item.find("parameterdescription"))
            rows.append(f"<dt><code>{', '.join(names)}</code></dt><dd>{text}</dd>")
        title = self.words.html(LISTS[node.get("kind")])
        return (f'<p class="about">{title}</p>'
                f'<dl class="parameters">{"".join(rows)}</dl>')
