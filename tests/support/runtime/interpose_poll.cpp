// Waiting for several descriptors: epoll, poll, select.
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include <algorithm>

#include "blocking.hpp"
#include "descriptors.hpp"
#include "in_flight.hpp"
#include "scheduler.hpp"

extern "C" {
/// There if the program is CPython.
// NOLINTNEXTLINE(readability-identifier-naming)
__attribute__((weak)) int Py_IsInitialized();
}

using namespace virtual_time;

namespace {

Nanoseconds deadline_after(int milliseconds) {
  // CPython rounds its time-outs up to whole milliseconds, twice, by which
  // the rounding error of 1000.0 + 0.7 costs asyncio.sleep(0.7) two more.
  // Woken early, asyncio looks at its clock and waits on.
  if (milliseconds > 0 && Py_IsInitialized) {
    milliseconds = std::max(1, milliseconds - 2);
  }
  return milliseconds < 0
             ? never
             : later(world.now, Nanoseconds(milliseconds) * 1'000'000);
}

int wait_for_events(int epoll, epoll_event* events, int capacity,
                    int milliseconds, const sigset_t* signals) {
  const auto ask = [&](int limit) {
    return static_cast<int>(real::with_errno(
        real::call(SYS_epoll_pwait, epoll, real::address(events), capacity,
                   limit, real::address(signals), 8)));
  };
  if (milliseconds == 0 || local.inside || local.ended) {
    return ask(milliseconds);
  }
  int count = ask(0);
  if (count != 0) {
    return count;
  }
  const BlockingScope scope("poll");
  if (!in_session()) {
    return ask(milliseconds);
  }
  const Nanoseconds deadline = deadline_after(milliseconds);
  pollfd polled{epoll, POLLIN, 0};
  while (count == 0 &&
         wait_for_descriptors({&polled, 1}, deadline, Reason::event_loop)) {
    count = ask(0);
  }
  // The session may have ended: then the caller asks again, in real time.
  return count;
}

int poll_until(pollfd* descriptors, nfds_t count, Nanoseconds limit) {
  const auto ask = [&](Nanoseconds real_limit) {
    return static_cast<int>(
        real::with_errno(real::poll(descriptors, count, real_limit)));
  };
  if (limit == 0 || local.inside || local.ended) {
    return ask(limit);
  }
  int ready = ask(0);
  if (ready != 0) {
    return ready;
  }
  const BlockingScope scope(count == 0   ? "sleep"
                            : count == 1 ? kind_of_wait(*descriptors)
                                         : "poll");
  if (!in_session()) {
    return ask(limit);
  }
  const Nanoseconds deadline =
      limit == never ? never : later(world.now, limit);
  while (ready == 0 &&
         wait_for_descriptors({descriptors, count}, deadline)) {
    ready = ask(0);
  }
  return ready;
}

/// `select` in terms of `poll`.
int select_until(int count, fd_set* read, fd_set* write, fd_set* except,
                 Nanoseconds limit) {
  PageVector<pollfd> polled;
  const auto wanted = [](int descriptor, const fd_set* set) {
    return set && FD_ISSET(descriptor, set);
  };
  for (int descriptor = 0; descriptor < count; ++descriptor) {
    const int events = (wanted(descriptor, read) ? POLLIN : 0) |
                       (wanted(descriptor, write) ? POLLOUT : 0) |
                       (wanted(descriptor, except) ? POLLPRI : 0);
    if (events != 0) {
      polled.push_back({descriptor, static_cast<short>(events), 0});
    }
  }
  if (poll_until(polled.data(), polled.size(), limit) < 0) {
    return -1;
  }
  int ready = 0;
  const auto answer = [&](const pollfd& one, fd_set* set, int events) {
    if (wanted(one.fd, set)) {
      if (one.revents & events) {
        ++ready;
      } else {
        FD_CLR(one.fd, set);
      }
    }
  };
  for (const pollfd& one : polled) {
    if (one.revents & POLLNVAL) {
      errno = EBADF;
      return -1;
    }
    answer(one, read, POLLIN | POLLHUP | POLLERR);
    answer(one, write, POLLOUT | POLLERR);
    answer(one, except, POLLPRI);
  }
  return ready;
}

}  // namespace

extern "C" {

int epoll_wait(int epoll, epoll_event* events, int capacity,
               int milliseconds) {
  return wait_for_events(epoll, events, capacity, milliseconds, nullptr);
}

int epoll_pwait(int epoll, epoll_event* events, int capacity,
                int milliseconds, const sigset_t* signals) {
  return wait_for_events(epoll, events, capacity, milliseconds, signals);
}

int epoll_ctl(int epoll, int operation, int descriptor,
              epoll_event* event) noexcept {
  if (in_session() && operation == EPOLL_CTL_ADD) {
    Guard guard;
    connections.add(descriptor);
  }
  return static_cast<int>(real::with_errno(real::call(
      SYS_epoll_ctl, epoll, operation, descriptor, real::address(event))));
}

int poll(pollfd* descriptors, nfds_t count, int milliseconds) {
  return poll_until(
      descriptors, count,
      milliseconds < 0 ? never : Nanoseconds(milliseconds) * 1'000'000);
}

int ppoll(pollfd* descriptors, nfds_t count, const timespec* limit,
          const sigset_t* signals) {
  if (signals) {  // an atomic exchange of masks cannot be taken apart
    timespec copy = limit ? *limit : timespec{};
    return static_cast<int>(real::with_errno(real::call(
        SYS_ppoll, real::address(descriptors), static_cast<long>(count),
        limit ? real::address(&copy) : 0, real::address(signals), 8)));
  }
  return poll_until(descriptors, count,
                    limit ? nanoseconds(*limit) : never);
}

int select(int count, fd_set* read, fd_set* write, fd_set* except,
           timeval* limit) {
  return select_until(
      count, read, write, except,
      limit ? limit->tv_sec * one_second + limit->tv_usec * 1'000 : never);
}
}
