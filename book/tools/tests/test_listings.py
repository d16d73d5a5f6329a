"""Cleaning what Doxygen makes of code."""

import unittest

from tests import sample  # noqa: F401  (finds the tools)

import listings
import raw_strings
import signature


def line(number, code):
    return (f'<div class="line"><a id="l{number:05}" name="l{number:05}"></a>'
            f'<span class="lineno">{number:5}</span>{code}</div>\n')


class Listings(unittest.TestCase):
    def test_takes_markers_and_the_common_indentation_away(self):
        found = listings.lines_of(
            line(3, '<span class="comment">  //! [bakery-main]</span>')
            + line(4, '<span class="comment"></span>  <span class="keyword">if</span> (x)')
            + line(5, '<span class="comment">    // note</span>')
            + line(6, " ")
            + line(7, '<span class="comment">  # [bakery-main]</span>'))
        self.assertEqual(found, [("4", '<span class="keyword">if</span> (x)'),
                                 ("5", '<span class="comment">  // note</span>')])

    def test_a_comment_with_brackets_is_no_marker(self):
        self.assertEqual(len(listings.lines_of(line(1, "// [see bakery-main]"))), 1)

    def test_numbers_are_no_part_of_the_text(self):
        self.assertEqual(listings.render([("7", "int x;")]),
                         '<pre class="code"><code><span class="line" data-line="7">int x;\n'
                         "</span></code></pre>")


def string(text):
    return f'<span class="stringliteral">{text}</span>'


class RawStrings(unittest.TestCase):
    def mended(self, *lines):
        return [code for _, code in raw_strings.mended([("", line) for line in lines])]

    def test_ends_where_it_ends(self):
        self.assertEqual(
            self.mended('post(R' + string('&quot;({&quot;n&quot;: 4})&quot;);'),
                        string("  ::kill(") + 'x, ' + string("&quot;no&quot;") + ");"),
            ['post(R' + string('&quot;({&quot;n&quot;: 4})&quot;') + ");",
             "  ::kill(x, " + string("&quot;no&quot;") + ");"])

    def test_may_have_lines_and_a_delimiter(self):
        self.assertEqual(
            self.mended('R"a(one', 'two)" // "', 'three)a" + 1\'000 + \'"\' + "four\\"";'),
            ["R" + string('"a(one'), string('two)" // "'),
             string('three)a"') + " + 1'000 + '\"' + " + string('"four\\""') + ";"])

    def test_other_marks_stay(self):
        mark = '<span class="keyword">auto</span> s = R'
        self.assertEqual(self.mended(mark + '"(x)"; /* "', '" */ f("y"); // "z"'),
                         [mark + string('"(x)"') + '; /* "',
                          '" */ f(' + string('"y"') + '); // "z"'])

    def test_listings_without_one_stay_as_they_are(self):
        code = "f(" + string("&quot;R&quot;") + ")"
        self.assertEqual(self.mended(code), [code])


class Signatures(unittest.TestCase):
    def test_a_long_declaration_has_one_line_per_parameter(self):
        declared = "awaitable<void> f(" + "std::map<int, std::string> first, " * 2 + "int last)"
        self.assertEqual(signature._wrapped(declared), (
            "awaitable<void> f(\n    std::map<int, std::string> first,\n"
            "    std::map<int, std::string> first,\n    int last)"))


if __name__ == "__main__":
    unittest.main()
