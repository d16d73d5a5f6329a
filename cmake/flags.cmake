# What every translation unit shares. A precompiled header and its users must
# agree on all of it, so each list is written once, and used as a list (in
# custom commands and recipes) and as a target (course_flags).
set(COURSE_SANITIZE "" CACHE STRING "value of -fsanitize=, or empty")
option(COURSE_PCH "use the warm precompiled headers" ON)
# The preset of students and instructors also holds the grader, the book and
# the tests of the whole; the others only repeat the tests of the code.
set(COURSE_MAIN_PRESET OFF)
if(COURSE_PCH AND NOT COURSE_SANITIZE)
  set(COURSE_MAIN_PRESET ON)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# -fPIC is said here: CMake would say -fPIE for executables, which clang
# rejects against a precompiled header made with -fPIC.
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)
# A runtime that is only rebuilt need not relink everything that loads it.
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)
# One precompiled header at a time: with sanitizers a step takes up to 2 GB.
set_property(GLOBAL PROPERTY JOB_POOLS heavy=1)

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(fmt REQUIRED)

set(course_compile_flags -std=c++20 -O0 -fPIC)
set(course_sanitize_flags "")
if(COURSE_SANITIZE)
  set(course_sanitize_flags -fsanitize=${COURSE_SANITIZE})
  list(APPEND course_compile_flags ${course_sanitize_flags}
       -fno-omit-frame-pointer)
  if(COURSE_SANITIZE MATCHES undefined)
    list(APPEND course_compile_flags -fno-sanitize-recover=undefined)
  endif()
endif()
set(course_definitions
    BOOST_ASIO_SEPARATE_COMPILATION
    BOOST_BEAST_SEPARATE_COMPILATION
    BOOST_ASIO_CUSTOM_HANDLER_TRACKING="runtime/handler_tracking.hpp"
    GTEST_HAS_PTHREAD=1)
set(course_includes ${CMAKE_SOURCE_DIR}/tests/support
                    ${CMAKE_SOURCE_DIR}/tests/support/runtime)
# Line tables give a blocked line its number and cost almost nothing; the
# prefix map keeps the paths of this machine out of messages.
# Running off the end of a function is an error: an awaitable that nobody
# returns crashes, and far away from the missing co_return.
set(course_unit_flags -g1 -Wall -Wextra -Wno-unused-parameter
                      -Werror=return-type
                      -Wno-missing-designated-field-initializers
                      -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
set(course_link_flags -fuse-ld=lld ${course_sanitize_flags})

add_library(course_flags INTERFACE)
target_compile_options(course_flags INTERFACE ${course_compile_flags})
target_compile_definitions(course_flags INTERFACE ${course_definitions})
target_include_directories(course_flags INTERFACE ${course_includes})
target_link_options(course_flags INTERFACE ${course_link_flags})
