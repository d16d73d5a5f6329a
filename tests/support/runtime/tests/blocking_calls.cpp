#include "blocking_calls.hpp"

#include <semaphore.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <thread>

namespace blocking {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using std::chrono::steady_clock;
using std::chrono::system_clock;
using namespace std::chrono_literals;

namespace {

constexpr auto nap = 20ms;

/// A thread that does something after 20 ms.
template <class Action>
std::jthread later(Action action) {
  return std::jthread([action] {
    std::this_thread::sleep_for(nap);
    action();
  });
}

awaitable<void> sleep_for(Expected& expected) {
  expected = {"sleep", __LINE__ + 1};
  std::this_thread::sleep_for(nap);
  co_return;
}

awaitable<void> sleep_until(Expected& expected) {
  expected = {"sleep", __LINE__ + 1};
  std::this_thread::sleep_until(steady_clock::now() + nap);
  co_return;
}

awaitable<void> sleep_until_wall_clock(Expected& expected) {
  expected = {"sleep", __LINE__ + 1};
  std::this_thread::sleep_until(system_clock::now() + nap);
  co_return;
}

awaitable<void> sleep_microseconds(Expected& expected) {
  expected = {"sleep", __LINE__ + 1};
  usleep(20'000);
  co_return;
}

awaitable<void> sleep_nanoseconds(Expected& expected) {
  const timespec duration{0, 20'000'000};
  expected = {"sleep", __LINE__ + 1};
  nanosleep(&duration, nullptr);
  co_return;
}

awaitable<void> get_promised(Expected& expected) {
  std::promise<int> promise;
  const std::jthread thread = later([&] { promise.set_value(1); });
  expected = {"future_wait", __LINE__ + 1};
  promise.get_future().get();
  co_return;
}

awaitable<void> get_async(Expected& expected) {
  auto future = std::async(std::launch::async,
                           [] { std::this_thread::sleep_for(nap); });
  expected = {"future_wait", __LINE__ + 1};
  future.get();
  co_return;
}

awaitable<void> wait_for_future(Expected& expected) {
  std::promise<int> promise;
  auto future = promise.get_future();
  expected = {"future_wait", __LINE__ + 1};
  future.wait_for(nap);
  co_return;
}

awaitable<void> join(Expected& expected) {
  std::thread thread([] { std::this_thread::sleep_for(nap); });
  expected = {"join", __LINE__ + 1};
  thread.join();
  co_return;
}

awaitable<void> wait_for_condition(Expected& expected) {
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock lock(mutex);
  expected = {"condition_wait", __LINE__ + 1};
  condition.wait_for(lock, nap);
  co_return;
}

awaitable<void> wait_until_condition(Expected& expected) {
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock lock(mutex);
  expected = {"condition_wait", __LINE__ + 1};
  condition.wait_until(lock, system_clock::now() + nap);
  co_return;
}

awaitable<void> wait_for_notification(Expected& expected) {
  std::mutex mutex;
  std::condition_variable condition;
  bool ready = false;
  const std::jthread thread = later([&] {
    const std::lock_guard lock(mutex);
    ready = true;
    condition.notify_one();
  });
  std::unique_lock lock(mutex);
  expected = {"condition_wait", __LINE__ + 1};
  condition.wait(lock, [&] { return ready; });
  lock.unlock();
  co_return;
}

awaitable<void> wait_for_latch(Expected& expected) {
  std::latch latch(1);
  const std::jthread thread = later([&] { latch.count_down(); });
  expected = {"atomic_wait", __LINE__ + 1};
  latch.wait();
  co_return;
}

awaitable<void> acquire_semaphore(Expected& expected) {
  std::counting_semaphore<8> semaphore(0);
  const std::jthread thread = later([&] { semaphore.release(); });
  expected = {"atomic_wait", __LINE__ + 1};
  semaphore.acquire();
  co_return;
}

awaitable<void> wait_for_posix_semaphore(Expected& expected) {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  const std::jthread thread = later([&] { sem_post(&semaphore); });
  expected = {"semaphore_wait", __LINE__ + 1};
  sem_wait(&semaphore);
  co_return;
}

awaitable<void> lock_mutex(Expected& expected) {
  std::mutex mutex;
  std::latch held(1);
  const std::jthread thread([&] {
    const std::lock_guard lock(mutex);
    held.count_down();
    std::this_thread::sleep_for(nap);
  });
  held.wait();
  expected = {"mutex_wait", __LINE__ + 1};
  mutex.lock();
  mutex.unlock();
  co_return;
}

awaitable<void> read_pipe(Expected& expected) {
  int ends[2];
  if (pipe(ends) != 0) {
    std::abort();
  }
  const std::jthread thread = later([&] { (void)!write(ends[1], "x", 1); });
  char letter = 0;
  expected = {"read", __LINE__ + 1};
  (void)!read(ends[0], &letter, 1);
  close(ends[0]);
  close(ends[1]);
  co_return;
}

awaitable<void> connect(Expected& expected) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::acceptor acceptor(executor, {asio::ip::address_v4::loopback(), 0});
  tcp::socket socket(executor);
  expected = {"connect", __LINE__ + 1, false};
  socket.connect(acceptor.local_endpoint());
}

awaitable<void> receive(Expected& expected) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::acceptor acceptor(executor, {asio::ip::address_v4::loopback(), 0});
  tcp::socket socket(executor);
  socket.connect(acceptor.local_endpoint());
  tcp::socket peer = acceptor.accept();
  const std::jthread thread =
      later([&] { asio::write(peer, asio::buffer("x", 1)); });
  char letter = 0;
  expected = {"read", __LINE__ + 1};
  asio::read(socket, asio::buffer(&letter, 1));
}

/// A socket that has been used asynchronously is in non-blocking mode:
/// Asio's synchronous calls then poll.
awaitable<void> receive_from_used_socket(Expected& expected) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::acceptor acceptor(executor, {asio::ip::address_v4::loopback(), 0});
  tcp::socket socket(executor);
  socket.connect(acceptor.local_endpoint());
  tcp::socket peer = acceptor.accept();
  char letter = 0;
  socket.async_read_some(asio::buffer(&letter, 1), [](auto...) {});
  socket.cancel();
  const std::jthread thread =
      later([&] { asio::write(peer, asio::buffer("x", 1)); });
  expected = {"read", __LINE__ + 1};
  asio::read(socket, asio::buffer(&letter, 1));
}

