#include <gtest/gtest.h>

#include <course/pack.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Order {
  int number;
  double price;
};

template <typename T>
T there_and_back(const T& value) {
  std::string bytes;
  course::pack(bytes, value);
  return std::get<0>(course::unpack_all<T>(bytes));
}

}  // namespace

static_assert(course::Portable<int> && course::Portable<Order>);
static_assert(course::Portable<std::vector<std::vector<std::string>>>);
static_assert(!course::Portable<int*> && !course::Portable<const char*>);
static_assert(!course::Portable<std::vector<int*>>);
static_assert(!course::Portable<std::string_view*>);

TEST(Pack, BringsValuesBack) {
  EXPECT_EQ(there_and_back(-7), -7);
  EXPECT_EQ(there_and_back(Order{3, 0.5}).number, 3);
  EXPECT_EQ(there_and_back(Order{3, 0.5}).price, 0.5);
  const std::string text("a\0b", 3);
  EXPECT_EQ(there_and_back(text), text);
  const std::vector<std::vector<std::string>> lists{{"a", ""}, {}};
  EXPECT_EQ(there_and_back(lists), lists);
}

TEST(Pack, KeepsTheOrderOfSeveral) {
  std::string bytes;
  course::pack(bytes, std::string("x"));
  course::pack(bytes, 2);
  EXPECT_EQ((course::unpack_all<std::string, int>(bytes)),
            std::tuple("x", 2));
}

TEST(Pack, RefusesBytesThatDoNotFit) {
  std::string bytes;
  course::pack(bytes, std::string("abc"));
  EXPECT_THROW(course::unpack_all<std::string>(bytes.substr(0, 9)),
               std::invalid_argument);
  EXPECT_THROW(course::unpack_all<std::string>(bytes + "d"),
               std::invalid_argument);
  EXPECT_THROW(course::unpack_all<int>(""), std::invalid_argument);
}
