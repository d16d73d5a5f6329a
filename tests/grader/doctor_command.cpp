#include <sys/sysinfo.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <set>
#include <sstream>

#include "error.hpp"
#include "files.hpp"
#include "student.hpp"
#include "supervise.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// One line of the examination; `remedy` is empty if all is well.
struct Finding {
  std::string what;
  std::string seen;
  std::string remedy;
};

/// The first line that a command prints, empty if it fails.
std::string first_line_of(std::vector<std::string> command) {
  Job job;
  job.command = std::move(command);
  job.environment = {"LC_ALL=C"};
  job.wall = std::chrono::seconds(20);
  JobOutcome outcome = supervise(job);
  if (!outcome.started || !outcome.exited || outcome.status != 0)
    return {};
  return outcome.output.substr(0, outcome.output.find('\n'));
}

Finding compiler() {
  std::string version = first_line_of({"clang++-19", "--version"});
  return {tr("compiler"), version.empty() ? tr("missing") : version,
          version.empty() ? tr("./course --yes installs clang-19") : ""};
}

std::vector<std::string> packages_of(const Course& course,
                                     std::string_view group) {
  std::istringstream lines(read_file(course.root / "packages.txt"));
  std::vector<std::string> packages;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string word;
    if (!(words >> word) || word.front() == '#')
      continue;
    if (word.front() == '[')
      inside = word == fmt::format("[{}]", group);
    else if (inside)
      packages.push_back(word);
  }
  return packages;
}

/// Installed packages, so that one call of dpkg-query is enough.
std::set<std::string> installed_packages() {
  Job job;
  job.command = {"dpkg-query", "-W", "-f=${db:Status-Abbrev} ${Package}\n"};
  job.wall = std::chrono::seconds(20);
  std::istringstream lines(supervise(job).output);
  std::set<std::string> packages;
  std::string state, name;
  while (lines >> state >> name)
    if (state == "ii")
      packages.insert(name);
  return packages;
}

Finding packages(const Course& course, const std::string& group,
                 const std::set<std::string>& installed,
                 const std::string& command, bool needed) {
  std::string missing;
  for (const std::string& package : packages_of(course, group))
    if (!installed.contains(package))
      missing += (missing.empty() ? "" : " ") + package;
  Finding finding{tr("packages: {}", group), tr("all there"), ""};
  if (missing.empty())
    return finding;
  finding.seen = needed ? tr("missing: {}", missing)
                        : tr("not installed; {} does that", command);
  if (needed)
    finding.remedy = tr("{}, or: apt-get install {}", command, missing);
  return finding;
}

Finding memory() {
  struct sysinfo info{};
  ::sysinfo(&info);
  double gigabytes = static_cast<double>(info.totalram) * info.mem_unit /
                     (1024.0 * 1024 * 1024);
  bool small = gigabytes < 1.8;
  return {tr("memory"), tr("{:.1f} GB", gigabytes),
          small ? tr("the sanitizer presets need 2 GB; close other "
                     "programs, or add swap space")
                : ""};
}

Finding disk(const Course& course) {
  std::error_code error;
  fs::space_info space = fs::space(course.root, error);
  if (error)
    return {tr("disk"), error.message(), tr("is the folder still there?")};
  double gigabytes =
      static_cast<double>(space.available) / (1024.0 * 1024 * 1024);
  return {tr("disk"), tr("{:.1f} GB free", gigabytes),
          gigabytes < 1.5 ? tr("a full build needs 1.5 GB: make room, or "
                               "remove the folder build/")
                          : ""};
}

Finding write_access(const Course& course) {
  for (const char* folder : {".course", "build", "exercises"})
    try {
      fs::path probe = course.root / folder / ".write_probe";
      write_file(probe, "");
      fs::remove(probe);
    } catch (const InputError& error) {
      return {tr("write access"), error.what(),
              tr("make the course's folder your own: chown -R $USER {}",
                 course.root.string())};
    }
  return {tr("write access"), tr("yes"), ""};
}

Finding limits() {
  Job job;
  job.command = {"sh", "-c", "echo $(echo held)"};
  job.children = 0;
  job.wall = std::chrono::seconds(10);
  bool works = supervise(job).process_limit;
  return {tr("limits"), works ? tr("work") : tr("do not work"),
          works ? ""
                : tr("this kernel refuses filters of system calls "
                     "(seccomp): process limits are not enforced")};
}

}  // namespace

int doctor(const Course& course) {
  Style style = style_of(STDOUT_FILENO);
  std::set<std::string> installed = installed_packages();
  const Finding findings[] = {
      compiler(),
      packages(course, "student", installed, "./course --yes", true),
      packages(course, "book", installed, "./course book", false),
      packages(course, "instructor", installed, "./course test", false),
      memory(),
      disk(course),
      write_access(course),
      limits(),
  };
  bool well = true;
  for (const Finding& finding : findings) {
    bool good = finding.remedy.empty();
    well = well && good;
    std::printf("  %s  %-20s %s\n",
                style(good ? Colour::green : Colour::red,
                      good ? tr("good") : tr("bad "))
                    .c_str(),
                finding.what.c_str(), printable(finding.seen).c_str());
    if (!good)
      std::printf("        %s\n", finding.remedy.c_str());
  }
  return well ? all_held : not_held;
}

}  // namespace grader
