#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

namespace asio = boost::asio;

/// A function whose answer is wanted. It knows nothing of the event loop.
using Work = std::function<std::string()>;

/// Calls `work` in a forked child process, while the loop runs on.
///
/// @return what `work` returns, whatever bytes and however many
/// @throws std::runtime_error  with the same what() if `work` throws; with
///         a text of its own if the child ends without an answer
asio::awaitable<std::string> fork_call(Work work);
