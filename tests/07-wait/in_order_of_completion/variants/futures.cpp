// variant: one future per place; the i-th end answers the i-th future
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <memory>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

struct Shared {
  std::vector<Job> jobs;
  std::vector<course::Future<int>> places;
  std::size_t ended = 0;
};

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  auto shared = std::make_shared<Shared>(Shared{std::move(jobs), {}});
  for (std::size_t i = 0; i < shared->jobs.size(); ++i) {
    shared->places.emplace_back(executor);
  }
  for (const Job& job : shared->jobs) {
    asio::co_spawn(executor, job(),
                   [shared](std::exception_ptr error, int result) {
                     auto& place = shared->places[shared->ended++];
                     if (error) {
                       place.set_exception(error);
                     } else {
                       place.set_result(result);
                     }
                   });
  }
  for (std::size_t i = 0; i < shared->places.size(); ++i) {
    co_await handle(co_await shared->places[i].get());
  }
}
