#include "input_stamps.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace grader {

std::vector<std::string> files_of_make_rule(std::string_view rule) {
  std::vector<std::string> files;
  std::string word;
  auto end_word = [&] {
    // The target of the rule ends with a colon.
    if (!word.empty() && word.back() != ':')
      files.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < rule.size(); ++i) {
    char c = rule[i];
    char next = i + 1 < rule.size() ? rule[i + 1] : ' ';
    if (c == '\\' && (next == ' ' || next == '#' || next == '\\')) {
      word += next;
      ++i;
    } else if (c == '\\' && next == '\n') {
      ++i;
      end_word();
    } else if (c == '$' && next == '$') {
      word += '$';
      ++i;
    } else if (c == ' ' || c == '\n') {
      end_word();
    } else {
      word += c;
    }
  }
  end_word();
  return files;
}

std::string stamps_of(const std::vector<std::string>& files) {
  std::string stamps;
  for (const std::string& file : files) {
    struct stat status{};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
      continue;
    stamps +=
        fmt::format("{} {}.{:09} {}\n", status.st_size,
                    status.st_mtim.tv_sec, status.st_mtim.tv_nsec, file);
  }
  return stamps;
}

bool are_current(const std::string& stamps) {
  std::vector<std::string> files;
  for (std::size_t at = 0; at < stamps.size();) {
    auto end = stamps.find('\n', at);
    std::string line = stamps.substr(at, end - at);
    auto name = line.find(' ', line.find(' ') + 1);
    if (name != std::string::npos)
      files.push_back(line.substr(name + 1));
    if (end == std::string::npos)
      break;
    at = end + 1;
  }
  return !files.empty() && stamps_of(files) == stamps;
}

}  // namespace grader
