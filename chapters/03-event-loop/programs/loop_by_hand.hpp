// An event loop with timers and its own coroutine type, made of nothing but
// the standard library.
#pragma once

#include <chrono>
#include <coroutine>
#include <deque>
#include <exception>
#include <functional>
#include <list>
#include <queue>
#include <thread>
#include <utility>
#include <vector>

using Clock = std::chrono::steady_clock;
using Handle = std::coroutine_handle<>;

//! [loop-by-hand-coroutine]
class [[nodiscard]] Coroutine {
 public:
  // NOLINTNEXTLINE(readability-identifier-naming): the language's name
  struct promise_type;
  using Own = std::coroutine_handle<promise_type>;

  struct BackToCaller : std::suspend_always {
    Handle await_suspend(Own own) noexcept { return own.promise().caller; }
  };
  struct promise_type {
    Coroutine get_return_object() { return Own::from_promise(*this); }
    std::suspend_always initial_suspend() { return {}; }  // lazy
    BackToCaller final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
    Handle caller = std::noop_coroutine();
  };

  Coroutine(Own own) : own_(own) {}
  Coroutine(Coroutine&& other) noexcept
      : own_(std::exchange(other.own_, {})) {}
  ~Coroutine() {
    if (own_)
      own_.destroy();
  }
  Handle handle() const { return own_; }

  // co_await: remember who waits, and run this coroutine in its place.
  bool await_ready() { return false; }
  Handle await_suspend(Handle caller) {
    own_.promise().caller = caller;
    return own_;
  }
  void await_resume() {}

 private:
  Own own_;
};
//! [loop-by-hand-coroutine]

//! [loop-by-hand-loop]
class Loop {
 public:
  void spawn(Coroutine coroutine) {
    ready_.push_back(coroutine.handle());
    spawned_.push_back(std::move(coroutine));
  }
  auto sleep(Clock::duration delay) { return Sleep{{}, *this, delay}; }

  void run() {
    while (!ready_.empty() || !timers_.empty()) {
      if (ready_.empty())
        std::this_thread::sleep_until(timers_.top().first);
      while (!timers_.empty() && timers_.top().first <= Clock::now()) {
        ready_.push_back(timers_.top().second);
        timers_.pop();
      }
      if (ready_.empty())
        continue;
      const Handle next = ready_.front();
      ready_.pop_front();
      next.resume();  // runs it up to its next suspension
    }
  }

 private:
  using Timer = std::pair<Clock::time_point, Handle>;
  struct Sleep : std::suspend_always {
    Loop& loop;
    Clock::duration delay;
    void await_suspend(Handle who) {
      loop.timers_.emplace(Clock::now() + delay, who);
    }
  };

  std::deque<Handle> ready_;  // those who could go on
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers_;
  std::list<Coroutine> spawned_;  // keeps their frames
};
//! [loop-by-hand-loop]
