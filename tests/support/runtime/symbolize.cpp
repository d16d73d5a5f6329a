#include "symbolize.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <stdexcept>

namespace virtual_time {

namespace {

/// Runs a program and returns what it prints.
std::string output_of(const std::vector<std::string>& command) {
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("cannot make a pipe for " + command[0]);
  }
  std::vector<char*> arguments;
  for (const std::string& word : command) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], &actions, nullptr,
                                 arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  std::string output;
  if (error == 0) {
    std::array<char, 4096> piece{};
    ssize_t size = 0;
    while ((size = read(pipe_ends[0], piece.data(), piece.size())) > 0) {
      output.append(piece.data(), static_cast<std::size_t>(size));
    }
  }
  close(pipe_ends[0]);
  if (error != 0) {
    throw std::runtime_error("cannot run " + command[0] + ": " +
                             std::strerror(error));
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (status != 0) {
    throw std::runtime_error(command[0] + " failed on " + command.back());
  }
  return output;
}

std::string hexadecimal(std::uintptr_t number) {
  std::ostringstream text;
  text << "0x" << std::hex << number;
  return text.str();
}

/// "./a/./b.cpp" is what relative compilation directories leave behind.
std::string tidy(std::string file) {
  for (std::size_t at = 0;
       (at = file.find("/./", at)) != std::string::npos;) {
    file.erase(at, 2);
  }
  if (file.starts_with("./")) {
    file.erase(0, 2);
  }
  return file;
}

/// From a pair of lines: the function, then "file:line", with remarks.
std::optional<Place> place_from(const std::string& function,
                                const std::string& location) {
  const std::size_t colon = location.rfind(':');
  if (colon == std::string::npos || location.starts_with("??")) {
    return std::nullopt;
  }
  const int line = std::atoi(location.c_str() + colon + 1);
  if (line == 0) {
    return std::nullopt;
  }
  return Place{tidy(location.substr(0, colon)), line, function};
}

}  // namespace

std::vector<Place> all_places(const std::filesystem::path& executable,
                              const std::vector<std::uintptr_t>& offsets) {
  if (offsets.empty()) {
    return {};
  }
  std::vector<std::string> command{
      "addr2line", "-C", "-f",
      "-i",        "-e", std::filesystem::canonical(executable).string()};
  for (const std::uintptr_t offset : offsets) {
    // A return address is past its call, maybe on the next line.
    command.push_back(hexadecimal(offset == 0 ? 0 : offset - 1));
  }
  std::istringstream lines(output_of(command));
  std::vector<Place> places;
  std::string function, location;
  while (std::getline(lines, function) && std::getline(lines, location)) {
    if (auto place = place_from(function, location)) {
      places.push_back(std::move(*place));
    }
  }
  return places;
}

std::optional<Place> first_place(
    const std::filesystem::path& executable,
    const std::vector<std::uintptr_t>& offsets,
    const std::function<bool(const Place&)>& wanted) {
  const std::vector<Place> places = all_places(executable, offsets);
  const auto found = std::ranges::find_if(places, wanted);
  return found == places.end() ? std::nullopt : std::optional(*found);
}

std::optional<Place> first_place(const std::filesystem::path& executable,
                                 const std::vector<std::uintptr_t>& offsets,
                                 const std::string& file_suffix) {
  return first_place(executable, offsets, [&](const Place& place) {
    return place.file.ends_with(file_suffix);
  });
}

}  // namespace virtual_time
