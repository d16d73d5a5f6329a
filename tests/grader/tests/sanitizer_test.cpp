#include "sanitizer.hpp"

#include <gtest/gtest.h>

namespace grader {
namespace {

TEST(Sanitizer, ReadsUndefinedBehaviour) {
  SanitizerFinding finding = read_sanitizer(
      "hello\nsettle.cpp:14:5: runtime error: signed integer overflow: "
      "1 + 2 cannot be represented\n    #0 0x1 (test_settle+0x1)\n",
      "/build/test_settle", "settle.cpp");
  EXPECT_TRUE(finding.found);
  EXPECT_EQ(finding.where, "settle.cpp:14");
  EXPECT_EQ(finding.message,
            "signed integer overflow: 1 + 2 cannot be represented");
}

TEST(Sanitizer, NamesWhatAddressSanitizerFound) {
  SanitizerFinding finding = read_sanitizer(
      "==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x6\n"
      "READ of size 4 at 0x6 thread T0\n"
      "    #0 0x55  (/build/test_settle+0x10)\n",
      "/build/test_settle", "settle.cpp");
  EXPECT_TRUE(finding.found);
  EXPECT_FALSE(finding.crash);
  EXPECT_TRUE(finding.message.starts_with("heap-use-after-free: "));
}

TEST(Sanitizer, TellsTheMemoryLimitAndCrashesApart) {
  EXPECT_TRUE(read_sanitizer("==1==AddressSanitizer: hard rss limit "
                             "exhausted (1024Mb vs 1200Mb)\n",
                             "/h", "s.cpp")
                  .out_of_memory);
  EXPECT_TRUE(
      read_sanitizer("==1==ERROR: AddressSanitizer: SEGV on unknown "
                     "address 0x0 (pc 0x5 T0)\n",
                     "/h", "s.cpp")
          .crash);
}

TEST(Sanitizer, FindsNothingInOrdinaryOutput) {
  EXPECT_FALSE(read_sanitizer("error: nothing\n", "/h", "s.cpp").found);
  EXPECT_FALSE(read_sanitizer("", "/h", "s.cpp").found);
}

}  // namespace
}  // namespace grader
