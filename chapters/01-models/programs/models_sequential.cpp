// Two reports, one after the other, on one thread that waits by blocking.
#include <chrono>
#include <course/work_for.hpp>
#include <thread>

#include "models_report.hpp"

using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! [models-sequential]
void report(milliseconds answer, milliseconds drawing) {
  std::this_thread::sleep_for(answer);  // the database answers
  course::work_for(drawing);            // the chart is drawn
}

void both_reports() {
  as_task("sales", [] { report(60ms, 40ms); });
  as_task("stock", [] { report(50ms, 30ms); });
}
//! [models-sequential]

int main() {
  both_reports();
  report_model();
}
