// Awaiting a library that calls back, from a thread of its own.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/future.hpp>
#include <course/say.hpp>
#include <functional>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

/// A card terminal as its maker delivers it: it calls back.
class Terminal {
 public:
  void charge(int cents, std::function<void(std::string)> on_paid) {
    thread_ = std::jthread([cents, on_paid = std::move(on_paid)] {
      std::this_thread::sleep_for(1s);
      on_paid(fmt::format("receipt over {} cents", cents));
    });
  }

 private:
  std::jthread thread_;
};

//! [futures-callback]
asio::awaitable<std::string> pay(Terminal& terminal, int cents) {
  auto loop = co_await asio::this_coro::executor;
  course::Future<std::string> paid(loop);

  // The callback runs on the terminal's thread.
  terminal.charge(cents, [loop, paid](std::string receipt) mutable {
    asio::post(loop, [paid = std::move(paid), receipt]() mutable {
      paid.set_result(receipt);
    });
  });
  co_return co_await paid.get();
}
//! [futures-callback]

asio::awaitable<void> shop(Terminal& terminal) {
  course::say("pays");
  course::say("{}", co_await pay(terminal, 250));
}

int main() {
  asio::io_context loop;
  Terminal terminal;
  asio::co_spawn(loop, shop(terminal), asio::detached);
  loop.run();
}
