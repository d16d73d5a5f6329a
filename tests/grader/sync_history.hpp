#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace grader {

/// The committed versions of a course's files. Outside of a git checkout,
/// or without git, there are none.
class History {
 public:
  explicit History(std::filesystem::path root);

  /// True if `root` itself is the top of a git checkout.
  bool known() const { return known_; }

  /// The file as the last commit has it; nothing if it is not committed.
  /// @param file relative to the root
  std::optional<std::string> committed(
      const std::filesystem::path& file) const;

  /// True if `text` was ever committed as `file` by the last commit that
  /// changed `since`, or by a later one.
  bool ever_committed(const std::filesystem::path& file,
                      const std::filesystem::path& since,
                      const std::string& text) const;

  /// All files that git knows, relative to the root.
  std::vector<std::filesystem::path> files() const;

 private:
  std::optional<std::string> git(std::vector<std::string> arguments) const;

  std::filesystem::path root_;
  bool known_ = false;
};

}  // namespace grader
