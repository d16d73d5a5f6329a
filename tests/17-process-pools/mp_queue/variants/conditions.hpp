// variant: Boost.Interprocess's mutex and condition
// One lock, one condition, and everybody looks again.
#pragma once

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <boost/interprocess/sync/interprocess_condition.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <boost/interprocess/sync/scoped_lock.hpp>
#include <cstddef>
#include <new>
#include <optional>
#include <type_traits>

namespace interprocess = boost::interprocess;

template <typename T>
  requires std::is_trivially_copyable_v<T>
class MpQueue {
 public:
  explicit MpQueue(std::size_t maxsize)
      : region_(interprocess::anonymous_shared_memory(
            sizeof(State) + (maxsize + 1) * sizeof(T))),
        state_(*::new(region_.get_address()) State{.maxsize = maxsize}) {}

  void put(const T& item) {
    Lock lock(state_.mutex);
    while (state_.count == state_.maxsize) {
      state_.changed.wait(lock);
    }
    items()[(state_.first + state_.count++) % state_.maxsize] = item;
    state_.changed.notify_all();
  }

  std::optional<T> get() {
    Lock lock(state_.mutex);
    while (state_.count == 0 && !state_.closed) {
      state_.changed.wait(lock);
    }
    if (state_.count == 0) {
      return std::nullopt;
    }
    const T item = items()[state_.first];
    state_.first = (state_.first + 1) % state_.maxsize;
    --state_.count;
    state_.changed.notify_all();
    return item;
  }

  void close() {
    const Lock lock(state_.mutex);
    state_.closed = true;
    state_.changed.notify_all();
  }

 private:
  using Lock = interprocess::scoped_lock<interprocess::interprocess_mutex>;

  struct alignas(std::max_align_t) State {
    std::size_t maxsize;
    std::size_t first = 0;
    std::size_t count = 0;
    bool closed = false;
    interprocess::interprocess_mutex mutex = {};
    interprocess::interprocess_condition changed = {};
  };

  T* items() { return reinterpret_cast<T*>(&state_ + 1); }

  interprocess::mapped_region region_;
  State& state_;
};
