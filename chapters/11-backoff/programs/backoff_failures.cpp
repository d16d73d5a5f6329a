// How a request can fail, and what Beast says.
#include <boost/asio.hpp>
#include <boost/beast/http.hpp>
#include <course/say.hpp>
#include <string>

#include "http_get.hpp"
#include "misbehaving_server.hpp"

//! [backoff-failures]
asio::awaitable<void> ask(tcp::endpoint server, std::string path) {
  try {
    const auto response = co_await get(server, path);
    course::say("{}: answered, {}", path, response.result_int());
  } catch (const boost::system::system_error& error) {
    course::say("{}: {} ({})", path, error.code().message(),
                error.code().category().name());
  }
}
//! [backoff-failures]

asio::awaitable<void> ask_all(tcp::endpoint server, tcp::endpoint nobody) {
  for (const char* path : {"/page", "/status/503", "/status/404", "/cut"}) {
    co_await ask(server, path);
  }
  co_await ask(nobody, "/nobody");
  co_await ask(server, "/slow");
}

int main() {
  asio::io_context loop;
  const tcp::endpoint server = misbehaving::start(loop);
  asio::co_spawn(loop, ask_all(server, misbehaving::nobody(loop)),
                 misbehaving::stop(loop));
  loop.run();
}
