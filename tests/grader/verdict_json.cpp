#include <boost/json.hpp>

#include "verdict.hpp"

namespace grader {

namespace json = boost::json;

namespace {

std::string text(const json::object& object, std::string_view key) {
  return json::value_to<std::string>(object.at(key));
}

long number(const json::object& object, std::string_view key) {
  return object.at(key).to_number<long>();
}

CheckResult check_result_from_json(const json::object& object) {
  CheckResult check;
  check.name = text(object, "name");
  check.title = text(object, "title");
  check.verdict = verdict_named(text(object, "verdict"));
  check.message = text(object, "message");
  check.expected = text(object, "expected");
  check.seen = text(object, "seen");
  check.diagnosis = text(object, "diagnosis");
  check.diagnosis_text = text(object, "diagnosis_text");
  check.where = text(object, "where");
  check.wrong_step = static_cast<int>(number(object, "wrong_step"));
  check.model = text(object, "model");
  check.elapsed = std::chrono::microseconds(number(object, "elapsed_us"));
  check.preset = text(object, "preset");
  for (const json::value& value : object.at("story").as_array()) {
    const json::object& step = value.as_object();
    check.story.push_back({std::chrono::microseconds(number(step, "t_us")),
                           text(step, "text")});
  }
  for (const json::value& value : object.at("timeline").as_array()) {
    const json::object& part = value.as_object();
    check.timeline.push_back({text(part, "task"), text(part, "kind"),
                              number(part, "from_us"),
                              number(part, "to_us")});
  }
  return check;
}

}  // namespace

json::object to_json(const CheckResult& check) {
  json::array story, timeline;
  for (const Step& step : check.story)
    story.push_back(
        json::object{{"t_us", step.at.count()}, {"text", step.text}});
  for (const TimelineInterval& part : check.timeline)
    timeline.push_back(json::object{{"task", part.task},
                                    {"kind", part.kind},
                                    {"from_us", part.from_us},
                                    {"to_us", part.to_us}});
  return {{"name", check.name},
          {"title", check.title},
          {"verdict", to_string(check.verdict)},
          {"message", check.message},
          {"expected", check.expected},
          {"seen", check.seen},
          {"diagnosis", check.diagnosis},
          {"diagnosis_text", check.diagnosis_text},
          {"where", check.where},
          {"story", std::move(story)},
          {"wrong_step", check.wrong_step},
          {"model", check.model},
          {"timeline", std::move(timeline)},
          {"elapsed_us", check.elapsed.count()},
          {"preset", check.preset}};
}

json::object to_json(const ExerciseResult& result) {
  json::array checks;
  for (const CheckResult& check : result.checks)
    checks.push_back(to_json(check));
  return {
      {"exercise", result.exercise}, {"verdict", to_string(result.verdict)},
      {"seconds", result.seconds},   {"message", result.message},
      {"remark", result.remark},     {"where", result.where},
      {"checks", std::move(checks)}};
}

ExerciseResult exercise_result_from_json(const json::object& object) {
  ExerciseResult result;
  result.exercise = text(object, "exercise");
  result.verdict = verdict_named(text(object, "verdict"));
  result.seconds = object.at("seconds").to_number<double>();
  result.message = text(object, "message");
  result.remark = text(object, "remark");
  result.where = text(object, "where");
  for (const json::value& value : object.at("checks").as_array())
    result.checks.push_back(check_result_from_json(value.as_object()));
  return result;
}

}  // namespace grader
