#pragma once

#include <course/unretrieved.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "story.hpp"

namespace course::testing {

/// Collects what is reported as never retrieved while the object lives;
/// each report is a step of the story. It stands on the chapter that has
/// such reports, and so do the checks that include it.
class UnretrievedReports {
 public:
  UnretrievedReports()
      : before_(set_unretrieved_handler(
            [texts = texts_](std::string_view what,
                             const std::exception_ptr& error) {
              const auto text = course::detail::text_of(error);
              step("reported: {} exception was never retrieved: {}", what,
                   text);
              texts->push_back(std::string(what) + ": " + text);
            })) {}
  ~UnretrievedReports() { set_unretrieved_handler(std::move(before_)); }
  UnretrievedReports(const UnretrievedReports&) = delete;
  UnretrievedReports& operator=(const UnretrievedReports&) = delete;

  /// "task: disk full" and the like, in the order in which they came.
  const std::vector<std::string>& texts() const { return *texts_; }

 private:
  // Shared with the handler, which a job may call after this object.
  std::shared_ptr<std::vector<std::string>> texts_ =
      std::make_shared<std::vector<std::string>>();
  UnretrievedHandler before_;
};

}  // namespace course::testing
