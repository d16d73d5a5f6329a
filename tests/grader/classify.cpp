#include "classify.hpp"

#include <csignal>

#include "blocking_words.hpp"
#include "places.hpp"
#include "records.hpp"
#include "sanitizer.hpp"
#include "story_text.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

std::string seconds_text(std::chrono::microseconds time) {
  return fmt::format("{:.1f} s", static_cast<double>(time.count()) / 1e6);
}

std::string signal_words(int signal) {
  switch (signal) {
    case SIGSEGV:
    case SIGBUS:
      return tr(
          "it used memory that is not its own (a null or dangling "
          "pointer, or endless recursion)");
    case SIGABRT:
      return tr("it called abort()");
    case SIGFPE:
      return tr("it divided a whole number by zero");
    case SIGILL:
      return tr("it ran into code that must not be reached");
    case SIGKILL:
      return tr("it was killed");
    default:
      return tr("it was ended by signal {}", signal);
  }
}

class Classifier {
 public:
  Classifier(const Exercise& exercise, const Check& check,
             const Build& build, const HostOutcome& outcome)
      : exercise_(exercise),
        check_(check),
        build_(build),
        ended_(outcome.ended),
        records_(read_records(outcome, check.name)) {}

  CheckResult result() {
    result_.name = check_.name;
    result_.title = check_.title;
    result_.preset = build_.preset;
    result_.was_idle = ended_.was_idle;
    result_.story = std::move(records_.story);
    if (records_.end)
      take_end(*records_.end);
    judge();
    if (result_.verdict != Verdict::held && !result_.wrong_step &&
        !records_.end)
      result_.wrong_step = static_cast<int>(result_.story.size());
    result_.diagnosis_text = exercise_.diagnosis_text(result_.diagnosis);
    return std::move(result_);
  }

 private:
  void take_end(EndRecord& end) {
    result_.message = std::move(end.message);
    result_.expected = std::move(end.expected);
    result_.seen = std::move(end.seen);
    result_.diagnosis = std::move(end.diagnosis);
    result_.model = std::move(end.model);
    result_.timeline = std::move(end.timeline);
    result_.elapsed = end.elapsed;
    result_.wrong_step =
        std::clamp(end.step, 0, static_cast<int>(result_.story.size()));
  }

  void set(Verdict verdict, std::string message) {
    result_.verdict = verdict;
    result_.message = std::move(message);
  }

  /// As set(), for an end that makes the check's own words worthless.
  void overrule(Verdict verdict, std::string message) {
    set(verdict, std::move(message));
    result_.expected.clear();
    result_.seen.clear();
    result_.diagnosis.clear();
    result_.wrong_step = 0;
  }

  void judge() {
    if (!ended_.started)
      return set(Verdict::grader_error,
                 tr("the test could not be started: {}", ended_.output));
    if (judge_limits() || judge_sanitizer() || judge_memory())
      return;
    // A check that has spoken against itself needs no clean end.
    bool spoke = records_.end && records_.end->verdict != "held";
    if (!spoke && (judge_crash() || judge_time()))
      return;
    if (records_.forged)
      return overrule(Verdict::left_early,
                      tr("the program wrote a report of its own; only the "
                         "test may report, so nothing counts"));
    if (!records_.end)
      return judge_missing_end();
    judge_end(*records_.end);
  }

  bool judge_limits() {
    if (ended_.process_limit) {
      int most = exercise_.limits.processes;
      overrule(Verdict::process_limit,
               most == 0
                   ? tr("it tried to start a process, and this "
                        "exercise needs none")
                   : tr("it had more than {} processes at a time", most));
      place_of_crash();
      return true;
    }
    if (ended_.output_limit) {
      overrule(Verdict::output_limit,
               tr("it wrote more than {} KB of output",
                  exercise_.limits.output_kb));
      return true;
    }
    return false;
  }

  bool judge_sanitizer() {
    if (build_.preset != "asan" && build_.preset != "tsan")
      return false;
    bool ended_well = ended_.exited && ended_.status != sanitizer_status;
    if (ended_well && records_.end)
      return false;
    SanitizerFinding finding =
        read_sanitizer(ended_.output, build_.host, exercise_.edit);
    if (!finding.found)
      return false;
    if (finding.out_of_memory) {
      memory_limit();
    } else if (finding.crash) {
      overrule(Verdict::crashed, signal_words(SIGSEGV));
      result_.where = finding.where;
    } else {
      overrule(Verdict::sanitizer, std::move(finding.message));
      result_.where = finding.where;
    }
    return true;
  }

