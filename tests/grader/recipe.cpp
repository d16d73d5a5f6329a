#include "recipe.hpp"

#include <boost/json.hpp>

#include "error.hpp"
#include "files.hpp"
#include "words.hpp"

namespace grader {

Recipe load_recipe(const Course& course, const Exercise& exercise,
                   std::string_view preset) {
  fs::path file =
      course.build(preset) / "recipes" / (exercise.name + ".json");
  std::string text = read_file(file);
  try {
    auto recipe = boost::json::parse(text);
    using Command = std::vector<std::string>;
    return {boost::json::value_to<Command>(recipe.at("compile")),
            boost::json::value_to<Command>(recipe.at("link"))};
  } catch (const std::exception& error) {
    throw InputError(
        tr("{}: not a recipe: {}", file.string(), error.what()));
  }
}

std::vector<std::string> filled_in(const std::vector<std::string>& command,
                                   const RecipeFiles& files) {
  const std::pair<std::string_view, std::string> places[] = {
      {"@WORK@", files.work.string()},
      {"@SOURCE@", files.source.string()},
      {"@OBJECT@", files.object.string()},
      {"@HOST@", files.host.string()}};
  std::vector<std::string> result = command;
  for (std::string& argument : result)
    for (const auto& [mark, path] : places)
      for (auto at = argument.find(mark); at != std::string::npos;
           at = argument.find(mark, at + path.size()))
        argument.replace(at, mark.size(), path);
  return result;
}

}  // namespace grader
