#pragma once

#include <sys/types.h>

#include <vector>

/// What the kernel says about processes. It is asked only who is there.
namespace acceptance {

/// True while the process runs; a zombie does not.
bool is_running(pid_t id);

/// The workers of a server: those of its descendants that run and that have
/// no children of their own. The two helpers that Python's multiprocessing
/// starts for itself are none.
std::vector<pid_t> workers_of(pid_t server);

}  // namespace acceptance
