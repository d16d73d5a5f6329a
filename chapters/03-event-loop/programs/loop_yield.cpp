// Two clerks who serve three clients each: three ways to give way, of which
// one gives way.
#include <fmt/core.h>

#include <boost/asio.hpp>
#include <string>

namespace asio = boost::asio;

//! [loop-yield]
asio::awaitable<void> never(char clerk, std::string& served) {
  for (char client : {'1', '2', '3'}) {
    (served += clerk) += client;
    served += ' ';
  }
  co_return;
}

asio::awaitable<void> with_dispatch(char clerk, std::string& served) {
  for (char client : {'1', '2', '3'}) {
    (served += clerk) += client;
    served += ' ';
    co_await asio::dispatch(asio::use_awaitable);
  }
}

asio::awaitable<void> with_post(char clerk, std::string& served) {
  for (char client : {'1', '2', '3'}) {
    (served += clerk) += client;
    served += ' ';
    co_await asio::post(asio::use_awaitable);
  }
}
//! [loop-yield]

using Clerk = asio::awaitable<void> (*)(char, std::string&);

void run(const char* name, Clerk clerk) {
  std::string served;
  asio::io_context loop;
  asio::co_spawn(loop, clerk('A', served), asio::detached);
  asio::co_spawn(loop, clerk('B', served), asio::detached);
  loop.run();
  fmt::print("{:<14} {}\n", name, served);
}

int main() {
  run("never", never);
  run("with dispatch", with_dispatch);
  run("with post", with_post);
}
