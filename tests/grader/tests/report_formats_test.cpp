#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <regex>

#include "report.hpp"

using namespace grader;
namespace json = boost::json;

namespace {

const std::string evil =
    "</pre><script>alert(1)</script>\x1B[31m\xFF&\"']]>";

class ReportFormats : public testing::Test {
 protected:
  ReportFormats() {
    exercise_.name = "settled";
    exercise_.title = "Outcomes";
    exercise_.checks = {{"Settled.Order", "keeps the order", 2, {}},
                        {"Settled.Empty", "accepts nothing", 1, {}}};
    exercise_.diagnoses = {{"by-completion", "In order of completion."}};

    Graded right;
    right.result.exercise = "settled";
    right.result.verdict = Verdict::held;
    right.result.checks = {check("Settled.Order", Verdict::held),
                           check("Settled.Empty", Verdict::held)};
    right.result.seconds = 0.5;

    Graded wrong = right;
    wrong.result.verdict = Verdict::wrong;
    auto& order = wrong.result.checks[0];
    order.verdict = Verdict::wrong;
    order.message = evil;
    order.expected = "A, B";
    order.seen = evil;
    order.diagnosis = "by-completion";
    order.diagnosis_text = "In order of completion.";
    order.story = {{std::chrono::milliseconds(20), evil}};
    order.wrong_step = 1;
    wrong.result.checks[1].verdict = Verdict::deadlock;

    students_ = {
        {"alice", {{"settled", right}}},
        {"=bob,\n" + evil, {{"settled", wrong}}},
        {"carol",
         {{"settled", nothing_to_run(exercise_, "not handed in")}}},
        {"dave", {}}};
  }

  static CheckResult check(const std::string& name, Verdict verdict) {
    CheckResult result;
    result.name = name;
    result.title = name;
    result.verdict = verdict;
    return result;
  }

  Exercise exercise_;
  std::vector<const Exercise*> exercises_ = {&exercise_};
  std::vector<StudentResults> students_;
};

TEST_F(ReportFormats, TheGradebookHasARowForEachStudent) {
  const auto text = gradebook_csv(exercises_, students_);
  EXPECT_TRUE(text.starts_with(
      "student,settled (of 3),total (of 3),remarks\nalice,3,3,\n"))
      << text;
  EXPECT_NE(text.find("\n\"'=bob,\n"), std::string::npos) << text;
  EXPECT_NE(text.find(",0,0,settled: wrong\n"), std::string::npos);
  EXPECT_NE(text.find("\ncarol,0,0,settled: not handed in\n"),
            std::string::npos);
}

TEST_F(ReportFormats, WhatIsNotGradedYetIsAnEmptyCellAndNoTotal) {
  EXPECT_TRUE(gradebook_csv(exercises_, students_).ends_with("dave,,,\n"));
}

TEST_F(ReportFormats, ADiagnosisCountsOncePerStudent) {
  auto& checks = students_[1].exercises["settled"].result.checks;
  checks[1].diagnosis = "by-completion";
  EXPECT_EQ(misconceptions_csv(misconceptions(exercises_, students_)),
            "exercise,diagnosis,text,students\n"
            "settled,by-completion,In order of completion.,1\n");
}

TEST_F(ReportFormats, GradescopeGetsScoresAndTests) {
  const auto results =
      json::parse(gradescope_json(exercises_, students_[0])).as_object();
  EXPECT_EQ(results.at("score").as_int64(), 3);
  EXPECT_EQ(results.at("output").as_string(),
            "limits only: for submissions you trust");
  const auto& test = results.at("tests").as_array().at(0).as_object();
  EXPECT_EQ(test.at("name").as_string(), "Outcomes: keeps the order");
  EXPECT_EQ(test.at("score").as_int64(), 2);
  EXPECT_EQ(test.at("max_score").as_int64(), 2);
  EXPECT_EQ(test.at("status").as_string(), "passed");
  EXPECT_EQ(test.at("visibility").as_string(), "visible");
}

TEST_F(ReportFormats, GradescopeGetsCleanText) {
  const auto text = gradescope_json(exercises_, students_[1]);
  EXPECT_EQ(text.find('\x1B'), std::string::npos);
  EXPECT_EQ(text.find('\xFF'), std::string::npos);
  const auto results = json::parse(text).as_object();
  EXPECT_EQ(results.at("score").as_int64(), 0);
}

TEST_F(ReportFormats, JunitTellsFailuresFromErrors) {
  const auto wrong = junit_xml(exercises_, students_[1]);
  EXPECT_NE(wrong.find("failures=\"1\" errors=\"1\" skipped=\"0\""),
            std::string::npos)
      << wrong;
  EXPECT_NE(wrong.find("<failure type=\"wrong\""), std::string::npos);
  EXPECT_NE(wrong.find("<error type=\"deadlock\""), std::string::npos);
  const auto missing = junit_xml(exercises_, students_[2]);
  EXPECT_NE(missing.find("<skipped message=\"not handed in\"/>"),
            std::string::npos);
}

TEST_F(ReportFormats, NothingAStudentWroteIsMarkup) {
  for (const auto& text : {junit_xml(exercises_, students_[1]),
                           report_html(exercises_, students_[1])}) {
    EXPECT_EQ(text.find("<script"), std::string::npos) << text;
    EXPECT_EQ(text.find('\x1B'), std::string::npos);
    EXPECT_EQ(text.find('\xFF'), std::string::npos);
    EXPECT_NE(text.find("&lt;script&gt;"), std::string::npos);
  }
}

TEST_F(ReportFormats, ThePageStandsAlone) {
  const auto page = report_html(exercises_, students_[1]);
  EXPECT_EQ(page.find("http"), std::string::npos);
  EXPECT_EQ(page.find("url("), std::string::npos);
  EXPECT_EQ(page.find(" src="), std::string::npos);
  EXPECT_FALSE(std::regex_search(page, std::regex(" on[a-z]+=")));
  EXPECT_NE(page.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_NE(page.find("limits only: for submissions you trust"),
            std::string::npos);
}

TEST_F(ReportFormats, TheSummaryNamesVerdictsAndMisconceptions) {
  const auto all = json::parse(grade_json(exercises_, students_));
  const auto& students = all.at("students").as_array();
  ASSERT_EQ(students.size(), 4u);
  EXPECT_EQ(students[2].at("exercises").at(0).at("note").as_string(),
            "not handed in");
  EXPECT_TRUE(students[3].at("exercises").at(0).at("verdict").is_null());
  EXPECT_EQ(all.at("misconceptions").at(0).at("students").as_int64(), 1);
}

}  // namespace
