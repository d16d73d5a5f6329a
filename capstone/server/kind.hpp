/// @file
/// @brief The kinds of tasks: what a worker can be asked to compute.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace task_server {

namespace json = boost::json;

/// A field of a kind's input: a whole number within bounds.
struct Field {
  std::string name;
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// How a task tells how far it is.
///
/// @param percent         0 to 100
/// @param partial_result  what is known already, or null
using Report =
    std::function<void(int percent, const json::value& partial_result)>;

/// Computes the result. `input` holds every field of the kind, within its
/// bounds. An exception is the task's error; what it says is shown to the
/// client.
///
/// It runs in a worker process, alone, and may block, compute for hours or
/// crash: a worker that dies is replaced.
using Compute = json::value (*)(const json::object& input,
                                const Report& report);

/// A kind of task. Define one at namespace scope, in a file of its own in
/// capstone/kinds, and it exists:
///
///     const Kind sum{"sum", {{"n", 0, 1'000'000'000}}, compute_sum};
class Kind {
 public:
  /// @throws std::logic_error  if another kind has this name; before main
  ///                           that ends the program
  Kind(std::string name, std::vector<Field> fields, Compute compute);

  const std::string& name() const { return name_; }

  /// @return one sentence on what is wrong with the input, naming the
  ///         field that is missing, wrong or unknown; empty if nothing is
  std::string complaint_about(const json::object& input) const;

  json::value compute(const json::object& input,
                      const Report& report) const {
    return compute_(input, report);
  }

 private:
  std::string name_;
  std::vector<Field> fields_;
  Compute compute_;
};

/// @return null if there is no such kind
const Kind* find_kind(std::string_view name);

/// "mandelbrot, noop, sum": for error messages.
std::string known_kinds();

}  // namespace task_server
