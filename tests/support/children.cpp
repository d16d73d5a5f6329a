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

/// The state letter and the parent of a process; nothing if it has gone.
struct Status {
  char state = ' ';
  pid_t parent = 0;
};

std::optional<Status> read_status(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  std::string text;
  std::getline(file, text);
  // "id (name) state parent ...": a name may hold anything, even ")".
  const auto end_of_name = text.rfind(')');
  if (!file || end_of_name == std::string::npos ||
      end_of_name + 4 >= text.size()) {
    return std::nullopt;
  }
  Status status{.state = text[end_of_name + 2]};
  std::from_chars(text.data() + end_of_name + 4, text.data() + text.size(),
                  status.parent);
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
