#include "terminal.hpp"

#include <gtest/gtest.h>

namespace grader {
namespace {

TEST(Printable, MakesControlCharactersVisible) {
  EXPECT_EQ(printable("a\x1b[31mb\a"), "a\\x1b[31mb\\x07");
  EXPECT_EQ(printable("line\r\n"), "line\\r\\n");
  EXPECT_EQ(printable("a\nb", true), "a\nb");
  EXPECT_EQ(printable("gr\xc3\xbc\xc3\x9f"), "gr\xc3\xbc\xc3\x9f");
  EXPECT_EQ(printable("\xff\xc3"), "\\xff\\xc3");
  EXPECT_EQ(printable("\xe2\x80\xae"), "\\u{202e}");
  EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf");
}

TEST(Wrapped, BreaksAtBlanks) {
  EXPECT_EQ(wrapped("one two three", 7), "one two\nthree");
  EXPECT_EQ(wrapped("one two three", 9, 2), "one two\n  three");
  EXPECT_EQ(wrapped("unbreakable", 4), "unbreakable");
  EXPECT_EQ(wrapped("", 10), "");
}

}  // namespace
}  // namespace grader
