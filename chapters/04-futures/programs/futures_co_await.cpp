// What co_await calls, told by the object that is awaited; without Asio.
#include <fmt/format.h>

#include <coroutine>
#include <exception>
#include <string>

#include "parcel.hpp"

//! [futures-promise-type]
/// The smallest coroutine type: it starts at once and nobody awaits it.
struct Coroutine {
  struct promise_type {
    Coroutine get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
//! [futures-promise-type]

//! [futures-co-await]
Coroutine open_it(Parcel& parcel) {
  fmt::print("  coroutine: awaits\n");
  std::string content = co_await parcel;
  fmt::print("  coroutine: has {}\n", content);
}

int main() {
  Parcel first{.here = true};
  fmt::print("it is here\n");
  open_it(first);

  Parcel second{.here = false};
  fmt::print("it is on its way\n");
  open_it(second);
  fmt::print("it arrives\n");
  second.arrive();
  fmt::print("end\n");
}
//! [futures-co-await]
