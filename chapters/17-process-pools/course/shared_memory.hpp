/// @file
/// @brief Memory that processes share, and its lock: multiprocessing's
/// Value and Array.
#pragma once

#include <pthread.h>
#include <sys/mman.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <span>
#include <system_error>
#include <type_traits>
#include <utility>

namespace course {

/// A mutex that works between processes when it lies in memory that they
/// share, and that survives the death of the process that holds it.
///
/// Between threads of one process it works, too. It is not recursive: to
/// lock it twice is reported, not waited for.
///
/// Source: document 002, section 1.4.4.
// [sharing-mutex]
class SharedMutex {
 public:
  /// @throws std::system_error  if the system has no such mutex to give
  SharedMutex() {
    pthread_mutexattr_t kind;
    ::pthread_mutexattr_init(&kind);
    ::pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
    ::pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
    ::pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
    const int error = ::pthread_mutex_init(&mutex_, &kind);
    ::pthread_mutexattr_destroy(&kind);
    throw_if(error);
  }

  SharedMutex(const SharedMutex&) = delete;
  SharedMutex& operator=(const SharedMutex&) = delete;

  /// Waits until nobody holds the lock, and takes it.
  ///
  /// @return false if the process that held it has died: then what the lock
  ///         guards may be half changed
  /// @throws std::system_error  if this thread holds it already
  bool lock() {
    const int error = ::pthread_mutex_lock(&mutex_);
    if (error == EOWNERDEAD) {
      throw_if(::pthread_mutex_consistent(&mutex_));
      return false;
    }
    throw_if(error);
    return true;
  }

  void unlock() { throw_if(::pthread_mutex_unlock(&mutex_)); }

 private:
  static void throw_if(int error) {
    if (error != 0) {
      throw std::system_error(error, std::generic_category(),
                              "SharedMutex");
    }
  }

  pthread_mutex_t mutex_{};
};
// [sharing-mutex]

/// Bytes of a SharedMemory that lie behind its object.
struct RoomBehind {
  std::size_t bytes;
};

/// One object in memory that this process shares with every child that it
/// forks from now on. A program that is executed (fork + exec) does not
/// have it any more.
///
/// Lifetime: each process unmaps it for itself; the object is not
/// destroyed, because others may still use it, so it must not own anything.
///
/// @tparam T  holds no pointers: an address means nothing elsewhere
// [sharing-region]
template <typename T>
  requires std::is_trivially_destructible_v<T>
class SharedMemory {
 public:
  /// @param arguments  for the constructor of T
  /// @throws std::system_error  if there is no memory
  template <typename... Arguments>
    requires std::constructible_from<T, Arguments...>
  explicit SharedMemory(Arguments&&... arguments)
      : SharedMemory(RoomBehind{0}, std::forward<Arguments>(arguments)...) {
  }

  /// The same, with room for more behind the object.
  template <typename... Arguments>
    requires std::constructible_from<T, Arguments...>
  explicit SharedMemory(RoomBehind room, Arguments&&... arguments)
      : size_(sizeof(T) + room.bytes) {
    void* const place = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (place == MAP_FAILED) {
      throw std::system_error(errno, std::generic_category(),
                              "SharedMemory");
    }
    object_ = ::new (place) T(std::forward<Arguments>(arguments)...);
  }

  ~SharedMemory() { ::munmap(object_, size_); }

  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;

  T* operator->() const noexcept { return object_; }

 private:
  std::size_t size_;
  T* object_;
};
// [sharing-region]

/// A value that this process and the children that it forks from now on
/// read and change: `multiprocessing.Value`.
///
/// A process that dies while it changes the value, at whatever instruction,
/// leaves the old value or the new one, and no lock behind.
///
/// Threads and processes: all functions may be called from anywhere. Do not
/// fork while this process holds the lock, which is inside update().
///
/// @tparam T  trivially copyable, and without pointers
///
/// Source: document 002, section 1.4.4.
template <typename T>
  requires std::is_trivially_copyable_v<T>
class SharedValue {
 public:
  /// @throws std::system_error  if there is no memory
  explicit SharedValue(const T& initial = T{}) : shared_(initial) {}

  T load() const {
    const std::lock_guard locked(shared_->mutex);
    return shared_->current();
  }

  /// Beware: load, then store, is two steps, and somebody may come between
  /// them. See update().
  void store(const T& value) {
    const std::lock_guard locked(shared_->mutex);
    shared_->replace(value);
  }

  /// Replaces the value by change(value) in one step: nobody else changes
  /// or reads it meanwhile. When `change` throws, the value stays as it is.
  ///
  /// @return the new value
  /// @throws std::system_error  if `change` uses this SharedValue itself
  // [sharing-update]
  template <std::invocable<const T&> Change>
    requires std::convertible_to<std::invoke_result_t<Change, const T&>, T>
  T update(Change&& change) {
    const std::lock_guard locked(shared_->mutex);
    const T value =
        std::invoke(std::forward<Change>(change), shared_->current());
    shared_->replace(value);
    return value;
  }
  // [sharing-update]

 private:
  /// Two places: the new value is written beside the old one, and counts
  /// only once it is complete. So nobody needs to know that a process died.
  struct State {
    explicit State(const T& initial) : places{initial, initial} {}

    const T& current() const { return places[which.load()]; }
    void replace(const T& value) {
      const unsigned other = 1 - which.load();
      places[other] = value;
      which.store(other);
    }

    SharedMutex mutex;
    std::array<T, 2> places;
    std::atomic<unsigned> which{0};
  };

  SharedMemory<State> shared_;
};

/// A fixed number of values that this process and the children that it
/// forks from now on read and change: `multiprocessing.Array`.
///
/// Threads and processes: as for SharedValue.
///
/// @tparam T  trivially copyable, and without pointers
///
/// Source: document 002, section 1.4.4.
template <typename T>
  requires std::is_trivially_copyable_v<T>
class SharedArray {
 public:
  /// @param size     number of values, at least 1
  /// @param initial  what each of them is at first
  /// @throws std::system_error  if there is no memory
  explicit SharedArray(std::size_t size, const T& initial = T{})
      : shared_(RoomBehind{size * sizeof(T)}, size) {
    std::uninitialized_fill_n(shared_->first(), size, initial);
  }

  std::size_t size() const noexcept { return shared_->size; }

  /// Calls use(values) while nobody else uses them, and returns what it
  /// returns. `values` is a std::span<T>; it must not be kept.
  ///
  /// @throws std::system_error  if `use` uses this SharedArray itself
  template <std::invocable<std::span<T>> Use>
  decltype(auto) with_lock(Use&& use) {
    if (!shared_->mutex.lock()) {
      shared_->intact.store(false);
    }
    const std::lock_guard locked(shared_->mutex, std::adopt_lock);
    return std::invoke(std::forward<Use>(use),
                       std::span<T>(shared_->first(), shared_->size));
  }

  /// False once it is known that a process died inside with_lock(), from
  /// where it left the values as they were at that moment. It is seen when
  /// somebody locks after it, and stays false.
  bool intact() const noexcept { return shared_->intact.load(); }

 private:
  struct alignas(T) alignas(std::max_align_t) State {
    explicit State(std::size_t count) : size(count) {}
    T* first() { return reinterpret_cast<T*>(this + 1); }

    SharedMutex mutex;
    std::atomic<bool> intact{true};
    std::size_t size;
  };

  SharedMemory<State> shared_;
};

}  // namespace course
