// Grades a class of mixed quality, as an instructor would: each submission
// gets the verdict it deserves and costs the others nothing.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "files.hpp"
#include "grade_state.hpp"
#include "instructor.hpp"
#include "stub.hpp"

using namespace grader;

namespace {

const std::string file_name = "gather_settled.cpp";

void zip(const fs::path& file, const std::string& name,
         const std::string& text) {
  auto* out = ::archive_write_new();
  ::archive_write_set_format_zip(out);
  ASSERT_EQ(::archive_write_open_filename(out, file.c_str()), ARCHIVE_OK);
  auto* entry = ::archive_entry_new();
  ::archive_entry_set_pathname(entry, name.c_str());
  ::archive_entry_set_filetype(entry, AE_IFREG);
  ::archive_entry_set_perm(entry, 0644);
  ::archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
  ::archive_write_header(out, entry);
  ::archive_write_data(out, text.data(), text.size());
  ::archive_entry_free(entry);
  ::archive_write_free(out);
}

// Contents and times of everything below a folder.
std::string picture_of(const fs::path& folder) {
  std::ostringstream picture;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    picture << entry.path() << ' ';
    if (!entry.is_symlink() && entry.is_regular_file()) {
      picture << entry.last_write_time().time_since_epoch().count()
              << read_file(entry.path());
    }
    picture << '\n';
  }
  return picture.str();
}

// student -> "points remarks"
std::map<std::string, std::string> rows_of(const fs::path& gradebook) {
  std::map<std::string, std::string> rows;
  std::istringstream lines(read_file(gradebook));
  std::string line;
  std::getline(lines, line);  // the headings
  while (std::getline(lines, line)) {
    const auto first = line.find(',');
    const auto total = line.find(',', first + 1);
    const auto remarks = line.find(',', total + 1);
    auto remark = line.substr(remarks + 1);
    std::erase(remark, '"');
    rows[line.substr(0, first)] =
        line.substr(total + 1, remarks - total - 1) + ' ' + remark;
  }
  return rows;
}

class GradeHostile : public testing::Test {
 protected:
  void SetUp() override {
    const auto right =
        without_markers(read_file(course_.solution(exercise_)), "solution");
    const auto tests = course_.tests(exercise_);
    write_file(students_ / "right" / file_name, right);
    write_file(students_ / "wrong" / file_name,
               read_file(tests / "mistakes" / "one_after_another.cpp"));
    write_file(students_ / "twice" / "old" / file_name, right);
    write_file(students_ / "twice" / "new" / file_name, right);
    fs::create_directories(students_ / "nothing");
    fs::create_directories(students_ / "symlink");
    fs::create_symlink(students_ / "right" / file_name,
                       students_ / "symlink" / file_name);
    zip(students_ / "zipped.zip", "homework/" + file_name, right);
    zip(students_ / "outside.zip", "../" + file_name, right);
    fs::copy(course_.root / "tests" / "grader" / "tests" / "hostile",
             students_, fs::copy_options::recursive);
  }

  int grade_class(bool again = false) {
    GradeOptions options;
    options.paths = {students_};
    options.out = out_;
    options.exercises = {exercise_.name};
    options.again = again;
    return grade(course_, options);
  }

  /// A result that a run of somebody's program has left for the next
  /// `grade`, and when it was written.
  struct Result {
    fs::path file;
    fs::file_time_type written;

    bool operator==(const Result&) const = default;
  };

  std::map<std::string, Result> results_of_runs() {
    std::map<std::string, Result> results;
    for (const auto& entry :
         fs::recursive_directory_iterator(out_ / ".state")) {
      if (entry.is_regular_file()) {
        results[entry.path().parent_path().filename()] = {
            entry.path(), entry.last_write_time()};
      }
    }
    // What was not run is looked at anew each time.
    for (const char* student : {"symlink", "outside", "twice", "nothing"}) {
      results.erase(student);
    }
    return results;
  }

