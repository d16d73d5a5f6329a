#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <vector>

namespace asio = boost::asio;

/// A function that fetches one file: "page", "style" or "script".
using Fetch = std::function<asio::awaitable<std::string>(std::string file)>;

/// Fetches "page" and, at the same time, "style" and then "script".
///
/// Errors: the exception of a file that cannot be fetched.
///
/// @param fetch  called once for each file; it outlives all of its calls
/// @return page, style and script, in this order
asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch);
