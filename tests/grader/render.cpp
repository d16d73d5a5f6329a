#include "render.hpp"

#include <algorithm>
#include <sstream>

#include "story_text.hpp"
#include "timeline_text.hpp"
#include "words.hpp"

namespace grader {

namespace {

Colour colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::held:
      return Colour::green;
    case Verdict::not_run:
      return Colour::dim;
    case Verdict::grader_error:
      return Colour::yellow;
    default:
      return Colour::red;
  }
}

// More of them are counted, where the checks would fill the screen.
constexpr int most_held_lines = 10;

class Renderer {
 public:
  Renderer(const Course& course, const Exercise& exercise,
           const ExerciseResult& result, const RenderOptions& options)
      : course_(course),
        exercise_(exercise),
        result_(result),
        options_(options),
        style_(options.style) {}

  std::string text() {
    first_line();
    if (result_.verdict == Verdict::did_not_compile) {
      compiler_error();
      return std::move(text_);
    }
    lines_of_checks();
    if (options_.timeline && result_.verdict == Verdict::held)
      timelines_of_held();
    int told = 0;
    for (const CheckResult& check : result_.checks)
      if (check.verdict != Verdict::held &&
          check.verdict != Verdict::not_run &&
          (options_.all || told++ == 0))
        tell(check);
    return std::move(text_);
  }

 private:
  void first_line() {
    std::string count =
        result_.verdict == Verdict::did_not_compile
            ? tr("did not compile")
            : tr("{} of {} checks", result_.held(), result_.checks.size());
    text_ += fmt::format(
        "{}  {}  {:.2f} s\n", style_(Colour::bold, result_.exercise),
        style_(colour_of(result_.verdict), count), result_.seconds);
  }

  void lines_of_checks() {
    std::size_t width = 0;
    for (const CheckResult& check : result_.checks)
      width = std::max(width, short_words(check.verdict).size());
    // A screen has room for the failures first.
    const bool brief =
        !options_.all &&
        static_cast<int>(result_.checks.size()) > style_.height / 2 &&
        result_.held() > most_held_lines;
    if (brief)
      text_ += fmt::format("  {}\n",
                           style_(Colour::green, tr("{} checks held; --all "
                                                    "lists them",
                                                    result_.held())));
    for (const CheckResult& check : result_.checks) {
      if (brief && check.verdict == Verdict::held)
        continue;
      std::string words = short_words(check.verdict);
      std::string blanks(width - words.size() + 2, ' ');
      std::string preset = check.verdict != Verdict::held &&
                                   check.verdict != Verdict::not_run &&
                                   !check.preset.empty() &&
                                   check.preset != "dev"
                               ? fmt::format("  ({})", check.preset)
                               : std::string();
      text_ += fmt::format("  {}{}{}{}\n",
                           style_(colour_of(check.verdict), words), blanks,
                           check.title, preset);
    }
  }

  /// A sentence behind a word, its further lines under its beginning.
  void sentence(const std::string& label, const std::string& words) {
    if (words.empty())
      return;
    int indent = std::max(columns(label) + 4, 12);
    std::string blanks(
        static_cast<std::size_t>(indent - 2 - columns(label)), ' ');
    text_ += fmt::format(
        "  {}{}{}\n", style_(Colour::bold, label), blanks,
        indented(wrapped(printable(words), style_.width - 1 - indent),
                 indent));
  }

  static std::string indented(const std::string& lines, int indent) {
    std::string result;
    for (char c : lines) {
      result += c;
      if (c == '\n')
        result.append(static_cast<std::size_t>(indent), ' ');
    }
    return result;
  }

  void paragraph(const std::string& words, Colour colour) {
    if (words.empty())
      return;
    std::istringstream lines(wrapped(words, style_.width - 3));
    text_ += '\n';
    for (std::string line; std::getline(lines, line);)
      text_ += "  " + style_(colour, line) + "\n";
  }

