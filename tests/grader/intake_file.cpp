#include "intake_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace grader {

Candidate read_regular_file(int folder, const std::string& name,
                            std::uintmax_t limit) {
  Candidate file;
  // O_NONBLOCK: opening a pipe must not wait for its writer. What was
  // opened is looked at again, since names can change their meaning.
  const int opened =
      ::openat(folder, name.c_str(),
               O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (opened < 0) {
    file.kind = errno == ELOOP ? Candidate::Kind::symlink
                               : Candidate::Kind::unreadable;
    return file;
  }
  struct stat status{};
  if (::fstat(opened, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(opened);
    file.kind = Candidate::Kind::special;
    return file;
  }
  std::array<char, 64 * 1024> buffer;
  for (;;) {
    const auto size = ::read(opened, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) {
      continue;
    }
    if (size < 0) {
      file.kind = Candidate::Kind::unreadable;
    }
    if (size <= 0) {
      break;
    }
    file.bytes.append(buffer.data(), static_cast<std::size_t>(size));
    if (file.bytes.size() > limit) {
      file.kind = Candidate::Kind::too_large;
      break;
    }
  }
  ::close(opened);
  if (file.kind != Candidate::Kind::regular) {
    file.bytes.clear();
  }
  return file;
}

}  // namespace grader
