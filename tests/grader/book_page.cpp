#include "book_page.hpp"

#include <fmt/format.h>

#include "files.hpp"

namespace grader {

std::string BookPage::url() const {
  std::string url = "file://";
  for (unsigned char c : file.string()) {
    bool plain = std::isalnum(c) || c >= 0x80 ||
                 std::string_view("/-._~").find(static_cast<char>(c)) !=
                     std::string_view::npos;
    url += plain ? std::string(1, static_cast<char>(c))
                 : fmt::format("%{:02X}", c);
  }
  return anchor.empty() ? url : url + "#" + anchor;
}

BookPage page_of_chapter(const Course& course, const std::string& chapter) {
  // The page has the id of the chapter's heading: `# Gather {#gather}`.
  fs::path text = course.root / "chapters" / chapter / "chapter.md";
  std::string id = "index";
  std::error_code error;
  if (fs::exists(text, error)) {
    std::string heading = read_file(text);
    heading.resize(std::min(heading.size(), heading.find('\n')));
    if (auto at = heading.find("{#"); at != std::string::npos)
      id = heading.substr(at + 2, heading.find('}', at) - at - 2);
  }
  return {course.root / "build" / "book" / "html" / (id + ".html"), ""};
}

BookPage page_of(const Course& course, const Exercise& exercise) {
  BookPage page = page_of_chapter(course, exercise.chapter);
  page.anchor = exercise.section;
  return page;
}

}  // namespace grader
