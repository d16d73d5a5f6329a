"""One file of words per language, and no word of the frame anywhere else."""

import json
import pathlib
import re
import unittest

from tests import sample

import words

BOOK = pathlib.Path(sample.TOOLS).parent
# Words that are put together from a prefix and a kind.
BUILT = re.compile(r"^(legend|axis|interval|moment)_|_one$|"
                   r"^(exec|wait|ready|blocked|note|warning|remark)$")


def everything():
    files = [*sample.TOOLS.glob("*.py"), BOOK / "theme/page.html", BOOK / "Doxyfile"]
    return "\n".join(p.read_text(encoding="utf-8") for p in files)


class VisibleWords(unittest.TestCase):
    def test_each_word_is_used(self):
        text = everything()
        keys = json.loads((BOOK / "words/en.json").read_text(encoding="utf-8"))
        unused = [k for k in keys if not BUILT.search(k)
                  and not re.search(rf"""["'{{]{k}["'}}]""", text)]
        self.assertEqual(unused, [])

    def test_each_language_has_the_same_words(self):
        sets = {p.stem: set(json.loads(p.read_text(encoding="utf-8")))
                for p in (BOOK / "words").glob("*.json")}
        for language, keys in sets.items():
            self.assertEqual(keys, sets["en"], language)

    def test_each_place_of_the_template_has_its_word(self):
        known = words.Words.load("en")
        made = {"head_title", "formulas", "kind", "navigation", "above", "page_title",
                "body", "neighbours", "language"}
        template = (BOOK / "theme/page.html").read_text(encoding="utf-8")
        for key in set(re.findall(r"\{\{(\w+)\}\}", template)) - made:
            self.assertTrue(known(key))

    def test_scripts_and_styles_say_nothing_themselves(self):
        for path in (BOOK / "theme/script").glob("*.js"):
            text = path.read_text(encoding="utf-8")
            shown = re.findall(r'(?:textContent = |aria-label", )"([^"]*)"', text)
            self.assertEqual([t for t in shown if re.search(r"[A-Za-z]", t)], [], path.name)
        for path in (BOOK / "theme/style").glob("*.css"):
            text = path.read_text(encoding="utf-8")
            self.assertEqual(re.findall(r'content: "[^"]*[A-Za-z][^"]*"', text), [], path.name)


if __name__ == "__main__":
    unittest.main()
