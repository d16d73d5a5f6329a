#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>

#include <memory>
#include <string_view>

#include "intake.hpp"
#include "intake_file.hpp"
#include "report_text.hpp"

namespace grader {
namespace {

struct FreeArchive {
  void operator()(archive* opened) const { ::archive_read_free(opened); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;

Contents refused(std::string problem) {
  return {{}, std::move(problem)};
}

std::string entry_name(archive_entry* entry) {
  // The first is null for names that the C locale cannot spell.
  const char* name = ::archive_entry_pathname(entry);
  if (name == nullptr) {
    name = ::archive_entry_pathname_utf8(entry);
  }
  return name == nullptr ? "" : name;
}

bool leaves_its_folder(std::string_view path) {
  if (path.starts_with('/')) {
    return true;
  }
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    if (path.substr(begin, end - begin) == "..") {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

bool hidden(std::string_view path) {
  return path.starts_with('.') || path.find("/.") != path.npos;
}

Candidate read_entry(archive* opened, archive_entry* entry,
                     std::string path, std::uintmax_t limit) {
  Candidate candidate{std::move(path)};
  if (::archive_entry_filetype(entry) == AE_IFLNK ||
      ::archive_entry_symlink(entry) != nullptr) {
    candidate.kind = Candidate::Kind::symlink;
    return candidate;
  }
  if (::archive_entry_filetype(entry) != AE_IFREG) {
    candidate.kind = Candidate::Kind::special;
    return candidate;
  }
  if (::archive_entry_is_encrypted(entry) != 0) {
    candidate.kind = Candidate::Kind::encrypted;
    return candidate;
  }
  // The size that an entry declares is a claim: what counts is what comes.
  char buffer[16 * 1024];
  for (;;) {
    const auto size = ::archive_read_data(opened, buffer, sizeof buffer);
    if (size < 0) {
      candidate.kind = Candidate::Kind::unreadable;
    }
    if (size <= 0) {
      break;
    }
    candidate.bytes.append(buffer, static_cast<std::size_t>(size));
    if (candidate.bytes.size() > limit) {
      candidate.kind = Candidate::Kind::too_large;
      break;
    }
  }
  if (candidate.kind != Candidate::Kind::regular) {
    candidate.bytes.clear();
  }
  return candidate;
}

}  // namespace

Contents read_zip(const std::filesystem::path& file,
                  const std::set<std::string>& wanted_files,
                  const IntakeLimits& limits) {
  const auto packed =
      read_regular_file(AT_FDCWD, file.string(), limits.archive_bytes);
  if (packed.kind == Candidate::Kind::too_large) {
    return refused("refused: the zip is larger than " +
                   std::to_string(limits.archive_bytes >> 20) + " MB");
  }
  if (packed.kind != Candidate::Kind::regular) {
    return refused("refused: the zip is not a file that can be read");
  }
  const Archive opened(::archive_read_new());
  ::archive_read_support_format_zip(opened.get());
  if (::archive_read_open_memory(opened.get(), packed.bytes.data(),
                                 packed.bytes.size()) != ARCHIVE_OK) {
    return refused("refused: this is not a zip");
  }
  Contents contents;
  std::size_t entries = 0;
  std::uintmax_t declared = 0;
  archive_entry* entry = nullptr;
  for (;;) {
    const int status = ::archive_read_next_header(opened.get(), &entry);
    if (status == ARCHIVE_EOF) {
      break;
    }
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
      return refused(entries == 0 ? "refused: this is not a zip"
                                  : "refused: the zip is damaged");
    }
    if (++entries > limits.entries) {
      return refused("refused: the zip holds more than " +
                     std::to_string(limits.entries) + " files");
    }
    const auto size = ::archive_entry_size(entry);
    declared += size > 0 ? static_cast<std::uintmax_t>(size) : 0;
    if (declared > limits.unpacked_bytes) {
      return refused("refused: the zip unpacks to more than " +
                     std::to_string(limits.unpacked_bytes >> 20) + " MB");
    }
    const auto path = entry_name(entry);
    if (leaves_its_folder(path)) {
      return refused("refused: the zip names a place outside its folder: " +
                     one_line(path));
    }
    const auto name = path.substr(path.rfind('/') + 1);
    if (!hidden(path) && wanted_files.contains(name)) {
      contents.candidates.push_back(
          read_entry(opened.get(), entry, path, limits.file_bytes));
    }
  }
  return contents;
}

}  // namespace grader
