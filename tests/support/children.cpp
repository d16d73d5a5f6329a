#include "children.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace course::testing {

namespace {

namespace fs = std::filesystem;

std::optional<pid_t> process_id(const std::string& name) {
  pid_t id = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), id);
  if (error != std::errc{} || end != name.data() + name.size()) {
    return std::nullopt;
  }
  return id;
}

/// What the kernel tells of a process; nothing if it has gone.
struct Status {
  char state = ' ';
  pid_t parent = 0;
  pid_t group = 0;
};

std::optional<Status> read_status(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  std::string text;
  std::getline(file, text);
  // "id (name) state parent group ...": a name may hold anything, even ")".
  const auto end_of_name = text.rfind(')');
  if (!file || end_of_name == std::string::npos ||
      end_of_name + 4 >= text.size()) {
    return std::nullopt;
  }
  Status status{.state = text[end_of_name + 2]};
  const char* const end = text.data() + text.size();
  const auto parent =
      std::from_chars(text.data() + end_of_name + 4, end, status.parent);
  if (parent.ptr < end) {
    std::from_chars(parent.ptr + 1, end, status.group);
  }
  return status;
}

}  // namespace

Children children() {
  Children found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const auto id = process_id(entry.path().filename().string());
    const auto status = id ? read_status(entry.path()) : std::nullopt;
    if (!status || status->parent != ::getpid()) {
      continue;
    }
    (status->state == 'Z' ? found.zombies : found.running).push_back(*id);
  }
  return found;
}

void reap_orphans() {
  for (const pid_t id : children().zombies) {
    const auto status = read_status("/proc/" + std::to_string(id));
    // Our own children are in our group, or lead one.
    if (status && status->group != id && status->group != ::getpgrp()) {
      ::waitpid(id, nullptr, WNOHANG);
    }
  }
}

void end_children() {
  // A killed child's own children become ours, so one round is not enough.
  for (Children left = children(); !left.none(); left = children()) {
    for (const pid_t id : left.running) {
      ::kill(id, SIGKILL);
    }
    while (::waitpid(-1, nullptr, left.running.empty() ? WNOHANG : 0) > 0) {
    }
  }
}

}  // namespace course::testing
