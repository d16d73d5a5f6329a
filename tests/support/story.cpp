#include "story.hpp"

#include <atomic>
#include <mutex>

#include "report.hpp"
#include "virtual_time.hpp"

namespace course::testing {

namespace {

std::mutex mutex;
std::vector<Step> steps_so_far;
std::optional<Failure> first_failure;
std::atomic<bool> is_closed{true};
std::optional<std::chrono::steady_clock::time_point> real_begin;

}  // namespace

void Story::begin() {
  const std::lock_guard lock(mutex);
  steps_so_far.clear();
  first_failure.reset();
  real_begin.reset();
  is_closed = false;
}

void Story::begin_in_real_time() {
  begin();
  real_begin = std::chrono::steady_clock::now();
}

void Story::add(std::string text) {
  if (closed()) {
    return;
  }
  const std::chrono::nanoseconds now = elapsed();
  report::Record("step")
      .number("t_us", now / std::chrono::microseconds(1))
      .text("text", text)
      .send();
  const std::lock_guard lock(mutex);
  steps_so_far.push_back({now, std::move(text)});
}

void Story::fail(Failure failure) {
  const std::lock_guard lock(mutex);
  if (!is_closed && !first_failure) {
    failure.step = steps_so_far.size();
    first_failure = std::move(failure);
  }
}

bool Story::closed() const noexcept {
  return is_closed;
}

void Story::close() noexcept {
  is_closed = true;
}

std::vector<Step> Story::steps() const {
  const std::lock_guard lock(mutex);
  return steps_so_far;
}

std::optional<Failure> Story::failure() const {
  const std::lock_guard lock(mutex);
  return first_failure;
}

Story& story() {
  static Story only;
  return only;
}

std::chrono::nanoseconds elapsed() noexcept {
  using std::chrono::milliseconds;
  // What a real clock says below a millisecond helps nobody.
  return real_begin ? std::chrono::floor<milliseconds>(
                          std::chrono::steady_clock::now() - *real_begin)
                    : virtual_time::elapsed();
}

void step(std::string text) {
  story().add(std::move(text));
}

}  // namespace course::testing
