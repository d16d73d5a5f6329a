#include "blocking.hpp"

#include <execinfo.h>
#include <link.h>

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstring>

namespace virtual_time {

namespace {

constexpr std::size_t most_records = 4'096;

struct Records {
  PageVector<BlockingRecord> all{};
  PageVector<const BlockingScope*>
      open{};  ///< calls that have not returned
  int descriptor = -1;
};
[[clang::no_destroy]] constinit Records records;

/// Where the executable itself lies in memory.
struct Executable {
  std::uintptr_t base = 0, begin = 0, end = 0;
};

int first_object(dl_phdr_info* info, std::size_t, void* result) {
  auto& executable = *static_cast<Executable*>(result);
  executable.base = info->dlpi_addr;
  executable.begin = UINTPTR_MAX;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = info->dlpi_phdr[i];
    if (part.p_type == PT_LOAD) {
      const std::uintptr_t begin = info->dlpi_addr + part.p_vaddr;
      executable.begin = std::min(executable.begin, begin);
      executable.end = std::max(executable.end, begin + part.p_memsz);
    }
  }
  return 1;  // the executable comes first: stop
}

void write_line(const BlockingRecord& record) {
  Executable executable;
  dl_iterate_phdr(first_object, &executable);
  char line[1'400];
  int size =
      std::snprintf(line, sizeof line, "%s %" PRId64 " %" PRId64,
                    record.what, record.at / 1'000, record.lasted / 1'000);
  for (int i = 0; i < record.frame_count; ++i) {
    const auto frame = reinterpret_cast<std::uintptr_t>(record.frames[i]);
    if (frame >= executable.begin && frame < executable.end) {
      size += std::snprintf(line + size, sizeof line - size, " 0x%" PRIxPTR,
                            frame - executable.base);
    }
  }
  line[size++] = '\n';
  real::call(SYS_write, records.descriptor, real::address(line), size);
}

}  // namespace

Nanoseconds time_of_record() {
  return world.active ? world.now - monotonic_start
                      : real::now() - world.real_start;
}

void take_frames(BlockingRecord& record) {
  ++local.inside;
  record.frame_count = ::backtrace(record.frames, most_frames);
  --local.inside;
}

BlockingScope::BlockingScope(const char* what, Nanoseconds at_least)
    : watched_(in_handler()), at_least_(at_least) {
  if (watched_) {
    record_.what = what;
    record_.at = time_of_record();
    take_frames(record_);
    session_ = world.session;
    virtual_begin_ = world.now;
    real_begin_ = real::now();
    Guard guard;
    records.open.push_back(this);
  }
}

BlockingScope::~BlockingScope() {
  if (!watched_) {
    return;
  }
  {
    const int error = errno;
    Guard guard;
    std::erase(records.open, this);
    errno = error;
  }
  const bool virtual_all_along = world.active && world.session == session_;
  record_.lasted = virtual_all_along ? world.now - virtual_begin_
                                     : real::now() - real_begin_;
  if (record_.lasted >= at_least_) {
    keep(record_);
  }
}

void keep(const BlockingRecord& record) {
  const int error = errno;
  {
    Guard guard;
    if (records.all.size() < most_records) {
      records.all.push_back(record);
    }
    if (records.descriptor >= 0) {
      write_line(record);
    }
  }
  errno = error;
}

const char* kind_of_futex(void* caller) {
  Dl_info symbol{};
  const bool future =
      in_handler() &&
      dladdr(static_cast<char*>(caller) - 1, &symbol) != 0 &&
      symbol.dli_sname &&
      std::strstr(symbol.dli_sname, "__atomic_futex_unsigned_base");
  return future ? "future_wait" : "atomic_wait";
}

void forget_blocking_calls() {
  records.all.clear();
}

void write_records_to(int descriptor) {
  Guard guard;
  records.descriptor = descriptor;
}

std::vector<BlockingCall> take_blocking_calls() {
  PageVector<BlockingRecord> taken;
  {
    Guard guard;
    taken.swap(records.all);
    for (const BlockingScope* scope : records.open) {
      taken.push_back(scope->record());
      taken.back().lasted = never;
    }
  }
  std::vector<BlockingCall> calls;
  calls.reserve(taken.size());
  for (const BlockingRecord& record : taken) {
    calls.push_back({record.what,
                     std::chrono::nanoseconds(record.at),
                     std::chrono::nanoseconds(record.lasted),
                     {record.frames, record.frames + record.frame_count}});
  }
  return calls;
}

}  // namespace virtual_time
