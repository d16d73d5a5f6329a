#include "raw_client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>

#include "expect.hpp"
#include "jobs.hpp"

namespace acceptance {

using namespace course::testing;
using asio::ip::tcp;

namespace {

constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);
constexpr std::string_view version = "HTTP/1.";

std::size_t answers_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0;
       (at = text.find(version, at)) != std::string_view::npos;
       at += version.size()) {
    ++count;
  }
  return count;
}

}  // namespace

unsigned Reply::status() const {
  // "HTTP/1.1 404 ..."
  unsigned status = 0;
  if (text.starts_with(version) && text.size() > 12) {
    std::from_chars(text.data() + 9, text.data() + 12, status);
  }
  return status;
}

asio::awaitable<void> RawClient::connect() {
  stream_.emplace(co_await asio::this_coro::executor);
  stream_->expires_after(patience);
  const auto [error] =
      co_await stream_->async_connect(server_.address(), as_tuple);
  if (error) {
    co_await server_.complain("it takes a connection", error);
  }
}

asio::awaitable<bool> RawClient::send(std::string_view bytes) {
  stream_->expires_after(patience);
  const auto [error, size] = co_await asio::async_write(
      *stream_, asio::buffer(bytes.data(), bytes.size()), as_tuple);
  co_return !error;
}

asio::awaitable<std::size_t> RawClient::send_without_reading(
    std::string_view bytes, std::size_t most) {
  // A server that still reads gets its turn before it is given up.
  constexpr int most_refusals = 20;
  tcp::socket& socket = stream_->socket();
  socket.non_blocking(true);
  std::string left;
  std::size_t sent = 0;
  for (int refusals = 0; sent < most && refusals < most_refusals;) {
    if (left.empty()) {
      left = bytes;
    }
    boost::system::error_code error;
    left.erase(0, socket.write_some(asio::buffer(left), error));
    if (error == asio::error::would_block) {
      ++refusals;
      co_await pause(10ms);
    } else if (error) {
      break;
    } else {
      refusals = 0;
      sent += left.empty() ? 1 : 0;
    }
  }
  co_return sent;
}

bool RawClient::has_answer() {
  boost::system::error_code error;
  return stream_->socket().available(error) > 0;
}

asio::awaitable<Reply> RawClient::read_answer(std::chrono::seconds time) {
  Reply reply;
  std::string bytes(std::size_t{16} * 1024, '\0');
  stream_->expires_after(time);
  while (reply.text.find("\r\n\r\n") == std::string::npos) {
    const auto [error, size] =
        co_await stream_->async_read_some(asio::buffer(bytes), as_tuple);
    reply.text.append(bytes, 0, size);
    if (error) {
      reply.closed = error != boost::beast::error::timeout;
      break;
    }
  }
  co_return reply;
}

asio::awaitable<Reply> RawClient::read_answers(std::size_t count) {
  Reply reply;
  std::string bytes(std::size_t{64} * 1024, '\0');
  while (answers_in(reply.text) < count) {
    stream_->expires_after(patience);
    const auto [error, size] =
        co_await stream_->async_read_some(asio::buffer(bytes), as_tuple);
    reply.text.append(bytes, 0, size);
    if (error) {
      reply.closed = error != boost::beast::error::timeout;
      break;
    }
  }
  co_return reply;
}

void RawClient::vanish() {
  stream_->socket().set_option(tcp::socket::linger(true, 0));
  stream_.reset();
}

asio::awaitable<Reply> exchange(Server& server, std::string bytes,
                                std::chrono::seconds time) {
  RawClient client(server);
  co_await client.connect();
  co_await client.send(bytes);
  co_return co_await client.read_answer(time);
}

}  // namespace acceptance
