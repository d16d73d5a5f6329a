#include "loopback.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <exception>
#include <utility>

#include "duration_format.hpp"
#include "story.hpp"

namespace course::testing {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using std::chrono::nanoseconds;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

Ending ending_of(const error_code& error) {
  if (!error) {
    return Ending::complete;
  }
  return error == asio::error::eof ? Ending::closed : Ending::reset;
}

}  // namespace

std::string excerpt(std::string_view text) {
  constexpr std::size_t whole = 60, beginning = 24;
  if (text.size() <= whole) {
    return in_quotes(text);
  }
  return fmt::format("{} ... {} ({} bytes)",
                     in_quotes(text.substr(0, beginning)),
                     in_quotes(text.substr(text.size() - 1)), text.size());
}

bool operator==(const Heard& heard, std::string_view line) {
  return heard.ending == Ending::complete && !heard.text.empty() &&
         heard.text.back() == '\n' &&
         std::string_view(heard.text).substr(0, heard.text.size() - 1) ==
             line;
}

std::string describe(const Heard& heard) {
  const std::string text =
      heard.text.empty() ? "" : excerpt(heard.text) + " and then ";
  switch (heard.ending) {
    case Ending::closed:
      return text + "the end of the connection";
    case Ending::reset:
      return text + "a lost connection";
    case Ending::silence:
      return text + "nothing for " + in_words(heard.patience);
    case Ending::complete:
      break;
  }
  return excerpt(heard.text);
}

Peer::Peer(std::string name, tcp::socket socket)
    : name_(std::move(name)), socket_(std::move(socket)) {}

awaitable<void> Peer::send(std::string text) {
  std::vector<Piece> pieces;
  pieces.push_back({std::move(text)});
  co_await send(std::move(pieces));
}

awaitable<void> Peer::send(std::vector<Piece> pieces) {
  std::string plan;
  for (const Piece& piece : pieces) {
    plan += (plan.empty() ? "" : ", then ") + excerpt(piece.text);
    if (piece.after > nanoseconds::zero()) {
      plan += " " + in_words(piece.after) + " later";
    }
  }
  step(name_ + " sends " + plan);
  asio::steady_timer timer(socket_.get_executor());
  for (const Piece& piece : pieces) {
    if (piece.after > nanoseconds::zero()) {
      timer.expires_after(piece.after);
      co_await timer.async_wait(no_throw);
    }
    timer.expires_after(default_patience);
    const auto written = co_await (
        asio::async_write(socket_, asio::buffer(piece.text), no_throw) ||
        timer.async_wait(no_throw));
    if (written.index() == 1) {
      step(name_ + " gives up: nobody takes " + excerpt(piece.text) +
           " for " + in_words(default_patience));
      co_return;
    }
    if (const error_code error = std::get<0>(std::get<0>(written))) {
      step(name_ + " cannot send " + excerpt(piece.text) + ": " +
           error.message());
      co_return;
    }
  }
}

awaitable<Heard> Peer::next_line(nanoseconds patience) {
  asio::steady_timer timer(socket_.get_executor(), patience);
  const auto read = co_await (
      asio::async_read_until(socket_, asio::dynamic_buffer(arrived_), '\n',
                             no_throw) ||
      timer.async_wait(no_throw));
  // The end of the line is looked for in what arrived, not in the result:
  // a line that is complete when the timer expires is heard.
  const auto newline = arrived_.find('\n');
  if (newline != std::string::npos) {
    std::string line = arrived_.substr(0, newline + 1);
    arrived_.erase(0, newline + 1);
    co_return Heard{name_, std::move(line), Ending::complete, patience};
  }
  const Ending ending = read.index() == 1
                            ? Ending::silence
                            : ending_of(std::get<0>(std::get<0>(read)));
  co_return Heard{name_, std::exchange(arrived_, {}), ending, patience};
}

awaitable<Heard> Peer::next_bytes(nanoseconds duration) {
  asio::steady_timer timer(socket_.get_executor(), duration);
  const auto read = co_await (
      asio::async_read(socket_, asio::dynamic_buffer(arrived_), no_throw) ||
      timer.async_wait(no_throw));
  const Ending ending = read.index() == 1
                            ? Ending::silence
                            : ending_of(std::get<0>(std::get<0>(read)));
  co_return Heard{name_, std::exchange(arrived_, {}), ending, duration};
}

