#include <algorithm>
#include <map>

#include "error.hpp"
#include "intake.hpp"
#include "report_text.hpp"

namespace grader {
namespace {

namespace fs = std::filesystem;

bool is_zip(const fs::path& path) {
  auto extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](char letter) {
    return 'A' <= letter && letter <= 'Z'
               ? static_cast<char>(letter - 'A' + 'a')
               : letter;
  });
  return extension == ".zip";
}

// "." and "submissions/" have no file name of their own.
std::string name_of(const fs::path& path) {
  auto full = fs::weakly_canonical(path);
  return (full.has_filename() ? full : full.parent_path())
      .filename()
      .string();
}

std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
  std::error_code failed;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator entry(folder, failed), end;
       !failed && entry != end; entry.increment(failed)) {
    entries.push_back(*entry);
  }
  if (failed) {
    throw InputError("cannot read " + folder.string() + ": " +
                     failed.message());
  }
  return entries;
}

// A student's own folder, or a folder of students?
bool is_one_students(const std::vector<fs::directory_entry>& entries,
                     const std::set<std::string>& wanted_files,
                     const std::set<std::string>& known_folders) {
  bool nothing_to_enter = true;
  for (const auto& entry : entries) {
    const auto name = entry.path().filename().string();
    if (wanted_files.contains(name)) {
      return true;
    }
    if (entry.symlink_status().type() == fs::file_type::directory) {
      if (name == "exercises" || known_folders.contains(name)) {
        return true;
      }
      nothing_to_enter = nothing_to_enter && name.starts_with('.');
    } else if (is_zip(entry.path())) {
      nothing_to_enter = false;
    }
  }
  return nothing_to_enter;
}

// A folder, a zip or a link inside a class folder; other files are no
// submissions.
std::optional<Submission> submission_of(const fs::directory_entry& entry) {
  const auto& path = entry.path();
  const auto name = path.filename().string();
  if (name.starts_with('.')) {
    return std::nullopt;
  }
  switch (entry.symlink_status().type()) {
    case fs::file_type::directory:
      return Submission{name, path, Submission::Kind::folder};
    case fs::file_type::regular:
      if (is_zip(path)) {
        return Submission{path.stem(), path, Submission::Kind::zip};
      }
      return std::nullopt;
    case fs::file_type::symlink:
      return Submission{is_zip(path) ? path.stem().string() : name, path,
                        Submission::Kind::refused,
                        "refused: " + one_line(name) +
                            " is a symbolic link; links are not followed"};
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<Submission> find_submissions(
    const std::vector<fs::path>& paths,
    const std::set<std::string>& wanted_files,
    const std::set<std::string>& known_folders) {
  std::map<std::string, Submission> found;
  const auto add = [&](Submission submission) {
    const auto [known, is_new] =
        found.try_emplace(submission.student, submission);
    if (!is_new && known->second.source != submission.source) {
      auto& first = known->second;
      first.kind = Submission::Kind::refused;
      first.problem = "ambiguous, handed in more than once: " +
                      one_line(first.source.filename().string()) + " and " +
                      one_line(submission.source.filename().string());
    }
  };
  for (const auto& path : paths) {
    std::error_code failed;
    // A path on the command line is the instructor's: it may be a link.
    const auto status = fs::status(path, failed);
    if (status.type() == fs::file_type::directory) {
      const auto entries = entries_of(fs::canonical(path));
      if (is_one_students(entries, wanted_files, known_folders)) {
        add({name_of(path), fs::canonical(path)});
        continue;
      }
      for (const auto& entry : entries) {
        if (auto submission = submission_of(entry)) {
          add(std::move(*submission));
        }
      }
    } else if (status.type() == fs::file_type::regular && is_zip(path)) {
      add({path.stem(), fs::canonical(path), Submission::Kind::zip});
    } else if (fs::exists(status)) {
      throw InputError(path.string() + " is neither a folder nor a zip");
    } else {
      throw InputError(
          "there is no " + path.string() +
          (failed && failed != std::errc::no_such_file_or_directory
               ? ": " + failed.message()
               : ""));
    }
  }
  std::vector<Submission> submissions;
  for (auto& [student, submission] : found) {
    submissions.push_back(std::move(submission));
  }
  return submissions;
}

Contents read_contents(const Submission& submission,
                       const std::set<std::string>& wanted_files,
                       const IntakeLimits& limits) {
  if (!submission.problem.empty()) {
    return {{}, submission.problem};
  }
  return submission.kind == Submission::Kind::zip
             ? read_zip(submission.source, wanted_files, limits)
             : read_folder(submission.source, wanted_files, limits);
}

}  // namespace grader
