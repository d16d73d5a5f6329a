#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <vector>

namespace asio = boost::asio;

/// What is done with one item. The function must outlive the coroutine that
/// it returns.
using Stage = std::function<asio::awaitable<int>(int)>;

/// Sends `items` through three stages that work at the same time, each on
/// one item at a time.
///
/// @param places  how many items may wait between two stages, at least 1
/// @return what `third` has made of each item, in the order of `items`
asio::awaitable<std::vector<int>> pipeline(std::vector<int> items,
                                           Stage first, Stage second,
                                           Stage third, std::size_t places);
