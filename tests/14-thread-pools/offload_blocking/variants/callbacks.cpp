// variant: completion handlers and a count of what is left
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <stdexcept>

#include "offload_blocking.hpp"

namespace {

struct Reading {
  Reading(asio::any_io_executor on, std::size_t pages)
      : over(on, asio::steady_timer::time_point::max()), left(pages) {}
  asio::steady_timer over;
  std::size_t left;
  int shown = 0;
};

}  // namespace

asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page) {
  const auto loop = co_await asio::this_coro::executor;
  Reading reading(loop, names.size());
  for (const std::string& name : names) {
    asio::post(pool, [&, name] {
      std::optional<std::string> text;
      try {
        text = read_page(name);
      } catch (const std::runtime_error&) {
      }
      asio::post(loop, [&, name, text] {
        if (text) {
          show_page(name, *text);
          ++reading.shown;
        }
        if (--reading.left == 0) {
          reading.over.cancel();
        }
      });
    });
  }
  if (reading.left > 0) {
    co_await reading.over.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return reading.shown;
}