awaitable<Heard> Peer::read_line(nanoseconds patience) {
  Heard heard = co_await next_line(patience);
  step("{} hears {}", name_, describe(heard));
  co_return heard;
}

awaitable<HeardLines> Peer::read_lines(std::size_t count,
                                       nanoseconds patience) {
  HeardLines all;
  std::string end;
  while (all.lines.size() < count && all.ending == Ending::complete) {
    Heard heard = co_await next_line(patience);
    all.ending = heard.ending;
    if (heard.ending == Ending::complete) {
      heard.text.pop_back();
      all.lines.push_back(std::move(heard.text));
    } else {
      end = " and then " + describe(heard);
    }
  }
  step("{} hears {} line{}{}", name_, all.lines.size(),
       all.lines.size() == 1 ? "" : "s", end);
  co_return all;
}

awaitable<Heard> Peer::read_until_closed(nanoseconds patience) {
  Heard heard = co_await next_bytes(patience);
  step("{} hears {}", name_, describe(heard));
  co_return heard;
}

awaitable<Heard> Peer::listen_for(nanoseconds duration) {
  Heard heard = co_await next_bytes(duration);
  step("{} hears {}", name_, describe(heard));
  co_return heard;
}

void Peer::stop_reading() {
  step(name_ + " stops reading");
}

void Peer::drop() {
  step(name_ + " drops the connection (reset)");
  error_code ignored;  // the connection may be gone already
  socket_.set_option(tcp::socket::linger(true, 0), ignored);
  socket_.close(ignored);
}

void Peer::half_close() {
  step(name_ + " closes its sending side");
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void Peer::close() {
  step(name_ + " closes the connection");
  error_code ignored;
  socket_.close(ignored);
}

tcp::acceptor listen_on_loopback(const asio::any_io_executor& executor,
                                 Buffers buffers) {
  tcp::acceptor acceptor(executor, tcp::v4());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  // Set before listen: only then does an accepted socket inherit it.
  if (buffers.send > 0) {
    acceptor.set_option(tcp::acceptor::send_buffer_size(buffers.send));
  }
  if (buffers.receive > 0) {
    acceptor.set_option(
        tcp::acceptor::receive_buffer_size(buffers.receive));
  }
  acceptor.bind({asio::ip::address_v4::loopback(), 0});
  acceptor.listen();
  return acceptor;
}

tcp::endpoint start_server(
    const asio::any_io_executor& executor,
    const std::function<awaitable<void>(tcp::acceptor)>& serve,
    Buffers buffers) {
  tcp::acceptor acceptor = listen_on_loopback(executor, buffers);
  const tcp::endpoint address = acceptor.local_endpoint();
  asio::co_spawn(executor, serve(std::move(acceptor)),
                 [](const std::exception_ptr& end) {
                   try {
                     if (end) {
                       std::rethrow_exception(end);
                     }
                     step("the server ends");
                   } catch (const boost::system::system_error& error) {
                     step("the server ends: {}", error.code().message());
                   }
                 });
  return address;
}

awaitable<Peer> connect(tcp::endpoint server, std::string name,
                        Buffers buffers) {
  tcp::socket socket(co_await asio::this_coro::executor, tcp::v4());
  // Set before connect: the window that the client offers follows from it.
  if (buffers.send > 0) {
    socket.set_option(tcp::socket::send_buffer_size(buffers.send));
  }
  if (buffers.receive > 0) {
    socket.set_option(tcp::socket::receive_buffer_size(buffers.receive));
  }
  const auto [error] = co_await socket.async_connect(server, no_throw);
  step(error ? name + " cannot connect: " + error.message()
             : name + " connects");
  if (error) {
    socket.close();
  }
  co_return Peer(std::move(name), std::move(socket));
}

ScriptedServer::ScriptedServer(const asio::any_io_executor& executor,
                               std::string name)
    : name_(std::move(name)),
      acceptor_(listen_on_loopback(executor)),
      placeholder_(executor),
      endpoint_(acceptor_.local_endpoint()) {}

awaitable<Peer> ScriptedServer::accept() {
  tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
  step(name_ + " accepts a connection");
  co_return Peer(name_, std::move(socket));
}

void ScriptedServer::refuse() {
  step(name_ + " refuses connections from now on");
  acceptor_.close();
  // Bound but not listening: refuses, and nobody else can get the port.
  placeholder_.open(tcp::v4());
  placeholder_.set_option(tcp::socket::reuse_address(true));
  placeholder_.bind(endpoint_);
}

}  // namespace course::testing
