// Breakfast with a direct await for each dish.
#include "breakfast.hpp"

//! [tasks-await]
asio::awaitable<void> breakfast() {
  auto coffee = co_await make("coffee", 2s);
  auto toast = co_await make("toast", 1s);
  auto egg = co_await make("egg", 1500ms);
  co_await fetch_the_paper();
  course::say("breakfast: {}, {}, {}", coffee, toast, egg);
}
//! [tasks-await]

int main() {
  return run(breakfast());
}
