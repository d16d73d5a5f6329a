"""Links between the pages of the book."""

import unittest

from tests import sample  # noqa: F401  (finds the tools)

import links


class Names(unittest.TestCase):
    def linked(self, body):
        return links.link_names(body, {"bake": "course-bake.html#bake"})

    def test_names_of_the_library_in_code_are_linked(self):
        link = '<a class="code" href="course-bake.html#bake">course::bake</a>'
        self.assertEqual(self.linked("<code>course::bake(2)</code>"), f"<code>{link}(2)</code>")
        self.assertEqual(self.linked("<pre><code>x = <b>course::bake</b></code></pre>"),
                         f"<pre><code>x = <b>{link}</b></code></pre>")

    def test_other_names_and_links_stay(self):
        for body in ("<code>course::fry</code>", "<p>course::bake</p>",
                     '<code><a href="x.html">course::bake</a></code>',
                     '<a href="x.html"><code>course::bake</code></a>'):
            self.assertEqual(self.linked(body), body)


class Targets(unittest.TestCase):
    def setUp(self):
        self.links = links.Links(
            {"a_8hpp.html": "course-a.html", "a.html#a1": "course-a.html#f"}, ["bakery.html"])

    def test_addresses_of_doxygen_are_led_to_our_pages(self):
        body = self.links.rewrite('<a class="el" href="a.html#a1">f</a>')
        self.assertEqual(body, '<a href="course-a.html#f">f</a>')

    def test_a_line_of_a_header_keeps_its_place(self):
        self.assertEqual(self.links.target("a_8hpp.html#l00012"), "course-a.html#line-12")

    def test_a_page_that_the_book_has_not_becomes_text(self):
        self.assertEqual(self.links.rewrite('<a href="files.html">files</a>'), "files")


if __name__ == "__main__":
    unittest.main()
