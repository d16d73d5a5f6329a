#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

/// How values are written in stories and expectations: the way a person
/// would say them, so that "30 ms" and "30" or "a" and "a " never look
/// alike.
namespace course::testing {

/// `duration` with the unit that suits it: "0 s", "30 ms", "1.5 s", "250
/// us".
std::string in_words(std::chrono::nanoseconds duration);

/// `text` in quotes, with invisible characters made visible: "a\n",
/// "b\x01".
std::string in_quotes(std::string_view text);

/// The texts with commas between them, or "nothing".
std::string listed(const std::vector<std::string>& texts);

}  // namespace course::testing
