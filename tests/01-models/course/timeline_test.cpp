#include <gtest/gtest.h>

#include <chrono>
#include <course/timeline.hpp>

using course::draw_timeline;
using course::Kind;
using namespace std::chrono_literals;

namespace {

TEST(DrawTimeline, GivesEachTaskARow) {
  EXPECT_EQ(draw_timeline({{"coffee", Kind::exec, 0s, 0s},
                           {"coffee", Kind::wait, 0s, 2s},
                           {"coffee", Kind::exec, 2s, 2s},
                           {"toast", Kind::exec, 2s, 2s},
                           {"toast", Kind::wait, 2s, 3s},
                           {"toast", Kind::exec, 3s, 3s}},
                          31),
            "coffee  #...................#\n"
            "toast                       #.........#\n"
            "        0                           3 s\n"
            "        # exec   . wait\n");
}

TEST(DrawTimeline, ShowsReadyAndBlocked) {
  EXPECT_EQ(draw_timeline({{"a", Kind::exec, 0ms, 5ms},
                           {"b", Kind::ready, 0ms, 5ms},
                           {"b", Kind::exec, 5ms, 10ms},
                           {"a", Kind::blocked, 5ms, 10ms}},
                          11),
            "a  #####xxxxx\n"
            "b  =====#####\n"
            "   0     10 ms\n"
            "   # exec   x blocked   = ready\n");
}

TEST(DrawTimeline, SaysThatNothingRan) {
  EXPECT_EQ(draw_timeline({}, 40), "(nothing ran)\n");
}

TEST(DrawTimeline, NeverGetsNarrowerThanTenColumns) {
  EXPECT_EQ(draw_timeline({{"a", Kind::exec, 0s, 1s}}, 0),
            "a  #########\n"
            "   0      1 s\n"
            "   # exec\n");
}

TEST(DrawTimeline, DrawsTheOnlyInstantThereIs) {
  EXPECT_EQ(draw_timeline({{"a", Kind::exec, 0s, 0s}}, 10),
            "a  #\n"
            "   0      0 s\n"
            "   # exec\n");
}

TEST(ToText, WritesDurationsAsAPersonDoes) {
  EXPECT_EQ(course::to_text(0ns), "0 s");
  EXPECT_EQ(course::to_text(2s), "2 s");
  EXPECT_EQ(course::to_text(1500ms), "1.5 s");
  EXPECT_EQ(course::to_text(30ms), "30 ms");
  EXPECT_EQ(course::to_text(1234us), "1.234 ms");
  EXPECT_EQ(course::to_text(10us), "10 us");
  EXPECT_EQ(course::to_text(7ns), "7 ns");
  EXPECT_EQ(course::to_text(3600s), "3600 s");
}

}  // namespace
