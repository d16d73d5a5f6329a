#include "words.hpp"

#include <gtest/gtest.h>

#include "duration_format.hpp"

namespace {

using namespace course::testing;
using namespace std::chrono_literals;

TEST(Words, ADurationHasTheUnitThatSuitsIt) {
  EXPECT_EQ(in_words(0ns), "0 s");
  EXPECT_EQ(in_words(30ms), "30 ms");
  EXPECT_EQ(in_words(1500ms), "1.5 s");
  EXPECT_EQ(in_words(250us), "250 us");
  EXPECT_EQ(in_words(7ns), "7 ns");
  EXPECT_EQ(in_words(1h), "3600 s");
  EXPECT_EQ(in_words(-20ms), "-20 ms");
}

TEST(Words, ThousandthsAreKeptAndZerosAreNot) {
  EXPECT_EQ(in_words(12345us), "12.345 ms");
  EXPECT_EQ(in_words(1100us), "1.1 ms");
}

TEST(Words, DurationsCanBeFormatted) {
  EXPECT_EQ(fmt::format("after {}", 30ms), "after 30 ms");
}

TEST(Words, InvisibleCharactersBecomeVisible) {
  EXPECT_EQ(in_quotes("hi\r\n"), R"("hi\r\n")");
  EXPECT_EQ(in_quotes("say \"no\""), R"("say \"no\"")");
  EXPECT_EQ(in_quotes(std::string_view("\0\x7f", 2)), R"("\x00\x7f")");
  EXPECT_EQ(in_quotes("blank "), "\"blank \"");
}

}  // namespace
