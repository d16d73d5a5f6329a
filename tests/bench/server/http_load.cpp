#include "http_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <list>
#include <stdexcept>

namespace bench {

namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;

Client::Client(asio::io_context& loop, unsigned short port)
    : socket_(loop) {
  socket_.connect({asio::ip::address_v4::loopback(), port});
  socket_.set_option(asio::ip::tcp::no_delay(true));
}

asio::awaitable<Answer> Client::ask(const std::string& request) {
  co_await asio::async_write(socket_, asio::buffer(request),
                             asio::use_awaitable);
  http::response<http::string_body> response;
  co_await http::async_read(socket_, buffer_, response,
                            asio::use_awaitable);
  co_return Answer{response.result_int(), std::move(response.body())};
}

std::string post_request(std::string_view body, std::string_view fields) {
  return fmt::format(
      "POST /task HTTP/1.1\r\nHost: localhost\r\n"
      "Content-Type: application/json\r\n{}Content-Length: {}\r\n\r\n{}",
      fields, body.size(), body);
}

std::string get_request(std::string_view id) {
  return fmt::format("GET /task/{} HTTP/1.1\r\nHost: localhost\r\n\r\n",
                     id);
}

namespace {

/// The text behind `"name":`, blank or not, between quotes.
std::string_view text_of(const Answer& answer, std::string_view name) {
  const std::string_view body = answer.body;
  const auto place = body.find(name);
  const auto begin = place == std::string_view::npos
                         ? place
                         : body.find('"', place + name.size());
  if (begin == std::string_view::npos) {
    throw std::runtime_error(fmt::format("an answer without {}: {} {}",
                                         name, answer.status, answer.body));
  }
  return body.substr(begin + 1, body.find('"', begin + 1) - begin - 1);
}

struct Work {
  asio::io_context& loop;
  unsigned short port;
  Clock::time_point begin = {};  ///< when all are connected
  std::vector<float> milliseconds = {};
  Rates rates = {};
};

/// Runs `each(client)` on so many connections, until all have ended.
template <typename Each>
Rates on_connections(Work& work, std::size_t connections, Each each) {
  std::list<Client> clients;
  for (std::size_t i = 0; i < connections; ++i) {
    clients.emplace_back(work.loop, work.port);
  }
  std::exception_ptr failure;
  work.begin = Clock::now();
  for (Client& client : clients) {
    asio::co_spawn(work.loop, each(client), [&](std::exception_ptr error) {
      if (error && !failure) {
        failure = error;
        work.loop.stop();
      }
    });
  }
  work.loop.restart();
  work.loop.run();
  if (failure) {
    std::rethrow_exception(failure);
  }
  const Seconds time = Clock::now() - work.begin;
  auto& all = work.milliseconds;
  if (all.empty()) {
    throw std::runtime_error("no request was answered in time");
  }
  std::ranges::sort(all);
  work.rates.requests = all.size();
  work.rates.per_second = static_cast<double>(all.size()) / time.count();
  work.rates.p50_ms = all[all.size() / 2];
  work.rates.p99_ms = all[all.size() * 99 / 100];
  return std::move(work.rates);
}

float milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<float, std::milli>(Clock::now() - begin)
      .count();
}

}  // namespace

std::string task_id(const Answer& answer) {
  return std::string(text_of(answer, "\"task_id\":"));
}

bool is_completed(const Answer& answer) {
  const std::string_view state = text_of(answer, "\"state\":");
  if (state == "failed" || answer.status != 200) {
    throw std::runtime_error("a task has failed: " + answer.body);
  }
  return state == "completed";
}

Rates load(asio::io_context& loop, unsigned short port,
           std::size_t connections, Seconds time,
           const std::string& request, unsigned status,
           std::size_t at_most) {
  Work work{loop, port};
  std::size_t begun = 0;
  return on_connections(
      work, connections, [&](Client& client) -> asio::awaitable<void> {
        Answer answer;
        for (auto now = Clock::now();
             now < work.begin + time && begun++ < at_most;
             now = Clock::now()) {
          answer = co_await client.ask(request);
          if (answer.status != status) {
            throw std::runtime_error(
                fmt::format("{}: {}", answer.status, answer.body));
          }
          work.milliseconds.push_back(milliseconds_since(now));
        }
        if (answer.status == status) {
          work.rates.last_bodies.push_back(std::move(answer.body));
        }
      });
}

Rates tasks(asio::io_context& loop, unsigned short port,
            std::size_t connections, std::size_t count) {
  Work work{loop, port};
  const std::string post = post_request(R"({"kind":"noop"})");
  std::size_t begun = 0;
  return on_connections(
      work, connections, [&](Client& client) -> asio::awaitable<void> {
        while (begun++ < count) {
          const auto begin = Clock::now();
          const Answer accepted = co_await client.ask(post);
          const std::string get = get_request(task_id(accepted));
          while (!is_completed(co_await client.ask(get))) {
          }
          work.milliseconds.push_back(milliseconds_since(begin));
        }
      });
}

Rates waiting_tasks(asio::io_context& loop, unsigned short port,
                    std::size_t count) {
  Work work{loop, port};
  const std::string post =
      post_request(R"({"kind":"noop"})", "Prefer: wait=10\r\n");
  return on_connections(
      work, 1, [&](Client& client) -> asio::awaitable<void> {
        for (std::size_t i = 0; i < count; ++i) {
          const auto begin = Clock::now();
          if (!is_completed(co_await client.ask(post))) {
            throw std::runtime_error("it did not wait");
          }
          work.milliseconds.push_back(milliseconds_since(begin));
        }
      });
}

Rates round_trips(asio::io_context& loop, unsigned short port,
                  std::size_t count) {
  Work work{loop, port};
  const std::string post = post_request(R"({"kind":"noop"})");
  return on_connections(
      work, 1, [&](Client& client) -> asio::awaitable<void> {
        for (std::size_t i = 0; i < count; ++i) {
          const auto begin = Clock::now();
          const Answer accepted = co_await client.ask(post);
          is_completed(co_await client.ask(get_request(task_id(accepted))));
          work.milliseconds.push_back(milliseconds_since(begin));
        }
      });
}

void wait_for(asio::io_context& loop, unsigned short port,
              const std::string& id) {
  Client client(loop, port);
  const std::string get = get_request(id);
  run(loop, [&]() -> asio::awaitable<bool> {
    asio::steady_timer timer(loop);
    while (!is_completed(co_await client.ask(get))) {
      timer.expires_after(std::chrono::milliseconds(2));
      co_await timer.async_wait(asio::use_awaitable);
    }
    co_return true;
  }());
}

}  // namespace bench
