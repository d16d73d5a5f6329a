#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <string_view>
#include <vector>

/// The shapes that `./course bench library` measures, each written twice:
/// with the course library, and with nothing but Asio and equal guarantees
/// (a start on the next turn, results for many, exceptions passed on,
/// first in first out). library.py holds the same shapes for asyncio.
namespace bench {

namespace asio = boost::asio;

/// Runs an operation `count` times on the current loop.
using Shape = asio::awaitable<void> (*)(std::size_t count);

struct Entry {
  std::string_view name;
  Shape course;
  Shape raw;  ///< the same function where the course has nothing of its own
};

const std::vector<Entry>& shapes();

asio::awaitable<void> ready_await(std::size_t count);
asio::awaitable<void> yield(std::size_t count);
asio::awaitable<void> sleepers(std::size_t count);

namespace with_course {
asio::awaitable<void> spawn(std::size_t count);
asio::awaitable<void> gather(std::size_t count);
asio::awaitable<void> buffered_queue(std::size_t count);
asio::awaitable<void> hand_off(std::size_t count);
}  // namespace with_course

namespace raw {
asio::awaitable<void> spawn(std::size_t count);
asio::awaitable<void> gather(std::size_t count);
asio::awaitable<void> buffered_queue(std::size_t count);
asio::awaitable<void> hand_off(std::size_t count);
}  // namespace raw

/// A job that is worth nothing, so that only running it is measured.
inline asio::awaitable<int> number(int value) {
  co_return value;
}

}  // namespace bench
