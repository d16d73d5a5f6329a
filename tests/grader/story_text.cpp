#include "story_text.hpp"

#include <algorithm>
#include <course/timeline.hpp>

#include "words.hpp"

namespace grader {

namespace {

std::string step_line(const CheckResult& check, int number,
                      const Style& style) {
  const Step& step = check.story[static_cast<std::size_t>(number - 1)];
  bool wrong = number == check.wrong_step;
  std::string line = fmt::format("  {} {:>3}  {:>9}  ", wrong ? ">" : " ",
                                 number, time_text(step.at));
  int indent = columns(line);
  line += printable(step.text);
  line = wrapped(line.substr(static_cast<std::size_t>(indent)),
                 style.width - 1 - indent, 0)
             .insert(0, line.substr(0, static_cast<std::size_t>(indent)));
  std::string lines;
  for (char c : line) {
    lines += c;
    if (c == '\n')
      lines.append(static_cast<std::size_t>(indent), ' ');
  }
  return wrong ? style(Colour::red, lines) : lines;
}

}  // namespace

std::string time_text(std::chrono::microseconds time) {
  return course::to_text(time);
}

std::string story_text(const CheckResult& check, const Style& style,
                       int most_lines) {
  int count = static_cast<int>(check.story.size());
  // Which steps: all, or the first two and those that end with the wrong
  // one, with one line that stands for those between.
  int last = count, resume = 1;
  if (count > most_lines) {
    int wrong = check.wrong_step ? check.wrong_step : count;
    last = std::min(count, wrong + 1);
    resume = std::max(3, last - std::max(most_lines - 5, 1));
  }
  std::string text;
  for (int number = 1; number <= last; ++number) {
    if (number == 3 && resume > 4) {
      text += "       " + tr("… {} steps …", resume - 3) + "\n";
      number = resume;
    }
    text += step_line(check, number, style) + "\n";
  }
  if (last < count)
    text += "       " + tr("… {} steps …", count - last) + "\n";
  return text;
}

}  // namespace grader
