#pragma once

#include <cstddef>
#include <functional>
#include <vector>

/// Code that is run one instruction at a time, so that a check can stop it
/// between any two of them and let somebody else come between.
///
/// Which instructions are worth it? Those next to a change of memory that
/// others see:
///
///     ChangeWatch watch(shared_regions());
///     run_in_steps([&] { queue.put(1); }, [&](long step) {
///       if (watch.changed()) { ... }
///     });
namespace course::testing {

/// Runs `work` in the calling thread, which is interrupted after each
/// instruction: a millisecond for a thousand of them.
///
/// @param between  called after each instruction with the number of those
///                 before. It is the same in each child that is forked
///                 from here to do the same; in this process the first
///                 call of a library's function takes longer. It runs in a
///                 signal handler: no allocation, no locks, and system
///                 calls through ::syscall only.
///
/// Errors: what `work` throws is passed on. A `work` that holds back all
/// signals for a while (to fork, to start a thread) ends the process. Not
/// under ThreadSanitizer: it puts signals off, and the steps have no end.
///
/// Threads: one at a time; the handler of SIGTRAP is replaced. Calls do not
/// nest.
void run_in_steps(const std::function<void()>& work,
                  const std::function<void(long)>& between);

/// Memory that this process shares with the children it forks.
struct SharedRegion {
  std::byte* begin;
  std::size_t size;

  friend bool operator==(const SharedRegion&,
                         const SharedRegion&) = default;
};

/// All of it, as the kernel lists it.
std::vector<SharedRegion> shared_regions();

/// Sees when one of some regions changes.
class ChangeWatch {
 public:
  /// @param regions  those beyond the first megabyte are not looked at
  explicit ChangeWatch(std::vector<SharedRegion> regions);

  /// True if a byte is not what it was when this was asked last. May be
  /// called in a signal handler.
  bool changed() noexcept;

 private:
  std::vector<SharedRegion> regions_;
  std::vector<std::byte> seen_;
};

}  // namespace course::testing
