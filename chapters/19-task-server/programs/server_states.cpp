// What may follow what, and a report that comes too late.
#include <fmt/format.h>

#include "server/task_table.hpp"

using task_server::TaskState;

//! [server-states]
void print_arrows() {
  using enum TaskState;
  for (const TaskState from :
       {pending, running, completed, failed, cancelled}) {
    fmt::print("{:>9} ->", to_string(from));
    for (const TaskState to :
         {pending, running, completed, failed, cancelled}) {
      if (may_follow(from, to)) {
        fmt::print(" {}", to_string(to));
      }
    }
    fmt::print("\n");
  }
}

void report_late() {
  task_server::TaskTable table;
  const auto id = table.add({.kind = "sum"}).id;
  table.start(id);
  table.progress(id, 90, "");
  table.complete(id, "10");
  table.progress(id, 95, "");  // it was still in the progress queue
  const task_server::Task& task = *table.find(id);
  fmt::print("after a late report: {}, {} %\n", to_string(task.state),
             task.progress);
}
//! [server-states]

int main() {
  print_arrows();
  report_late();
}
