// The main function of test hosts and of the library's own tests.
//
//   HOST --list                 the checks, one a line, in file order
//   HOST --check=Suite.Name     one check, reported to the grader
//   HOST                        all of them, as GoogleTest prints them
#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <string_view>

#include "report.hpp"
#include "worker_host.hpp"

namespace {

void list_checks() {
  const ::testing::UnitTest& tests = *::testing::UnitTest::GetInstance();
  for (int i = 0; i < tests.total_test_suite_count(); ++i) {
    const ::testing::TestSuite& suite = *tests.GetTestSuite(i);
    for (int k = 0; k < suite.total_test_count(); ++k) {
      std::cout << suite.name() << '.' << suite.GetTestInfo(k)->name()
                << '\n';
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (course::testing::run_as_worker) {
    if (const auto status = course::testing::run_as_worker()) {
      return *status;
    }
  }
  ::testing::InitGoogleTest(&argc, argv);
  constexpr std::string_view check_option = "--check=";
  for (const std::string_view argument :
       std::vector<std::string_view>(argv + 1, argv + argc)) {
    if (argument == "--list") {
      list_checks();
      return 0;
    }
    if (argument.starts_with(check_option)) {
      GTEST_FLAG_SET(filter,
                     std::string(argument.substr(check_option.size())));
    } else {
      std::cerr << "unknown argument: " << argument << '\n';
      return 2;
    }
  }
  if (course::testing::report::connected()) {
    // The grader tells the verdict; what the student prints stays visible.
    auto& listeners = ::testing::UnitTest::GetInstance()->listeners();
    delete listeners.Release(listeners.default_result_printer());
    course::testing::report::watch_for_crashes();
  }
  return RUN_ALL_TESTS();
}
