// Preloaded into the server, it writes down in which order the server gives
// the journal to the kernel, has it synced and answers:
//
//     written KEY      a page that holds KEY (disk-1, disk-2, ...) has been
//                      handed to the kernel
//     sync             fdatasync of the journal begins
//     synced           it has returned, and said that all went well
//     sync failed      it has returned with an error
//     answer LINE ID   the first byte of an answer is about to be sent
//     shown            it shows a completed task
//
// Each line goes out with one write to a file that was opened with
// O_APPEND, before or after the real call as the words say. So a line that
// stands before another one happened before it, whatever threads they come
// from.
//
// DISK_ORDER_LOG names the file. As long as the file DISK_ORDER_BROKEN
// exists, every sync of the journal fails with EIO; as long as there is
// DISK_ORDER_HELD, it does not begin.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// Not through write(), which is one of those below.
void note(std::string line) {
  static const int file = [] {
    const char* path = std::getenv("DISK_ORDER_LOG");
    return path ? ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                         0600)
                : -1;
  }();
  line += '\n';
  const int error = errno;
  if (file >= 0 && ::syscall(SYS_write, file, line.data(), line.size()) !=
                       static_cast<long>(line.size())) {
    std::abort();  // a gap in the order would prove nothing
  }
  errno = error;
}

/// The journal is written to the file whose name ends so, and only later
/// moves into the main one.
bool is_journal(int file) {
  char path[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const ssize_t size = ::readlink(link.c_str(), path, sizeof path);
  return size > 0 && std::string_view(path, static_cast<std::size_t>(size))
                         .ends_with("-wal");
}

void note_keys(std::string_view page) {
  constexpr std::string_view begin = "disk-";
  for (auto at = page.find(begin); at != std::string_view::npos;
       at = page.find(begin, at + 1)) {
    const auto digits = page.find_first_not_of("0123456789", at + 5);
    note("written " + std::string(page.substr(at, digits - at)));
  }
}

void note_answer(std::string_view text) {
  if (!text.starts_with("HTTP/1.1 ")) {
    return;
  }
  const auto id = text.find("/task/");
  note("answer " + std::string(text.substr(9, 3)) +
       (id == std::string_view::npos
            ? ""
            : " " + std::string(text.substr(id + 6, 16))));
  if (text.find(R"("state":"completed")") != std::string_view::npos) {
    note("shown");
  }
}

/// The beginning of what goes out, in one piece.
std::string front_of(const iovec* parts, std::size_t count) {
  constexpr std::size_t enough = 1024;
  std::string text;
  for (std::size_t i = 0; i < count && text.size() < enough; ++i) {
    text.append(static_cast<const char*>(parts[i].iov_base),
                parts[i].iov_len);
  }
  return text;
}

int sync_with(const char* name, int file) {
  int (*const real)(int) = next<int(int)>(name);
  if (!is_journal(file)) {
    return real(file);
  }
  note("sync");
  const char* held = std::getenv("DISK_ORDER_HELD");
  while (held && ::access(held, F_OK) == 0) {
    ::usleep(1'000);
  }
  const char* broken = std::getenv("DISK_ORDER_BROKEN");
  int result = real(file);
  if (result == 0 && broken && ::access(broken, F_OK) == 0) {
    errno = EIO;
    result = -1;
  }
  note(result == 0 ? "synced" : "sync failed");
  return result;
}

ssize_t write_at(const char* name, int file, const void* data,
                 std::size_t size, off64_t at) {
  using Write = ssize_t(int, const void*, std::size_t, off64_t);
  const ssize_t written = next<Write>(name)(file, data, size, at);
  if (written > 0 && is_journal(file)) {
    note_keys({static_cast<const char*>(data),
               static_cast<std::size_t>(written)});
  }
  return written;
}

}  // namespace

extern "C" {

int fdatasync(int file) {
  return sync_with("fdatasync", file);
}

int fsync(int file) {
  return sync_with("fsync", file);
}

ssize_t pwrite(int file, const void* data, std::size_t size, off_t at) {
  return write_at("pwrite", file, data, size, at);
}

ssize_t pwrite64(int file, const void* data, std::size_t size, off64_t at) {
  return write_at("pwrite64", file, data, size, at);
}

ssize_t send(int socket, const void* data, std::size_t size, int flags) {
  note_answer({static_cast<const char*>(data), size});
  using Send = ssize_t(int, const void*, std::size_t, int);
  return next<Send>("send")(socket, data, size, flags);
}

ssize_t sendmsg(int socket, const msghdr* message, int flags) {
  note_answer(front_of(message->msg_iov, message->msg_iovlen));
  using Send = ssize_t(int, const msghdr*, int);
  return next<Send>("sendmsg")(socket, message, flags);
}

ssize_t write(int file, const void* data, std::size_t size) {
  note_answer({static_cast<const char*>(data), size});
  using Write = ssize_t(int, const void*, std::size_t);
  return next<Write>("write")(file, data, size);
}

ssize_t writev(int file, const iovec* parts, int count) {
  note_answer(front_of(parts, static_cast<std::size_t>(count)));
  using Write = ssize_t(int, const iovec*, int);
  return next<Write>("writev")(file, parts, count);
}

}  // extern "C"
