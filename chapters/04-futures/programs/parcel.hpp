/// @file
/// Something to await that tells what co_await does with it.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <string>

//! [futures-parcel]
struct Parcel {
  bool here;
  std::function<void()> wake = nullptr;

  bool await_ready() {
    fmt::print("  await_ready: {}\n", here);
    return here;
  }

  template <typename Handle>
  void await_suspend(Handle coroutine) {
    fmt::print("  await_suspend: keeps the coroutine's handle\n");
    wake = coroutine;
  }

  std::string await_resume() {
    fmt::print("  await_resume\n");
    return "a book";
  }

  void arrive() {
    here = true;
    wake();
  }
};
//! [futures-parcel]
