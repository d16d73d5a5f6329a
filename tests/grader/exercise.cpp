#include "exercise.hpp"

#include <algorithm>
#include <cctype>

#include "error.hpp"
#include "files.hpp"
#include "toml_table.hpp"
#include "words.hpp"

namespace grader {

namespace {

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

Limits read_limits(TomlTable table) {
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

std::vector<Check> read_checks(std::vector<TomlTable> tables) {
  std::vector<Check> checks;
  auto known = [&](const std::string& name) {
    return std::any_of(
        checks.begin(), checks.end(),
        [&](const Check& check) { return check.name == name; });
  };
  for (TomlTable& table : tables) {
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

std::vector<Diagnosis> read_diagnoses(std::vector<TomlTable> tables) {
  std::vector<Diagnosis> diagnoses;
  for (TomlTable& table : tables) {
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

void check_one_of(TomlTable& table, const char* key,
                  const std::string& value,
                  const std::vector<std::string>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end())
    return;
  table.fail(table.find(key), tr("{} has to be one of {}; it is {}", key,
                                 fmt::join(allowed, ", "), value));
}

Exercise read_exercise(TomlTable table, const std::string& name) {
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

toml::table parse(const fs::path& file, const std::string& shown) {
  const std::string text = read_file(file);
  try {
    return toml::parse(text, shown);
  } catch (const toml::parse_error& error) {
    throw InputError(fmt::format("{}:{}: {}", shown,
                                 error.source().begin.line,
                                 std::string(error.description())));
  }
}

}  // namespace

Exercise load_exercise(const fs::path& folder, std::string chapter) {
  // As the author types it: exercises/CHAPTER/NAME/exercise.toml.
  std::string shown = (fs::path("exercises") / chapter / folder.filename() /
                       "exercise.toml")
                          .string();
  std::string name = folder.filename().string();
  if (!is_identifier(name))
    throw InputError(
        tr("{}:1: the folder's name has to be a C++ name", shown));
  const toml::table table = parse(folder / "exercise.toml", shown);
  Exercise exercise = read_exercise(TomlTable(table, shown, ""), name);
  exercise.chapter = std::move(chapter);
  exercise.folder = folder;
  return exercise;
}

Exercise load_suite(const fs::path& file, const std::string& shown,
                    std::string name) {
  const toml::table parsed = parse(file, shown);
  TomlTable table(parsed, shown, "");
  Exercise suite;
  suite.name = std::move(name);
  suite.folder = file.parent_path();
  suite.title = table.text("title");
  suite.presets = {"dev"};
  if (auto limits = table.table("limits"))
    suite.limits = read_limits(*limits);
  suite.checks = read_checks(table.tables("check", true));
  suite.diagnoses = read_diagnoses(table.tables("diagnosis", false));
  table.refuse_the_rest();
  return suite;
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
