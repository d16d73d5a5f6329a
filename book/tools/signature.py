"""Declarations for the reference pages, from Doxygen's XML."""

import html
import re

WIDTH = 76
KEYWORDS = re.compile(
    r"\b(template|typename|class|struct|enum|concept|requires|using|const|constexpr|"
    r"consteval|noexcept|static|explicit|virtual|override|default|delete|operator)\b")
TYPES = re.compile(r"\b(auto|bool|int|void|char|unsigned|long|double|float)\b")


def _text(node):
    return "" if node is None else re.sub(r"\s+", " ", "".join(node.itertext())).strip()


def _tidy(text):
    text = re.sub(r"(?<!operator)<\s+", "<", text)
    text = re.sub(r"\s+>", ">", text)
    text = re.sub(r"\s+([&*]+)\s*(?=[\w.])", r"\1 ", text)
    text = re.sub(r"\s*=\s*(delete|default|0)$", r" = \1", text)
    return text.replace("course::", "").strip()


def _split(arguments):
    """Splits at the commas that stand outside of brackets."""
    parts, depth, start = [], 0, 0
    for n, character in enumerate(arguments):
        depth += (character in "<({[") - (character in ">)}]")
        if character == "," and depth == 0:
            parts.append(arguments[start:n].strip())
            start = n + 1
    return [*parts, arguments[start:].strip()]


def _wrapped(line):
    """A declaration that is too long gets one line per parameter."""
    opening = line.find("(")
    if len(line) <= WIDTH or opening < 0:
        return line
    depth = 0
    for n in range(opening, len(line)):
        depth += (line[n] == "(") - (line[n] == ")")
        if depth == 0:
            break
    arguments = ",\n    ".join(_split(line[opening + 1:n]))
    return f"{line[:opening]}(\n    {arguments}){line[n + 1:]}"


def _template(node):
    parameters = node.find("templateparamlist")
    if parameters is None:
        return ""
    names = []
    for parameter in parameters.findall("param"):
        kind, name = _text(parameter.find("type")), _text(parameter.find("declname"))
        default = _text(parameter.find("defval"))
        names.append(f"{kind} {name}".strip() + (f" = {default}" if default else ""))
    requires = _text(node.find("requiresclause"))
    line = f"template <{', '.join(names)}>\n"
    return line + (f"  requires {requires}\n" if requires else "")


def of_class(node):
    name = node.findtext("compoundname").rsplit("::", 1)[-1]
    bases = [f"{b.get('prot')} {_text(b)}" for b in node.findall("basecompoundref")]
    inherits = f" : {', '.join(bases)}" if bases else ""
    return highlight(_tidy_lines(f"{_template(node)}{node.get('kind')} {name}{inherits}"))


def of_concept(node):
    return highlight(_tidy_lines(_text(node.find("initializer"))))


def of_member(node):
    kind, name = node.get("kind"), node.findtext("name")
    type_ = _text(node.find("type"))
    if kind == "enum":
        values = ", ".join(v.findtext("name") for v in node.findall("enumvalue"))
        strong = "enum class" if node.get("strong") == "yes" else "enum"
        line = f"{strong} {name} {{ {values} }}"
    elif kind == "typedef":
        line = f"using {name} = {type_}"
    elif kind == "variable":
        line = f"{type_} {name} {_text(node.find('initializer'))}".strip()
    else:
        arguments = _text(node.find("argsstring"))
        static = "static " if node.get("static") == "yes" else ""
        explicit = "explicit " if node.get("explicit") == "yes" else ""
        line = f"{static}{explicit}{type_} {name}{arguments}"
    return highlight(_tidy_lines(_template(node) + re.sub(r"  +", " ", line)))


def _tidy_lines(text):
    return "\n".join(_wrapped(_tidy(line)) if not line.startswith("  ") else line
                     for line in text.split("\n"))


def highlight(text):
    marked = html.escape(text, quote=False)
    marked = TYPES.sub(r'<span class="keywordtype">\1</span>', marked)
    marked = re.sub(r"(<[^>]*>)|" + KEYWORDS.pattern, _keyword, marked)
    return f'<pre class="code signature"><code>{marked}</code></pre>'


def _keyword(match):
    """A keyword outside of the tags that are there already."""
    return match.group(1) or f'<span class="keyword">{match.group(2)}</span>'
