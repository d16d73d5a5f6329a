#include "connection.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <tuple>

#include "client_deadline.hpp"
#include "log.hpp"
#include "preference.hpp"
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

/// The task that an answer is about: the one in its Location, or the one
/// that was asked for.
std::optional<TaskId> task_in(const Request& request,
                              const Response& response) {
  if (http::to_status_class(response.result()) !=
      http::status_class::successful) {
    return std::nullopt;
  }
  const std::string_view location = response[http::field::location];
  const std::string_view path =
      location.empty() ? std::string_view(request.target()) : location;
  constexpr std::string_view one_task = "/task/";
  return path.starts_with(one_task)
             ? parse_task_id(path.substr(one_task.size()))
             : std::nullopt;
}

/// One connection.
class Connection {
 public:
  Connection(Service& service, tcp::socket socket, HttpLimits limits)
      : service_(service),
        socket_(std::move(socket)),
        deadline_(socket_),
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
    deadline_.set(limits_.answer);
    co_await send(refusal(503, "too many connections"), false);
  }

 private:
  using RequestParser = http::request_parser<http::string_body>;

  /// Waits for the first bytes of a request.
  asio::awaitable<bool> request_begins() {
    if (buffer_.size() > 0) {
      co_return true;  // the client has sent the next one already
    }
    deadline_.set(limits_.idle);
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
    deadline_.set(limits_.request);
    const boost::system::error_code error = co_await read(parser);
    const bool was_late = deadline_.is_over();
    deadline_.set(limits_.answer);
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
    Response response = co_await when_on_disk(std::move(answered));
    if (const auto wait = preferred_wait(request)) {
      if (const auto id = task_in(request, response)) {
        response = co_await when_final(*id, *wait, std::move(response));
      }
    }
    if (response.result() == http::status::accepted) {
      // The task goes to its worker first, and then the answer goes out:
      // the worker computes while the client reads.
      co_await asio::post(asio::use_awaitable);
    }
    co_return co_await send(std::move(response), request.keep_alive(),
                            head);
  }

  /// Waits until the task is over, as the client prefers, and shows it
  /// then; or after that time as it is. A connection waits no longer than
  /// it may be idle.
  asio::awaitable<Response> when_final(TaskId id, std::chrono::seconds wait,
                                       Response so_far) {
    wait = std::min(wait, limits_.idle);
    const auto end = std::chrono::steady_clock::now() + wait;
    Watchers::Watch watch(socket_.get_executor(), service_.watchers, id);
    bool is_over = false;
    for (bool goes_on = true; goes_on && !is_over;) {
      const auto left = end - std::chrono::steady_clock::now();
      // The end of the server wakes everybody, and has closed the socket.
      goes_on = co_await watch.changed(left) && socket_.is_open();
      const Task* task = service_.table.find(id);
      is_over = !task || is_final(task->state);
    }
    const Request look{http::verb::get, "/task/" + to_string(id), 11};
    Response shown = co_await when_on_disk(answer(service_, look));
    if (!is_over) {
      shown.result(so_far.result());
    }
    shown.set(http::field::location, look.target());
    shown.set(http::field::preference_applied,
              fmt::format("wait={}", wait.count()));
    deadline_.set(limits_.answer);
    co_return shown;
  }

  /// The response that the reply stands for, when its time has come.
  asio::awaitable<Response> when_on_disk(Reply reply) {
    if (const auto* accepted = std::get_if<OnceOnDisk>(&reply)) {
      co_return co_await once_on_disk(*accepted);
    }
    if (auto* seen = std::get_if<WhenOnDisk>(&reply)) {
      co_return co_await is_recorded() ? std::move(seen->response)
                                       : not_recorded();
    }
    co_return std::get<Response>(std::move(reply));
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

  /// Server-sent events: the task after each change, until it is final or
  /// the journal fails.
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
      std::string event =
          changed ? event_text(to_string(task->state), task_json(*task))
                  : ": still there\n\n";
      is_over = is_final(task->state);
      if (is_unrecorded(service_, *task) && !co_await is_recorded()) {
        event = event_text("error", not_recorded().body());
      }
      text += event;
      deadline_.set(limits_.answer);
      const auto [error, size] =
          co_await asio::async_write(socket_, asio::buffer(text), as_tuple);
      if (error) {
        break;
      }
      text.clear();
    }
  }

  static std::string event_text(std::string_view name,
                                std::string_view data) {
    return fmt::format("event: {}\ndata: {}\n\n", name, data);
  }

  Service& service_;
  tcp::socket socket_;
  ClientDeadline deadline_;
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

}  // namespace task_server
