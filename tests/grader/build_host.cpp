#include <fmt/format.h>

#include <algorithm>

#include "build.hpp"
#include "compiler.hpp"
#include "files.hpp"
#include "held_folder.hpp"
#include "input_stamps.hpp"
#include "recipe.hpp"

namespace grader {

namespace {

constexpr int kept_hosts = 3;

/// Compiles and links in the folder of `files`. Leaves the stamps of all
/// inputs beside the host.
void build_in(const RecipeFiles& files, const Recipe& recipe,
              std::string_view source, Build& build) {
  write_file(files.source, source);
  fs::path rule = files.work / "inputs.d";
  std::vector<std::string> compile = filled_in(recipe.compile, files);
  for (std::string flag : {"-fno-color-diagnostics", "-ferror-limit=20",
                           "-ftemplate-backtrace-limit=0", "-MD", "-MF"})
    compile.push_back(std::move(flag));
  compile.push_back(rule.string());
  std::vector<std::string> link = filled_in(recipe.link, files);
  if (!run_compiler(compile, files.work, build.messages))
    return;
  if (!run_compiler(link, files.work, build.messages)) {
    build.linking = true;
    return;
  }
  std::vector<std::string> inputs = files_of_make_rule(read_file(rule));
  inputs.insert(inputs.end(), compile.begin(), compile.end());
  inputs.insert(inputs.end(), link.begin(), link.end());
  std::string own = files.work.string() + "/";
  std::erase_if(inputs, [&](const std::string& input) {
    return !input.starts_with('/') || input.starts_with(own);
  });
  write_file(files.work / "inputs", stamps_of(inputs));
  write_file(files.work / "messages", build.messages);
  build.host = files.host;
}

RecipeFiles files_in(const fs::path& work, const Exercise& exercise) {
  return {work, work / exercise.edit, work / "object.o",
          work / ("test_" + exercise.name)};
}

/// A host that was built from the same text and the same inputs.
bool take_kept(const fs::path& work, const Exercise& exercise,
               Build& build) {
  RecipeFiles files = files_in(work, exercise);
  std::error_code error;
  auto held = hold_folder(work);
  if (!held || !fs::exists(files.host, error) ||
      !fs::exists(work / "inputs", error) ||
      !fs::exists(work / "messages", error) ||
      !are_current(read_file(work / "inputs")))
    return false;
  fs::last_write_time(work, fs::file_time_type::clock::now(), error);
  build.folder_owner = std::move(held);
  build.host = files.host;
  build.work = work;
  build.messages = read_file(work / "messages");
  return true;
}

void remove_oldest(const fs::path& parent) {
  std::vector<std::pair<fs::file_time_type, fs::path>> folders;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error))
    if (!entry.path().filename().string().starts_with("run-"))
      folders.emplace_back(entry.last_write_time(error), entry.path());
  std::sort(folders.rbegin(), folders.rend());
  for (std::size_t i = kept_hosts; i < folders.size(); ++i)
    remove_unless_held(folders[i].second);
}

/// Moves a finished folder to its lasting place.
void keep_host(const fs::path& work, const fs::path& place,
               const Exercise& exercise, Build& build) {
  std::error_code error;
  remove_unless_held(place);
  auto held = hold_folder(work);
  fs::rename(work, place, error);
  if (error || !held)
    return;  // another grader was faster: stay where we are
  build.work = place;
  build.host = files_in(place, exercise).host;
  build.folder_owner = std::move(held);
  remove_oldest(place.parent_path());
}

}  // namespace

Build build_host(const Course& course, const Exercise& exercise,
                 const fs::path& file, std::string_view preset, bool keep) {
  std::string source = read_file(file, largest_source);
  Recipe recipe = load_recipe(course, exercise, preset);
  Build build;
  build.preset = preset;

  fs::path parent = course.build(preset) / "checked" / exercise.name;
  std::string commands;
  for (const auto& command : {recipe.compile, recipe.link})
    commands += fmt::format("{}\n", fmt::join(command, "\n"));
  fs::path place = parent / content_hash(commands + source);
  if (keep && take_kept(place, exercise, build))
    return build;

  auto folder = std::make_shared<TemporaryFolder>(parent);
  build.work = folder->path();
  build.folder_owner = folder;
  build_in(files_in(folder->path(), exercise), recipe, source, build);
  if (keep && !build.host.empty())
    keep_host(folder->path(), place, exercise, build);
  return build;
}

}  // namespace grader
