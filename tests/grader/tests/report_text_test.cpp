#include "report_text.hpp"

#include <gtest/gtest.h>

using namespace grader;

TEST(ReportText, KeepsGoodText) {
  EXPECT_EQ(clean_text("a\tb\nJos\xC3\xA9 \xF0\x9F\x99\x82"),
            "a\tb\nJos\xC3\xA9 \xF0\x9F\x99\x82");
}

TEST(ReportText, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(clean_text("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(clean_text("\xC3"), "\xEF\xBF\xBD");
  // Overlong, a surrogate, beyond Unicode: none of them is UTF-8.
  EXPECT_EQ(clean_text("\xC0\xAF").find('/'), std::string::npos);
  EXPECT_EQ(clean_text("\xED\xA0\x80").find('\xED'), std::string::npos);
  EXPECT_EQ(clean_text("\xF5\x80\x80\x80").find('\xF5'), std::string::npos);
}

TEST(ReportText, DisarmsControlCharacters) {
  EXPECT_EQ(clean_text("\x1B[2J\x07"), "?[2J?");
  EXPECT_EQ(clean_text("\xC2\x9B"), "?");
  EXPECT_EQ(clean_text("one\r\ntwo\rthree"), "one\ntwo?three");
  EXPECT_EQ(clean_text("\xE2\x80\xAE"), "\xEF\xBF\xBD");
}

TEST(ReportText, EscapesMarkup) {
  EXPECT_EQ(escape_markup("<b a=\"1\" b='2'>&"),
            "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;");
  EXPECT_EQ(escape_markup("]]>"), "]]&gt;");
}

TEST(ReportText, QuotesCsvCells) {
  EXPECT_EQ(csv_cell("plain"), "plain");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
}

TEST(ReportText, NeutralisesFormulas) {
  for (const std::string first : {"=", "+", "-", "@"}) {
    EXPECT_EQ(csv_cell(first + "1"), "'" + first + "1");
  }
  EXPECT_EQ(csv_cell("\t=1"), "'\t=1");
  EXPECT_EQ(csv_cell("\r=1"), "'?=1");
  EXPECT_EQ(csv_cell("=1,2"), "\"'=1,2\"");
  EXPECT_EQ(csv_cell("a=1"), "a=1");
}

TEST(ReportText, FileNamesStayInTheirFolder) {
  EXPECT_EQ(file_name_for("alice.smith-2"), "alice.smith-2");
  EXPECT_EQ(file_name_for("Jos\xC3\xA9"), "Jos\xC3\xA9");
  for (const auto* name : {"..", ".state", "", "a/b", "x\ny", "\x1B"}) {
    const auto file = file_name_for(name);
    EXPECT_EQ(file.find_first_of("/\n\x1B"), std::string::npos);
    EXPECT_FALSE(file.starts_with('.')) << file;
    EXPECT_FALSE(file.empty());
  }
}

TEST(ReportText, DifferentNamesGetDifferentFiles) {
  EXPECT_NE(file_name_for("a b"), file_name_for("a_b"));
  EXPECT_NE(file_name_for("a b"), file_name_for("a/b"));
  EXPECT_NE(file_name_for(std::string(200, 'x')),
            file_name_for(std::string(201, 'x')));
  EXPECT_LE(file_name_for(std::string(500, 'x')).size(), 120u);
}
