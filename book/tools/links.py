"""Leads the links that Doxygen wrote to the pages of the book."""

import re

LINK = re.compile(r'<a\b([^>]*?)\bhref="([^"]*)"([^>]*)>(.*?)</a>', re.S)


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
