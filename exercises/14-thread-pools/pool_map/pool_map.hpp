#pragma once

#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <vector>

namespace asio = boost::asio;

/// What is done to each input. Many threads call it at the same time.
using Function = std::function<int(int input)>;

/// Calls `function` for each input on the threads of the pool, and blocks
/// the caller until that is done, like list(pool.map(function, inputs)).
///
/// When calls fail, the exception of the first input that failed is thrown.
/// No further call begins, and none runs any more when it is thrown.
///
/// @param pool    goes on to be used afterwards; only its threads call
/// @param inputs  there may be none
/// @return one result for each input, in the order of `inputs`
std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs);
