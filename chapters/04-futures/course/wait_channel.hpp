/// @file
/// @brief A channel at which coroutines wait and that carries no messages.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/experimental/basic_channel.hpp>
#include <boost/asio/experimental/channel_traits.hpp>
#include <boost/asio/query.hpp>
#include <boost/system/error_code.hpp>
#include <list>
#include <utility>

namespace course::detail {

namespace asio = boost::asio;

/// The executor of a channel at which only coroutines wait. Each of them
/// goes on where it runs; what the channel needs is their loop, which
/// destroys them if it goes before they do. An any_io_executor in its place
/// would be copied, and counted as work, at every wait.
class LoopOfChannel {
 public:
  explicit LoopOfChannel(asio::execution_context& loop) : loop_(&loop) {}

  asio::execution_context& query(
      asio::execution::context_t) const noexcept {
    return *loop_;
  }

  /// For a handler without an executor. A coroutine has one.
  template <typename Handler>
  void execute(Handler handler) const {
    std::move(handler)();
  }

  bool operator==(const LoopOfChannel&) const noexcept = default;

 private:
  asio::execution_context* loop_;
};

/// As in every channel, but with a list for the messages: Asio's deque
/// takes memory before there is one.
struct WaitChannelTraits
    : asio::experimental::channel_traits<void(boost::system::error_code)> {
  template <typename...>
  struct rebind {  // NOLINT(readability-identifier-naming): Asio's name
    using other = WaitChannelTraits;
  };

  template <typename Element>
  struct container {  // NOLINT(readability-identifier-naming): as well
    using type = std::list<Element>;
  };
};

using BasicWaitChannel =
    asio::experimental::basic_channel<LoopOfChannel, WaitChannelTraits,
                                      void(boost::system::error_code)>;

/// `asio::experimental::channel<void(error_code)>` without a buffer, and
/// for coroutines only: cheaper to make and to wait at.
struct WaitChannel : BasicWaitChannel {
  explicit WaitChannel(const asio::any_io_executor& executor)
      : BasicWaitChannel(LoopOfChannel(
            asio::query(executor, asio::execution::context))) {}
};

}  // namespace course::detail
