#include "chat_room.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

asio::awaitable<void> serve_chat(tcp::acceptor acceptor) {
  // Accept clients for ever; each hears what the others say.
  throw std::logic_error("chat_room is not written yet");
}
