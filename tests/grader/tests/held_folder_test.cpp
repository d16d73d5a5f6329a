#include "held_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "files.hpp"

namespace grader {
namespace {

namespace fs = std::filesystem;

class HeldFolder : public testing::Test {
 protected:
  HeldFolder() {
    fs::create_directory(host_);
    std::ofstream(host_ / "host").put('x');
  }

  TemporaryFolder parent_{fs::temp_directory_path()};
  fs::path host_ = parent_.path() / "host";
};

TEST_F(HeldFolder, IsNotRemovedAsLongAsItIsHeld) {
  auto one = hold_folder(host_);
  auto other = hold_folder(host_);
  ASSERT_TRUE(one && other);
  one.reset();
  remove_unless_held(host_);
  EXPECT_TRUE(fs::exists(host_ / "host"));
  other.reset();
  remove_unless_held(host_);
  EXPECT_FALSE(fs::exists(host_));
}

TEST_F(HeldFolder, CannotBeHeldWhenItIsGone) {
  remove_unless_held(host_);
  EXPECT_FALSE(hold_folder(host_));
  remove_unless_held(host_);  // and that is no error
}

}  // namespace
}  // namespace grader
