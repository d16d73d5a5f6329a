#pragma once

#include <boost/asio/awaitable.hpp>

namespace asio = boost::asio;

/// Awaits `work` in such a way that cancelling the caller does not cancel
/// it, like asyncio.shield.
///
/// Errors: the exception of the work; `operation_aborted`, at once, if the
/// caller is cancelled. The work then runs on, and if it fails, it is
/// reported as a task is that nobody awaits.
///
/// @param work  a coroutine object; it must not refer to anything that the
///              caller owns
/// @return the result of the work
asio::awaitable<int> shield(asio::awaitable<int> work);
