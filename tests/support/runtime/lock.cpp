#include "scheduler.hpp"

extern "C" {
/// There if the program is linked with ThreadSanitizer.
// NOLINTBEGIN(readability-identifier-naming)
__attribute__((weak)) void AnnotateIgnoreReadsBegin(const char*, int);
__attribute__((weak)) void AnnotateIgnoreReadsEnd(const char*, int);
__attribute__((weak)) void AnnotateIgnoreWritesBegin(const char*, int);
__attribute__((weak)) void AnnotateIgnoreWritesEnd(const char*, int);
// NOLINTEND(readability-identifier-naming)
}

namespace virtual_time {

// What the runtime copies goes through the sanitizers' memmove, which would
// see races, because it cannot see this lock.
void Guard::enter() {
  ++local.inside;
  if (AnnotateIgnoreReadsBegin && AnnotateIgnoreWritesBegin) {
    AnnotateIgnoreReadsBegin("virtual time", 0);
    AnnotateIgnoreWritesBegin("virtual time", 0);
  }
  world.lock.lock();
}
void Guard::leave() {
  world.lock.unlock();
  if (AnnotateIgnoreReadsEnd && AnnotateIgnoreWritesEnd) {
    AnnotateIgnoreWritesEnd("virtual time", 0);
    AnnotateIgnoreReadsEnd("virtual time", 0);
  }
  --local.inside;
}

Guard::Guard() {
  enter();
}
Guard::~Guard() {
  leave();
}
void Guard::unlock() {
  world.lock.unlock();
}
void Guard::lock() {
  world.lock.lock();
}

void Lock::lock() {
  int seen = 0;
  if (word_.compare_exchange_strong(seen, 1)) {
    return;
  }
  while (word_.exchange(2) != 0) {
    real::wait_on(word_, 2, never);
  }
}
void Lock::unlock() {
  if (word_.exchange(0) == 2) {
    real::wake_all(word_);
  }
}

}  // namespace virtual_time
