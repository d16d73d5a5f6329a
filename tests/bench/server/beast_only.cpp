// The least that answers POST /task and GET /task/{id}: Beast, one thread,
// a table, and no workers. What the task server adds costs more than this.
#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdio>
#include <string>
#include <unordered_map>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace json = boost::json;
using asio::ip::tcp;

constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);

struct Task {
  std::string kind;
  const char* state = "pending";
  int progress = 0;
};

using Table = std::unordered_map<std::string, Task>;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

Response task_response(http::status status, const std::string& id,
                       const Task& task) {
  Response response{status, 11};
  response.set(http::field::content_type, "application/json");
  response.body() = fmt::format(
      R"({{"task_id":"{}","kind":"{}","state":"{}","progress":{}}})", id,
      task.kind, task.state, task.progress);
  return response;
}

Response answer(Table& table, const Request& request) {
  const std::string_view target = request.target();
  constexpr std::string_view one_task = "/task/";
  if (request.method() == http::verb::post && target == "/task") {
    boost::system::error_code error;
    const json::value body = json::parse(request.body(), error);
    const json::value* kind = !error && body.is_object()
                                  ? body.get_object().if_contains("kind")
                                  : nullptr;
    if (kind && kind->is_string()) {
      const std::string id = fmt::format("{:016x}", table.size() + 1);
      const auto place =
          table.emplace(id, Task{std::string(kind->get_string())});
      return task_response(http::status::accepted, id, place.first->second);
    }
    return Response{http::status::bad_request, 11};
  }
  if (target.starts_with(one_task)) {
    const auto place =
        table.find(std::string(target.substr(one_task.size())));
    if (place != table.end()) {
      return task_response(http::status::ok, place->first, place->second);
    }
  }
  return Response{http::status::not_found, 11};
}

asio::awaitable<void> serve(Table& table, tcp::socket socket) {
  socket.set_option(tcp::no_delay(true));
  boost::beast::flat_buffer buffer;
  for (;;) {
    Request request;
    const auto [read_error, read] =
        co_await http::async_read(socket, buffer, request, as_tuple);
    if (read_error) {
      co_return;
    }
    Response response = answer(table, request);
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    const auto [write_error, written] =
        co_await http::async_write(socket, response, as_tuple);
    if (write_error || !request.keep_alive()) {
      co_return;
    }
  }
}

asio::awaitable<void> listen(Table& table, tcp::acceptor& acceptor) {
  for (;;) {
    asio::co_spawn(
        acceptor.get_executor(),
        serve(table, co_await acceptor.async_accept(asio::use_awaitable)),
        asio::detached);
  }
}

}  // namespace

int main() {
  asio::io_context loop(1);
  Table table;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  asio::signal_set signals(loop, SIGTERM);
  signals.async_wait([&](boost::system::error_code, int) { loop.stop(); });
  asio::co_spawn(loop, listen(table, acceptor), asio::detached);
  std::printf("http://127.0.0.1:%u/\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  loop.run();
}
