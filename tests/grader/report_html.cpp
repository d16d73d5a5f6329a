#include <fmt/format.h>

#include "intake.hpp"
#include "render.hpp"
#include "report.hpp"
#include "report_style.hpp"
#include "report_text.hpp"
#include "words.hpp"

namespace grader {
namespace {

const char* class_of(Verdict verdict) {
  return verdict == Verdict::held      ? "held"
         : verdict == Verdict::not_run ? "not-run"
                                       : "not-held";
}

std::string points(const Score& score) {
  return fmt::format("{}&nbsp;/&nbsp;{}", score.points, score.of);
}

std::string verdict_cell(Verdict verdict) {
  return fmt::format("<td class=\"verdict {}\">{}</td>", class_of(verdict),
                     escape_markup(short_words(verdict)));
}

/// One row of the summary: why nothing was run is a verdict, too.
std::string verdict_cell(const Graded* graded) {
  if (graded == nullptr) {
    return verdict_cell(Verdict::not_run);
  }
  if (graded->note == not_handed_in) {
    return fmt::format("<td class=\"verdict not-run\">{}</td>",
                       escape_markup(tr("not handed in")));
  }
  if (!graded->note.empty()) {
    return fmt::format("<td class=\"verdict not-held\">{}</td>",
                       escape_markup(tr("refused")));
  }
  return verdict_cell(graded->result.verdict);
}

std::string described(std::string term, const std::string& text) {
  return text.empty()
             ? ""
             : fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape_markup(term),
                           escape_markup(text));
}

std::string story_of(const CheckResult& check) {
  auto html = fmt::format("<div class=\"story\">\n<h3>{}</h3>\n",
                          escape_markup(check.title));
  if (!check.story.empty()) {
    html += "<ol>\n";
    int number = 0;
    for (const auto& step : check.story) {
      html += fmt::format(
          "<li{}><time>{:.1f} ms</time> {}</li>\n",
          ++number == check.wrong_step ? " class=\"wrong\"" : "",
          static_cast<double>(step.at.count()) / 1000,
          escape_markup(step.text));
    }
    html += "</ol>\n";
  }
  if (!check.message.empty()) {
    html += fmt::format("<pre>{}</pre>\n", escape_markup(check.message));
  }
  const auto facts = described(tr("expected"), check.expected) +
                     described(tr("seen"), check.seen) +
                     described(tr("at"), check.where);
  if (!facts.empty()) {
    html += "<dl>\n" + facts + "</dl>\n";
  }
  if (!check.diagnosis_text.empty()) {
    html += fmt::format("<p class=\"diagnosis\">{}</p>\n",
                        escape_markup(check.diagnosis_text));
  }
  return html + "</div>\n";
}

std::string checks_table(const Exercise& exercise, const Graded& graded) {
  std::string rows;
  for (const auto& check : exercise.checks) {
    const auto* result = find_result(&graded, check);
    rows +=
        fmt::format("<tr><td>{}</td>{}<td class=\"number\">{}</td></tr>\n",
                    escape_markup(check.title),
                    verdict_cell(result == nullptr ? Verdict::not_run
                                                   : result->verdict),
                    points(score_of(check, result)));
  }
  return "<table>\n" + rows + "</table>\n";
}

std::string section_of(const Exercise& exercise, const Graded* graded) {
  auto html = fmt::format(
      "<h2 id=\"{0}\">{1} <span class=\"soft\">{0}"
      "</span></h2>\n",
      escape_markup(exercise.name), escape_markup(exercise.title));
  if (graded == nullptr) {
    return html + fmt::format("<p class=\"soft\">{}</p>\n",
                              escape_markup(tr("not graded yet")));
  }
  if (const auto reason = plain_reason(*graded); !reason.empty()) {
    html += "<pre>" + escape_markup(reason) + "</pre>\n";
  }
  if (!graded->note.empty()) {
    return html;
  }
  html += checks_table(exercise, *graded);
  for (const auto& check : graded->result.checks) {
    if (check.verdict != Verdict::held &&
        check.verdict != Verdict::not_run &&
        check.verdict != Verdict::did_not_compile) {
      html += story_of(check);
    }
  }
  return html;
}

std::string summary_of(const std::vector<const Exercise*>& exercises,
                       const StudentResults& student) {
  std::string rows;
  for (const auto* exercise : exercises) {
    const auto* graded = find_graded(student, *exercise);
    rows += fmt::format(
        "<tr><td><a href=\"#{}\">{}</a></td>{}<td class=\"number\">{}</td>"
        "</tr>\n",
        escape_markup(exercise->name), escape_markup(exercise->title),
        verdict_cell(graded), points(score_of(*exercise, graded)));
  }
  return fmt::format(
      "<table>\n<tr><th>{}</th><th class=\"verdict\">{}</th><th "
      "class=\"number\">{}</th>"
      "</tr>\n{}<tr><th>{}</th><td></td><th class=\"number\">{}</th></tr>\n"
      "</table>\n",
      escape_markup(tr("exercise")), escape_markup(tr("verdict")),
      escape_markup(tr("points")), rows, escape_markup(tr("total")),
      points(score_of(exercises, student)));
}

}  // namespace

std::string report_html(const std::vector<const Exercise*>& exercises,
                        const StudentResults& student) {
  const auto name = escape_markup(one_line(student.student));
  std::string sections;
  for (const auto* exercise : exercises) {
    sections += section_of(*exercise, find_graded(student, *exercise));
  }
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n"
      "<meta charset=\"utf-8\">\n<meta name=\"viewport\""
      " content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<h1>{}</h1>\n<p class=\"soft\">{}</p>\n{}{}</body>\n</html>\n",
      "en", name, report_style, name, escape_markup(isolation_note()),
      summary_of(exercises, student), sections);
}

}  // namespace grader
