// Where a coroutine goes on after a hop.
#include <boost/asio.hpp>
#include <course/run_in_executor.hpp>
#include <course/say.hpp>
#include <thread>

namespace asio = boost::asio;

const auto main_thread = std::this_thread::get_id();

const char* here() {
  return std::this_thread::get_id() == main_thread ? "the loop"
                                                   : "the pool";
}

//! [pools-where]
asio::awaitable<void> hops(asio::thread_pool& pool) {
  co_await asio::post(pool, asio::use_awaitable);
  course::say("post to the pool:              on {}", here());

  co_await asio::post(pool, asio::bind_executor(pool, asio::use_awaitable));
  course::say("post bound to the pool:        on {}", here());

  const auto loop = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(loop, asio::use_awaitable));
  course::say("post bound to the loop:        on {}", here());

  const auto work = []() -> asio::awaitable<const char*> {
    co_return here();
  };
  const char* const there =
      co_await asio::co_spawn(pool, work, asio::use_awaitable);
  course::say("co_spawn on the pool:          on {}, works on {}", here(),
              there);

  const char* const called = co_await course::run_in_executor(pool, here);
  course::say("run_in_executor:               on {}, works on {}", here(),
              called);
}
//! [pools-where]

int main() {
  asio::io_context loop;
  asio::thread_pool pool(1);
  asio::co_spawn(loop, hops(pool), asio::detached);
  loop.run();
}
