#pragma once

namespace grader {

/// Hands a descriptor to whoever reads the other end of a socket; safe
/// after fork().
bool send_descriptor(int socket, int descriptor) noexcept;

/// @return the descriptor that was sent, or -1.
int receive_descriptor(int socket) noexcept;

/// Answers a filtered program's question whether it may start a process
/// (SECCOMP_RET_USER_NOTIF): yes if fewer than `most` of its children live.
/// The question blocks the program, so that no fork bomb outruns us.
/// @return false if the answer was no
bool answer_process_request(int listener, int most) noexcept;

}  // namespace grader
