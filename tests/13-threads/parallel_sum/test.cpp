#include <course/work_for.hpp>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <string>

#include "check.hpp"
#include "jobs.hpp"
#include "parallel_sum.hpp"

namespace {

using namespace course::testing;

/// How many threads this process has at the moment.
int threads_now() {
  const std::filesystem::directory_iterator threads("/proc/self/task");
  return static_cast<int>(std::distance(begin(threads), end(threads)));
}

/// Articles 1, 2, 3 ... with these numbers as their values, each computed
/// in 10 ms. Counts who computes; shared with threads that are left behind.
class Stock {
 public:
  explicit Stock(int broken_article = 0) : broken_(broken_article) {}

  long value_of(int article) {
    {
      const std::lock_guard lock(mutex_);
      ++calls_;
      ++computing_;
      most_threads_ = std::max(most_threads_, threads_now());
    }
    course::work_for(10ms);
    const std::lock_guard lock(mutex_);
    --computing_;
    if (article == broken_) {
      throw std::runtime_error("article without a price");
    }
    return article;
  }

  int calls() const { return locked(calls_); }
  int computing() const { return locked(computing_); }
  int most_threads() const { return locked(most_threads_); }

 private:
  int locked(const int& number) const {
    const std::lock_guard lock(mutex_);
    return number;
  }

  mutable std::mutex mutex_;
  int calls_ = 0;
  int computing_ = 0;
  int most_threads_ = 0;
  const int broken_;
};

long sum_of(const std::shared_ptr<Stock>& stock, int articles,
            int threads) {
  std::vector<int> numbers(articles);
  std::iota(numbers.begin(), numbers.end(), 1);
  step("parallel_sum gets {} articles of 10 ms each, and {} threads",
       articles, threads);
  const long sum = parallel_sum(
      numbers, [stock](int article) { return stock->value_of(article); },
      threads);
  step("parallel_sum returns {}", sum);
  return sum;
}

}  // namespace

CO_TEST(ParallelSum, AddsUpAllArticles) {
  allow_blocking();
  const auto stock = std::make_shared<Stock>();
  const long sum = sum_of(stock, 10, 4);
  expect(sum == 55, expected("the sum of 1 to 10 is 55"),
         seen("it is {}, after {} calls of value_of", sum, stock->calls()),
         means("rest-forgotten", stock->calls() == 8 && sum == 36),
         means("shared-total", stock->calls() == 10 && sum < 55));
  expect_equal(stock->calls(), 10, "the number of calls of value_of");
  co_return;
}

CO_TEST(ParallelSum, ComputesInAllThreads) {
  allow_blocking();
  const auto stock = std::make_shared<Stock>();
  const int before = threads_now();
  sum_of(stock, 10, 4);
  const int more = stock->most_threads() - before;
  expect(elapsed() == 30ms,
         expected("four threads need 30 ms: none has more than three "
                  "articles"),
         seen("it took {}", elapsed()),
         means("one-after-another", elapsed() == 100ms && more <= 1),
         means("lock-around-the-work", elapsed() == 100ms && more > 1),
         means("thread-per-article", elapsed() == 10ms && more >= 9),
         means("rest-for-one", elapsed() == 40ms));
  co_return;
}

CO_TEST(ParallelSum, IsRightForAnyNumberOfArticles) {
  allow_blocking();
  for (const int articles : {1, 2, 3, 5, 6, 9}) {
    for (const int threads : {1, 2, 4}) {
      const auto before = elapsed();
      const long sum = sum_of(std::make_shared<Stock>(), articles, threads);
      expect(sum == articles * (articles + 1) / 2,
             expected("the sum of 1 to {} is {}", articles,
                      articles * (articles + 1) / 2),
             seen("it is {}", sum));
      expect(elapsed() - before == 10ms * ((articles - 1) / threads + 1),
             expected("{} threads need {} for {} articles", threads,
                      10ms * ((articles - 1) / threads + 1), articles),
             seen("it took {}", elapsed() - before));
    }
  }
  co_return;
}

CO_TEST(ParallelSum, HandsOnAnException) {
  allow_blocking();
  step("the value of article 3 cannot be computed");
  std::string error = "nothing";
  try {
    sum_of(std::make_shared<Stock>(3), 4, 2);
  } catch (const std::runtime_error& thrown) {
    error = thrown.what();
  }
  expect(error == "article without a price",
         expected("parallel_sum throws \"article without a price\""),
         seen("it throws {}", error),
         means("error-swallowed", error == "nothing"));
  co_return;
}

CO_TEST(ParallelSum, LeavesNoThreadBehind) {
  allow_blocking();
  step("the value of article 1 cannot be computed");
  // Shared with threads that a wrong answer leaves behind.
  static std::vector<int> articles(20);
  std::iota(articles.begin(), articles.end(), 1);
  const auto stock = std::make_shared<Stock>(1);
  static std::function<long(int)> value_of;
  value_of = [stock](int article) { return stock->value_of(article); };
  bool thrown = false;
  try {
    parallel_sum(articles, value_of, 4);
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  const int computing = stock->computing();
  step("parallel_sum {}", thrown ? "throws" : "returns");
  co_await pause(500ms);
  expect(computing == 0, expected("no thread computes any more then"),
         seen("{} still did", computing),
         means("left-running", computing > 0));
}

CO_TEST(ParallelSum, IsZeroWithoutArticles) {
  allow_blocking();
  expect_equal(sum_of(std::make_shared<Stock>(), 0, 4), 0, "the sum");
  expect_equal(elapsed(), 0ms, "the time it took");
  co_return;
}
