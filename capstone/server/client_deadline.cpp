#include "client_deadline.hpp"

#include <boost/system/error_code.hpp>

namespace task_server {

//! [server-limit]
void ClientDeadline::set(std::chrono::seconds time) {
  is_over_ = false;
  deadline_ = std::chrono::steady_clock::now() + time;
  if (!watched_ || deadline_ < alarm_.expiry()) {
    watch();
  }
}

/// The deadline moves with every request; the alarm only when it rings too
/// early, because setting one costs more than looking at the clock.
void ClientDeadline::watch() {
  watched_ = true;
  alarm_.expires_at(deadline_);
  alarm_.async_wait([this, alive = std::weak_ptr(alive_)](
                        boost::system::error_code error) {
    // It may be in the queue when the connection has gone.
    if (error || alive.expired()) {
      return;
    }
    if (deadline_ > std::chrono::steady_clock::now()) {
      watch();
      return;
    }
    watched_ = false;
    is_over_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
  });
}
//! [server-limit]

}  // namespace task_server
