#pragma once

#include <fmt/format.h>
#include <libintl.h>

#include <string>

namespace grader {

/// The translation of a visible text in the text domain "course", or the
/// text itself.
inline const char* translated(const char* text) {
  return ::dgettext("course", text);
}

/// Translates `text`, then fills its `{}` fields with `arguments`. A
/// translation with a broken field falls back to the original text.
template <class... Arguments>
std::string tr(const char* text, const Arguments&... arguments) {
  if constexpr (sizeof...(Arguments) == 0) {
    return translated(text);
  } else {
    try {
      return fmt::vformat(translated(text),
                          fmt::make_format_args(arguments...));
    } catch (const fmt::format_error&) {
      return fmt::vformat(text, fmt::make_format_args(arguments...));
    }
  }
}

/// The singular or the plural of a text; `count` is its first field.
template <class... Arguments>
std::string tr_count(const char* one, const char* many, long count,
                     const Arguments&... arguments) {
  const char* text =
      ::dngettext("course", one, many, static_cast<unsigned long>(count));
  return fmt::vformat(text, fmt::make_format_args(count, arguments...));
}

}  // namespace grader
