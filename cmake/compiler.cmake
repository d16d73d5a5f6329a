# The course is checked with clang 19. g++ 12, Debian's default, miscompiles
# everyday coroutine code: a temporary lambda with captures, an aggregate
# argument or a conditional inside a co_await expression is destroyed twice.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang"
   OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(
    FATAL_ERROR
      "The course needs clang++-19; this is ${CMAKE_CXX_COMPILER_ID} "
      "${CMAKE_CXX_COMPILER_VERSION}. g++ 12 miscompiles coroutines: "
      "temporaries inside co_await are destroyed twice. "
      "Run ./course, or configure with: cmake --preset dev")
endif()
