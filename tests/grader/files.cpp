#include "files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "descriptor.hpp"
#include "error.hpp"
#include "words.hpp"

namespace grader {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, int error) {
  throw InputError(
      fmt::format("{}: {}", path.string(), std::strerror(error)));
}

void write_all(int descriptor, std::string_view text,
               const fs::path& path) {
  while (!text.empty()) {
    ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      fail(path, errno);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

std::string read_file(const fs::path& path, std::size_t max_bytes) {
  // O_NONBLOCK: opening a named pipe must not wait for a writer.
  Descriptor file{
      ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
  if (file.get() < 0)
    fail(path, errno);
  struct stat status{};
  if (::fstat(file.get(), &status) != 0)
    fail(path, errno);
  if (!S_ISREG(status.st_mode))
    throw InputError(tr("{}: not a regular file", path.string()));

  std::string contents;
  char buffer[1 << 16];
  for (;;) {
    ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      fail(path, errno);
    if (count == 0)
      return contents;
    contents.append(buffer, static_cast<std::size_t>(count));
    if (contents.size() > max_bytes)
      throw InputError(
          tr("{}: larger than {} KB", path.string(), max_bytes / 1024));
  }
}

void write_file(const fs::path& path, std::string_view contents) {
  std::error_code ignored;
  if (path.has_parent_path())
    fs::create_directories(path.parent_path(), ignored);
  std::string name = path.string() + ".XXXXXX";
  Descriptor file{::mkostemp(name.data(), O_CLOEXEC)};
  if (file.get() < 0)
    fail(path, errno);
  try {
    struct stat old{};
    mode_t mode =
        ::stat(path.c_str(), &old) == 0 ? old.st_mode & 07777 : 0644;
    ::fchmod(file.get(), mode);
    write_all(file.get(), contents, path);
    // A full disk shows only now on some file systems.
    if (::fsync(file.get()) != 0 && errno != EINVAL)
      fail(path, errno);
    if (::rename(name.c_str(), path.c_str()) != 0)
      fail(path, errno);
  } catch (...) {
    ::unlink(name.c_str());
    throw;
  }
}

std::string content_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (unsigned char c : text)
    hash = (hash ^ c) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

}  // namespace grader
