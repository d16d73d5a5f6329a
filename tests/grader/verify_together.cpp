#include <algorithm>
#include <set>

#include "scaffold.hpp"
#include "verify.hpp"
#include "words.hpp"

namespace grader {
namespace {

constexpr std::size_t least_mistakes = 3;
constexpr std::size_t least_variants = 1;
constexpr std::size_t least_hints = 3;

std::set<std::string> failed_checks(const Subject& subject) {
  std::set<std::string> failed;
  for (const auto& check : subject.result.checks) {
    if (check.verdict != Verdict::held &&
        check.verdict != Verdict::not_run) {
      failed.insert(check.name);
    }
  }
  return failed;
}

// What a learner is told about a mistake: two mistakes that fail the same
// check must not be told the same.
std::string told(const NamedFile& file) {
  return !file.diagnosis.empty() ? file.diagnosis
         : file.verdict          ? std::string(to_string(*file.verdict))
                                 : std::string();
}

// Mistakes of one family have the same idea, written in different ways.
std::string family(const NamedFile& file) {
  return file.like.empty() ? file.path.stem().string() : file.like;
}

void add_strangers(const std::vector<const Subject*>& mistakes,
                   std::vector<std::string>& problems) {
  for (const auto* mistake : mistakes) {
    const auto& like = mistake->file.like;
    const bool known =
        like.empty() ||
        std::ranges::any_of(mistakes, [&](const Subject* other) {
          return other->file.path.stem() == like &&
                 told(other->file) == told(mistake->file);
        });
    if (!known) {
      problems.push_back(
          tr("{} is like {}, but no mistake of that name is told the same",
             mistake->name(), like));
    }
  }
}

void add_undistinguished(const std::vector<const Subject*>& mistakes,
                         std::vector<std::string>& problems) {
  for (auto one = mistakes.begin(); one != mistakes.end(); ++one) {
    for (auto other = one + 1; other != mistakes.end(); ++other) {
      const auto what = told((*one)->file);
      if (what != told((*other)->file) ||
          family((*one)->file) == family((*other)->file)) {
        continue;
      }
      const auto failed = failed_checks(**one);
      const auto failed_too = failed_checks(**other);
      std::vector<std::string> both;
      std::ranges::set_intersection(failed, failed_too,
                                    std::back_inserter(both));
      if (!both.empty()) {
        problems.push_back(tr("{} and {} both fail {} and are both told {}",
                              (*one)->name(), (*other)->name(),
                              both.front(), what));
      }
    }
  }
}

}  // namespace

std::vector<std::string> verify_together(
    const Course& course, const Exercise& exercise,
    const std::vector<Subject>& subjects) {
  std::vector<std::string> problems;
  std::vector<const Subject*> mistakes;
  std::size_t variants = 0;
  std::set<std::string> used;
  for (const auto& subject : subjects) {
    if (subject.kind == Subject::Kind::mistake) {
      mistakes.push_back(&subject);
      used.insert(subject.file.diagnosis);
    }
    variants += subject.kind == Subject::Kind::variant ? 1 : 0;
  }
  if (mistakes.size() < least_mistakes) {
    problems.push_back(tr("{} mistakes; there have to be {} or more",
                          mistakes.size(), least_mistakes));
  }
  if (variants < least_variants) {
    problems.push_back(tr("no variant; there has to be one"));
  }
  if (exercise.hints.size() < least_hints) {
    problems.push_back(
        tr("{} hints; the ladder from nudge to plan has {} or more",
           exercise.hints.size(), least_hints));
  }
  for (const auto& diagnosis : exercise.diagnoses) {
    if (!used.contains(diagnosis.id) && !diagnosis.unproven) {
      problems.push_back(
          tr("no mistake shows the diagnosis {}; write one "
             "or mark it \"unproven = true\"",
             diagnosis.id));
    }
    if (used.contains(diagnosis.id) && diagnosis.unproven) {
      problems.push_back(
          tr("the diagnosis {} is marked unproven, but a mistake shows it",
             diagnosis.id));
    }
  }
  add_strangers(mistakes, problems);
  add_undistinguished(mistakes, problems);
  if (const auto blanks = blanks_of(course, exercise); !blanks.empty()) {
    problems.push_back(tr("{} blanks are not filled in, the first at {}",
                          blanks.size(), blanks.front()));
  }
  return problems;
}

}  // namespace grader
