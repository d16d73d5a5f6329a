#pragma once

#include <filesystem>
#include <string>

#include "exercise.hpp"

namespace grader {

/// A place in the built book.
struct BookPage {
  std::filesystem::path file;  ///< build/book/html/….html
  std::string anchor;          ///< or empty

  bool is_built() const { return std::filesystem::exists(file); }
  /// file://… with the anchor.
  std::string url() const;
};

BookPage page_of_chapter(const Course&, const std::string& chapter);
BookPage page_of(const Course&, const Exercise&);

}  // namespace grader
