// An Asio promise, awaited before and after its job has ended.
#include <boost/asio.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <chrono>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [tasks-promise]
asio::awaitable<std::string> greet(std::string name) {
  co_await sleep_for(1s);
  if (name.empty())
    throw std::runtime_error("nobody is there");
  co_return "hello " + name;
}

asio::awaitable<void> ask(std::string name,
                          std::chrono::milliseconds after) {
  auto loop = co_await asio::this_coro::executor;
  auto promise =
      co_spawn(loop, greet(name), asio::experimental::use_promise);
  co_await sleep_for(after);
  try {
    auto text = co_await promise(asio::use_awaitable);
    course::say("returned '{}'", text);
  } catch (const std::exception& error) {
    course::say("threw '{}'", error.what());
  }
}

asio::awaitable<void> asks() {
  co_await ask("Ada", 2s);
  co_await ask("", 2s);
  course::say("-- now awaited before the job has ended");
  co_await ask("Ada", 500ms);
  co_await ask("", 500ms);
}
//! [tasks-promise]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, asks(), asio::detached);
  loop.run();
}
