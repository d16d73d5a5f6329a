// Precompiled header of the grader: what most of its files include, and the
// templates that they instantiate most.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "check_exercise.hpp"
#include "error.hpp"
#include "exercise.hpp"
#include "files.hpp"
#include "terminal.hpp"
#include "verdict.hpp"
#include "words.hpp"

namespace grader {

// Never called. Most of the time of a file that formats text goes into the
// same few instantiations.
inline void instantiate_common_templates(std::string& text,
                                         const std::string& constant,
                                         std::string_view view, int number,
                                         double real) {
  text = fmt::format("{}", text);
  text = fmt::format("{}", constant);
  text = fmt::format("{}{}", text, constant);
  text = fmt::format("{}{}", constant, constant);
  text = fmt::format("{}:{}", constant, number);
  text = fmt::format("{} {}", view, view);
  text = fmt::format("{:.2f} {:>9}", real, text);
  text = fmt::format("{} {} {}", text, text, text);
  text = fmt::format("{}", std::string("moved"));
  text = tr("{}", constant) + tr("{}", number) + tr("{}", view);
  text = tr("{} {}", constant, constant) + tr("{} {}", number, number);
  text = tr("{} {}", constant, text) + tr("{} {}", constant, number);
  text = tr("{} {} {}", constant, constant, constant);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    text += line;
  std::vector<std::string> words{text, constant};
  std::sort(words.begin(), words.end());
  words.insert(words.end(), words.begin(), words.end());
  std::map<std::string, std::string> table{{text, constant}};
  table[text] = constant;
  std::set<std::string> set(words.begin(), words.end());
  std::function<void(std::string_view)> function = [](std::string_view) {};
  function(view);
  fs::path path = fs::path(text) / constant / view;
  std::error_code error;
  text += path.string() + std::to_string(fs::exists(path, error));
}

}  // namespace grader
