#pragma once

#include <cstdio>
#include <cstdlib>

namespace capstone_fuzz {

/// Ends the program unless it holds; libFuzzer then keeps the input.
inline void must(bool holds, const char* sentence) {
  if (!holds) {
    std::fprintf(stderr, "does not hold: %s\n", sentence);
    std::abort();
  }
}

}  // namespace capstone_fuzz
