"""The whole build of a small book, right and with one fault each."""

import unittest

from tests import sample

import build

CHAPTER = "chapters/03-bakery/chapter.md"


class RightBook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = sample.course()
        cls.root = cls.folder.__enter__()
        cls.status, cls.out, cls.err = sample.run(build, "--root", cls.root, "--no-pdf")
        cls.html = cls.root / "build/book/html"

    @classmethod
    def tearDownClass(cls):
        cls.folder.__exit__(None, None, None)

    def page(self, name):
        return (self.html / name).read_text(encoding="utf-8")

    def test_it_is_built(self):
        self.assertEqual((self.status, self.err), (0, ""))

    def test_listings_have_true_line_numbers_and_no_markers(self):
        page = self.page("bakery.html")
        self.assertIn('data-line="5"><span class="keywordtype">int</span> main()', page)
        self.assertNotIn("[bakery-main]", page)

    def test_code_and_prose_lead_to_the_library_and_back(self):
        self.assertIn('href="course-bake.html#bake">course::bake</a>(2)', self.page("bakery.html"))
        back = ('<a href="bakery.html">Bread and water</a> › '
                '<a href="bakery.html#bakery-dough">Dough with yeast</a>')
        self.assertIn(back, self.page("course-bake.html"))

    def test_bold_text_may_begin_with_code(self):
        self.assertIn("<strong><code>flour</code> first</strong>", self.page("bakery.html"))

    def test_quoted_text_may_hold_markdown(self):
        self.assertIn('"use <code>salt</code>, <em>then</em> stir"', self.page("bakery.html"))

    def test_the_exercise_box_is_made_of_its_files(self):
        page = self.page("bakery.html")
        for words in ("Kneading", "Difficulty 2 of 5", "1 minute<", "int knead(int a, int b)",
                      "exercises/03-bakery/knead/knead.cpp", "./course check knead"):
            self.assertIn(words, page)
        self.assertNotIn("How it behaves", page)

    def test_outputs_are_escaped(self):
        self.assertIn("&lt;bread&gt; &amp; water", self.page("bakery.html"))

    def test_formulas_need_no_script(self):
        self.assertIn('class="katex"', self.page("bakery.html"))
        self.assertIn("data:font/woff2", self.page("formulas.css"))

    def test_the_index_states_the_minutes(self):
        self.assertIn('<span class="figure">5</span>', self.page("index.html"))

    def test_the_search_index_holds_each_section(self):
        self.assertIn('"url":"bakery.html#bakery-dough"', self.page("search-index.js"))

    def test_a_second_build_writes_the_same(self):
        before = {p.name: p.read_bytes() for p in self.html.iterdir()}
        sample.run(build, "--root", self.root, "--no-pdf")
        self.assertEqual(before, {p.name: p.read_bytes() for p in self.html.iterdir()})


class Translation(unittest.TestCase):
    def test_prose_may_come_from_another_folder(self):
        with sample.course() as root:
            prose = root / "build/translated"
            for name in ("index.md", "03-bakery/chapter.md"):
                (prose / name).parent.mkdir(parents=True, exist_ok=True)
                (prose / name).write_text((root / "chapters" / name).read_text()
                                          .replace("Bread and water", "Pan y agua"))
            out = root / "build/book/xx"
            status, _, err = sample.run(build, "--root", root, "--prose", prose,
                                        "--out", out, "--no-pdf")
            self.assertEqual((status, err), (0, ""))
            self.assertIn("<h1>Pan y agua</h1>", (out / "html/bakery.html").read_text())


class Faults(unittest.TestCase):
    def build_with(self, path, before, after):
        with sample.course() as root:
            sample.edit(root, path, before, after)
            status, _, err = sample.run(build, "--root", root, "--no-pdf")
            self.assertEqual(status, 1)
            self.assertFalse((root / "build/book/html").exists(), "a wrong book was written")
            return err

    def test_a_missing_region(self):
        self.assertIn("bakery-none", self.build_with(CHAPTER, "bread.cpp,bakery-main",
                                                     "bread.cpp,bakery-none"))

    def test_a_missing_output(self):
        self.assertIn("cake.txt", self.build_with(CHAPTER, "bread.txt", "cake.txt"))

    def test_a_missing_timeline(self):
        self.assertIn("cake.csv", self.build_with(CHAPTER, "bread.csv", "cake.csv"))

    def test_a_reference_to_nothing(self):
        self.assertIn("bakery-doug", self.build_with(CHAPTER, "\\ref bakery-dough",
                                                     "\\ref bakery-doug"))

    def test_an_unknown_command(self):
        self.assertIn("workd", self.build_with(CHAPTER, "\\worked{A roll, then}", "\\workd{A}"))

    def test_a_box_that_is_not_closed(self):
        self.assertIn("\\worked without \\endworked",
                      self.build_with(CHAPTER, "\\endworked", ""))
        self.assertIn("\\hint without \\endhint", self.build_with(CHAPTER, "\\endhint", ""))

    def test_an_apostrophe_in_an_argument(self):
        self.assertIn("apostrophe", self.build_with(
            CHAPTER, "bread.csv,", "bread.csv: the baker's,"))

    def test_a_region_that_no_page_shows(self):
        err = self.build_with("chapters/03-bakery/programs/bread.py", "print",
                              "# [bakery-lost]\nprint")
        self.assertIn("no page shows the region [bakery-lost]", err)

    def test_a_program_that_no_page_shows(self):
        with sample.course() as root:
            (root / "chapters/03-bakery/programs/cake.cpp").write_text("int main() {}\n")
            _, _, err = sample.run(build, "--root", root, "--no-pdf")
            self.assertIn("cake.cpp: no page shows this program", err)

    def test_an_exercise_without_a_box(self):
        self.assertIn("exercise knead: no page has its box",
                      self.build_with(CHAPTER, "\\exercise{knead}", ""))

    def test_an_exercise_that_does_not_exist(self):
        self.assertIn("bake_cake", self.build_with(CHAPTER, "\\exercise{knead}",
                                                   "\\exercise{knead}\n\n\\exercise{bake_cake}"))

    def test_an_exercise_whose_section_is_gone(self):
        self.assertIn("no section 'bakery-oven'", self.build_with(
            "exercises/03-bakery/knead/exercise.toml", "bakery-dough", "bakery-oven"))

    def test_a_broken_exercise_toml(self):
        self.assertIn("exercise knead: exercise.toml", self.build_with(
            "exercises/03-bakery/knead/exercise.toml", "minutes = 1", "minutes ="))

    def test_a_wrong_formula(self):
        self.assertIn("formula", self.build_with(CHAPTER, "x_i", "\\fraq"))

    def test_a_link_out_of_the_book(self):
        self.assertIn("leads out of the book", self.build_with(
            CHAPTER, "Text.", "[Text](https://example.org/)."))

    def test_an_apostrophe_in_a_code_span(self):
        self.assertIn("chapter.md:17: `'x'` holds an apostrophe",
                      self.build_with(CHAPTER, "Text.", "Text `'x'`."))

    def test_markdown_that_is_left_in_the_text(self):
        self.assertIn("a mark of Markdown is left", self.build_with(CHAPTER, "Text.", "Text ** of stars."))

    def test_a_missing_language(self):
        with sample.course() as root:
            status, _, err = sample.run(build, "--root", root, "--language", "xx")
            self.assertEqual((status, "no words for language 'xx'" in err), (1, True))


if __name__ == "__main__":
    unittest.main()
