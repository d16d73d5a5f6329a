#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "bench.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {
namespace {

namespace json = boost::json;

std::string number(std::optional<double> value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "-";
}

std::string goal_of(const Measure& measure) {
  auto goal = fmt::format(
      "{} {:g} {}", measure.more_is_better ? ">=" : "<=", measure.goal,
      measure.unit);
  if (measure.ratio_goal != 0) {
    goal += tr(", ratio <= {:.3f}", measure.ratio_goal);
  }
  return goal;
}

json::value to_json(std::optional<double> value) {
  return value ? json::value(*value) : json::value(nullptr);
}

json::value to_json(const Measure& measure) {
  return json::object{{"what", measure.what},
                      {"unit", measure.unit},
                      {"course", to_json(measure.course)},
                      {"naive", to_json(measure.naive)},
                      {"naive_is_clang", measure.naive_is_clang},
                      {"goal", measure.goal},
                      {"ratio_goal", measure.ratio_goal},
                      {"reached", measure.reached()}};
}

}  // namespace

std::string heading_of_rows() {
  return fmt::format("{:<28} {:>9} {:>9} {:>7}  {}", "", tr("course"),
                     tr("naive"), tr("ratio"), tr("goal"));
}

std::string row_of(const Measure& measure, const Style& style) {
  const int digits = measure.unit == "s" ? 2 : 0;
  std::optional<double> ratio;
  if (measure.course && measure.naive) {
    ratio = *measure.course / *measure.naive;
  }
  const bool reached = measure.reached();
  return fmt::format("{:<28} {:>9} {:>8}{} {:>7}  {} {}", measure.what,
                     number(measure.course, digits),
                     number(measure.naive, digits),
                     measure.naive_is_clang ? '*' : ' ', number(ratio, 3),
                     goal_of(measure),
                     style(reached ? Colour::green : Colour::red,
                           reached ? tr("reached") : tr("missed")));
}

std::string json_of(const std::vector<Measure>& measures) {
  json::array all;
  for (const auto& measure : measures) {
    all.push_back(to_json(measure));
  }
  return json::serialize(all);
}

}  // namespace grader
