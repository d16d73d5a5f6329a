// The same coroutine, written as the compiler sees it: a class and a
// switch.
#include <fmt/format.h>

#include <string>

#include "parcel.hpp"

//! [futures-expanded]
struct OpenIt {
  Parcel& parcel;
  std::string content = {};
  int next = 0;

  void resume() {
    switch (next) {
      case 0:
        fmt::print("  coroutine: awaits\n");
        if (!parcel.await_ready()) {
          next = 1;
          parcel.await_suspend([this] { resume(); });
          return;
        }
        [[fallthrough]];
      case 1:
        content = parcel.await_resume();
        fmt::print("  coroutine: has {}\n", content);
        break;
      default:
        break;  // it has ended
    }
  }
};
//! [futures-expanded]

int main() {
  Parcel first{.here = true};
  fmt::print("it is here\n");
  OpenIt{first}.resume();

  Parcel second{.here = false};
  fmt::print("it is on its way\n");
  OpenIt waiting{second};
  waiting.resume();
  fmt::print("it arrives\n");
  second.arrive();
  fmt::print("end\n");
}
