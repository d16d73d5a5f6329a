#include "records.hpp"

#include <boost/json.hpp>
#include <charconv>

namespace grader {

namespace json = boost::json;

namespace {

// A story is read by a person.
constexpr std::size_t most_steps = 500;
constexpr std::size_t most_frames = 64;
constexpr std::size_t longest_text = 2000;

std::string text(const json::object& record, std::string_view key) {
  const json::value* value = record.if_contains(key);
  if (!value)
    return {};
  const json::string& string = value->as_string();
  return std::string(string.data(), std::min(string.size(), longest_text));
}

long number(const json::object& record, std::string_view key) {
  const json::value* value = record.if_contains(key);
  return value ? static_cast<long>(value->to_number<std::int64_t>()) : 0;
}

std::chrono::microseconds time(const json::object& record,
                               std::string_view key) {
  return std::chrono::microseconds(number(record, key));
}

std::vector<std::uint64_t> frames(const json::object& record) {
  std::vector<std::uint64_t> offsets;
  const json::value* value = record.if_contains("frames");
  if (!value)
    return offsets;
  for (const json::value& frame : value->as_array()) {
    std::string_view digits = frame.as_string();
    if (digits.starts_with("0x"))
      digits.remove_prefix(2);
    std::uint64_t offset = 0;
    auto end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, offset, 16).ptr == end &&
        offsets.size() < most_frames)
      offsets.push_back(offset);
  }
  return offsets;
}

EndRecord read_end(const json::object& record) {
  EndRecord end;
  end.verdict = text(record, "verdict");
  end.message = text(record, "message");
  end.expected = text(record, "expected");
  end.seen = text(record, "seen");
  end.diagnosis = text(record, "diagnosis");
  end.model = text(record, "model");
  end.step = static_cast<int>(number(record, "step"));
  end.elapsed = time(record, "elapsed_us");
  if (const json::value* timeline = record.if_contains("timeline"))
    for (const json::value& value : timeline->as_array()) {
      const json::object& part = value.as_object();
      end.timeline.push_back({text(part, "task"), text(part, "kind"),
                              number(part, "from_us"),
                              number(part, "to_us")});
    }
  return end;
}

/// @throws std::exception for a record that no host writes.
void read_record(const json::object& record, std::string_view name,
                 Records& records) {
  std::string event = text(record, "event");
  if (event == "begin") {
    if (text(record, "check") != name || records.end)
      throw std::runtime_error("another check");
  } else if (event == "step") {
    if (records.story.size() < most_steps)
      records.story.push_back({time(record, "t_us"), text(record, "text")});
  } else if (event == "blocked") {
    records.blocked.push_back({time(record, "t_us"), time(record, "for_us"),
                               text(record, "what"), frames(record)});
  } else if (event == "crash") {
    if (!records.crash)
      records.crash = {static_cast<int>(number(record, "signal")),
                       frames(record)};
  } else if (event == "terminate") {
    records.uncaught = text(record, "message");
  } else if (event == "end") {
    if (text(record, "check") != name || records.end)
      throw std::runtime_error("another check");
    records.end = read_end(record);
  } else {
    throw std::runtime_error("unknown event");
  }
}

}  // namespace

Records read_records(const HostOutcome& outcome, std::string_view name) {
  Records records;
  records.forged = outcome.foreign_records;
  json::parse_options options;
  options.allow_invalid_utf8 = true;  // students print any bytes
  for (const std::string& line : outcome.records) {
    boost::system::error_code error;
    json::value value = json::parse(line, error, {}, options);
    try {
      if (error)
        throw boost::system::system_error(error);
      read_record(value.as_object(), name, records);
    } catch (const std::exception&) {
      records.forged = true;
    }
  }
  return records;
}

}  // namespace grader
