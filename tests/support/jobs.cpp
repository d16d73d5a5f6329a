#include "jobs.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <course/work_for.hpp>
#include <stdexcept>

#include "check.hpp"
#include "duration_format.hpp"
#include "story.hpp"

namespace course::testing {

namespace {

/// A job's entries in trace and story, also when its frame is destroyed
/// before it ends.
class JobLife {
 public:
  explicit JobLife(std::string name) : name_(std::move(name)) {
    step("{} starts", name_);
  }
  ~JobLife() {
    if (!ended_ && !story().closed()) {
      record(Kind::wait);
      step("{} is destroyed before it ends", name_);
    }
  }
  JobLife(const JobLife&) = delete;
  JobLife& operator=(const JobLife&) = delete;

  /// What has passed since the last record was of this kind.
  void record(Kind kind) {
    if (Check* check = Check::running()) {
      check->trace().add(name_, kind, since_, elapsed());
    }
    since_ = elapsed();
  }

  void end(const std::string& how) {
    ended_ = true;
    step("{} {}", name_, how);
  }

 private:
  std::string name_;
  std::chrono::nanoseconds since_ = elapsed();
  bool ended_ = false;
};

}  // namespace

boost::asio::awaitable<void> pause(std::chrono::nanoseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(asio::use_awaitable);
}

boost::asio::awaitable<int> job(JobPlan plan) {
  JobLife life(plan.name);
  if (plan.work > 0s) {
    work_for(plan.work);
  }
  life.record(Kind::exec);
  try {
    co_await pause(plan.wait);
  } catch (const boost::system::system_error&) {
    life.record(Kind::wait);
    life.end("is cancelled");
    throw;
  }
  life.record(Kind::wait);
  life.record(Kind::exec);
  if (!plan.fails_with.empty()) {
    life.end("fails: " + plan.fails_with);
    throw std::runtime_error(plan.fails_with);
  }
  life.end(fmt::format("returns {}", plan.result));
  co_return plan.result;
}

std::function<boost::asio::awaitable<int>()> deferred_job(JobPlan plan) {
  return [plan = std::move(plan)] { return job(plan); };
}

}  // namespace course::testing
