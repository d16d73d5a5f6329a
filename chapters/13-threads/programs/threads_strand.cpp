// Three jobs on the two threads of a pool: free, and on a strand.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/work_for.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

course::Trace trace;

//! [threads-strand]
void book(const char* order, milliseconds duration) {
  course::work_for(duration);  // changes data that all orders share
  course::say("{} is booked", order);
}

void book_all(asio::any_io_executor executor) {
  const auto post = [&](const char* order, milliseconds duration) {
    asio::post(trace.executor(order, executor),
               [=] { book(order, duration); });
  };
  post("A", 300ms);
  post("B", 200ms);
  post("C", 200ms);
}

int main() {
  asio::thread_pool pool(2);
  book_all(pool.get_executor());
  std::this_thread::sleep_for(500ms);
  book_all(asio::make_strand(pool));
  pool.join();
}
//! [threads-strand]
