// A coroutine object, a task and a future, each awaited after 1.5 s.
#include <boost/asio.hpp>
#include <chrono>
#include <course/future.hpp>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [futures-three]
asio::awaitable<int> measure(std::string place) {
  course::say("{}: measures", place);
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("{}: has it", place);
  co_return 21;
}

asio::awaitable<void> run(asio::awaitable<int> job,
                          course::Future<int> result) {
  result.set_result(co_await std::move(job));
}

asio::awaitable<void> three() {
  auto loop = co_await asio::this_coro::executor;
  auto coroutine = measure("cellar");
  course::Future<int> task(loop);
  co_spawn(loop, run(measure("roof"), task), asio::detached);
  course::Future<int> future(loop);
  asio::steady_timer later(loop, 2s);
  later.async_wait([future](auto) mutable { future.set_result(19); });

  asio::steady_timer timer(loop, 1500ms);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("now all three are awaited");
  course::say("coroutine: {}", co_await std::move(coroutine));
  course::say("task: {}", co_await task.get());
  course::say("future: {}", co_await future.get());
}
//! [futures-three]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, three(), asio::detached);
  loop.run();
}
