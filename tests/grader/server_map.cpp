#include "server_map.hpp"

#include <algorithm>
#include <sstream>

#include "error.hpp"
#include "files.hpp"
#include "grade_capstone.hpp"
#include "student.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// Whether a function of the stub is left: each throws these words. A line
/// that is a comment throws nothing.
bool is_stub(const std::string& text, const std::string& name) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin != std::string::npos && line.compare(begin, 2, "//") != 0 &&
        line.find(name + " is not written yet") != std::string::npos)
      return true;
  }
  return false;
}

PartState state_of(const Exercise& part, const StudentProgress& progress) {
  std::string text;
  try {
    text = read_file(part.file());
  } catch (const InputError&) {
    return PartState::unwritten;
  }
  if (const auto done = progress.done.find(part.name);
      done != progress.done.end())
    return done->second == content_hash(text) ? PartState::own
                                              : PartState::changed;
  return is_stub(text, part.name) ? PartState::unwritten
                                  : PartState::written;
}

std::string in_words(PartState state) {
  switch (state) {
    case PartState::own:
      return tr("yours");
    case PartState::changed:
      return tr("yours, changed since its checks held");
    case PartState::written:
      return tr("yours, but its checks have not held yet");
    case PartState::unwritten:
      break;
  }
  return tr("not written yet");
}

}  // namespace

std::vector<ServerMilestone> server_milestones(
    const Course& course, const StudentProgress& progress) {
  std::vector<ServerMilestone> milestones;
  for (const Exercise* part : server_parts(course))
    milestones.push_back({part->name, state_of(*part, progress)});
  return milestones;
}

const char* to_string(PartState state) {
  switch (state) {
    case PartState::own:
      return "own";
    case PartState::changed:
      return "changed";
    case PartState::written:
      return "written";
    case PartState::unwritten:
      break;
  }
  return "unwritten";
}

std::string server_map(const std::vector<ServerMilestone>& milestones,
                       const Style& style) {
  int width = 0;
  for (const auto& part : milestones)
    width = std::max(width, columns(part.exercise));
  std::string text;
  for (const auto& part : milestones) {
    const bool own = part.state == PartState::own;
    const std::string item =
        fmt::format("[{}] {:<{}}  {}", own ? 'x' : ' ', part.exercise,
                    width, in_words(part.state));
    text += fmt::format("  {}\n",
                        style(own ? Colour::green : Colour::none, item));
  }
  return text;
}

std::string server_map_line(const std::vector<ServerMilestone>& milestones,
                            bool whole_server_holds) {
  const auto own = std::ranges::count(milestones, PartState::own,
                                      &ServerMilestone::state);
  if (whole_server_holds)
    return tr("your server: {} of {} parts are yours, and the whole holds",
              own, milestones.size());
  return tr(
      "your server: {} of {} parts are yours; the whole: "
      "./course check capstone",
      own, milestones.size());
}

ServerTexts own_server_parts(const Course& course) {
  ServerTexts texts;
  for (const Exercise* part : server_parts(course)) {
    if (!fs::exists(part->file()))
      throw InputError(
          tr("{} is missing; ./course reset {} puts the stub there",
             shown_in(course, part->file()), part->name));
    texts[part->name] = read_file(part->file());
  }
  return texts;
}

std::string server_hash(const ServerTexts& texts) {
  std::string all;
  for (const auto& [name, text] : texts)
    all += content_hash(text);
  return content_hash(all);
}

}  // namespace grader
