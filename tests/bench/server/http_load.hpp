#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server_child.hpp"

/// The load: connections that stay open, each with one request at a time.
namespace bench {

/// What came back.
struct Answer {
  unsigned status = 0;
  std::string body;
};

/// One connection.
class Client {
 public:
  /// @throws boost::system::system_error  if nobody listens
  Client(asio::io_context& loop, unsigned short port);

  asio::awaitable<Answer> ask(const std::string& request);

 private:
  asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
};

/// @param fields  more of the header, each with its line's end
std::string post_request(std::string_view body,
                         std::string_view fields = "");
std::string get_request(std::string_view id);

/// The id in the answer to a POST.
///
/// @throws std::runtime_error  if there is none
std::string task_id(const Answer& answer);

/// @throws std::runtime_error  if the task has failed
bool is_completed(const Answer& answer);

/// Runs one coroutine to its end.
template <typename T>
T run(asio::io_context& loop, asio::awaitable<T> work) {
  std::optional<T> result;
  std::exception_ptr failure;
  asio::co_spawn(loop, std::move(work),
                 [&](std::exception_ptr error, T value) {
                   failure = error;
                   result = std::move(value);
                 });
  loop.restart();
  loop.run();
  if (failure) {
    std::rethrow_exception(failure);
  }
  return std::move(*result);
}

/// What many requests took.
struct Rates {
  double per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  std::size_t requests = 0;
  std::vector<std::string> last_bodies;  ///< one for each connection
};

/// Sends the request again and again on each connection, for so long or so
/// often in all.
///
/// @throws std::runtime_error  if an answer has another status
Rates load(asio::io_context& loop, unsigned short port,
           std::size_t connections, Seconds time,
           const std::string& request, unsigned status,
           std::size_t at_most = SIZE_MAX);

/// From a POST to the GET that says that the task is completed, again and
/// again, `count` times in all. The latencies are those of whole tasks.
Rates tasks(asio::io_context& loop, unsigned short port,
            std::size_t connections, std::size_t count);

/// The same with one request for each task: a POST that waits.
Rates waiting_tasks(asio::io_context& loop, unsigned short port,
                    std::size_t count);

/// A POST and a GET, again and again on one connection: what asking for a
/// task costs when nothing has to be done for it.
Rates round_trips(asio::io_context& loop, unsigned short port,
                  std::size_t count);

/// Asks every other millisecond until the task is completed.
void wait_for(asio::io_context& loop, unsigned short port,
              const std::string& id);

}  // namespace bench
