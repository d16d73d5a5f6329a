"""The page of names, made of the chapters' names.md."""

import unittest

from tests import sample

import build
import names
from errors import BookError, Problems

NAMES = "chapters/03-bakery/names.md"
HEAD = "| Python | C++ | What differs | Section |\n|---|---|---|---|\n"
ROWS = (HEAD + "| `oven.stop()` | `stop(oven)` | the *same* | bakery |\n"
        "| `asyncio.bake(2)` | `course::bake(2)` | `a \\| b` | bakery-dough |\n")


class Rows(unittest.TestCase):
    def read(self, text):
        problems = Problems()
        found = names.rows(text, "names.md", problems)
        problems.raise_if_any()
        return found

    def test_a_cell_may_hold_a_bar(self):
        self.assertEqual(self.read(ROWS)[1].differs, "`a | b`")

    def test_each_fault_is_told_with_its_line(self):
        for row, said in (("| a | b | c |", "names.md:3: is not a row of 4 cells"),
                          ("words", "names.md:3: is not a row of 4 cells"),
                          ("| a |  | c | d |", "names.md:3: has an empty cell")):
            with self.assertRaises(BookError) as raised:
                self.read(HEAD + row)
            self.assertIn(said, str(raised.exception))

    def test_a_table_without_a_head(self):
        with self.assertRaises(BookError) as raised:
            self.read("| a | b | c | d |\n| e | f | g | h |\n")
        self.assertIn("names.md:2: the table needs a head", str(raised.exception))

    def test_the_order_is_that_of_the_words(self):
        def order(python):
            return names.Name(python, "", "", "", "").order[0]

        self.assertEqual(order("`await asyncio.sleep(1)`"), "sleep 1")
        self.assertLess(order("`asyncio.gather()`"), order("`Lock`"))
        self.assertLess(order("`asyncio.gather(b)`"), order("`asyncio.gather_all()`"))
        self.assertLess(order("`async def`"), order("`await f()`"))
        self.assertLess(order("an exception"), order("`asyncio.Event`"))


class PageOfNames(unittest.TestCase):
    def build(self, root):
        status, _, err = sample.run(build, "--root", root, "--no-pdf")
        html = root / "build/book/html"
        pages = {n: (html / n).read_text(encoding="utf-8") if status == 0 else ""
                 for n in ("names.html", "index.html", "print.html")}
        return err, pages

    def test_it_leads_from_name_to_section(self):
        with sample.course() as root:
            (root / NAMES).write_text(ROWS)
            err, pages = self.build(root)
            self.assertEqual(err, "")
            page = pages["names.html"]
            self.assertIn('<a class="code" href="course-bake.html#bake">course::bake</a>', page)
            self.assertIn('<a href="bakery.html#bakery-dough">3 Dough with yeast</a>', page)
            self.assertIn('<em>same</em><br><a href="bakery.html">3 Bread and water</a>', page)
            self.assertLess(page.index("asyncio.bake"), page.index("oven.stop"))

    def test_the_sidebar_and_the_printed_book_have_it(self):
        with sample.course() as root:
            (root / NAMES).write_text(ROWS)
            _, pages = self.build(root)
            self.assertIn('href="names.html"', pages["index.html"])
            self.assertIn('<a href="#bakery-dough">3 Dough with yeast</a>', pages["print.html"])

    def test_a_section_that_does_not_exist(self):
        with sample.course() as root:
            (root / NAMES).write_text(ROWS.replace("bakery-dough", "bakery-oven"))
            err, _ = self.build(root)
            self.assertIn("03-bakery/names.md:4: no section 'bakery-oven' in the book", err)

    def test_a_row_that_is_there_twice(self):
        with sample.course() as root:
            (root / NAMES).write_text(ROWS + ROWS.splitlines()[-1])
            err, _ = self.build(root)
            self.assertIn("names.md:5: `asyncio.bake(2)` has a row for bakery-dough already", err)

    def test_a_further_page_of_a_chapter_has_rows_of_its_own(self):
        with sample.course() as root:
            (root / NAMES).write_text(ROWS)
            index = root / "chapters/index.md"
            index.write_text(index.read_text() + "| \\subpage rolls | 1 |\n")
            (root / "chapters/03-bakery/rolls.md").write_text(
                "# Rolls {#rolls}\n\n## Small {#rolls-small}\n\nText.\n")
            (root / "chapters/03-bakery/names-rolls.md").write_text(
                ROWS.replace("bakery-dough", "rolls-small").replace("stop", "open"))
            err, pages = self.build(root)
            self.assertEqual(err, "")
            self.assertIn('<a href="rolls.html#rolls-small">3 Small</a>', pages["names.html"])
            self.assertIn('href="rolls.html"', pages["index.html"])

    def test_a_translated_book_takes_the_rows_of_the_original(self):
        with sample.course() as root:
            (root / NAMES).write_text(ROWS)
            prose = root / "build/translated"
            for name in ("index.md", "03-bakery/chapter.md"):
                (prose / name).parent.mkdir(parents=True, exist_ok=True)
                (prose / name).write_text((root / "chapters" / name).read_text())
            out = root / "build/book/xx"
            status, _, err = sample.run(build, "--root", root, "--prose", prose,
                                        "--out", out, "--no-pdf")
            self.assertEqual((status, err), (0, ""))
            self.assertIn("oven.stop()", (out / "html/names.html").read_text())


if __name__ == "__main__":
    unittest.main()
