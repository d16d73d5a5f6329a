// The loop is stopped and destroyed while a task is in its middle.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/task.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [tasks-stopped]
struct Printer {
  ~Printer() { course::say("printer: switched off"); }
};

asio::awaitable<void> send_invoice() {
  Printer printer;
  asio::steady_timer timer(co_await asio::this_coro::executor, 2s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("invoice: sent");
}

int main() {
  {
    asio::io_context loop;
    course::create_task(loop.get_executor(), send_invoice());
    loop.run_for(1s);
    course::say("stopped waiting");
  }
  course::say("the loop is gone");
}
//! [tasks-stopped]
