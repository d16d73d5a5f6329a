#pragma once

#include <filesystem>
#include <memory>

namespace grader {

/// Holds a folder that several graders may use, as long as the object
/// lives: remove_unless_held() leaves it alone, in this process and in all
/// others.
///
/// @return null if there is no such folder (any more)
std::shared_ptr<void> hold_folder(const std::filesystem::path&);

/// Removes a folder that nobody holds. Errors are ignored.
void remove_unless_held(const std::filesystem::path&) noexcept;

}  // namespace grader
