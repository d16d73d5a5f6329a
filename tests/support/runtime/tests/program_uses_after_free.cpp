// Has an error that AddressSanitizer must report on virtual time, too.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>

#include "virtual_time.hpp"

int main() {
  const virtual_time::Session session;
  boost::asio::io_context loop;
  auto order = std::make_unique<int>(1);
  boost::asio::steady_timer timer(loop, std::chrono::seconds(1));
  timer.async_wait([order = order.get()](auto) { ++*order; });
  order.reset();
  loop.run();
}
