#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

/// The note on an exercise whose file nobody handed in. It is no refusal.
inline constexpr std::string_view not_handed_in = "not handed in";

/// What a submission may hold at most. Everything beyond is refused with a
/// line in that student's report; the other students never notice.
struct IntakeLimits {
  std::uintmax_t file_bytes = 256 * 1024;             ///< one exercise file
  std::uintmax_t archive_bytes = 64 * 1024 * 1024;    ///< a zip, packed
  std::uintmax_t unpacked_bytes = 256 * 1024 * 1024;  ///< as it declares
  std::size_t entries = 50'000;  ///< names looked at, folders included
  int depth = 40;                ///< folders below folders
};

/// One student's hand-in: a folder, a zip, or something that is neither.
struct Submission {
  enum class Kind { folder, zip, refused };
  std::string student;           ///< name of the folder, stem of the zip
  std::filesystem::path source;  ///< never written to
  Kind kind = Kind::folder;
  std::string problem{};  ///< why nothing is taken from it, or empty
};

/// A thing that bears the name of an exercise's file.
struct Candidate {
  enum class Kind {
    regular,
    symlink,
    special,
    too_large,
    unreadable,
    encrypted
  };
  std::string path;  ///< relative to the submission, '/' between folders
  Kind kind = Kind::regular;
  std::string bytes{};  ///< contents, of a regular file only
};

/// All candidates of one submission, or why there are none.
struct Contents {
  std::vector<Candidate> candidates;
  std::string problem;  ///< not empty: the whole submission is refused
};

/// The file graded for one exercise, or why there is none.
struct HandedIn {
  std::optional<std::string> bytes;
  std::string note;  ///< "not handed in", "handed in twice: ..." or empty
};

/// Finds the submissions behind the PATH arguments of `grade`.
///
/// A folder is one student's if it holds a wanted file, an `exercises`
/// folder or a folder named in `known_folders` (chapters, exercises), or if
/// it holds neither folders nor zips. Any other folder is a class: each of
/// its folders and zips is a student. Symbolic links are listed with a
/// problem and never followed. Sorted by student; a name that appears twice
/// becomes one submission with a problem.
/// @throws InputError if a path does not exist or cannot be read
std::vector<Submission> find_submissions(
    const std::vector<std::filesystem::path>& paths,
    const std::set<std::string>& wanted_files,
    const std::set<std::string>& known_folders);

/// Reads the wanted files of a submission, a folder or a zip, into memory.
/// Nothing is written anywhere; links, devices and pipes are named, not
/// opened. Never throws for what a student handed in: that is a problem.
Contents read_contents(const Submission& submission,
                       const std::set<std::string>& wanted_files,
                       const IntakeLimits& limits = {});

/// read_contents() of a folder, opened one step at a time without links.
Contents read_folder(const std::filesystem::path& folder,
                     const std::set<std::string>& wanted_files,
                     const IntakeLimits& limits);

/// read_contents() of a zip, which is read into memory and not unpacked.
Contents read_zip(const std::filesystem::path& file,
                  const std::set<std::string>& wanted_files,
                  const IntakeLimits& limits);

/// Chooses the candidate that is graded for `file_name`.
///
/// In a copy of the whole course the student's file is the one below
/// `exercises/`; its namesakes in `solutions/`, `tests/` and `build/` of
/// the same copy do not count. Two that remain are ambiguous.
HandedIn choose_file(const Contents& contents,
                     const std::string& file_name);

}  // namespace grader
