// check: ForkCall.CallsItInAChild
// diagnosis: no-child
// A thread of its own: the loop runs on, and a crash ends everything.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "fork_call.hpp"

namespace {

asio::awaitable<std::string> call(Work work) {
  co_return work();
}

}  // namespace

asio::awaitable<std::string> fork_call(Work work) {
  static asio::thread_pool pool(1);
  co_return co_await asio::co_spawn(pool, call(std::move(work)),
                                    asio::use_awaitable);
}
