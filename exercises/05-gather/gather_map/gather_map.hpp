#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <vector>

namespace asio = boost::asio;

/// A function that asks one shop for its price, in cents. What it returns
/// may refer to the function: it must outlive the call.
using Ask = std::function<asio::awaitable<int>(std::string shop)>;

/// Asks all shops at the same time, like asyncio.gather(*map(ask, shops)).
///
/// The first exception of a call is thrown as soon as it happens; the other
/// calls run on.
///
/// @param ask    called once for each entry; lives until the last call ends
/// @param shops  the names; there may be none
/// @return one price for each entry, in the order of `shops`
asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops);
