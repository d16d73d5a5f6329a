// Four sessions on two threads: one loop for both, or one loop each.
#include <fmt/format.h>

#include <array>
#include <boost/asio.hpp>
#include <chrono>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

course::Trace trace;

struct Session {
  const char* name;
  milliseconds work;
};

constexpr std::array sessions{Session{"A", 400ms}, Session{"B", 100ms},
                              Session{"C", 250ms}, Session{"D", 150ms}};

void start(const Session& session, asio::any_io_executor executor) {
  asio::post(trace.executor(session.name, executor),
             [work = session.work] { course::work_for(work); });
}

//! [pools-shared-loop]
void one_loop_for_both() {
  asio::io_context loop;
  for (const Session& session : sessions) {
    start(session, asio::make_strand(loop));  // one strand per session
  }
  std::jthread other([&] { loop.run(); });
  loop.run();
}

void one_loop_each() {
  std::array<asio::io_context, 2> loops;
  std::size_t next = 0;
  for (const Session& session : sessions) {
    start(session, loops[next++ % 2].get_executor());  // stays there
  }
  std::jthread other([&] { loops[1].run(); });
  loops[0].run();
}
//! [pools-shared-loop]

void timed(const char* name, void (*design)()) {
  const auto begin = trace.now();
  design();
  const std::chrono::duration<double> seconds = trace.now() - begin;
  fmt::print("{:<18} {:.2f} s\n", name, seconds.count());
}

int main() {
  timed("one loop for both", one_loop_for_both);
  timed("one loop each", one_loop_each);
}
