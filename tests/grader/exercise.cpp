#include "exercise.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>

#include "error.hpp"
#include "files.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// One table of an exercise.toml. Every key is asked for by name; what was
/// never asked for is an error, so that a misspelt key is not ignored.
class Table {
 public:
  Table(const toml::table& table, std::string file, std::string name)
      : table_(table), file_(std::move(file)), name_(std::move(name)) {}

  [[noreturn]] void fail(const toml::node* at, const std::string& what) {
    const auto& source = at ? at->source() : table_.source();
    throw InputError(fmt::format("{}:{}: {}", file_,
                                 std::max(1u, source.begin.line), what));
  }

  std::string text(const char* key) {
    const toml::node& node = required(key);
    auto value = node.value_exact<std::string>();
    if (!value)
      fail(&node, tr("{} has to be a text", key));
    if (value->find_first_not_of(" \t\n") == std::string::npos)
      fail(&node, tr("{} is empty", key));
    return *value;
  }

  /// false if it is not there.
  bool flag(const char* key) {
    const toml::node* node = find(key);
    if (!node)
      return false;
    auto value = node->value_exact<bool>();
    if (!value)
      fail(node, tr("{} has to be true or false", key));
    return *value;
  }

  long number(const char* key, long least, long most) {
    return number_of(required(key), key, least, most);
  }
  long number(const char* key, long least, long most, long otherwise) {
    const toml::node* node = find(key);
    return node ? number_of(*node, key, least, most) : otherwise;
  }

  std::vector<std::string> texts(const char* key, bool needed) {
    const toml::node* node = needed ? &required(key) : find(key);
    std::vector<std::string> values;
    if (!node)
      return values;
    const toml::array* array = node->as_array();
    if (!array)
      fail(node, tr("{} has to be a list of texts", key));
    for (const toml::node& element : *array) {
      auto value = element.value_exact<std::string>();
      if (!value)
        fail(&element, tr("{} has to be a list of texts", key));
      values.push_back(*value);
    }
    if (needed && values.empty())
      fail(node, tr("{} is empty", key));
    return values;
  }

  std::vector<Table> tables(const char* key, bool needed) {
    const toml::node* node = needed ? &required(key) : find(key);
    std::vector<Table> values;
    if (!node)
      return values;
    const toml::array* array = node->as_array();
    if (!array || !array->is_homogeneous(toml::node_type::table))
      fail(node, tr("write [[{}]] for each {}", key, key));
    for (const toml::node& element : *array)
      values.emplace_back(*element.as_table(), file_,
                          fmt::format("[[{}]]", key));
    return values;
  }

  std::optional<Table> table(const char* key) {
    const toml::node* node = find(key);
    if (!node)
      return std::nullopt;
    if (!node->is_table())
      fail(node, tr("write [{}]", key));
    return Table(*node->as_table(), file_, fmt::format("[{}]", key));
  }

  const toml::node* find(const char* key) {
    known_.push_back(key);
    return table_.get(key);
  }

  /// Call after all keys have been asked for.
  void refuse_the_rest() {
    for (const auto& [key, node] : table_) {
      std::string name(key.str());
      if (std::find(known_.begin(), known_.end(), name) != known_.end())
        continue;
      std::string near = nearest_name(name, known_);
      std::string where = name_.empty()
                              ? std::string()
                              : fmt::format(" {} {}", tr("in"), name_);
      throw InputError(fmt::format(
          "{}:{}: {}", file_, key.source().begin.line,
          tr("unknown key {}{}{}", name, where,
             near.empty() ? "" : tr("; did you mean {}?", near))));
    }
  }

 private:
  const toml::node& required(const char* key) {
    if (const toml::node* node = find(key))
      return *node;
    refuse_the_rest_if_near(key);
    std::string what = name_.empty()
                           ? tr("{} is missing", key)
                           : tr("{} is missing in {}", key, name_);
    fail(nullptr, what);
  }

  // "titel = ..." is better reported as unknown than title as missing.
  void refuse_the_rest_if_near(const char* key) {
    for (const auto& [other, node] : table_) {
      std::string name(other.str());
      if (std::find(known_.begin(), known_.end(), name) == known_.end() &&
          nearest_name(name, {key}) == key && name.size() > 2 &&
          std::string_view(key).substr(0, 2) == name.substr(0, 2))
        throw InputError(fmt::format("{}:{}: {}", file_,
                                     other.source().begin.line,
                                     tr("unknown key {}{}{}", name, "",
                                        tr("; did you mean {}?", key))));
    }
  }

  long number_of(const toml::node& node, const char* key, long least,
                 long most) {
    auto value = node.value_exact<std::int64_t>();
    if (!value)
      fail(&node, tr("{} has to be a whole number", key));
    if (*value < least || *value > most)
      fail(&node, tr("{} has to be from {} to {}", key, least, most));
    return static_cast<long>(*value);
  }

  const toml::table& table_;
  std::string file_;
  std::string name_;
  std::vector<std::string> known_;
};

bool is_identifier(std::string_view word) {
  return !word.empty() &&
         !std::isdigit(static_cast<unsigned char>(word[0])) &&
         std::all_of(word.begin(), word.end(), [](unsigned char c) {
           return std::isalnum(c) || c == '_';
         });
}

bool is_check_name(std::string_view name) {
  auto dot = name.find('.');
  return dot != std::string_view::npos &&
         is_identifier(name.substr(0, dot)) &&
         is_identifier(name.substr(dot + 1));
}

