// A semaphore: a channel with room for two messages, and four downloads.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/traced.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using boost::system::error_code;
using namespace std::chrono_literals;

using Channel = asio::experimental::channel<void(error_code)>;

course::Trace trace;

struct Release {
  Channel& channel;
  ~Release() {
    channel.try_receive([](error_code) {});
  }
};

//! [tcp-echo-permits]
asio::awaitable<void> download(Channel& permits, std::string file,
                               std::chrono::milliseconds duration) {
  co_await permits.async_send(error_code{}, asio::use_awaitable);
  const Release release{permits};
  course::say("{} begins", file);
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("{} ends", file);
}

asio::awaitable<void> four_downloads() {
  Channel permits(co_await asio::this_coro::executor, 2);
  std::vector<asio::awaitable<void>> jobs;
  for (int i = 1; i <= 4; ++i) {
    const auto file = fmt::format("file {}", i);
    jobs.push_back(
        course::traced(trace, file, download(permits, file, i * 100ms)));
  }
  co_await course::gather(std::move(jobs));
}
//! [tcp-echo-permits]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, four_downloads(), asio::detached);
  loop.run();
}
