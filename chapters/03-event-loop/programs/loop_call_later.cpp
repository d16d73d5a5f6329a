// Functions that the loop calls later, and one that it does not call.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

int main() {
  asio::io_context loop;
  //! [loop-call-later]
  asio::steady_timer tea(loop, 3s), guests(loop, 5s);
  tea.async_wait([](boost::system::error_code error) {
    if (!error)
      course::say("the tea has drawn");
  });
  guests.async_wait([](boost::system::error_code error) {
    if (!error)
      course::say("the guests are here");
  });
  asio::post(loop, [] { course::say("at the next turn"); });

  asio::steady_timer message(loop, 4s);
  message.async_wait([&](boost::system::error_code) {
    course::say("the guests cannot come");
    guests.cancel();
  });
  //! [loop-call-later]
  loop.run();
}