  void memory_limit() {
    overrule(Verdict::memory_limit,
             tr("it asked for more than {} MB of memory",
                exercise_.limits.memory_mb));
  }

  bool judge_memory() {
    auto ran_out = [](std::string_view words) {
      return words.find("std::bad_alloc") != std::string_view::npos;
    };
    if (!ran_out(records_.uncaught) && !ran_out(result_.message) &&
        !ran_out(result_.seen))
      return false;
    memory_limit();
    return true;
  }

  bool judge_crash() {
    bool killed =
        ended_.signal != 0 && !ended_.wall_limit && !ended_.cpu_limit;
    if (!killed && !records_.crash && records_.uncaught.empty())
      return false;
    int signal = records_.crash ? records_.crash->signal : ended_.signal;
    overrule(Verdict::crashed, records_.uncaught.empty()
                                   ? signal_words(signal)
                                   : records_.uncaught);
    place_of_crash();
    return true;
  }

  void place_of_crash() {
    if (!records_.crash)
      return;
    const CrashRecord& crash = *records_.crash;
    bool exact = crash.signal != SIGABRT && crash.signal != SIGSYS;
    result_.where = first_place_in(exercise_.edit, build_.host,
                                   before_return(crash.frames, exact));
  }

  bool judge_time() {
    if (ended_.cpu_limit) {
      overrule(Verdict::time_limit,
               tr("it computed for more than {} s of processor time: an "
                  "endless loop?",
                  exercise_.limits.cpu.count()));
    } else if (ended_.wall_limit && ended_.was_idle) {
      overrule(Verdict::time_limit,
               tr("after {} it was still waiting, using no processor: for "
                  "something that never comes?",
                  seconds_text(exercise_.limits.wall)));
    } else if (ended_.wall_limit) {
      overrule(Verdict::time_limit,
               tr("it was not done after {}",
                  seconds_text(exercise_.limits.wall)));
    } else {
      return false;
    }
    return true;
  }

  void judge_missing_end() {
    if (ended_.exited)
      overrule(Verdict::left_early,
               tr("the program ended with status {} before the check was "
                  "over: is there an exit()?",
                  ended_.status));
    else
      overrule(Verdict::crashed, signal_words(ended_.signal));
  }

  void judge_end(const EndRecord& end) {
    if (end.verdict == "held") {
      if (!ended_.exited || ended_.status != 0)
        return overrule(Verdict::left_early,
                        tr("the check held, but then the program ended "
                           "with status {}",
                           ended_.status));
      if (ended_.left_children)
        return overrule(Verdict::process_limit,
                        tr("a process that it had started was still "
                           "running when the check ended"));
      result_.verdict = Verdict::held;
      result_.wrong_step = 0;
      return;
    }
    // The last four are of tests that watch another program.
    for (const Verdict told :
         {Verdict::wrong, Verdict::deadlock, Verdict::crashed,
          Verdict::left_early, Verdict::time_limit, Verdict::output_limit})
      if (end.verdict == to_string(told)) {
        result_.verdict = told;
        return;
      }
    if (end.verdict == "blocked_loop")
      judge_blocked();
    else
      overrule(Verdict::grader_error,
               tr("the test reported the unknown verdict {}", end.verdict));
  }

  void judge_blocked() {
    result_.verdict = Verdict::blocked_loop;
    for (const BlockedRecord& blocked : records_.blocked) {
      std::string place =
          first_place_in(exercise_.edit, build_.host,
                         before_return(blocked.frames, false));
      if (place.empty())
        continue;
      result_.where = place;
      const auto* kind = virtual_time::find_blocking_kind(blocked.what);
      const std::string what = kind ? kind->words : blocked.what;
      // What never returns was reported with the longest duration there is.
      result_.message =
          blocked.lasted > std::chrono::hours(24 * 365)
              ? tr("the thread of the event loop is blocked for ever by "
                   "{}: "
                   "what it waits for could only happen on this thread",
                   what)
              : tr("the thread of the event loop is blocked for {:.3g} ms "
                   "by "
                   "{}: no other coroutine can run meanwhile",
                   static_cast<double>(blocked.lasted.count()) / 1e3, what);
      return;
    }
  }

  const Exercise& exercise_;
  const Check& check_;
  const Build& build_;
  const JobOutcome& ended_;
  Records records_;
  CheckResult result_;
};

}  // namespace

CheckResult classify(const Exercise& exercise, const Check& check,
                     const Build& build, const HostOutcome& outcome) {
  return Classifier(exercise, check, build, outcome).result();
}

}  // namespace grader
