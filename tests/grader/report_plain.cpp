#include <fmt/format.h>

#include "report.hpp"
#include "words.hpp"

namespace grader {

std::string isolation_note() {
  return tr("limits only: for submissions you trust");
}

std::string plain_story(const CheckResult& check) {
  std::string text;
  int number = 0;
  for (const auto& step : check.story) {
    ++number;
    text += fmt::format(
        "{} {}. {:>6.1f} ms  {}\n", number == check.wrong_step ? '>' : ' ',
        number, static_cast<double>(step.at.count()) / 1000, step.text);
  }
  const auto add = [&](std::string label, const std::string& value) {
    if (!value.empty()) {
      text += label.empty() ? value + '\n' : label + ": " + value + '\n';
    }
  };
  add("", check.message);
  add(tr("expected"), check.expected);
  add(tr("seen"), check.seen);
  add(tr("at"), check.where);
  add(tr("diagnosis"), check.diagnosis_text);
  return text;
}

std::string plain_reason(const Graded& graded) {
  if (!graded.note.empty()) {
    return graded.note;
  }
  const auto& result = graded.result;
  std::string reason = result.where;
  for (const auto& part : {result.message, result.remark}) {
    if (!part.empty()) {
      reason += (reason.empty()             ? ""
                 : &part == &result.message ? ": "
                                            : "\n");
      reason += part;
    }
  }
  return reason;
}

}  // namespace grader
