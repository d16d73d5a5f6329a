#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "interval.hpp"

namespace course {

/// A duration as a person writes it, with at most three decimals: "2 s",
/// "1.5 s", "30 ms", "40 us".
inline std::string to_text(std::chrono::nanoseconds duration) {
  struct Unit {
    std::chrono::nanoseconds length;
    const char* name;
  };
  using namespace std::chrono_literals;
  constexpr std::array<Unit, 4> units{
      {{1s, " s"}, {1ms, " ms"}, {1us, " us"}, {1ns, " ns"}}};
  if (duration == 0ns)
    return "0 s";
  const auto unit = std::ranges::find_if(units, [&](const Unit& u) {
    return std::chrono::abs(duration) >= u.length;
  });
  std::array<char, 40> digits{};
  std::snprintf(digits.data(), digits.size(), "%.3f",
                static_cast<double>(duration.count()) /
                    static_cast<double>(unit->length.count()));
  std::string text(digits.data());
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text + unit->name;
}

/// Draws the intervals as text, one row for each task in the order in which
/// the tasks appear, with an axis below. `width` is the number of columns
/// of the time axis, at least 10. An empty exec interval takes one column;
/// where several kinds share a column, exec is shown before blocked, ready
/// and wait.
///
///     coffee  #........................................#
///     toast   ===...................#
///             0                                      2 s
inline std::string draw_timeline(const std::vector<Interval>& intervals,
                                 int width) {
  struct Row {
    std::string_view task;
    std::string cells;
  };
  struct Symbol {
    Kind kind;
    char mark;
  };
  // Drawn in this order, the later over the earlier.
  constexpr std::array<Symbol, 4> symbols{{{Kind::wait, '.'},
                                           {Kind::ready, '='},
                                           {Kind::blocked, 'x'},
                                           {Kind::exec, '#'}}};
  if (intervals.empty())
    return "(nothing ran)\n";

  width = std::max(width, 10);
  std::chrono::nanoseconds total{};
  std::size_t label = 0;
  std::vector<Row> rows;
  for (const auto& interval : intervals) {
    total = std::max(total, interval.end);
    label = std::max(label, interval.task.size());
    if (std::ranges::find(rows, interval.task, &Row::task) == rows.end())
      rows.push_back({interval.task, std::string(width, ' ')});
  }
  auto column = [&](std::chrono::nanoseconds t) {
    const auto share = static_cast<double>(t.count()) /
                       std::max(1.0, static_cast<double>(total.count()));
    return static_cast<int>(share * (width - 1));
  };
  for (const auto& [kind, mark] : symbols)
    for (const auto& interval : intervals) {
      if (interval.kind != kind)
        continue;
      auto& cells =
          std::ranges::find(rows, interval.task, &Row::task)->cells;
      const int first = column(interval.begin);
      const int last = std::max(first + 1, column(interval.end));
      std::fill(cells.begin() + first, cells.begin() + last, mark);
    }

  std::string picture;
  auto add_line = [&](std::string_view task, std::string cells) {
    cells.erase(cells.find_last_not_of(' ') + 1);
    std::string line(task);
    line.resize(label + 2, ' ');
    picture += line + cells + '\n';
  };
  for (const auto& row : rows)
    add_line(row.task, row.cells);
  std::string axis(width, ' ');
  const auto end = to_text(total);
  axis.replace(0, 1, "0");
  axis.replace(width - std::min<std::size_t>(end.size(), width - 2),
               std::string::npos, end);
  add_line("", axis);
  std::string legend;
  for (auto symbol = symbols.rbegin(); symbol != symbols.rend(); ++symbol)
    if (std::ranges::find(intervals, symbol->kind, &Interval::kind) !=
        intervals.end()) {
      legend += symbol->mark;
      legend += ' ';
      legend += to_string(symbol->kind);
      legend += "   ";
    }
  add_line("", legend);
  return picture;
}

}  // namespace course
