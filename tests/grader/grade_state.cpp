#include "grade_state.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <exception>
#include <set>

#include "files.hpp"
#include "report_text.hpp"

namespace grader {
namespace {

namespace json = boost::json;

// A student's name may be any bytes; JSON holds text only.
std::string to_hex(const std::string& bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  for (const char letter : bytes) {
    const auto byte = static_cast<unsigned char>(letter);
    hex += {digits[byte >> 4], digits[byte & 15]};
  }
  return hex;
}

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

std::optional<json::object> read_state(const fs::path& file) {
  try {
    return json::parse(read_file(file)).as_object();
  } catch (const std::exception&) {
    return std::nullopt;  // missing or damaged: it is graded again
  }
}

}  // namespace

GradeState::GradeState(const fs::path& out) : folder_(out / ".state") {}

fs::path GradeState::file(const std::string& student,
                          const std::string& exercise) const {
  return folder_ / file_name_for(student) / (exercise + ".json");
}

std::optional<Graded> GradeState::load(const std::string& student,
                                       const std::string& exercise) const {
  const auto state = read_state(file(student, exercise));
  if (!state) {
    return std::nullopt;
  }
  try {
    Graded graded;
    graded.key = state->at("key").as_string().c_str();
    graded.note = state->at("note").as_string().c_str();
    graded.result =
        exercise_result_from_json(state->at("result").as_object());
    return graded;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void GradeState::save(const std::string& student,
                      const std::string& exercise,
                      const Graded& graded) const {
  const json::object state = {{"student", to_hex(student)},
                              {"key", graded.key},
                              {"note", graded.note},
                              {"result", to_json(graded.result)}};
  const auto path = file(student, exercise);
  fs::create_directories(path.parent_path());
  write_file(path, json::serialize(state));
}

std::vector<std::string> GradeState::students() const {
  std::set<std::string> names;
  if (!fs::is_directory(folder_)) {
    return {};
  }
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".json") {
      continue;
    }
    const auto state = read_state(entry.path());
    if (state && state->contains("student")) {
      try {
        names.insert(from_hex(state->at("student").as_string().c_str()));
      } catch (const std::exception&) {
        // Damaged: as if it were not there.
      }
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace grader
