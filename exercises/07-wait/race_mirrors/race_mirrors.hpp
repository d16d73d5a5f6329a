#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <vector>

namespace asio = boost::asio;

/// A function that starts the download from one mirror when it is called;
/// the result is the size of the file in bytes. The download may refer to
/// the function: it must live until the download has ended.
using Mirror = std::function<asio::awaitable<int>()>;

/// Asks all mirrors at the same time and returns the first result. The
/// other downloads are cancelled, and have ended when it returns.
///
/// @param mirrors  one or more
/// @return what the first mirror that succeeds returns
/// @throws std::invalid_argument  if there are no mirrors; if all of them
///                                fail, what the last one to fail throws
asio::awaitable<int> race_mirrors(std::vector<Mirror> mirrors);
