#include "launch_host.hpp"

#include "files.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// What sanitizers are told. They do not call a symbolizer (that would be a
/// new process): the grader translates addresses afterwards. Leaks are not
/// looked for, because that takes a second process and ptrace.
std::vector<std::string> sanitizer_environment(const Limits& limits) {
  std::string common = fmt::format(
      "symbolize=0:exitcode={}:hard_rss_limit_mb={}:handle_abort=0:"
      "abort_on_error=0:color=never",
      sanitizer_status, limits.memory_mb);
  return {"ASAN_OPTIONS=" + common +
              ":detect_leaks=0:detect_stack_use_after_return=1:"
              "allocator_may_return_null=0",
          "UBSAN_OPTIONS=" + common + ":print_stacktrace=1",
          "TSAN_OPTIONS=" + common +
              ":halt_on_error=1:report_signal_unsafe=0:history_size=7"};
}

/// Splits the report into lines and keeps those with the right nonce. Only
/// the host's runtime knows it; the check for it is by text, the records
/// are parsed by the caller.
void take_records(HostOutcome& outcome) {
  std::string mark = fmt::format("{{\"nonce\":\"{}\"", outcome.ended.nonce);
  std::string_view report = outcome.ended.report;
  while (!report.empty()) {
    auto length = report.find('\n');
    std::string_view line = report.substr(0, length);
    bool whole = length != std::string_view::npos;
    report.remove_prefix(whole ? length + 1 : report.size());
    // A host that is killed in the middle of a line forges nothing.
    if (!whole && std::string_view(mark).substr(0, line.size()) ==
                      line.substr(0, mark.size()))
      continue;
    if (line.starts_with(mark))
      outcome.records.emplace_back(line);
    else
      outcome.foreign_records = true;
  }
}

}  // namespace

HostOutcome launch_host(const HostRequest& request) {
  TemporaryFolder folder(request.scratch);
  bool sanitized = request.preset == "asan" || request.preset == "tsan";

  Job job;
  job.command = {request.executable.string(), "--check=" + request.check};
  job.environment = request.environment;
  job.environment.push_back("TMPDIR=" + folder.path().string());
  const bool as_user = !request.as_user_in.empty();
  if (as_user) {
    job.folder = request.as_user_in;
  } else {
    job.folder = folder.path();
    job.inherit_environment = false;
    for (std::string variable :
         {std::string("PATH=/usr/bin:/bin"), std::string("LANG=C.UTF-8"),
          "HOME=" + folder.path().string()})
      job.environment.push_back(std::move(variable));
  }
  job.wall = request.limits.wall;
  job.cpu = request.limits.cpu;
  job.output_kb = request.limits.output_kb;
  job.report = true;
  if (!as_user) {
    job.file_mb = 16;
    job.children = request.limits.processes;
  }
  if (sanitized) {
    // Sanitizers reserve terabytes: they watch their own memory instead.
    for (std::string& variable : sanitizer_environment(request.limits))
      job.environment.push_back(std::move(variable));
    job.catchable = false;
    job.fixed_addresses = request.preset == "tsan";
  } else if (!as_user) {
    job.memory_mb = request.limits.memory_mb;
  }

  HostOutcome outcome;
  outcome.ended = supervise(job);
  take_records(outcome);
  return outcome;
}

}  // namespace grader
