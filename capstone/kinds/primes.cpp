#include "kind.hpp"

namespace task_server {

namespace {

bool is_prime(std::int64_t number) {
  for (std::int64_t divisor = 2; divisor * divisor <= number; ++divisor) {
    if (number % divisor == 0) {
      return false;
    }
  }
  return number >= 2;
}

/// Counts the primes up to a limit. After each tenth it tells how many
/// there are so far.
json::value compute_primes(const json::object& input,
                           const Report& report) {
  constexpr std::int64_t parts = 10;
  const std::int64_t limit = input.at("limit").as_int64();
  std::int64_t count = 0;
  for (std::int64_t part = 0; part < parts; ++part) {
    const std::int64_t end = limit * (part + 1) / parts;
    for (std::int64_t i = limit * part / parts; i < end; ++i) {
      count += is_prime(i + 1) ? 1 : 0;
    }
    report(static_cast<int>(100 * (part + 1) / parts),
           json::object{{"up_to", end}, {"primes", count}});
  }
  return json::object{{"primes", count}};
}

const Kind primes{"primes", {{"limit", 0, 100'000'000}}, compute_primes};

}  // namespace

}  // namespace task_server
