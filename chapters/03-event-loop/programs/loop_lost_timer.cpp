// A timer that does not live as long as its wait.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [loop-lost-timer]
void remind_me(asio::io_context& loop) {
  asio::steady_timer timer(loop, 3s);
  timer.async_wait([](boost::system::error_code error) {
    course::say("the tea has drawn ({})", error.message());
  });
}  // the timer ends here

int main() {
  asio::io_context loop;
  remind_me(loop);
  loop.run();
}
//! [loop-lost-timer]
