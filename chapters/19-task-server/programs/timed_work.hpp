// A kind of task that tells when and where it ran.
#pragma once

#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <course/work_for.hpp>

#include "server/kind.hpp"

//! [server-kind]
/// The steady clock of Linux is the same one for all processes of a
/// machine.
inline std::int64_t now_us() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::floor<std::chrono::microseconds>(now).count();
}

inline boost::json::value compute_timed(const boost::json::object& input,
                                        const task_server::Report& report) {
  const std::int64_t begin = now_us();
  const std::chrono::milliseconds all(input.at("ms").as_int64());
  for (int part = 1; part <= 4; ++part) {
    course::work_for(all / 4);
    report(25 * part, boost::json::object{{"part", part}});
  }
  return {{"pid", ::getpid()}, {"begin", begin}, {"end", now_us()}};
}

inline const task_server::Kind timed{
    "timed", {{"ms", 1, 10'000}}, compute_timed};
//! [server-kind]
