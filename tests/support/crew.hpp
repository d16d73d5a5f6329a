#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace course::testing {

/// The children that a check starts. Each does a few things and ends, and
/// the process of the check itself waits for none of them longer than until
/// nothing moves.
class Crew {
 public:
  Crew() = default;
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  /// Kills the children that are left.
  ~Crew();

  /// Forks a child that calls `work` and ends; with status 1 if `work`
  /// throws.
  void start(const std::function<void()>& work);

  /// Waits until nothing moves any more: each child has ended or sleeps,
  /// and nobody was seen otherwise for a while.
  /// @return how many children are left; they sleep
  std::size_t settle();

  /// The same with a short while, and for children that wait without sleep
  /// as well: a lock that is held for three instructions may spin. What
  /// moves on afterwards is not missed by a check that only wants to give
  /// it the time.
  void pause();

 private:
  std::size_t settle(int looks, bool (*rests)(pid_t));
  void reap(int options);

  std::vector<pid_t> running_;
};

}  // namespace course::testing