  void tell(const CheckResult& check) {
    text_ += fmt::format("\n  {}\n", style_(Colour::bold, check.title));
    std::string rest;  // what follows the story has the older right
    std::swap(rest, text_);
    bool twice = check.seen.find(check.message) != std::string::npos;
    if (check.expected.empty() && check.seen.empty())
      sentence(short_words(check.verdict), check.message);
    else if (check.verdict != Verdict::wrong && !twice)
      sentence(short_words(check.verdict), check.message);
    sentence(tr("expected"), check.expected);
    sentence(tr("seen"), check.seen);
    if (!check.where.empty())
      sentence(tr("where"), check.where);
    paragraph(check.diagnosis_text, Colour::yellow);
    std::swap(rest, text_);
    auto lines = [](const std::string& text) {
      return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    };
    // One line stays free for the cursor.
    int room = options_.all
                   ? 1 << 20
                   : style_.height - 1 - lines(text_) - lines(rest);
    // A stub has no story, and timelines take its place.
    if ((!options_.timeline || options_.all) &&
        !check.message.ends_with(" is not written yet"))
      text_ += story_text(check, style_, std::max(room, 4));
    text_ += rest;
    if (options_.timeline)
      timelines(check);
  }

  void timelines(const CheckResult& check) {
    int width = style_.width - 4;
    auto expected = expected_timeline(course_, exercise_, check.name);
    if (check.timeline.empty() && expected.empty()) {
      text_ += fmt::format("\n  {}\n", tr("This check draws no timeline."));
      return;
    }
    // The same scale for both: what takes longer is longer.
    long longest = std::max({length(check.timeline), length(expected), 1L});
    auto draw = [&](const std::string& title,
                    const std::vector<TimelineInterval>& timeline) {
      text_ += fmt::format("\n  {}\n", style_(Colour::bold, title));
      std::istringstream lines(timeline_text(
          timeline, static_cast<int>(width * length(timeline) / longest)));
      for (std::string line; std::getline(lines, line);)
        text_ += "  " + line + "\n";
    };
    std::string model = check.model.empty()
                            ? std::string()
                            : fmt::format(" ({})", printable(check.model));
    draw(tr("your timeline") + model, check.timeline);
    if (!expected.empty())
      draw(tr("expected"), expected);
  }

  static long length(const std::vector<TimelineInterval>& timeline) {
    long end = 0;
    for (const TimelineInterval& part : timeline)
      end = std::max(end, part.to_us);
    return end;
  }

  void timelines_of_held() {
    for (const CheckResult& check : result_.checks)
      if (!check.timeline.empty()) {
        text_ += fmt::format("\n  {}\n", check.title);
        timelines(check);
        if (!options_.all)
          return;
      }
  }

  void compiler_error() {
    text_ += '\n';
    if (!result_.where.empty())
      text_ += fmt::format("  {}\n", printable(result_.where));
    std::istringstream lines(result_.message);
    bool first = true;
    for (std::string line; std::getline(lines, line); first = false) {
      line = printable(line);
      if (first)
        line = wrapped(line, style_.width - 3);
      text_ +=
          "  " +
          style_(first ? Colour::red : Colour::none, indented(line, 2)) +
          "\n";
    }
    paragraph(result_.remark, Colour::yellow);
  }

  const Course& course_;
  const Exercise& exercise_;
  const ExerciseResult& result_;
  const RenderOptions& options_;
  const Style& style_;
  std::string text_;
};

}  // namespace

std::string short_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::held:
      return tr("held");
    case Verdict::wrong:
      return tr("wrong");
    case Verdict::not_run:
      return tr("not run");
    case Verdict::did_not_compile:
      return tr("did not compile");
    case Verdict::crashed:
      return tr("crashed");
    case Verdict::sanitizer:
      return tr("sanitizer");
    case Verdict::deadlock:
      return tr("deadlock");
    case Verdict::blocked_loop:
      return tr("blocked loop");
    case Verdict::time_limit:
      return tr("time limit");
    case Verdict::memory_limit:
      return tr("memory limit");
    case Verdict::output_limit:
      return tr("output limit");
    case Verdict::process_limit:
      return tr("process limit");
    case Verdict::left_early:
      return tr("left early");
    case Verdict::grader_error:
      break;
  }
  return tr("grader error");
}

std::string render(const Course& course, const Exercise& exercise,
                   const ExerciseResult& result,
                   const RenderOptions& options) {
  return Renderer(course, exercise, result, options).text();
}

}  // namespace grader
