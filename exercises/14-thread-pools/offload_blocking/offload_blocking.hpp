#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <string>
#include <vector>

namespace asio = boost::asio;

/// Reads one page from the disk. Blocks its thread until it is there, and
/// throws std::runtime_error if it cannot be read. Any thread may call it.
using ReadPage = std::function<std::string(std::string name)>;

/// Shows one page. Belongs to the loop: only its thread may call it.
using ShowPage = std::function<void(std::string name, std::string text)>;

/// Reads all pages on the threads of the pool, and shows each of them on
/// the loop as soon as it is read. A page that cannot be read is left out.
///
/// @param pool   has some threads; other work may be in its queue
/// @param names  the pages; there may be none
/// @return how many pages were shown
asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page);
