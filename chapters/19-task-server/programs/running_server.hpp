// The task server inside a program, and a client for it.
#pragma once

#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <course/worker.hpp>
#include <exception>
#include <string>
#include <utility>

#include "server/application.hpp"
#include "server/log.hpp"
#include "server/watchers.hpp"
#include "server/worker_port.hpp"

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace json = boost::json;
using namespace std::chrono_literals;

using Reply = http::response<http::string_body>;

/// One request on a connection of its own.
inline asio::awaitable<Reply> ask(std::uint16_t port, http::verb method,
                                  std::string target,
                                  std::string body = "") {
  asio::ip::tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect({asio::ip::address_v4::loopback(), port},
                                asio::use_awaitable);
  http::request<http::string_body> request(method, target, 11);
  request.set(http::field::host, "localhost");
  request.keep_alive(false);
  request.body() = std::move(body);
  request.prepare_payload();
  co_await http::async_write(socket, request, asio::use_awaitable);
  boost::beast::flat_buffer buffer;
  Reply reply;
  co_await http::async_read(socket, buffer, reply, asio::use_awaitable);
  co_return reply;
}

inline std::string text_of(const json::value& value,
                           std::string_view name) {
  return json::value_to<std::string>(value.at(name));
}

/// Asks for a task and returns its id.
inline asio::awaitable<std::string> post(std::uint16_t port,
                                         std::string body) {
  const Reply reply =
      co_await ask(port, http::verb::post, "/task", std::move(body));
  co_return text_of(json::parse(reply.body()), "task_id");
}

/// Asks for the task until it is final.
inline asio::awaitable<json::value> outcome(std::uint16_t port,
                                            std::string id) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    const Reply reply = co_await ask(port, http::verb::get, "/task/" + id);
    json::value task = json::parse(reply.body());
    if (!task.at("finished").is_null()) {
      co_return task;
    }
    timer.expires_after(2ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

/// Waits until a worker has the task, and returns its process id.
inline asio::awaitable<pid_t> worker_of(task_server::Service& service,
                                        std::string id) {
  const auto task = *task_server::parse_task_id(id);
  task_server::Watchers::Watch watch(co_await asio::this_coro::executor,
                                     service.watchers, task);
  for (;;) {
    co_await watch.changed(60s);
    for (const auto& worker : service.dispatcher.workers()) {
      if (worker.task == task && worker.id) {
        co_return static_cast<pid_t>(*worker.id);
      }
    }
  }
}

/// What main does: in a worker process it computes, otherwise it tells its
/// story on a loop.
inline int run_with_workers(asio::awaitable<void> (*story)()) {
  if (course::is_worker()) {
    return task_server::run_worker();
  }
  task_server::set_log_level("error");
  asio::io_context loop(1);
  asio::co_spawn(loop, story(), [](std::exception_ptr error) {
    if (error) {
      std::rethrow_exception(error);
    }
  });
  loop.run();
  return 0;
}
