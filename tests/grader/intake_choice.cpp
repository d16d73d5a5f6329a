#include <algorithm>
#include <string_view>

#include "intake.hpp"
#include "report_text.hpp"

namespace grader {
namespace {

// Folders of a course copy whose files are not the student's own.
constexpr std::string_view not_the_students[] = {"solutions/", "tests/",
                                                 "capstone/", "build/"};

// "a/b/" for a file a/b/exercises/05-gather/NAME/FILE: the course copy that
// it is part of.
std::optional<std::string> course_root(std::string_view path) {
  auto end = path.rfind('/');
  for (int folders = 0; folders < 3; ++folders) {
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    const auto slash =
        end == 0 ? std::string_view::npos : path.rfind('/', end - 1);
    const auto begin = slash == std::string_view::npos ? 0 : slash + 1;
    if (folders == 2) {
      return path.substr(begin, end - begin) == "exercises"
                 ? std::optional(std::string(path.substr(0, begin)))
                 : std::nullopt;
    }
    end = slash;
  }
  return std::nullopt;
}

bool belongs_to_course(std::string_view path, std::string_view root) {
  return path.starts_with(root) &&
         std::ranges::any_of(not_the_students, [&](auto folder) {
           return path.substr(root.size()).starts_with(folder);
         });
}

std::string why_not(const Candidate& candidate) {
  const auto path = one_line(candidate.path);
  switch (candidate.kind) {
    case Candidate::Kind::symlink:
      return path + " is a symbolic link; links are not followed";
    case Candidate::Kind::special:
      return path + " is not a regular file";
    case Candidate::Kind::too_large:
      return path + " is too large for an exercise";
    case Candidate::Kind::unreadable:
      return path + " cannot be read";
    case Candidate::Kind::encrypted:
      return path + " is encrypted";
    case Candidate::Kind::regular:
      break;
  }
  return {};
}

}  // namespace

HandedIn choose_file(const Contents& contents,
                     const std::string& file_name) {
  if (!contents.problem.empty()) {
    return {{}, contents.problem};
  }
  std::vector<const Candidate*> found;
  std::vector<std::string> roots;
  for (const auto& candidate : contents.candidates) {
    const auto slash = candidate.path.rfind('/');
    const auto name = slash == std::string::npos
                          ? candidate.path
                          : candidate.path.substr(slash + 1);
    if (name != file_name) {
      continue;
    }
    found.push_back(&candidate);
    if (auto root = course_root(candidate.path)) {
      roots.push_back(std::move(*root));
    }
  }
  std::erase_if(found, [&](const Candidate* candidate) {
    return std::ranges::any_of(roots, [&](const auto& root) {
      return belongs_to_course(candidate->path, root);
    });
  });
  if (found.empty()) {
    return {{}, std::string(not_handed_in)};
  }
  if (found.size() > 1) {
    return {
        {},
        "ambiguous, handed in more than once: " + one_line(found[0]->path) +
            " and " + one_line(found[1]->path)};
  }
  if (found[0]->kind != Candidate::Kind::regular) {
    return {{}, why_not(*found[0])};
  }
  return {found[0]->bytes, {}};
}

}  // namespace grader
