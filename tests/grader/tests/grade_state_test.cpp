#include "grade_state.hpp"

#include <gtest/gtest.h>

#include "files.hpp"
#include "report_text.hpp"

using grader::Graded;
using grader::GradeState;
using grader::Verdict;
namespace fs = std::filesystem;

namespace {

class GradeStateFolder : public testing::Test {
 protected:
  static Graded graded() {
    Graded one;
    one.key = "key";
    one.result.exercise = "settled";
    one.result.verdict = Verdict::wrong;
    grader::CheckResult check;
    check.name = "Settled.Order";
    check.verdict = Verdict::wrong;
    check.message = "out of order";
    one.result.checks.push_back(check);
    return one;
  }

  grader::TemporaryFolder folder_{fs::temp_directory_path() / "grade-test"};
  GradeState state_{folder_.path()};
};

TEST_F(GradeStateFolder, KeepsAResult) {
  state_.save("alice", "settled", graded());
  const auto kept = GradeState(folder_.path()).load("alice", "settled");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->key, "key");
  ASSERT_EQ(kept->result.checks.size(), 1u);
  EXPECT_EQ(kept->result.checks[0].message, "out of order");
  EXPECT_EQ(kept->result.checks[0].verdict, Verdict::wrong);
}

TEST_F(GradeStateFolder, HasNothingOfOthers) {
  state_.save("alice", "settled", graded());
  EXPECT_FALSE(state_.load("bob", "settled"));
  EXPECT_FALSE(state_.load("alice", "queue"));
}

TEST_F(GradeStateFolder, KnowsEverybodyByTheirOwnName) {
  EXPECT_TRUE(state_.students().empty());
  const std::string strange("../\xFF\n\0x", 7);
  state_.save("alice", "settled", graded());
  state_.save(strange, "settled", graded());
  EXPECT_EQ(state_.students(),
            (std::vector<std::string>{strange, "alice"}));
}

TEST_F(GradeStateFolder, ADamagedFileIsAsIfItWereNotThere) {
  state_.save("alice", "settled", graded());
  const auto file = folder_.path() / ".state/alice/settled.json";
  const auto whole = grader::read_file(file);
  for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
    grader::write_file(file, std::string_view(whole).substr(0, size));
    EXPECT_FALSE(state_.load("alice", "settled")) << size;
    EXPECT_TRUE(state_.students().empty());
  }
}

}  // namespace
