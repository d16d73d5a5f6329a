// Two coroutines on an event loop made by hand.
#include "loop_by_hand.hpp"

#include <course/say.hpp>

using namespace std::chrono_literals;

//! [loop-by-hand-use]
Coroutine boil_water(Loop& loop) {
  course::say("water on");
  co_await loop.sleep(2s);
  course::say("water boils");
}

Coroutine make_tea(Loop& loop) {
  co_await boil_water(loop);
  co_await loop.sleep(3s);
  course::say("tea is ready");
}

Coroutine make_toast(Loop& loop) {
  course::say("bread in");
  co_await loop.sleep(4s);
  course::say("toast is ready");
}

int main() {
  Loop loop;
  loop.spawn(make_tea(loop));
  loop.spawn(make_toast(loop));
  loop.run();
  course::say("nothing is left");
}
//! [loop-by-hand-use]
