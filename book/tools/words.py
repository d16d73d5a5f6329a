"""The visible words of the book's frame, one JSON file per language."""

import html
import json
import pathlib

from errors import BookError

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "words"


class Words:
    """Looks words up: `words("next")`, `words("minutes", n=20)`."""

    def __init__(self, entries, language):
        self._entries = entries
        self.language = language

    @classmethod
    def load(cls, language):
        path = FOLDER / f"{language}.json"
        if not path.exists():
            known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.json")))
            raise BookError(f"no words for language '{language}'; there is: {known}")
        return cls(json.loads(path.read_text(encoding="utf-8")), language)

    def __call__(self, key, **values):
        if key not in self._entries:
            raise BookError(f"words/{self.language}.json has no '{key}'")
        return self._entries[key].format(**values)

    def html(self, key, **values):
        """The words, safe inside HTML text and attributes."""
        return html.escape(self(key, **values))

    def count(self, key, n):
        """Words that depend on a number: the key with `_one` for 1."""
        return self.html(key + "_one" if n == 1 else key, n=n)
