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

int line_count(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::string time_text(std::chrono::microseconds time) {
  return course::to_text(time);
}

std::string story_text(const CheckResult& check, const Style& style,
                       int most_lines) {
  std::vector<std::string> steps;
  int lines = 0;
  for (std::size_t i = 0; i < check.story.size(); ++i) {
    steps.push_back(step_line(check, static_cast<int>(i) + 1, style) +
                    "\n");
    lines += line_count(steps.back());
  }
  // Too long: the first two steps, then those that lead to the wrong one.
  std::size_t end = steps.size(), resume = 2;
  if (lines > most_lines) {
    if (check.wrong_step)
      end = static_cast<std::size_t>(check.wrong_step);
    resume = end;
    int room = most_lines - (end < steps.size() ? 2 : 1);
    for (std::size_t i = 0; i < std::min<std::size_t>(2, end); ++i)
      room -= line_count(steps[i]);
    while (resume > 2 && (room -= line_count(steps[resume - 1])) >= 0)
      --resume;
    resume = std::min(resume, end - 1);  // the wrong one in any case
  }
  std::string text;
  for (std::size_t i = 0; i < end; ++i) {
    if (i == 2 && resume > 2) {
      text += "       " + tr("… {} steps …", resume - 2) + "\n";
      i = resume;
    }
    text += steps[i];
  }
  if (end < steps.size())
    text += "       " + tr("… {} steps …", steps.size() - end) + "\n";
  return text;
}

}  // namespace grader
