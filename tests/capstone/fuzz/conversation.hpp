#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace capstone_fuzz {

/// Sends the bytes to a server of its own, so many at a time, closes that
/// direction, and waits until the server has closed the connection.
///
/// The server knows the tasks 0000000000000001 (pending), 2 (completed) and
/// 3 (failed), has room for three more and no worker.
///
/// It ends the program if the connection does not end or leaves something
/// behind.
///
/// @return all that came back
std::string converse(std::string_view bytes, std::size_t piece);

}  // namespace capstone_fuzz
