#include "first_success.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

asio::awaitable<Lines> first_success(
    std::vector<course::Program> programs) {
  // Run all programs; return the lines of the first that succeeds.
  throw std::logic_error("first_success is not written yet");
}
