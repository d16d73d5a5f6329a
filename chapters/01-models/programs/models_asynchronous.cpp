// Two reports, awaited one after the other.
#include <boost/asio.hpp>
#include <chrono>
#include <course/traced.hpp>
#include <course/work_for.hpp>

#include "models_report.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! [models-asynchronous]
asio::awaitable<void> report(milliseconds answer, milliseconds drawing) {
  asio::steady_timer timer(co_await asio::this_coro::executor, answer);
  co_await timer.async_wait(asio::use_awaitable);  // the database answers
  course::work_for(drawing);                       // the chart is drawn
}

asio::awaitable<void> both_reports() {
  co_await course::traced(trace, "sales", report(60ms, 40ms));
  co_await course::traced(trace, "stock", report(50ms, 30ms));
}
//! [models-asynchronous]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, both_reports(), asio::detached);
  loop.run();
  report_model();
}
