// Breakfast with a task for each dish.
#include "breakfast.hpp"

//! [tasks-create]
asio::awaitable<void> breakfast() {
  auto loop = co_await asio::this_coro::executor;
  auto coffee = course::create_task(loop, make("coffee", 2s));
  auto toast = course::create_task(loop, make("toast", 1s));
  auto egg = course::create_task(loop, make("egg", 1500ms));
  co_await fetch_the_paper();
  course::say("breakfast: {}, {}, {}", co_await coffee.get(),
              co_await toast.get(), co_await egg.get());
}
//! [tasks-create]

int main() {
  return run(breakfast());
}
