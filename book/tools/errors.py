"""What goes wrong while the book is made."""


class BookError(Exception):
    """One clear line (or a few) for the person who builds the book."""


class Problems:
    """Collects everything that is wrong, so that one build shows it all."""

    def __init__(self):
        self._lines = []

    def add(self, where, what):
        self._lines.append(f"{where}: {what}")

    def raise_if_any(self):
        if self._lines:
            raise BookError("\n".join(sorted(set(self._lines))))
