// Breakfast with gather.
#include "breakfast.hpp"

//! [tasks-gather]
asio::awaitable<void> breakfast() {
  auto [coffee, toast, egg] = co_await course::gather(
      make("coffee", 2s), make("toast", 1s), make("egg", 1500ms));
  co_await fetch_the_paper();
  course::say("breakfast: {}, {}, {}", coffee, toast, egg);
}
//! [tasks-gather]

int main() {
  return run(breakfast());
}
