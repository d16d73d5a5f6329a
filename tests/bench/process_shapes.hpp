#pragma once

#include <cstddef>

/// What `./course bench processes` compares: the pool of the course, and
/// loops that a person writes by hand with fork and socketpair.
namespace bench {

constexpr std::size_t workers = 2;
/// Tasks that are on their way at one time.
constexpr std::size_t window = 32;
constexpr std::size_t processor_tasks = 64;

/// A computation of some milliseconds.
int compute(int seed);

namespace pool {
double tasks_per_second(std::size_t count);
double speed_up();
double microseconds_to_successor();
}  // namespace pool

namespace bare {
double tasks_per_second(std::size_t count);
double speed_up();
double microseconds_to_successor();
}  // namespace bare

/// Seconds that all processor tasks take, one after another.
double seconds_alone();

}  // namespace bench
