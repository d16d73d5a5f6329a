#include "http_server.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <tuple>

#include "log.hpp"
#include "pause.hpp"
#include "routes.hpp"
#include "task_json.hpp"
#include "wire_text.hpp"

namespace task_server {

namespace beast = boost::beast;
using asio::ip::tcp;

namespace {

using namespace std::chrono_literals;

constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);

constexpr std::string_view journal_fails = "the journal cannot be written";
/// A stream says something after this time, so that a client that has gone
/// is noticed.
constexpr auto heartbeat = 15s;

/// What is wrong with a request that could not be read; 0: nobody is there
/// to be told.
unsigned status_of(boost::system::error_code error) {
  if (error == http::error::body_limit) {
    return 413;
  }
  if (error == http::error::header_limit) {
    return 431;
  }
  const bool is_http = error.category() ==
                       make_error_code(http::error::bad_method).category();
  return is_http && error != http::error::end_of_stream &&
                 error != http::error::partial_message
             ? 400
             : 0;
}

/// One connection.
class Connection {
 public:
  Connection(Service& service, tcp::socket socket, HttpLimits limits)
      : service_(service),
        socket_(std::move(socket)),
        alarm_(socket_.get_executor()),
        limits_(limits) {
    ++service_.http.connections;
    service_.sockets.insert(&socket_);
  }
  ~Connection() {
    service_.sockets.erase(&socket_);
    --service_.http.connections;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  asio::awaitable<void> run() {
    boost::system::error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    while (co_await request_begins() && co_await one_request()) {
    }
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
  }

  asio::awaitable<void> turn_away() {
    limit(limits_.answer);
    co_await send(refusal(503, "too many connections"), false);
  }

 private:
  using RequestParser = http::request_parser<http::string_body>;

  /// From now on what waits for the client ends after this time. (Beast's
  /// tcp_stream has such a limit, but it closes the connection, and then
  /// nobody can be told.)
  //! [server-limit]
  void limit(std::chrono::seconds time) {
    timed_out_ = false;
    deadline_ = std::chrono::steady_clock::now() + time;
    if (!watched_ || deadline_ < alarm_.expiry()) {
      watch();
    }
  }

  /// Waits for the deadline. It moves with every request; the alarm only
  /// when it rings too early, because setting one costs more than looking
  /// at the clock.
  void watch() {
    watched_ = true;
    alarm_.expires_at(deadline_);
    alarm_.async_wait([this, alive = std::weak_ptr(alive_)](
                          boost::system::error_code error) {
      // It may be in the queue when the connection has gone.
      if (error || alive.expired()) {
        return;
      }
      if (deadline_ > std::chrono::steady_clock::now()) {
        watch();
        return;
      }
      watched_ = false;
      timed_out_ = true;
      boost::system::error_code ignored;
      socket_.cancel(ignored);
    });
  }
  //! [server-limit]

  /// Waits for the first bytes of a request.
  asio::awaitable<bool> request_begins() {
    if (buffer_.size() > 0) {
      co_return true;  // the client has sent the next one already
    }
    limit(limits_.idle);
    const auto [error, size] =
        co_await socket_.async_read_some(buffer_.prepare(4096), as_tuple);
    buffer_.commit(size);
    co_return !error;
  }

  /// Most requests have arrived as a whole already; then nobody waits.
  ///
  /// A chunked body is left unread: nobody needs one here, and Beast's
  /// parser in Boost 1.81 ends the program at an assertion when the last
  /// chunk comes in several pieces.
  asio::awaitable<boost::system::error_code> read(RequestParser& parser) {
    boost::system::error_code error;
    buffer_.consume(parser.put(buffer_.data(), error));
    if (error == http::error::need_more) {
      std::tie(error, std::ignore) = co_await http::async_read_header(
          socket_, buffer_, parser, as_tuple);
    }
    if (error || parser.is_done() || parser.chunked()) {
      co_return error;
    }
    parser.eager(true);
    if (buffer_.size() > 0) {
      buffer_.consume(parser.put(buffer_.data(), error));
    }
    if (parser.is_done() || (error && error != http::error::need_more)) {
      co_return error;
    }
    const auto [read_error, size] =
        co_await http::async_read(socket_, buffer_, parser, as_tuple);
    co_return read_error;
  }

  /// @return whether the connection stays
  asio::awaitable<bool> one_request() {
    RequestParser parser;
    parser.body_limit(limits_.body);
    parser.header_limit(limits_.headers);
    limit(limits_.request);
    const boost::system::error_code error = co_await read(parser);
    const bool was_late = timed_out_;
    limit(limits_.answer);
    if (error) {
      const unsigned status = was_late ? 408 : status_of(error);
      if (status != 0) {
        co_await send(refusal(status, was_late ? "the request took too long"
                                               : error.message()),
                      false);
      }
      co_return false;
    }
    if (parser.chunked()) {
      co_await send(refusal(411, "a body needs its Content-Length"), false);
      co_return false;
    }
    Request request = parser.release();
    // HEAD is GET, and the answer goes out without its body.
    const bool head = request.method() == http::verb::head;
    if (head) {
      request.method(http::verb::get);
    }
    auto answered = answer(service_, request);
    if (const auto* events = std::get_if<EventStream>(&answered)) {
      co_await stream_events(events->id, head);
      co_return false;
    }
    if (const auto* accepted = std::get_if<OnceOnDisk>(&answered)) {
      answered = co_await once_on_disk(*accepted);
    } else if (auto* seen = std::get_if<WhenOnDisk>(&answered)) {
      Response response = std::move(seen->response);
      answered =
          co_await is_recorded() ? std::move(response) : not_recorded();
    }
    if (std::get<Response>(answered).result() == http::status::accepted) {
      // The task goes to its worker first, and then the answer goes out:
      // the worker computes while the client reads.
      co_await asio::post(asio::use_awaitable);
    }
    co_return co_await send(std::move(std::get<Response>(answered)),
                            request.keep_alive(), head);
  }

  /// Waits until all that happened so far is on the disk.
  /// @return false if it cannot be
  asio::awaitable<bool> is_recorded() {
    try {
      co_await service_.journal->on_disk();
      co_return true;
    } catch (const std::runtime_error& error) {
      if (service_.refuses_because != journal_fails) {
        log(Level::error, "journal_failed", {{"error", error.what()}});
      }
      service_.accepts_tasks = false;
      service_.refuses_because = journal_fails;
      co_return false;
    }
  }

  static Response not_recorded() { return refusal(503, journal_fails); }

  asio::awaitable<Response> once_on_disk(OnceOnDisk accepted) {
    if (co_await is_recorded()) {
      co_return answer_on_disk(service_, accepted);
    }
    const Task* task = service_.table.find(accepted.id);
    if (task && task->state == TaskState::pending &&
        accepted.status == 202) {
      service_.table.cancel(accepted.id);  // nobody waits for it
    }
    co_return not_recorded();
  }

  asio::awaitable<bool> send(Response response, bool keep_alive,
                             bool head = false) {
    ++service_.http.responses[response.result_int()];
    const std::string text = wire_text(response, keep_alive, head);
    const auto [error, size] =
        co_await asio::async_write(socket_, asio::buffer(text), as_tuple);
    co_return !error && keep_alive;
  }

  /// Server-sent events: the task after each change, until it is final.
  asio::awaitable<void> stream_events(TaskId id, bool head) {
    ++service_.http.responses[200];
    std::string text =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
    if (head) {
      co_await asio::async_write(socket_, asio::buffer(text), as_tuple);
      co_return;
    }
    Watchers::Watch watch(socket_.get_executor(), service_.watchers, id);
    for (bool is_over = false; !is_over;) {
      const bool changed = co_await watch.changed(heartbeat);
      const Task* task = service_.table.find(id);
      if (!task) {
        break;
      }
      text += changed
                  ? fmt::format("event: {}\ndata: {}\n\n",
                                to_string(task->state), task_json(*task))
                  : ": still there\n\n";
      is_over = is_final(task->state);
      if (is_unrecorded(service_, *task) && !co_await is_recorded()) {
        break;  // a client that asks again is told why
      }
      limit(limits_.answer);
      const auto [error, size] =
          co_await asio::async_write(socket_, asio::buffer(text), as_tuple);
      if (error) {
        break;
      }
      text.clear();
    }
  }

  Service& service_;
  tcp::socket socket_;
  asio::steady_timer alarm_;
  std::chrono::steady_clock::time_point deadline_;
  bool watched_ = false;  ///< the alarm is set, for the deadline or earlier
  bool timed_out_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  beast::flat_buffer buffer_;
  HttpLimits limits_;
};

}  // namespace

asio::awaitable<void> serve_connection(Service& service, tcp::socket socket,
                                       HttpLimits limits) {
  Connection connection(service, std::move(socket), limits);
  if (service.http.connections > limits.connections) {
    co_await connection.turn_away();
  } else {
    co_await connection.run();
  }
}

asio::awaitable<void> close_connections(Service& service) {
  while (!service.sockets.empty()) {
    for (tcp::socket* socket : service.sockets) {
      boost::system::error_code ignored;
      socket->close(ignored);
    }
    service.watchers.notify_all();
    co_await pause(1ms);
  }
}

asio::awaitable<void> serve_http(Service& service, tcp::acceptor& acceptor,
                                 HttpLimits limits) {
  asio::steady_timer timer(acceptor.get_executor());
  for (;;) {
    auto [error, socket] = co_await acceptor.async_accept(as_tuple);
    if (error == asio::error::operation_aborted) {
      co_return;
    }
    if (error) {
      // No descriptors left, for example: others may end soon.
      log(Level::warning, "not_accepted", {{"error", error.message()}});
      timer.expires_after(100ms);
      co_await timer.async_wait(asio::use_awaitable);
      continue;
    }
    asio::co_spawn(acceptor.get_executor(),
                   serve_connection(service, std::move(socket), limits),
                   [](std::exception_ptr failure) {
                     if (failure) {
                       log(Level::error, "connection_failed");
                     }
                   });
  }
}

}  // namespace task_server
