// check: OffloadBlocking.ShowsEachPageAtOnce
// diagnosis: shows-late
// Gathers all texts first, and shows them in a loop at the end.
#include <course/gather.hpp>
#include <course/run_in_executor.hpp>
#include <optional>
#include <stdexcept>

#include "offload_blocking.hpp"

namespace {

std::optional<std::string> try_to_read(ReadPage read_page,
                                       std::string name) {
  try {
    return read_page(name);
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

}  // namespace

asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page) {
  std::vector<asio::awaitable<std::optional<std::string>>> reads;
  for (const std::string& name : names) {
    reads.push_back(course::run_in_executor(
        pool, [=] { return try_to_read(read_page, name); }));
  }
  const auto texts = co_await course::gather(std::move(reads));
  int shown = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (texts[i]) {
      show_page(names[i], *texts[i]);
      ++shown;
    }
  }
  co_return shown;
}
