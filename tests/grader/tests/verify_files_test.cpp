#include <gtest/gtest.h>

#include "error.hpp"
#include "files.hpp"
#include "refusal.hpp"
#include "verify.hpp"

using namespace grader;

namespace {

class VerifyFiles : public testing::Test {
 protected:
  NamedFile read(const std::string& text) {
    const auto file = folder_.path() / "mistake.cpp";
    write_file(file, text);
    return read_named_file(file, folder_.path());
  }

  TemporaryFolder folder_{fs::temp_directory_path() / "verify-test"};
};

TEST_F(VerifyFiles, ReadsWhatAMistakeNames) {
  const auto file = read(
      "// check: Settled.Order\n"
      "// diagnosis: by-completion\n"
      "// verdict: wrong\n"
      "// preset: asan\n"
      "// like: sorts_by_time\n"
      "// Appends results as they come: check: is not a key here,\n"
      "// and the idea goes on.\n"
      "#include <vector>\n"
      "// check: too late\n");
  EXPECT_EQ(file.check, "Settled.Order");
  EXPECT_EQ(file.diagnosis, "by-completion");
  EXPECT_EQ(file.verdict, Verdict::wrong);
  EXPECT_EQ(file.preset, "asan");
  EXPECT_EQ(file.like, "sorts_by_time");
  EXPECT_EQ(file.idea,
            "Appends results as they come: check: is not a key here, and "
            "the idea goes on.");
}

TEST_F(VerifyFiles, ReadsTheMechanismOfAVariant) {
  EXPECT_EQ(read("// variant: a channel\nint x;\n").variant, "a channel");
}

TEST_F(VerifyFiles, NamesTheLineOfAMistypedKey) {
  EXPECT_EQ(
      refusal_of([&] { read("// check: A.B\n// diagnosys: x\n"); }),
      "mistake.cpp:2: unknown key diagnosys; did you mean diagnosis?");
  EXPECT_THROW(read("// verdict: deadlok\n"), InputError);
}

// An exercise that is in order, and results as a run would leave them.
class VerifyTogether : public testing::Test {
 protected:
  VerifyTogether() {
    exercise_.name = "settled";
    exercise_.hints = {"nudge", "idea", "plan"};
    exercise_.checks = {{"S.A", "a", 1, {}}, {"S.B", "b", 1, {}}};
    for (const std::string id : {"one", "two", "three"}) {
      exercise_.diagnoses.push_back({id, "text"});
      add(Subject::Kind::mistake, id, "S.A");
    }
    add(Subject::Kind::variant, "", "");
  }

  void add(Subject::Kind kind, const std::string& diagnosis,
           const std::string& failed) {
    Subject subject;
    subject.kind = kind;
    subject.exercise = &exercise_;
    subject.file.path = diagnosis + ".cpp";
    subject.file.check = failed;
    subject.file.diagnosis = diagnosis;
    for (const auto& check : exercise_.checks) {
      CheckResult result;
      result.name = check.name;
      result.verdict =
          check.name == failed ? Verdict::wrong : Verdict::held;
      subject.result.checks.push_back(result);
    }
    subjects_.push_back(std::move(subject));
  }

  std::vector<std::string> problems() {
    return verify_together(Course{}, exercise_, subjects_);
  }

  Exercise exercise_;
  std::vector<Subject> subjects_;
};

TEST_F(VerifyTogether, FindsNothingWhereAllIsWell) {
  EXPECT_EQ(problems(), std::vector<std::string>{});
}

TEST_F(VerifyTogether, WantsMistakesVariantsAndHints) {
  subjects_.clear();
  exercise_.hints = {"plan"};
  exercise_.diagnoses.clear();
  EXPECT_EQ(problems().size(), 3u);
}

TEST_F(VerifyTogether, WantsEveryDiagnosisShownOrMarked) {
  exercise_.diagnoses.push_back({"four", "text"});
  EXPECT_EQ(problems().size(), 1u);
  exercise_.diagnoses.back().unproven = true;
  EXPECT_EQ(problems().size(), 0u);
  exercise_.diagnoses.front().unproven = true;
  EXPECT_EQ(problems().size(), 1u);
}

TEST_F(VerifyTogether, WantsMistakesToldApart) {
  add(Subject::Kind::mistake, "one", "S.B");
  EXPECT_EQ(problems().size(), 0u);  // they fail different checks
  add(Subject::Kind::mistake, "one", "S.A");
  subjects_.back().file.path = "again.cpp";
  EXPECT_EQ(problems(),
            std::vector<std::string>{
                "mistakes/one.cpp and mistakes/again.cpp both fail S.A and "
                "are both told one"});
}

TEST_F(VerifyTogether, LetsOneIdeaHaveManyForms) {
  add(Subject::Kind::mistake, "one", "S.A");
  subjects_.back().file.path = "again.cpp";
  subjects_.back().file.like = "one";
  EXPECT_EQ(problems().size(), 0u);
  subjects_.back().file.like = "two";  // which is told something else
  ASSERT_EQ(problems().size(), 2u);
  EXPECT_EQ(problems().front(),
            "mistakes/again.cpp is like two, but no mistake of that name "
            "is told the same");
}

}  // namespace
