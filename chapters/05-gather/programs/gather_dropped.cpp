// gather called and not awaited: the compiler notices.
// recorded: compile-error
#include <boost/asio.hpp>
#include <course/gather.hpp>

// A warning unless one asks for more.
#pragma clang diagnostic error "-Wunused-result"

namespace asio = boost::asio;

asio::awaitable<void> deliver(int parcel);

//! [gather-dropped]
asio::awaitable<void> send_all() {
  course::gather(deliver(1), deliver(2));
  co_return;
}
//! [gather-dropped]
