#pragma once
#include <string>
#include <string_view>

namespace grader {

/// Text that a student may have written, made fit to be stored: bytes that
/// are not UTF-8 become U+FFFD, control characters other than newline and
/// tab (escape sequences for terminals among them) become '?'. Characters
/// that XML forbids or that turn the direction of writing are replaced too.
std::string clean_text(std::string_view text);

/// clean_text() on a single line: line breaks and tabs become blanks.
std::string one_line(std::string_view text);

/// clean_text() with &, <, >, " and ' as entities, for HTML and XML.
std::string escape_markup(std::string_view text);

/// A text as a cell of a CSV file (RFC 4180): quoted if it has to be.
std::string csv_quoted(std::string_view text);

/// A cell for a spreadsheet: cleaned, quoted if it has to be, and with an
/// apostrophe in front of what would be taken for a formula (it begins with
/// = + - @, tab or CR).
std::string csv_cell(std::string_view text);

/// A name for a file or folder made from any name: letters, digits, '-',
/// '_', '.' and bytes above ASCII stay, the rest becomes '_'. Never empty,
/// hidden, or longer than 100 bytes. A name that had to be changed carries
/// a short mark of the original, so that two names never meet in one.
std::string file_name_for(std::string_view name);

}  // namespace grader
