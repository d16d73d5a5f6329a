"""The look finds what it is there to find."""

import pathlib
import tempfile
import unittest

from tests import sample  # noqa: F401  (finds the tools)

import look
from browser import Browser
from errors import BookError, Problems

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>t</title>
<style>body {{ background: #fff; color: #222; }} {style}</style></head>
<body><main>{body}</main><script>{script}</script></body></html>"""


class Look(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.browser.__exit__(None, None, None)

    def found(self, body="<p>Text</p>", style="", script=""):
        """What is wrong with a page, as one text."""
        with tempfile.TemporaryDirectory() as name:
            folder, problems = pathlib.Path(name), Problems()
            page = folder / "page.html"
            page.write_text(PAGE.format(body=body, style=style, script=script))
            with self.browser.page() as tab:
                weighed = look.examine(tab, folder, page, problems)
            self.assertGreater(weighed, 0)
            try:
                problems.raise_if_any()
            except BookError as error:
                return str(error)
            return ""

    def test_nothing_in_a_good_page(self):
        self.assertEqual(self.found(), "")

    def test_pale_text(self):
        self.assertIn("contrast", self.found(style="p { color: #999; }"))
        self.assertIn("contrast", self.found(style="p { opacity: 0.4; }"))
        self.assertIn("contrast", self.found(style="main { background: #444; }"))

    def test_pale_text_that_a_style_adds(self):
        self.assertIn("::before", self.found(style="p::before { content: 'x'; color: #aaa; }"))

    def test_pale_text_in_a_figure(self):
        figure = ('<p>x</p><svg width="90" height="30"><rect width="90" height="30" fill="{}"/>'
                  '<text x="9" y="20" fill="#fff">wait</text></svg>')
        self.assertIn("contrast", self.found(figure.format("#eee")))
        self.assertEqual(self.found(figure.format("#123")), "")

    def test_pale_text_in_a_folded_part(self):
        self.assertIn("contrast", self.found(
            "<details><summary>s</summary><p style='color: #aaa'>hidden</p></details>"))

    def test_a_page_that_scrolls_sideways_on_a_phone(self):
        found = self.found("<p style='width: 600px'>wide</p>")
        self.assertIn("at 390, light: the page scrolls sideways", found)
        self.assertNotIn("at 1280, light: the page scrolls", found)

    def test_a_part_that_scrolls_by_itself_is_fine(self):
        self.assertEqual(self.found(
            "<div style='overflow-x: auto'><p style='width: 600px'>wide</p></div>"), "")

    def test_errors_on_the_console(self):
        self.assertIn("console: no good", self.found(script="console.error('no good')"))
        self.assertIn("console: Error: thrown", self.found(script="throw new Error('thrown')"))

    def test_requests_beyond_the_folder(self):
        self.assertIn("asks for http://127.0.0.1:9/", self.found(
            "<p>x</p><img src='http://127.0.0.1:9/a.png' alt=''>"))
        self.assertIn("asks for file:///etc/hostname", self.found(
            "<p>x</p><img src='file:///etc/hostname' alt=''>"))

    def test_a_missing_file(self):
        self.assertIn("did not load", self.found("<p>x</p><img src='gone.png' alt=''>"))


if __name__ == "__main__":
    unittest.main()
