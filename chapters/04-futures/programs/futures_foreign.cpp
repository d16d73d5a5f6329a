// An awaitable that Asio does not know, awaited in an Asio coroutine.
// recorded: compile-error
#include <boost/asio/awaitable.hpp>

#include "parcel.hpp"

namespace asio = boost::asio;

//! [futures-foreign]
asio::awaitable<std::string> open_it(Parcel& parcel) {
  co_return co_await parcel;
}
//! [futures-foreign]
