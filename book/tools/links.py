"""Leads the links that Doxygen wrote to the pages of the book."""

import re

LINK = re.compile(r'<a\b([^>]*?)\bhref="([^"]*)"([^>]*)>(.*?)</a>', re.S)
CODE_OR_LINK = re.compile(
    r"(?P<code><(?P<tag>code|pre)\b[^>]*>.*?</(?P=tag)>)|<a\b[^>]*>.*?</a>", re.S)
NAME = re.compile(r"\bcourse::(\w+)")


def link_names(body, names):
    """Links course::NAME in code where Doxygen has not done it."""
    def in_code(match):
        depth, parts = 0, []
        for piece in re.split(r"(<[^>]*>)", match.group(0)):
            if piece.startswith("<"):
                depth += piece.startswith("<a ") - piece.startswith("</a")
            elif depth == 0:
                piece = NAME.sub(link, piece)
            parts.append(piece)
        return "".join(parts)

    def link(match):
        address, text = names.get(match.group(1)), match.group(0)
        return f'<a class="code" href="{address}">{text}</a>' if address else text

    def outside_links(match):
        return in_code(match) if match.group("code") else match.group(0)

    return CODE_OR_LINK.sub(outside_links, body)


class Links:
    """`renamed` maps Doxygen's addresses, `pages` are those of the book."""

    def __init__(self, renamed, pages):
        self.renamed, self.pages = renamed, set(pages)

    def target(self, address):
        """The address in the book, or None where the book has no such page."""
        page, _, anchor = address.partition("#")
        if address in self.renamed:
            return self.renamed[address]
        if page in self.renamed:
            # A line of a header's source keeps its place on the header's page.
            line = re.fullmatch(r"l0*(\d+)", anchor)
            return self.renamed[page] + (f"#line-{line.group(1)}" if line else "")
        if not page or page in self.pages:
            return address
        return None

    def rewrite(self, body):
        """Links to nowhere become plain text; links out of the book stay."""
        def put(match):
            before, address, after, text = match.groups()
            if re.match(r"[a-z]+:", address):
                return match.group(0)
            target = self.target(address)
            if target is None:
                return text
            attributes = re.sub(r'\bclass="el"\s*', "", before + after).strip()
            return f'<a {attributes + " " if attributes else ""}href="{target}">{text}</a>'

        return LINK.sub(put, body)
