// Threads: their begin, their end, and waiting for it.
#include <pthread.h>

#include <algorithm>

#include "blocking.hpp"
#include "busy.hpp"
#include "scheduler.hpp"

VIRTUAL_TIME_CHAIN(pthread_create);
VIRTUAL_TIME_CHAIN(pthread_join);
VIRTUAL_TIME_CHAIN(pthread_once);

extern "C" {
/// Where the threads begin that Asio makes by itself: those of a
/// `thread_pool` and of its background resolver.
__attribute__((weak)) void* boost_asio_detail_posix_thread_function(void*);
}

using namespace virtual_time;

namespace {

struct Beginning {
  void* (*function)(void*);
  void* argument;
  Thread* thread;  ///< null outside a session
};

void end(void*) {
  end_thread();
}

void* run_thread(void* memory) {
  auto* const place = static_cast<Beginning*>(memory);
  const Beginning beginning = *place;
  PageAllocator<Beginning>().deallocate(place, 1);
  local.may_block =
      beginning.function == &boost_asio_detail_posix_thread_function;
  if (beginning.thread) {
    begin_thread(beginning.thread);
  }
  void* result = nullptr;
  // Runs `end` on pthread_exit and cancellation, too.
  pthread_cleanup_push(end, nullptr);
  result = beginning.function(beginning.argument);
  pthread_cleanup_pop(1);
  return result;
}

/// Parks the calling thread until the other has ended.
void wait_for_end(pthread_t handle) {
  prepare_to_wait();
  Guard guard;
  const auto found =
      std::ranges::find_if(world.threads, [&](const Thread* thread) {
        return thread != local.thread && thread->handle == handle;
      });
  if (found != world.threads.end()) {
    Wait wait(Reason::join, *found);
    park(guard, wait);
  }
}

}  // namespace

extern "C" {

int pthread_create(pthread_t* handle, const pthread_attr_t* attributes,
                   void* (*function)(void*), void* argument) noexcept {
  if (local.inside) {
    return VIRTUAL_TIME_REAL(pthread_create)(handle, attributes, function,
                                             argument);
  }
  Thread* thread = nullptr;
  if (in_session()) {
    self();
    thread = announce_thread();
  }
  auto* const beginning = new (PageAllocator<Beginning>().allocate(1))
      Beginning{function, argument, thread};
  const int result = VIRTUAL_TIME_REAL(pthread_create)(
      handle, attributes, run_thread, beginning);
  if (result != 0) {
    PageAllocator<Beginning>().deallocate(beginning, 1);
    if (thread) {
      withdraw_thread(thread);
    }
  } else if (thread) {
    Guard guard;
    // It may have ended already, if this is not the only one to run.
    if (std::ranges::find(world.threads, thread) != world.threads.end()) {
      thread->handle = *handle;
    }
  }
  return result;
}

int pthread_join(pthread_t handle, void** result) {
  // The future of std::async joins its thread, by way of std::call_once.
  const BlockingScope scope(local.once_depth > 0 ? "future_wait" : "join");
  if (in_session()) {
    wait_for_end(handle);
  }
  return VIRTUAL_TIME_REAL(pthread_join)(handle, result);
}

int pthread_once(pthread_once_t* once, void (*function)()) {
  struct Depth {
    Depth() { ++local.once_depth; }
    ~Depth() { --local.once_depth; }
  } depth;
  return VIRTUAL_TIME_REAL(pthread_once)(once, function);
}
}
