#include <gtest/gtest.h>

#include <chrono>
#include <course/classify.hpp>
#include <course/interval.hpp>
#include <vector>

using course::classify;
using course::Kind;
using course::Model;
using namespace std::chrono_literals;

namespace {

TEST(Classify, CallsAnEmptyTraceSequential) {
  EXPECT_EQ(classify({}), Model::sequential);
}

TEST(Classify, CallsOneComputationAfterAnotherSequential) {
  EXPECT_EQ(classify({{"sort", Kind::exec, 0ms, 20ms},
                      {"print", Kind::exec, 20ms, 30ms}}),
            Model::sequential);
}

TEST(Classify, CallsOneTaskThatWaitsAsynchronous) {
  EXPECT_EQ(classify({{"download", Kind::exec, 0ms, 0ms},
                      {"download", Kind::wait, 0ms, 100ms},
                      {"download", Kind::exec, 100ms, 100ms}}),
            Model::asynchronous);
}

TEST(Classify, CallsSequentialAwaitsAsynchronous) {
  EXPECT_EQ(classify({{"coffee", Kind::exec, 0ms, 0ms},
                      {"coffee", Kind::wait, 0ms, 2ms},
                      {"coffee", Kind::exec, 2ms, 2ms},
                      {"toast", Kind::exec, 2ms, 2ms},
                      {"toast", Kind::wait, 2ms, 3ms},
                      {"toast", Kind::exec, 3ms, 3ms}}),
            Model::asynchronous);
}

TEST(Classify, CallsOverlappingWaitsAsynchronousAndConcurrent) {
  EXPECT_EQ(classify({{"coffee", Kind::exec, 0ms, 0ms},
                      {"toast", Kind::exec, 0ms, 0ms},
                      {"coffee", Kind::wait, 0ms, 2ms},
                      {"toast", Kind::wait, 0ms, 1ms},
                      {"toast", Kind::exec, 1ms, 1ms},
                      {"coffee", Kind::exec, 2ms, 2ms}}),
            Model::asynchronous_concurrent);
}

TEST(Classify, SeesAnInstantOfWorkInsideAnothersWait) {
  EXPECT_EQ(classify({{"download", Kind::exec, 0ms, 0ms},
                      {"download", Kind::wait, 0ms, 100ms},
                      {"download", Kind::exec, 100ms, 100ms},
                      {"log line", Kind::exec, 40ms, 40ms}}),
            Model::asynchronous_concurrent);
}

TEST(Classify, DoesNotCallTwoInstantsConcurrent) {
  EXPECT_EQ(
      classify({{"a", Kind::exec, 5ms, 5ms}, {"b", Kind::exec, 5ms, 5ms}}),
      Model::sequential);
}

TEST(Classify, CallsThreadsThatTakeTurnsConcurrent) {
  EXPECT_EQ(classify({{"a", Kind::exec, 0ms, 4ms},
                      {"b", Kind::blocked, 0ms, 4ms},
                      {"a", Kind::blocked, 4ms, 8ms},
                      {"b", Kind::exec, 4ms, 8ms},
                      {"a", Kind::exec, 8ms, 9ms},
                      {"b", Kind::blocked, 8ms, 9ms},
                      {"b", Kind::exec, 9ms, 12ms}}),
            Model::concurrent);
}

TEST(Classify, DoesNotCountTheTimeBeforeTheFirstExec) {
  EXPECT_EQ(classify({{"a", Kind::exec, 0ms, 4ms},
                      {"b", Kind::blocked, 0ms, 4ms},
                      {"b", Kind::exec, 4ms, 8ms}}),
            Model::sequential);
  EXPECT_EQ(classify({{"a", Kind::exec, 0ms, 4ms},
                      {"b", Kind::ready, 0ms, 4ms},
                      {"b", Kind::exec, 4ms, 8ms}}),
            Model::sequential);
}

TEST(Classify, CallsTwoProcessorsAtWorkParallel) {
  EXPECT_EQ(classify({{"a", Kind::exec, 0ms, 10ms},
                      {"b", Kind::exec, 9ms, 12ms}}),
            Model::parallel);
}

TEST(Classify, CallsItParallelEvenIfATaskWaits) {
  EXPECT_EQ(classify({{"a", Kind::exec, 0ms, 10ms},
                      {"b", Kind::exec, 0ms, 1ms},
                      {"b", Kind::wait, 1ms, 5ms},
                      {"b", Kind::exec, 5ms, 6ms}}),
            Model::parallel);
}

TEST(Classify, FindsAnOverlapBehindALongerInterval) {
  EXPECT_EQ(classify({{"a", Kind::exec, 0ms, 100ms},
                      {"a", Kind::exec, 10ms, 20ms},
                      {"b", Kind::exec, 90ms, 95ms}}),
            Model::parallel);
}

TEST(Classify, DoesNotCallAnInstantBesideWorkParallel) {
  EXPECT_EQ(
      classify({{"a", Kind::exec, 0ms, 10ms}, {"b", Kind::exec, 5ms, 5ms}}),
      Model::concurrent);
}

TEST(Classify, DoesNotCallOneTaskOnTwoThreadsParallel) {
  EXPECT_EQ(classify({{"pool", Kind::exec, 0ms, 10ms},
                      {"pool", Kind::exec, 5ms, 15ms}}),
            Model::sequential);
}

TEST(Classify, IgnoresATaskThatNeverRan) {
  EXPECT_EQ(classify({{"a", Kind::exec, 0ms, 10ms},
                      {"b", Kind::ready, 0ms, 10ms}}),
            Model::sequential);
}

TEST(Classify, DoesNotTakeAnEmptyWaitForAWait) {
  EXPECT_EQ(classify({{"a", Kind::exec, 0ms, 1ms},
                      {"a", Kind::wait, 1ms, 1ms},
                      {"a", Kind::exec, 1ms, 2ms}}),
            Model::sequential);
}

TEST(Classify, NamesEveryModel) {
  EXPECT_EQ(to_string(Model::sequential), "sequential");
  EXPECT_EQ(to_string(Model::asynchronous), "asynchronous, not concurrent");
  EXPECT_EQ(to_string(Model::concurrent), "concurrent, not asynchronous");
  EXPECT_EQ(to_string(Model::asynchronous_concurrent),
            "asynchronous and concurrent");
  EXPECT_EQ(to_string(Model::parallel), "parallel");
}

TEST(Lifetimes, GoFromTheFirstExecToTheLastEnd) {
  const auto lives = course::lifetimes({{"a", Kind::ready, 1ms, 2ms},
                                        {"a", Kind::exec, 2ms, 3ms},
                                        {"a", Kind::wait, 3ms, 7ms},
                                        {"a", Kind::exec, 7ms, 7ms},
                                        {"never", Kind::ready, 0ms, 9ms}});
  ASSERT_EQ(lives.size(), 1u);
  EXPECT_EQ(lives.at("a").begin, 2ms);
  EXPECT_EQ(lives.at("a").end, 7ms);
}

}  // namespace
