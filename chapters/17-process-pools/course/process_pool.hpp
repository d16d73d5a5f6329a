/// @file
/// @brief A pool of worker processes: Python's ProcessPoolExecutor.
#pragma once

#include <sys/types.h>

#include <course/future.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "pool_state.hpp"

namespace course {

/// What becomes of tasks that wait when a pool is shut down.
enum class Waiting { finish, cancel };

namespace detail {

/// Drops what map has not come to when it leaves early.
template <typename R>
struct DropRest {
  std::vector<Future<R>>& futures;

  explicit DropRest(std::vector<Future<R>>& all) : futures(all) {}
  ~DropRest() {
    for (Future<R>& future : futures) {
      future.cancel();
      future.exception();  // seen, as far as anybody wants to know
    }
  }
  DropRest(const DropRest&) = delete;
  DropRest& operator=(const DropRest&) = delete;
};

}  // namespace detail

/// Worker processes that run named functions and send back the results.
///
/// The program's main must begin with is_worker(). Workers start when they
/// are needed, up to `max_workers`, and stay; one that dies is replaced.
///
/// Errors: an exception of the function arrives as RemoteError. If the
/// worker dies, its task fails with WorkerDied, or is run again if the
/// options allow it; no other task is affected. If workers end before they
/// are ready, again and again, all tasks fail with PoolBroken.
///
/// Cancellation: a future that is cancelled while it waits never starts. A
/// task that runs is not interrupted; its result is dropped.
///
/// Lifetime: before the pool goes, `co_await shutdown()`. A pool that is
/// destroyed without it kills its workers, and its futures are cancelled.
/// Either way no process is left, also when this program is killed: see
/// run_worker().
///
/// Threads: all calls on the executor, one at a time (an io_context run by
/// one thread, or a strand), and that thread outlives the workers.
///
/// Source: document 002, section 1.4.2.
class ProcessPool {
 public:
  /// @throws std::logic_error  in a worker: a pool in each worker of a pool
  ///                           would have no end
  ProcessPool(const asio::any_io_executor& executor, PoolOptions options)
      : state_(std::make_shared<detail::PoolState>(executor, options)) {}

  ProcessPool(const asio::any_io_executor& executor,
              std::size_t max_workers)
      : ProcessPool(executor, PoolOptions{.max_workers = max_workers}) {}

  ~ProcessPool() { state_->abandon(); }

  ProcessPool(const ProcessPool&) = delete;
  ProcessPool& operator=(const ProcessPool&) = delete;

  /// Queues a call, which starts as soon as a worker is free.
  ///
  /// @return  its result, which need not be awaited for it to run
  /// @throws FrameTooLarge     if the arguments are too large to be sent
  /// @throws std::logic_error  after shutdown()
  /// @throws PoolBroken        if the workers do not start
  // [process-submit]
  template <typename R, typename... A>
  Future<std::decay_t<R>> submit(
      const PoolFunction<R(A...)>& function,
      const std::type_identity_t<std::decay_t<A>>&... arguments) {
    std::string request;
    pack(request, function.name());
    (pack(request, arguments), ...);
    if (request.size() > largest_frame) {
      throw FrameTooLarge(request.size());
    }
    auto task = std::make_unique<detail::PoolTaskOf<std::decay_t<R>>>(
        std::move(request), state_->executor());
    auto future = task->future;
    state_->submit(std::move(task));
    return future;
  }
  // [process-submit]

  /// Calls the function once for each input; the results stand in the order
  /// of the inputs. Nothing is queued before it is awaited.
  ///
  /// Errors: the exception of the first input, in their order, that failed.
  /// The calls that have not begun are cancelled then.
  ///
  /// Cancellation: of all calls; those that run are not interrupted.
  ///
  /// Lifetime: the pool lives until it has returned.
  template <typename R, typename A>
  asio::awaitable<std::vector<std::decay_t<R>>> map(
      PoolFunction<R(A)> function, std::vector<std::decay_t<A>> inputs) {
    std::vector<Future<std::decay_t<R>>> futures;
    futures.reserve(inputs.size());
    for (const auto& input : inputs) {
      futures.push_back(submit(function, input));
    }
    const detail::DropRest<std::decay_t<R>> rest(futures);
    std::vector<std::decay_t<R>> results;
    results.reserve(futures.size());
    for (const auto& future : futures) {
      results.push_back(co_await future.get());
    }
    co_return results;
  }

  /// Takes no more tasks, waits until all that were accepted have ended (or
  /// cancels those that wait), and until the workers have.
  ///
  /// Cancellation: the waiting ends, and the pool goes on closing.
  asio::awaitable<void> shutdown(Waiting waiting = Waiting::finish) {
    const auto state = state_;
    if (waiting == Waiting::cancel) {
      state->cancel_waiting();
    }
    state->close();
    co_await state->all_done().wait();
  }

  /// Kills the workers here and now and cancels all futures that are not
  /// done. The pool takes no more tasks.
  void kill_workers() { state_->abandon(); }

  /// The process ids of the workers that there are now.
  std::vector<pid_t> workers() const { return state_->worker_ids(); }

 private:
  std::shared_ptr<detail::PoolState> state_;
};

}  // namespace course