awaitable<void> accept(Expected& expected) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::acceptor acceptor(executor, {asio::ip::address_v4::loopback(), 0});
  tcp::socket socket(executor);
  const std::jthread thread =
      later([&] { socket.connect(acceptor.local_endpoint()); });
  expected = {"accept", __LINE__ + 1};
  const tcp::socket peer = acceptor.accept();
}

awaitable<void> resolve(Expected& expected) {
  tcp::resolver resolver(co_await asio::this_coro::executor);
  boost::system::error_code error;
  expected = {"resolve", __LINE__ + 1, false};
  resolver.resolve("localhost", "80", error);
}

awaitable<void> wait_for_child(Expected& expected) {
  const pid_t child = fork();
  if (child == 0) {
    usleep(20'000);
    _exit(0);
  }
  int status = 0;
  expected = {"wait_child", __LINE__ + 1, false};
  waitpid(child, &status, 0);
  co_return;
}

awaitable<void> run_command(Expected& expected) {
  expected = {"system", __LINE__ + 1, false};
  (void)!std::system("sleep 0.02");
  co_return;
}

}  // namespace

const std::vector<Example>& examples() {
  static const std::vector<Example> all = {
      {"SleepFor", sleep_for},
      {"SleepUntil", sleep_until},
      {"SleepUntilWallClock", sleep_until_wall_clock},
      {"Usleep", sleep_microseconds},
      {"Nanosleep", sleep_nanoseconds},
      {"FutureOfPromise", get_promised},
      {"FutureOfAsync", get_async},
      {"FutureWaitFor", wait_for_future},
      {"Join", join},
      {"ConditionWaitFor", wait_for_condition},
      {"ConditionWaitUntil", wait_until_condition},
      {"ConditionWait", wait_for_notification},
      {"Latch", wait_for_latch},
      {"CountingSemaphore", acquire_semaphore},
      {"PosixSemaphore", wait_for_posix_semaphore},
      {"ContendedMutex", lock_mutex},
      {"PipeRead", read_pipe},
      {"Connect", connect},
      {"Receive", receive},
      {"ReceiveFromUsedSocket", receive_from_used_socket},
      {"Accept", accept},
      {"Resolve", resolve},
      {"WaitForChild", wait_for_child},
      {"System", run_command}};
  return all;
}

namespace {

std::chrono::nanoseconds processor_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) +
         std::chrono::nanoseconds(time.tv_nsec);
}

void burn(std::chrono::nanoseconds duration) {
  const auto end = processor_time() + duration;
  volatile unsigned sum = 0;
  while (processor_time() < end) {
    for (unsigned i = 0; i < 1'000'000; ++i) {
      sum = sum + i;
    }
  }
}

}  // namespace

awaitable<void> compute(Expected& expected) {
  expected = {"busy_loop", __LINE__ + 1, false};
  burn(computation);
  co_return;
}

awaitable<void> watch_the_clock(Expected& expected) {
  const auto end = steady_clock::now() + nap;
  expected = {"busy_wait_on_clock", __LINE__ + 1};
  while (steady_clock::now() < end) {
  }
  co_return;
}

}  // namespace blocking
