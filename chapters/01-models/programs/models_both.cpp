// Two reports that are both begun before either has ended, on one thread.
#include <boost/asio.hpp>
#include <chrono>
#include <course/work_for.hpp>

#include "models_report.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

asio::awaitable<void> report(milliseconds answer, milliseconds drawing) {
  asio::steady_timer timer(co_await asio::this_coro::executor, answer);
  co_await timer.async_wait(asio::use_awaitable);  // the database answers
  course::work_for(drawing);                       // the chart is drawn
}

//! [models-both]
void both_reports() {
  asio::io_context loop;
  asio::co_spawn(trace.executor("sales", loop.get_executor()),
                 report(60ms, 40ms), asio::detached);
  asio::co_spawn(trace.executor("stock", loop.get_executor()),
                 report(50ms, 30ms), asio::detached);
  loop.run();
}
//! [models-both]

int main() {
  both_reports();
  report_model();
}
