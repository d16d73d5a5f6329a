// variant: a channel for each round; set() closes it
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <memory>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : executor_(executor) {}

  bool is_set() const { return !gate_->is_open(); }
  void set() { gate_->close(); }

  void clear() {
    if (is_set()) {
      gate_ = std::make_shared<Gate>(executor_);
    }
  }

  asio::awaitable<void> wait() {
    const auto gate = gate_;
    const auto [error] =
        co_await gate->async_receive(asio::as_tuple(asio::use_awaitable));
    if (error == asio::experimental::error::channel_cancelled) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
  }

 private:
  using Gate = asio::experimental::channel<void(boost::system::error_code)>;

  asio::any_io_executor executor_;
  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>(executor_);
};
