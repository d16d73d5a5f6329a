#include "compiler_errors.hpp"

#include <gtest/gtest.h>

#include "build.hpp"
#include "compiler_remarks.hpp"
#include "files.hpp"

// The compiler's words are provoked, not recorded: they change with it.
namespace grader {
namespace {

class CompilerErrors : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    course = new Course(load_course(COURSE_ROOT));
    for (const Exercise& each : course->exercises)
      if (each.edit.ends_with(".cpp")) {
        exercise = &each;
        break;
      }
    ASSERT_NE(exercise, nullptr);
    prebuild(*course, {exercise}, "dev");
  }
  static void TearDownTestSuite() { delete course; }

  /// What a student is told whose file has `code` as its sixth line.
  CompileError error_of(const std::string& code) {
    std::string text = R"(#include <boost/asio.hpp>
#include <iostream>
namespace asio = boost::asio; using namespace std::chrono_literals;
asio::awaitable<int> job();
asio::awaitable<void> pause_for(std::chrono::milliseconds);
)" + code + "\n";
    fs::path file = folder_.path() / "student.cpp";
    write_file(file, text);
    Build build = build_host(*course, *exercise, file, "dev", false);
    EXPECT_TRUE(build.host.empty());
    return build.linking
               ? explain_link_error(build.messages, exercise->edit, "s.cpp")
               : explain_compile_error(build.messages, exercise->edit,
                                       "s.cpp");
  }

  void expect_remark(const std::string& code, const std::string& part) {
    CompileError error = error_of(code);
    EXPECT_EQ(error.where, "s.cpp:6") << code;
    EXPECT_NE(error.remark.find(part), std::string::npos)
        << code << "\n"
        << error.message << "\n"
        << error.remark;
  }

  static Course* course;
  static const Exercise* exercise;
  TemporaryFolder folder_{std::filesystem::temp_directory_path()};
};

Course* CompilerErrors::course = nullptr;
const Exercise* CompilerErrors::exercise = nullptr;

TEST_F(CompilerErrors, MissingCoAwait) {
  const std::string words = "co_await is missing";
  expect_remark("asio::awaitable<int> f() { int x = job(); co_return x; }",
                words);
  expect_remark("asio::awaitable<int> f() { co_return job() + 1; }", words);
  expect_remark("asio::awaitable<int> f() { co_return job(); }", words);
  expect_remark(
      "asio::awaitable<void> f() { std::cout << job(); co_return; }",
      words);
}

TEST_F(CompilerErrors, CoAwaitWhereNothingCanWait) {
  expect_remark("auto f = [] { return co_await job(); };",
                "A lambda that uses co_await");
  expect_remark("std::vector<int> f() { co_return {co_await job()}; }",
                "asio::awaitable<std::vector<int>>");
  expect_remark(
      "asio::awaitable<void> f() { try { co_await job(); } catch (...) { "
      "co_await job(); } }",
      "A catch block cannot wait");
  expect_remark("asio::awaitable<int> f() { return co_await job(); }",
                "co_return, not with return");
}

TEST_F(CompilerErrors, WrongResult) {
  expect_remark("asio::awaitable<void> nothing() {}",
                "one only if co_await or co_return");
  expect_remark("asio::awaitable<void> f() { co_return 5; }",
                "declared as asio::awaitable<void>");
  expect_remark("asio::awaitable<int> f() { co_await job(); co_return; }",
                "one of type int");
  expect_remark(
      "asio::awaitable<int> f() { int x = co_await pause_for(1ms);"
      " co_return x; }",
      "only waits");
}

TEST_F(CompilerErrors, WrongCompletionToken) {
  expect_remark("void f(asio::steady_timer& t) { t.async_wait(); }",
                "The last argument is missing");
  expect_remark("void f(asio::steady_timer& t) { t.async_wait([] {}); }",
                "void (boost::system::error_code)");
  expect_remark(
      "asio::awaitable<void> f(asio::steady_timer& t) { co_await "
      "t.async_wait(asio::detached); }",
      "asio::use_awaitable");
}

TEST_F(CompilerErrors, CopiedAwaitable) {
  const std::string words = "moved, not copied";
  expect_remark("asio::awaitable<void> f() { auto a = job(); co_await a; }",
                words);
  expect_remark(
      "std::vector<asio::awaitable<int>> f() { auto a = job(); "
      "return {std::move(a)}; }",
      words);
}

TEST_F(CompilerErrors, WrongArgumentOfCoSpawn) {
  expect_remark(
      "void f(asio::io_context& c) { asio::co_spawn(c, [] { return "
      "1; }, asio::detached); }",
      "return an awaitable");
  expect_remark(
      "void f(asio::io_context& c) { asio::co_spawn(c, pause_for, "
      "asio::detached); }",
      "call the coroutine");
}

TEST_F(CompilerErrors, ForgottenNamespaceAndUnit) {
  expect_remark("steady_timer* timer;", "asio::steady_timer");
  expect_remark("asio::awaitable<void> f() { co_await pause_for(3); }",
                "A duration needs its unit");
}

TEST_F(CompilerErrors, OrdinaryErrorsHaveTheirLineAndNoRemark) {
  CompileError error = error_of("int f() { return 1 }");
  EXPECT_EQ(error.where, "s.cpp:6");
  EXPECT_TRUE(error.message.starts_with("expected ';'")) << error.message;
  EXPECT_NE(error.message.find("6 | int f() { return 1 }"),
            std::string::npos);
  EXPECT_EQ(error.remark, "");
}

TEST_F(CompilerErrors, LinkErrorsAreSentences) {
  CompileError missing = error_of("int a = 1;");
  EXPECT_NE(missing.message.find("is missing or has another signature"),
            std::string::npos);
  CompileError twice = error_of("int main() {}");
  EXPECT_EQ(twice.message, "main is defined twice");
  EXPECT_NE(twice.remark.find("remove this one"), std::string::npos);
}

TEST(Headers, AreKnownForCommonNames) {
  EXPECT_EQ(header_of("map"), "map");
  EXPECT_EQ(header_of("iota"), "numeric");
  EXPECT_EQ(header_of("nothing"), "");
}

}  // namespace
}  // namespace grader
