#pragma once

#include <string>
#include <string_view>

namespace grader {

/// What a compiler's error means in the words of this course, or an empty
/// text if it is no known one.
/// @param error the text of the error with its notes, one a line
/// @param same_line the texts of other errors on the same line
std::string remark_for(std::string_view error, std::string_view same_line);

/// The header that declares a name of namespace std, or an empty text.
std::string_view header_of(std::string_view name);

}  // namespace grader
