#include "compiler.hpp"

#include "error.hpp"
#include "supervise.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// The limits of a compiler: student code can make it run for ever.
Job compiler_job(std::vector<std::string> command, const fs::path& folder) {
  Job job;
  job.command = std::move(command);
  job.folder = folder;
  job.environment = {"LC_ALL=C", "TMPDIR=" + folder.string()};
  job.wall = std::chrono::seconds(300);
  job.cpu = std::chrono::seconds(60);
  job.memory_mb = 3072;
  job.file_mb = 512;
  job.output_kb = 4096;
  return job;
}

}  // namespace

bool run_compiler(const std::vector<std::string>& command,
                  const fs::path& folder, std::string& messages) {
  const Job job = compiler_job(command, folder);
  JobOutcome outcome = supervise(job);
  if (!outcome.started)
    throw InputError(
        tr("the compiler cannot be started: {}", outcome.output));
  messages += outcome.output;
  if (outcome.exited && outcome.status == 0)
    return true;
  if (outcome.output.find("No space left on device") != std::string::npos)
    throw InputError(
        tr("no space left on the disk of {}", job.folder.string()));
  if (outcome.cpu_limit || outcome.wall_limit)
    messages +=
        tr("error: the compiler was stopped after {} s", job.cpu.count());
  else if (outcome.output_limit)
    messages += tr("error: the compiler wrote too much");
  else if (outcome.signal || outcome.output.empty())
    messages +=
        tr("error: the compiler was ended by signal {}", outcome.signal);
  return false;
}

}  // namespace grader
