#pragma once

/// What Asio calls around each handler, through its tracking macros. The
/// blocking detector uses it to know whether a thread runs a handler. Every
/// translation unit needs the same
/// `BOOST_ASIO_CUSTOM_HANDLER_TRACKING="handler_tracking.hpp"`.
namespace virtual_time {

/// The calling thread begins, or ends, a handler. Calls nest.
void handler_begins() noexcept;
void handler_ends() noexcept;

/// Lives on Asio's stack while it completes one operation.
class HandlerScope {
 public:
  template <class Operation>
  explicit HandlerScope(const Operation&) noexcept {}
  ~HandlerScope() { end(); }
  HandlerScope(const HandlerScope&) = delete;
  HandlerScope& operator=(const HandlerScope&) = delete;

  /// Asio passes the handler's arguments; they are of no interest here.
  template <class... Arguments>
  void begin(const Arguments&...) noexcept {
    running_ = true;
    handler_begins();
  }

  /// Not called when the handler throws: then the destructor does it.
  void end() noexcept {
    if (running_) {
      running_ = false;
      handler_ends();
    }
  }

 private:
  bool running_ = false;
};

}  // namespace virtual_time

#define BOOST_ASIO_INHERIT_TRACKED_HANDLER
#define BOOST_ASIO_ALSO_INHERIT_TRACKED_HANDLER
#define BOOST_ASIO_HANDLER_TRACKING_INIT (void)0
// Asio's own list of macros forgets this one.
#define BOOST_ASIO_HANDLER_LOCATION(args) (void)0
#define BOOST_ASIO_HANDLER_CREATION(args) (void)0
#define BOOST_ASIO_HANDLER_COMPLETION(args) \
  ::virtual_time::HandlerScope tracked_completion args
#define BOOST_ASIO_HANDLER_INVOCATION_BEGIN(args) \
  tracked_completion.begin args
#define BOOST_ASIO_HANDLER_INVOCATION_END tracked_completion.end()
#define BOOST_ASIO_HANDLER_OPERATION(args) (void)0
#define BOOST_ASIO_HANDLER_REACTOR_REGISTRATION(args) (void)0
#define BOOST_ASIO_HANDLER_REACTOR_DEREGISTRATION(args) (void)0
#define BOOST_ASIO_HANDLER_REACTOR_READ_EVENT 1
#define BOOST_ASIO_HANDLER_REACTOR_WRITE_EVENT 2
#define BOOST_ASIO_HANDLER_REACTOR_ERROR_EVENT 4
#define BOOST_ASIO_HANDLER_REACTOR_EVENTS(args) (void)0
#define BOOST_ASIO_HANDLER_REACTOR_OPERATION(args) (void)0
