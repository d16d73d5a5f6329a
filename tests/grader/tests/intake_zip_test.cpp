#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include "files.hpp"
#include "intake.hpp"

using grader::Candidate;
using grader::Contents;
namespace fs = std::filesystem;

namespace {

const std::set<std::string> wanted = {"settled.cpp"};

class IntakeZip : public testing::Test {
 protected:
  void SetUp() override {
    ::archive_write_set_format_zip(archive_);
    ASSERT_EQ(::archive_write_open_filename(archive_, file().c_str()),
              ARCHIVE_OK);
  }
  void TearDown() override { ::archive_write_free(archive_); }

  fs::path file() const { return folder_.path() / "alice.zip"; }

  void add(const std::string& name, const std::string& text,
           unsigned type = AE_IFREG) {
    auto* entry = ::archive_entry_new();
    ::archive_entry_set_pathname(entry, name.c_str());
    ::archive_entry_set_filetype(entry, type);
    ::archive_entry_set_perm(entry, 0644);
    if (type == AE_IFLNK) {
      ::archive_entry_set_symlink(entry, text.c_str());
    } else {
      ::archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    }
    EXPECT_EQ(::archive_write_header(archive_, entry), ARCHIVE_OK);
    if (type == AE_IFREG) {
      ::archive_write_data(archive_, text.data(), text.size());
    }
    ::archive_entry_free(entry);
  }

  Contents read(const grader::IntakeLimits& limits = {}) {
    ::archive_write_close(archive_);
    return grader::read_zip(file(), wanted, limits);
  }

  grader::TemporaryFolder folder_{fs::temp_directory_path() /
                                  "intake-test"};
  archive* archive_ = ::archive_write_new();
};

TEST_F(IntakeZip, ReadsTheWantedFiles) {
  add("homework/settled.cpp", "int main");
  add("homework/notes.txt", "ignored");
  add("__MACOSX/homework/._settled.cpp", "ignored");
  EXPECT_EQ(choose_file(read(), "settled.cpp").bytes, "int main");
}

TEST_F(IntakeZip, RefusesPathsThatLeaveTheFolder) {
  add("../../settled.cpp", "x");
  EXPECT_EQ(read().problem,
            "refused: the zip names a place outside its folder: "
            "../../settled.cpp");
}

TEST_F(IntakeZip, RefusesAPathThatLeavesLater) {
  add("settled.cpp", "x");
  add("a/../../b", "x");
  const auto contents = read();
  EXPECT_FALSE(choose_file(contents, "settled.cpp").bytes);
  EXPECT_NE(contents.problem.find("a/../../b"), std::string::npos);
}

TEST_F(IntakeZip, DotsThatLeadNowhereAreNames) {
  add("..a/b../settled.cpp", "x");
  EXPECT_EQ(read().problem, "");
}

TEST_F(IntakeZip, DoesNotFollowLinks) {
  add("settled.cpp", "/etc/passwd", AE_IFLNK);
  EXPECT_EQ(choose_file(read(), "settled.cpp").note,
            "settled.cpp is a symbolic link; links are not followed");
}

TEST_F(IntakeZip, ABombCostsNoMoreThanTheLimitOfAFile) {
  add("settled.cpp", std::string(8 << 20, '\0'));
  EXPECT_EQ(choose_file(read(), "settled.cpp").note,
            "settled.cpp is too large for an exercise");
}

TEST_F(IntakeZip, RefusesMoreThanItMayUnpackTo) {
  for (int i = 0; i < 4; ++i) {
    add("zeros" + std::to_string(i), std::string(1 << 20, '\0'));
  }
  EXPECT_EQ(read({.unpacked_bytes = 3 << 20}).problem,
            "refused: the zip unpacks to more than 3 MB");
}

TEST_F(IntakeZip, RefusesTooManyNames) {
  for (int i = 0; i < 20; ++i) {
    add(std::to_string(i), "");
  }
  EXPECT_EQ(read({.entries = 19}).problem,
            "refused: the zip holds more than 19 files");
}

TEST_F(IntakeZip, TwoEntriesOfOneNameAreAmbiguous) {
  add("settled.cpp", "one");
  add("settled.cpp", "two");
  EXPECT_FALSE(choose_file(read(), "settled.cpp").bytes);
}

TEST_F(IntakeZip, RefusesWhatIsNoZip) {
  grader::write_file(file(), "this is not a zip");
  EXPECT_EQ(grader::read_zip(file(), wanted, {}).problem,
            "refused: this is not a zip");
}

TEST_F(IntakeZip, ADamagedZipNeverGivesAPartOfAFile) {
  const auto text = std::string(5000, 'x') + "y";
  add("settled.cpp", text);
  ::archive_write_close(archive_);
  const auto whole = grader::read_file(file());
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    grader::write_file(file(), std::string_view(whole).substr(0, size));
    const auto contents = grader::read_zip(file(), wanted, {});
    const auto handed_in = choose_file(contents, "settled.cpp");
    EXPECT_EQ(handed_in.bytes.value_or(text), text) << size;
    EXPECT_NE(handed_in.bytes.has_value(), !handed_in.note.empty());
  }
}

}  // namespace
