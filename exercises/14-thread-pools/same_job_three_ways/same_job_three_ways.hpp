#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <vector>

namespace asio = boost::asio;

/// Asks one sensor, and blocks the thread until it answers. Throws nothing.
/// Any thread may call it.
using Ask = std::function<int(int sensor)>;

/// Asks one sensor, and waits without holding a thread. Throws nothing.
using AskAsync = std::function<asio::awaitable<int>(int sensor)>;

/// Asks the sensors 0, 1, ... `sensors - 1` at the same time, as coroutines
/// on an event loop of its own.
/// @return the answers, in the order of the sensors
std::vector<int> on_a_loop(AskAsync ask, int sensors);

/// The same with a thread for each sensor.
std::vector<int> on_threads(Ask ask, int sensors);

/// The same with a pool of so many threads.
std::vector<int> on_a_pool(Ask ask, int sensors, int threads);
