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

namespace {

/// The built page of a chapter's text: it has the id of the first heading,
/// `# Gather {#gather}`.
fs::path built_page(const Course& course, std::string_view text) {
  std::string id = "index";
  std::string_view heading = text.substr(0, text.find('\n'));
  if (auto at = heading.find("{#"); at != std::string_view::npos)
    id = heading.substr(at + 2, heading.find('}', at) - at - 2);
  return course.root / "build" / "book" / "html" / (id + ".html");
}

}  // namespace

BookPage page_of_chapter(const Course& course, const std::string& chapter) {
  const auto pages = pages_of(course.root / "chapters" / chapter);
  return {built_page(course, pages.empty() ? "" : read_file(pages.front())),
          ""};
}

BookPage page_of(const Course& course, const Exercise& exercise) {
  BookPage page = page_of_chapter(course, exercise.chapter);
  page.anchor = exercise.section;
  for (const fs::path& file :
       pages_of(course.root / "chapters" / exercise.chapter)) {
    const std::string text = read_file(file);
    if (text.find("{#" + exercise.section + "}") != std::string::npos)
      page.file = built_page(course, text);
  }
  return page;
}

}  // namespace grader
