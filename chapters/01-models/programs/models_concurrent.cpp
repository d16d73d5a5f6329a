// Two reports on two threads that share one processor.
// recorded: measured
#include <chrono>
#include <course/work_for.hpp>
#include <thread>

#include "models_report.hpp"

using namespace std::chrono_literals;
using std::chrono::milliseconds;

void report(milliseconds answer, milliseconds drawing) {
  std::this_thread::sleep_for(answer);  // the database answers
  course::work_for(drawing);            // the chart is drawn
}

//! [models-concurrent]
void both_reports() {
  use_one_processor();
  std::jthread sales([] { as_task("sales", [] { report(60ms, 40ms); }); });
  std::jthread stock([] { as_task("stock", [] { report(50ms, 30ms); }); });
}  // waits for both threads
//! [models-concurrent]

int main() {
  both_reports();
  report_model();
}
