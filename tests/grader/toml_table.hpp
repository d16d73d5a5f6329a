#pragma once

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "error.hpp"
#include "exercise.hpp"
#include "words.hpp"

namespace grader {

/// One table of an exercise.toml. Every key is asked for by name; what was
/// never asked for is an error, so that a misspelt key is not ignored.
class TomlTable {
 public:
  TomlTable(const toml::table& table, std::string file, std::string name)
      : table_(table), file_(std::move(file)), name_(std::move(name)) {}

  [[noreturn]] void fail(const toml::node* at, const std::string& what) {
    const auto& source = at ? at->source() : table_.source();
    throw InputError(fmt::format("{}:{}: {}", file_,
                                 std::max(1u, source.begin.line), what));
  }

  std::string text(const char* key) {
    const toml::node& node = required(key);
    auto value = node.value_exact<std::string>();
    if (!value)
      fail(&node, tr("{} has to be a text", key));
    if (value->find_first_not_of(" \t\n") == std::string::npos)
      fail(&node, tr("{} is empty", key));
    return *value;
  }

  /// false if it is not there.
  bool flag(const char* key) {
    const toml::node* node = find(key);
    if (!node)
      return false;
    auto value = node->value_exact<bool>();
    if (!value)
      fail(node, tr("{} has to be true or false", key));
    return *value;
  }

  long number(const char* key, long least, long most) {
    return number_of(required(key), key, least, most);
  }
  long number(const char* key, long least, long most, long otherwise) {
    const toml::node* node = find(key);
    return node ? number_of(*node, key, least, most) : otherwise;
  }

  std::vector<std::string> texts(const char* key, bool needed) {
    const toml::node* node = needed ? &required(key) : find(key);
    std::vector<std::string> values;
    if (!node)
      return values;
    const toml::array* array = node->as_array();
    if (!array)
      fail(node, tr("{} has to be a list of texts", key));
    for (const toml::node& element : *array) {
      auto value = element.value_exact<std::string>();
      if (!value)
        fail(&element, tr("{} has to be a list of texts", key));
      values.push_back(*value);
    }
    if (needed && values.empty())
      fail(node, tr("{} is empty", key));
    return values;
  }

  std::vector<TomlTable> tables(const char* key, bool needed) {
    const toml::node* node = needed ? &required(key) : find(key);
    std::vector<TomlTable> values;
    if (!node)
      return values;
    const toml::array* array = node->as_array();
    if (!array || !array->is_homogeneous(toml::node_type::table))
      fail(node, tr("write [[{}]] for each {}", key, key));
    for (const toml::node& element : *array)
      values.emplace_back(*element.as_table(), file_,
                          fmt::format("[[{}]]", key));
    return values;
  }

  std::optional<TomlTable> table(const char* key) {
    const toml::node* node = find(key);
    if (!node)
      return std::nullopt;
    if (!node->is_table())
      fail(node, tr("write [{}]", key));
    return TomlTable(*node->as_table(), file_, fmt::format("[{}]", key));
  }

  const toml::node* find(const char* key) {
    known_.push_back(key);
    return table_.get(key);
  }

  /// Call after all keys have been asked for.
  void refuse_the_rest() {
    for (const auto& [key, node] : table_) {
      std::string name(key.str());
      if (std::find(known_.begin(), known_.end(), name) != known_.end())
        continue;
      std::string near = nearest_name(name, known_);
      std::string where = name_.empty()
                              ? std::string()
                              : fmt::format(" {} {}", tr("in"), name_);
      throw InputError(fmt::format(
          "{}:{}: {}", file_, key.source().begin.line,
          tr("unknown key {}{}{}", name, where,
             near.empty() ? "" : tr("; did you mean {}?", near))));
    }
  }

 private:
  const toml::node& required(const char* key) {
    if (const toml::node* node = find(key))
      return *node;
    refuse_the_rest_if_near(key);
    std::string what = name_.empty()
                           ? tr("{} is missing", key)
                           : tr("{} is missing in {}", key, name_);
    fail(nullptr, what);
  }

  // "titel = ..." is better reported as unknown than title as missing.
  void refuse_the_rest_if_near(const char* key) {
    for (const auto& [other, node] : table_) {
      std::string name(other.str());
      if (std::find(known_.begin(), known_.end(), name) == known_.end() &&
          nearest_name(name, {key}) == key && name.size() > 2 &&
          std::string_view(key).substr(0, 2) == name.substr(0, 2))
        throw InputError(fmt::format("{}:{}: {}", file_,
                                     other.source().begin.line,
                                     tr("unknown key {}{}{}", name, "",
                                        tr("; did you mean {}?", key))));
    }
  }

  long number_of(const toml::node& node, const char* key, long least,
                 long most) {
    auto value = node.value_exact<std::int64_t>();
    if (!value)
      fail(&node, tr("{} has to be a whole number", key));
    if (*value < least || *value > most)
      fail(&node, tr("{} has to be from {} to {}", key, least, most));
    return static_cast<long>(*value);
  }

  const toml::table& table_;
  std::string file_;
  std::string name_;
  std::vector<std::string> known_;
};

}  // namespace grader
