// recorded: measured
// Four processes count together: read and write, and then in one step.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <course/shared_memory.hpp>
#include <string_view>

constexpr int times = 100'000;

//! [sharing-counter]
void in_two_steps(course::SharedValue<long>& counter) {
  counter.store(counter.load() + 1);
}

void in_one_step(course::SharedValue<long>& counter) {
  counter.update([](long value) { return value + 1; });
}

void count(std::string_view how,
           void (*add_one)(course::SharedValue<long>&)) {
  course::SharedValue<long> counter(0);
  for (int i = 0; i < 4; ++i) {
    if (::fork() == 0) {
      for (int n = 0; n < times; ++n) {
        add_one(counter);
      }
      ::_exit(0);
    }
  }
  while (::wait(nullptr) > 0) {
  }
  fmt::print("{:14} {:6} of {}\n", how, counter.load(), 4 * times);
}
//! [sharing-counter]

int main() {
  count("in two steps:", in_two_steps);
  count("in one step:", in_one_step);
}
