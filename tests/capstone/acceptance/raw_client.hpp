#pragma once

#include <boost/beast/core/tcp_stream.hpp>
#include <string>
#include <string_view>

#include "server.hpp"

namespace acceptance {

/// What comes back when bytes are sent.
struct Reply {
  std::string text;
  bool closed = false;  ///< the server has closed the connection

  /// The status of the first answer; 0: none came.
  unsigned status() const;
};

/// A client that sends what it likes, at its own pace.
class RawClient {
 public:
  explicit RawClient(Server& server) : server_(server) {}

  /// @throws ExpectationFailed  if the server takes no connection
  asio::awaitable<void> connect();

  /// Sends bytes.
  /// @return false if the server does not take them any more: it has closed
  ///         the connection, or has let them lie for `patience`
  asio::awaitable<bool> send(std::string_view bytes);

  /// Sends as many copies of the bytes as the server takes without reading
  /// an answer, at most `most`.
  asio::awaitable<std::size_t> send_without_reading(std::string_view bytes,
                                                    std::size_t most);

  /// True if something has come from the server.
  bool has_answer();

  /// Reads until the head of an answer is there, the server closes the
  /// connection, or the time is over.
  asio::awaitable<Reply> read_answer(std::chrono::seconds time = patience);

  /// Reads until so many answers have begun. Each has to come in time.
  asio::awaitable<Reply> read_answers(std::size_t count);

  /// Ends the connection with a reset, as a client that crashes does.
  void vanish();

  boost::beast::tcp_stream& stream() { return *stream_; }

 private:
  Server& server_;
  std::optional<boost::beast::tcp_stream> stream_;
};

/// Connects, sends the bytes and reads the answer.
asio::awaitable<Reply> exchange(Server& server, std::string bytes,
                                std::chrono::seconds time = patience);

}  // namespace acceptance
