#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace grader {

/// The contents of a regular file of at most `max_bytes` bytes.
/// @throws InputError `path: what`
std::string read_file(const std::filesystem::path&,
                      std::size_t max_bytes = 64u << 20);

/// Writes a file as a whole or not at all (a temporary file beside it, then
/// a rename): a full disk or an interrupt leaves the old contents.
/// @throws InputError `path: what`
void write_file(const std::filesystem::path&, std::string_view contents);

/// 16 hexadecimal digits that change when the text changes (FNV-1a; not
/// for secrets).
std::string content_hash(std::string_view text);

/// An empty folder below `parent`, removed with its contents at the end.
/// Folders of graders that were killed are removed when the next is made.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::filesystem::path& parent);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Removes a folder with everything in it, also what its owner may not
/// write. Errors are ignored.
void remove_folder(const std::filesystem::path&) noexcept;

}  // namespace grader
