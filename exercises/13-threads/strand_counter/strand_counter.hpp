#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <vector>

namespace asio = boost::asio;

/// Parses one document and returns its number of words. It computes for a
/// while, and may be called on any thread.
using Parse = std::function<int()>;

/// Adds the words of one document to the index. Not thread-safe: the next
/// call may begin when the last one has returned.
using Add = std::function<void(int)>;

/// Parses all documents on the pool and adds their words, one document at
/// a time.
///
/// @param pool       whose threads parse and add; outlives the call
/// @param documents  what to parse; may be empty
/// @param add        what to do with the result of each
asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add);
