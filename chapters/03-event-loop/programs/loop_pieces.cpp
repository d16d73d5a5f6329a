// A computation of 0.8 s beside a pulse: in one piece, and in pieces.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/work_for.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

//! [loop-pieces]
asio::awaitable<void> pulse() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < 4; ++i) {
    timer.expires_after(240ms);
    co_await timer.async_wait(asio::use_awaitable);
    course::say("beat");
  }
}

asio::awaitable<void> in_one_piece() {
  course::work_for(800ms);
  co_return;
}

asio::awaitable<void> in_eight_pieces() {
  for (int i = 0; i < 8; ++i) {
    course::work_for(100ms);
    co_await asio::post(asio::use_awaitable);  // whoever is ready may run
  }
}
//! [loop-pieces]

void run(asio::awaitable<void> work) {
  asio::io_context loop;
  asio::co_spawn(trace.executor("pulse", loop.get_executor()), pulse(),
                 asio::detached);
  asio::co_spawn(trace.executor("work", loop.get_executor()),
                 std::move(work), asio::detached);
  loop.run();
}

int main() {
  run(in_one_piece());
  run(in_eight_pieces());
}
