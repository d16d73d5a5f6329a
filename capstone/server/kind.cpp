#include "kind.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <ranges>

namespace task_server {

namespace {

/// Filled before main, by the kinds themselves.
std::map<std::string, const Kind*, std::less<>>& kinds() {
  static std::map<std::string, const Kind*, std::less<>> all;
  return all;
}

}  // namespace

Kind::Kind(std::string name, std::vector<Field> fields, Compute compute)
    : name_(std::move(name)),
      fields_(std::move(fields)),
      compute_(compute) {
  if (!kinds().emplace(name_, this).second) {
    throw std::logic_error("two kinds are called " + name_);
  }
}

std::string Kind::complaint_about(const json::object& input) const {
  for (const Field& field : fields_) {
    const json::value* value = input.if_contains(field.name);
    if (!value) {
      return fmt::format("the field \"{}\" is missing", field.name);
    }
    const std::int64_t* number = value->if_int64();
    if (!number || *number < field.least || *number > field.most) {
      return fmt::format(
          "the field \"{}\" is no whole number from {} to {}", field.name,
          field.least, field.most);
    }
  }
  for (const auto& entry : input) {
    if (std::ranges::find(fields_, std::string_view(entry.key()),
                          &Field::name) == fields_.end()) {
      return fmt::format("the field \"{}\" is not known to the kind {}",
                         std::string_view(entry.key()), name_);
    }
  }
  return {};
}

const Kind* find_kind(std::string_view name) {
  const auto place = kinds().find(name);
  return place == kinds().end() ? nullptr : place->second;
}

std::string known_kinds() {
  return fmt::format("{}", fmt::join(std::views::keys(kinds()), ", "));
}

}  // namespace task_server
