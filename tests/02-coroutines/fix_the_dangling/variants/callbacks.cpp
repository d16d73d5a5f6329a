// variant: no coroutine at all, a timer callback that owns text and timer
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "fix_the_dangling.hpp"

namespace {

void ring_when_ready(const asio::any_io_executor& executor,
                     std::string text, Bell& bell) {
  auto timer = std::make_shared<asio::steady_timer>(executor, ready_after);
  timer->async_wait([timer, text = std::move(text),
                     &bell](boost::system::error_code) { bell(text); });
}

}  // namespace

void remind_guest(const asio::any_io_executor& executor,
                  std::string_view guest, Bell& bell) {
  ring_when_ready(executor, std::string(guest), bell);
}

void remind_table(const asio::any_io_executor& executor, int table,
                  Bell& bell) {
  ring_when_ready(executor, "table " + std::to_string(table), bell);
}

void Order::remind(const asio::any_io_executor& executor,
                   Bell& bell) const {
  ring_when_ready(executor, dish + " for table " + std::to_string(table),
                  bell);
}
