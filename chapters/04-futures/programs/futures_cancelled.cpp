// Two guests wait for one future, and one of them leaves.
#include <boost/asio.hpp>
#include <chrono>
#include <course/future.hpp>
#include <course/say.hpp>
#include <functional>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::seconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [futures-cancelled]
using Order = course::Future<void>;
using HowToWait = std::function<asio::awaitable<void>(Order)>;

asio::awaitable<void> guest(std::string name,
                            asio::awaitable<void> waiting) {
  try {
    co_await std::move(waiting);
    course::say("{}: gets the soup", name);
  } catch (const boost::system::system_error&) {
    course::say("{}: cancelled", name);
  }
}

asio::awaitable<void> table(HowToWait how_to_wait) {
  auto loop = co_await asio::this_coro::executor;
  Order order(loop);
  asio::cancellation_signal ada_leaves;
  co_spawn(loop, guest("Ada", how_to_wait(order)),
           asio::bind_cancellation_slot(ada_leaves.slot(), asio::detached));
  co_spawn(loop, guest("Grace", how_to_wait(order)), asio::detached);
  co_await sleep_for(1s);
  ada_leaves.emit(asio::cancellation_type::all);
  co_await sleep_for(1s);
  course::say("order cancelled: {}", order.cancelled());
  if (!order.done())
    order.set_result();
  co_await asio::post(asio::use_awaitable);  // their last turn
}

asio::awaitable<void> lunch() {
  co_await table([](Order order) { return order.get(); });
  co_await table([](Order order) { return order.wait(); });
}
//! [futures-cancelled]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, lunch(), asio::detached);
  loop.run();
}
