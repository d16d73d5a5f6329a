#include "processes.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>

namespace acceptance {

namespace {

namespace fs = std::filesystem;

struct Seen {
  pid_t id = 0;
  pid_t parent = 0;
  char state = ' ';
};

std::optional<Seen> look_at(const fs::path& folder) {
  const std::string name = folder.filename().string();
  Seen seen;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), seen.id);
  if (error != std::errc{} || end != name.data() + name.size()) {
    return std::nullopt;
  }
  std::ifstream file(folder / "stat");
  std::string text;
  std::getline(file, text);
  // "id (name) state parent ...": a name may hold anything, even ")".
  const auto end_of_name = text.rfind(')');
  if (!file || end_of_name == std::string::npos ||
      end_of_name + 4 >= text.size()) {
    return std::nullopt;  // it has gone meanwhile
  }
  seen.state = text[end_of_name + 2];
  std::from_chars(text.data() + end_of_name + 4, text.data() + text.size(),
                  seen.parent);
  return seen;
}

bool runs(const Seen& seen) {
  return seen.state != 'Z' && seen.state != 'X';
}

std::vector<Seen> running_processes() {
  std::vector<Seen> all;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const auto seen = look_at(entry.path());
    if (seen && runs(*seen)) {
      all.push_back(*seen);
    }
  }
  return all;
}

bool is_pythons_helper(pid_t id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/cmdline");
  const std::string words{std::istreambuf_iterator<char>(file), {}};
  return words.find("multiprocessing.resource_tracker") !=
             std::string::npos ||
         words.find("multiprocessing.forkserver") != std::string::npos;
}

}  // namespace

bool is_running(pid_t id) {
  const auto seen = look_at("/proc/" + std::to_string(id));
  return seen && runs(*seen);
}

std::vector<pid_t> workers_of(pid_t server) {
  const std::vector<Seen> all = running_processes();
  std::set<pid_t> family{server};
  std::set<pid_t> parents;
  for (std::size_t before = 0; before != family.size();) {
    before = family.size();
    for (const Seen& seen : all) {
      if (family.contains(seen.parent)) {
        family.insert(seen.id);
        parents.insert(seen.parent);
      }
    }
  }
  family.erase(server);
  std::vector<pid_t> workers;
  for (const pid_t id : family) {
    if (!parents.contains(id) && !is_pythons_helper(id)) {
      workers.push_back(id);
    }
  }
  return workers;
}

}  // namespace acceptance
