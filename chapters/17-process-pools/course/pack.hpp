/// @file
/// @brief Values as bytes, for another process of the same program.
#pragma once

#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace course {

namespace detail {

template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {
  using Item = T;
};

template <typename T>
constexpr bool can_travel() {
  if constexpr (std::is_same_v<T, std::string>) {
    return true;
  } else if constexpr (IsVector<T>::value) {
    return !std::is_same_v<T, std::vector<bool>> &&
           can_travel<typename IsVector<T>::Item>();
  } else {
    return std::is_trivially_copyable_v<T> &&
           std::is_default_constructible_v<T> && !std::is_pointer_v<T>;
  }
}

}  // namespace detail

/// A value that means the same in another process: a `std::string`, a
/// trivially copyable type that is no pointer, or a vector of those. A
/// struct that *holds* a pointer or a view passes the test and is wrong all
/// the same: the address belongs to the process that wrote it.
template <typename T>
concept Portable = detail::can_travel<T>();

/// Adds the bytes of `value` to `out`.
template <Portable T>
void pack(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, std::string> ||
                detail::IsVector<T>::value) {
    pack(out, value.size());
    if constexpr (std::is_same_v<T, std::string>) {
      out += value;
    } else {
      for (const auto& item : value) {
        pack(out, item);
      }
    }
  } else {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
}

namespace detail {

[[noreturn]] inline void bytes_do_not_fit() {
  throw std::invalid_argument("the bytes do not hold such a value");
}

/// Takes the first `size` bytes off `bytes`.
inline std::string_view take(std::string_view& bytes, std::size_t size) {
  if (size > bytes.size()) {
    bytes_do_not_fit();
  }
  const std::string_view taken = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return taken;
}

}  // namespace detail

/// Takes a value off the beginning of `bytes`.
///
/// @throws std::invalid_argument  if there are too few bytes
template <Portable T>
T unpack(std::string_view& bytes) {
  if constexpr (std::is_same_v<T, std::string>) {
    return std::string(detail::take(bytes, unpack<std::size_t>(bytes)));
  } else if constexpr (detail::IsVector<T>::value) {
    T items;
    for (auto left = unpack<std::size_t>(bytes); left > 0; --left) {
      items.push_back(unpack<typename T::value_type>(bytes));
    }
    return items;
  } else {
    T value{};
    const std::string_view taken = detail::take(bytes, sizeof value);
    std::memcpy(&value, taken.data(), taken.size());
    return value;
  }
}

/// The values that pack() wrote one after the other, all of them.
///
/// @throws std::invalid_argument  if bytes are missing or left over
template <Portable... T>
std::tuple<T...> unpack_all(std::string_view bytes) {
  // Braces: their order of evaluation is from left to right.
  std::tuple<T...> values{unpack<T>(bytes)...};
  if (!bytes.empty()) {
    detail::bytes_do_not_fit();
  }
  return values;
}

}  // namespace course
