// Which lines wait and which compute: each line of a small program, timed.
// recorded: measured
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/processor_time.hpp>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "models_page.hpp"

using Milliseconds = std::chrono::duration<double, std::milli>;

/// Calls `line` and prints what it took: time, and time on the processor.
template <class Line>
auto timed(const char* what, Line line) {
  const auto begin = std::chrono::steady_clock::now();
  const auto processor_begin = course::detail::thread_processor_time();
  auto result = line();
  const Milliseconds computed =
      course::detail::thread_processor_time() - processor_begin;
  const Milliseconds passed = std::chrono::steady_clock::now() - begin;
  fmt::print("{:<20} {:>8.3f} ms {:>8.3f} ms\n", what, passed.count(),
             computed.count());
  return result;
}

int main() {
  PageServer server;
  const std::string path =
      std::filesystem::temp_directory_path() / "headers_dump.txt";
  fmt::print("                         time   processor\n");
  //! [models-headers]
  auto page = timed("ask for the page", [&] { return server.get(); });
  auto items = timed("split its headers", [&] { return split(page); });
  auto lines = timed("format each", [&] { return formatted(items); });
  auto text = timed("join them", [&] {
    return fmt::format("{}", fmt::join(lines, "\n"));
  });
  int file = timed("open a file", [&] { return open_new(path); });
  timed("write the text",
        [&] { return write(file, text.data(), text.size()); });
  timed("have it on the disk", [&] { return fsync(file); });
  //! [models-headers]
  close(file);
  std::filesystem::remove(path);
}
