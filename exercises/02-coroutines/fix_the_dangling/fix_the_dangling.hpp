#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace asio = boost::asio;

/// Rings in the dining room, for what the text says. It lives longer than
/// all reminders.
using Bell = std::function<void(std::string)>;

/// A reminder rings this long after it was set.
inline constexpr std::chrono::milliseconds ready_after{20};

// Each of these functions sets a reminder on `executor` and returns at
// once. When the bell rings, the caller has gone on: the text, the table's
// number and the order may have changed, or be gone.

/// Rings for the name of the guest: "Ada".
void remind_guest(const asio::any_io_executor& executor,
                  std::string_view guest, Bell& bell);

/// Rings for a table: "table 7".
void remind_table(const asio::any_io_executor& executor, int table,
                  Bell& bell);

struct Order {
  std::string dish;
  int table;

  /// Rings for this order as it is now: "soup for table 7".
  void remind(const asio::any_io_executor& executor, Bell& bell) const;
};