  double seconds_of(const std::string& student) {
    return GradeState(out_).load(student, exercise_.name)->result.seconds;
  }

  const Course course_ = load_course(COURSE_ROOT);
  const Exercise& exercise_ = course_.find("gather_settled");
  const TemporaryFolder folder_{fs::temp_directory_path() /
                                "grade-hostile"};
  const fs::path students_ = folder_.path() / "class";
  const fs::path out_ = folder_.path() / "out";
};

TEST_F(GradeHostile, EverybodyGetsTheirOwnVerdict) {
  const auto before = picture_of(students_);
  ASSERT_EQ(grade_class(), 0);
  EXPECT_EQ(picture_of(students_), before);

  auto rows = rows_of(out_ / "gradebook.csv");
  int all = 0;
  for (const auto& check : exercise_.checks) {
    all += check.points;
  }
  const auto full = std::to_string(all) + ' ';
  const auto none = [](const std::string& remark) {
    return "0 gather_settled: " + remark;
  };
  EXPECT_EQ(rows["right"], full);
  EXPECT_EQ(rows["zipped"], full);
  EXPECT_TRUE(rows["wrong"].ends_with(" gather_settled: wrong"));
  EXPECT_EQ(rows["hangs"], none("time_limit"));
  EXPECT_EQ(rows["crashes"], none("crashed"));
  EXPECT_EQ(rows["forks"], none("process_limit"));
  EXPECT_EQ(rows["leaves"], none("left_early"));
  EXPECT_EQ(rows["lies"], none("left_early"));
  EXPECT_EQ(rows["floods"], none("output_limit"));
  EXPECT_EQ(rows["does_not_compile"], none("did_not_compile"));
  EXPECT_EQ(rows["empty"], none("did_not_compile"));
  EXPECT_EQ(rows["symlink"],
            none("gather_settled.cpp is a symbolic link; links are not "
                 "followed"));
  EXPECT_EQ(rows["outside"],
            none("refused: the zip names a place outside its folder: "
                 "../gather_settled.cpp"));
  EXPECT_EQ(rows["twice"],
            none("ambiguous, handed in more than once: "
                 "new/gather_settled.cpp and old/gather_settled.cpp"));
  EXPECT_EQ(rows["nothing"], none("not handed in"));
  EXPECT_EQ(rows.size(), 15u);
  // The two handed in the same text: it ran once, and took the same time.
  EXPECT_EQ(seconds_of("zipped"), seconds_of("right"));

  EXPECT_EQ(read_file(out_ / "misconceptions.csv")
                .find("exercise,diagnosis,text,students\n"
                      "gather_settled,one-after-another,"),
            0u);

  // A second run finds everything done: no result is written again. One
  // that is gone is made again, and no other.
  const auto first = read_file(out_ / "gradebook.csv");
  const auto results = results_of_runs();
  ASSERT_EQ(results.size(), 11u);
  ASSERT_EQ(grade_class(), 0);
  EXPECT_EQ(read_file(out_ / "gradebook.csv"), first);
  EXPECT_EQ(results_of_runs(), results);
  fs::remove(results.at("right").file);
  ASSERT_EQ(grade_class(), 0);
  EXPECT_EQ(read_file(out_ / "gradebook.csv"), first);
  auto again = results_of_runs();
  ASSERT_EQ(again.size(), results.size());
  EXPECT_NE(again["right"], results.at("right"));
  again["right"] = results.at("right");
  EXPECT_EQ(again, results);

  // No report holds markup or terminal sequences of a student.
  for (const auto& entry : fs::recursive_directory_iterator(out_)) {
    if (entry.is_regular_file()) {
      const auto text = read_file(entry.path());
      EXPECT_EQ(text.find('\x1B'), std::string::npos) << entry.path();
      if (entry.path().extension() != ".json") {
        EXPECT_EQ(text.find("<script"), std::string::npos) << entry.path();
      }
    }
  }
  EXPECT_TRUE(fs::is_empty(course_.root / "build" / "submissions"));
}

}  // namespace