Limits read_limits(Table table) {
  Limits limits;
  double wall = 0;
  if (const toml::node* node = table.find("wall")) {
    wall = node->is_integer() || node->is_floating_point()
               ? node->value<double>().value_or(0)
               : 0;
    if (wall < 0.1 || wall > 600)
      table.fail(node, tr("wall has to be from 0.1 to 600 seconds"));
    limits.wall = std::chrono::milliseconds(static_cast<long>(wall * 1000));
  }
  limits.cpu =
      std::chrono::seconds(table.number("cpu", 1, 600, limits.cpu.count()));
  limits.memory_mb = static_cast<std::size_t>(table.number(
      "memory", 32, 16384, static_cast<long>(limits.memory_mb)));
  limits.output_kb = static_cast<std::size_t>(table.number(
      "output", 1, 65536, static_cast<long>(limits.output_kb)));
  limits.processes =
      static_cast<int>(table.number("processes", 0, 64, limits.processes));
  table.refuse_the_rest();
  return limits;
}

std::vector<Check> read_checks(std::vector<Table> tables) {
  std::vector<Check> checks;
  auto known = [&](const std::string& name) {
    return std::any_of(
        checks.begin(), checks.end(),
        [&](const Check& check) { return check.name == name; });
  };
  for (Table& table : tables) {
    Check check;
    check.name = table.text("name");
    if (!is_check_name(check.name))
      table.fail(table.find("name"),
                 tr("{} is not of the form Suite.Name", check.name));
    if (known(check.name))
      table.fail(table.find("name"),
                 tr("the check {} is there twice", check.name));
    check.title = table.text("title");
    check.points = static_cast<int>(table.number("points", 0, 100, 1));
    check.needs = table.texts("needs", false);
    table.refuse_the_rest();
    for (const std::string& need : check.needs)
      if (!known(need)) {
        std::vector<std::string> names;
        for (const Check& earlier : checks)
          names.push_back(earlier.name);
        std::string near = nearest_name(need, names);
        table.fail(table.find("needs"),
                   tr("needs names {}, which is no check before {}{}", need,
                      check.name,
                      near.empty() ? "" : tr("; did you mean {}?", near)));
      }
    checks.push_back(std::move(check));
  }
  return checks;
}

std::vector<Diagnosis> read_diagnoses(std::vector<Table> tables) {
  std::vector<Diagnosis> diagnoses;
  for (Table& table : tables) {
    Diagnosis diagnosis{table.text("id"), table.text("text"),
                        table.flag("unproven")};
    table.refuse_the_rest();
    for (const Diagnosis& other : diagnoses)
      if (other.id == diagnosis.id)
        table.fail(table.find("id"),
                   tr("the diagnosis {} is there twice", diagnosis.id));
    diagnoses.push_back(std::move(diagnosis));
  }
  return diagnoses;
}

void check_one_of(Table& table, const char* key, const std::string& value,
                  const std::vector<std::string>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end())
    return;
  table.fail(table.find(key), tr("{} has to be one of {}; it is {}", key,
                                 fmt::join(allowed, ", "), value));
}

Exercise read_exercise(Table table, const std::string& name) {
  Exercise exercise;
  exercise.name = name;
  exercise.title = table.text("title");
  exercise.edit = table.text("edit");
  // The name becomes part of paths and of compiler commands.
  check_one_of(table, "edit", exercise.edit,
               {name + ".cpp", name + ".hpp"});
  exercise.tier = table.text("tier");
  check_one_of(table, "tier", exercise.tier, {"asio", "http"});
  exercise.presets = table.texts("presets", true);
  for (const std::string& preset : exercise.presets)
    check_one_of(table, "presets", preset, {"dev", "asan", "tsan"});
  exercise.minutes = static_cast<int>(table.number("minutes", 1, 600));
  exercise.difficulty = static_cast<int>(table.number("difficulty", 1, 5));
  exercise.section = table.text("section");
  exercise.hints = table.texts("hints", true);
  if (auto limits = table.table("limits"))
    exercise.limits = read_limits(*limits);
  exercise.checks = read_checks(table.tables("check", true));
  exercise.diagnoses = read_diagnoses(table.tables("diagnosis", false));
  table.refuse_the_rest();
  return exercise;
}

}  // namespace

Exercise load_exercise(const fs::path& folder, std::string chapter) {
  fs::path file = folder / "exercise.toml";
  // As the author types it: exercises/CHAPTER/NAME/exercise.toml.
  std::string shown = (fs::path("exercises") / chapter / folder.filename() /
                       "exercise.toml")
                          .string();
  std::string name = folder.filename().string();
  if (!is_identifier(name))
    throw InputError(
        tr("{}:1: the folder's name has to be a C++ name", shown));
  std::string text = read_file(file);
  toml::table table;
  try {
    table = toml::parse(text, shown);
  } catch (const toml::parse_error& error) {
    throw InputError(fmt::format("{}:{}: {}", shown,
                                 error.source().begin.line,
                                 std::string(error.description())));
  }
  Exercise exercise = read_exercise(Table(table, shown, ""), name);
  exercise.chapter = std::move(chapter);
  exercise.folder = folder;
  return exercise;
}

const Check* Exercise::find_check(std::string_view wanted) const {
  for (const Check& check : checks)
    if (check.name == wanted)
      return &check;
  return nullptr;
}

std::string_view Exercise::diagnosis_text(std::string_view id) const {
  for (const Diagnosis& diagnosis : diagnoses)
    if (diagnosis.id == id)
      return diagnosis.text;
  return {};
}

}  // namespace grader
