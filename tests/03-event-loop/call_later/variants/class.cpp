// variant: an object that holds itself until it has called
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "call_later.hpp"

namespace {

class Call : public std::enable_shared_from_this<Call> {
 public:
  Call(asio::any_io_executor executor, std::function<void()> callback)
      : timer_(executor), callback_(std::move(callback)) {}

  void start(std::chrono::nanoseconds delay) {
    timer_.expires_after(delay);
    timer_.async_wait([self = shared_from_this()](
                          boost::system::error_code) { self->call(); });
  }

  void cancel() {
    callback_ = nullptr;
    timer_.cancel();
  }

 private:
  void call() {
    if (auto callback = std::exchange(callback_, nullptr)) {
      callback();
    }
  }

  asio::steady_timer timer_;
  std::function<void()> callback_;
};

}  // namespace

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  auto call = std::make_shared<Call>(executor, std::move(callback));
  call->start(delay);
  return TimerHandle([weak = std::weak_ptr(call)] {
    if (auto call = weak.lock()) {
      call->cancel();
    }
  });
}
