#pragma once

#include <set>
#include <string>
#include <vector>

/// Programs whose logs must be the same in every run.
namespace scenarios {

using Log = std::vector<std::string>;

/// `text` with the virtual time before it, in microseconds.
std::string stamped(const std::string& text);

/// The different logs of a number of runs, each in a session of its own.
std::set<Log> distinct_logs(Log (*scenario)(), int runs);

/// As many runs as the preset allows: 1,000, fewer with sanitizers.
int many_runs();

Log timers();
Log channel();
Log thread_pool();
Log second_thread();
Log threads_with_equal_deadlines();
Log pool_with_equal_jobs();
Log echo_with_time_outs();
Log large_transfer();
Log slow_reader();
Log blocking_client_with_large_messages();

/// An HTTP server that answers after 10 s; clients that wait 3 s and 30 s.
Log http_time_outs();

}  // namespace scenarios
