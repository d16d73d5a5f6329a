#include "sanitizer.hpp"

#include <charconv>
#include <optional>
#include <vector>

#include "places.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// A stack in a report: its heading and its addresses in the host.
struct Stack {
  std::string heading;
  std::vector<std::uint64_t> frames;
};

struct Report {
  std::string what;  ///< "heap-use-after-free", "data race"
  std::vector<Stack> stacks;
};

std::string_view next_line(std::string_view& text) {
  auto length = text.find('\n');
  std::string_view line = text.substr(0, length);
  text.remove_prefix(length == std::string_view::npos ? text.size()
                                                      : length + 1);
  return line;
}

std::string_view trimmed(std::string_view text) {
  auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos)
    return {};
  auto end = text.find_last_not_of(" \t\r");
  return text.substr(begin, end - begin + 1);
}

/// The offset of a frame line `#1 0x… (/path/host+0x1234) …`, if it is in
/// the host and not in a library.
std::optional<std::uint64_t> offset_in(std::string_view line,
                                       std::string_view host_name) {
  std::string mark = fmt::format("{}+0x", host_name);
  auto at = line.find(mark);
  if (at == std::string_view::npos)
    return std::nullopt;
  if (at > 0 && line[at - 1] != '/' && line[at - 1] != '(')
    return std::nullopt;
  std::string_view digits = line.substr(at + mark.size());
  std::uint64_t offset = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), offset, 16);
  return offset;
}

/// "heap-use-after-free" of "==1==ERROR: AddressSanitizer:
/// heap-use-after-free on address 0x…", "data race" of "WARNING:
/// ThreadSanitizer: data race (pid=1)".
std::string kind_after(std::string_view line, std::string_view banner) {
  std::string_view rest =
      trimmed(line.substr(line.find(banner) + banner.size()));
  for (std::string_view end : {" on address", " on unknown address",
                               " (pid=", " in thread", " (thread", ": "})
    rest = rest.substr(0, rest.find(end));
  return std::string(trimmed(rest));
}

Report read_stacks(std::string_view text, std::string_view host_name) {
  Report report;
  std::string heading;
  bool in_stack = false;
  int blank_lines = 0;
  while (!text.empty()) {
    std::string_view line = trimmed(next_line(text));
    if (line.starts_with("#")) {
      if (!in_stack)
        report.stacks.push_back({heading, {}});
      in_stack = true;
      if (auto offset = offset_in(line, host_name))
        report.stacks.back().frames.push_back(*offset);
      continue;
    }
    in_stack = false;
    if (line.starts_with("SUMMARY:") || ++blank_lines > 400)
      break;
    if (!line.empty())
      heading = std::string(line);
  }
  return report;
}

std::string role_of(const std::string& heading) {
  auto says = [&](std::string_view words) {
    return heading.find(words) != std::string::npos;
  };
  if (says("freed by"))
    return tr("freed at");
  if (says("allocated by") || says("allocated at"))
    return tr("allocated at");
  if (says("revious"))
    return tr("the other access at");
  if (says("created"))
    return tr("thread started at");
  return {};
}

std::string plain_words(const std::string& kind) {
  if (kind == "heap-use-after-free")
    return tr("heap-use-after-free: memory is used that was freed before");
  if (kind == "stack-use-after-return")
    return tr(
        "stack-use-after-return: a local variable is used after its "
        "function has ended");
  if (kind == "stack-use-after-scope")
    return tr(
        "stack-use-after-scope: a local variable is used after its "
        "block has ended");
  if (kind == "data race")
    return tr(
        "data race: two threads use the same memory, one of them "
        "writes, and nothing orders them");
  if (kind == "attempting double-free")
    return tr("double free: memory is freed twice");
  return kind;
}

SanitizerFinding describe(const std::string& kind, const Report& report,
                          const std::filesystem::path& host,
                          std::string_view file) {
  SanitizerFinding finding;
  finding.found = true;
  finding.message = plain_words(kind);
  for (std::size_t i = 0; i < report.stacks.size() && i < 4; ++i) {
    const Stack& stack = report.stacks[i];
    std::string place = first_place_in(file, host, stack.frames);
    if (place.empty())
      continue;
    std::string role = i == 0 ? std::string() : role_of(stack.heading);
    if (finding.where.empty()) {
      finding.where = place;
      if (role.empty())
        continue;
    }
    if (!role.empty())
      finding.message += fmt::format("; {} {}", role, place);
  }
  return finding;
}

/// `file:12:5: runtime error: signed integer overflow: …`
SanitizerFinding read_undefined(std::string_view output,
                                std::string_view file) {
  SanitizerFinding finding;
  constexpr std::string_view mark = ": runtime error: ";
  auto at = output.find(mark);
  if (at == std::string_view::npos)
    return finding;
  auto begin = output.rfind('\n', at);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  std::string place(output.substr(begin, at - begin));
  std::string_view rest = output.substr(at + mark.size());
  finding.found = true;
  finding.message = std::string(trimmed(rest.substr(0, rest.find('\n'))));
  // path:line:column -> file:line
  if (auto column = place.rfind(':'); column != std::string::npos)
    place.erase(column);
  place = std::filesystem::path(place).filename().string();
  if (place.starts_with(file))
    finding.where = place;
  return finding;
}

}  // namespace

SanitizerFinding read_sanitizer(std::string_view output,
                                const std::filesystem::path& host,
                                std::string_view edited_file) {
  auto has = [&](std::string_view words) {
    return output.find(words) != std::string_view::npos;
  };
  SanitizerFinding finding;
  if (has("hard rss limit exhausted") || has("out-of-memory") ||
      has("allocation-size-too-big") || has("requested allocation size")) {
    finding.found = finding.out_of_memory = true;
    return finding;
  }
  std::string host_name = host.filename().string();
  for (std::string_view banner :
       {"ERROR: AddressSanitizer:", "WARNING: ThreadSanitizer:",
        "ERROR: ThreadSanitizer:"}) {
    auto at = output.find(banner);
    if (at == std::string_view::npos)
      continue;
    std::string_view text = output.substr(at);
    std::string kind = kind_after(next_line(text), banner);
    finding =
        describe(kind, read_stacks(text, host_name), host, edited_file);
    finding.crash = kind == "SEGV" || kind == "BUS" || kind == "FPE" ||
                    kind == "ILL" || kind == "stack-overflow" ||
                    kind == "DEADLYSIGNAL";
    return finding;
  }
  return read_undefined(output, edited_file);
}

}  // namespace grader
