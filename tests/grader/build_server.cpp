#include "build_server.hpp"

#include <boost/json.hpp>

#include "compiler.hpp"
#include "error.hpp"
#include "files.hpp"
#include "recipe.hpp"
#include "words.hpp"

namespace grader {

namespace {

namespace json = boost::json;

using Command = std::vector<std::string>;

ServerRecipe read_recipe(const json::value& value) {
  ServerRecipe recipe;
  recipe.target = json::value_to<std::string>(value.at("target"));
  recipe.link = json::value_to<Command>(value.at("link"));
  for (const json::value& part : value.at("parts").as_array())
    recipe.parts.push_back(
        {json::value_to<std::string>(part.at("exercise")),
         json::value_to<std::string>(part.at("edit")),
         json::value_to<Command>(part.at("compile"))});
  return recipe;
}

/// The command, with the objects and the program in place of their marks.
Command link_command(const ServerRecipe& recipe, const Command& objects,
                     const fs::path& program) {
  Command command;
  for (const std::string& argument : recipe.link)
    if (argument == "@OBJECTS@")
      command.insert(command.end(), objects.begin(), objects.end());
    else
      command.push_back(argument == "@PROGRAM@" ? program.string()
                                                : argument);
  return command;
}

}  // namespace

std::optional<ServerRecipe> load_server_recipe(const Course& course) {
  const fs::path file = course.build("dev") / "recipes" / "capstone.json";
  if (!fs::exists(file))
    return std::nullopt;
  const std::string text = read_file(file);
  try {
    return read_recipe(json::parse(text));
  } catch (const std::exception& error) {
    throw InputError(
        tr("{}: not a recipe: {}", file.string(), error.what()));
  }
}

ServerBuild build_server(const Course& course, const ServerRecipe& recipe,
                         const std::map<std::string, std::string>& texts) {
  auto folder = std::make_shared<TemporaryFolder>(course.build("dev") /
                                                  "checked" / "capstone");
  ServerBuild build;
  build.folder = folder;
  Command objects;
  for (const ServerPart& part : recipe.parts) {
    const fs::path work = folder->path() / part.exercise;
    const fs::path object = work / "object.o";
    const RecipeFiles files{work, work / part.edit, object, {}};
    write_file(files.source, texts.at(part.exercise));
    Command compile = filled_in(part.compile, files);
    compile.push_back("-fno-color-diagnostics");
    if (!run_compiler(compile, work, build.messages)) {
      build.part = part.edit;
      return build;
    }
    objects.push_back(object.string());
  }
  const fs::path program = folder->path() / "task_server";
  if (run_compiler(link_command(recipe, objects, program), folder->path(),
                   build.messages))
    build.program = program;
  return build;
}

}  // namespace grader
