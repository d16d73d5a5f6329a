// check: AnswerWork.TellsProgressWhenItComes
// diagnosis: told-at-the-end
// Keeps the reports until the kind is done.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "answer_work.hpp"
#include "kind.hpp"
#include "message.hpp"

namespace task_server {

namespace {

Outcome compute(const Work& work, const Report& report) {
  try {
    const Kind* kind = find_kind(work.kind);
    if (!kind) {
      throw std::invalid_argument("there is no kind " + work.kind);
    }
    const json::value input = json::parse(work.input);
    return {work.id, true,
            json::serialize(kind->compute(input.as_object(), report))};
  } catch (const std::exception& error) {
    return {work.id, false, error.what()};
  } catch (...) {
    return {work.id, false, "it threw something that is no std::exception"};
  }
}

}  // namespace

bool answer_work(std::string_view frame, const Tell& tell) {
  const Work work = unpack_work(frame);
  std::vector<std::string> messages;
  const auto report = [&](int percent, const json::value& partial) {
    messages.push_back(pack_message(
        Progress{work.id, percent,
                 partial.is_null() ? "" : json::serialize(partial)}));
  };
  const Outcome outcome = compute(work, report);
  for (const std::string& message : messages) {
    tell(message);
  }
  return tell(pack_message(outcome));
}

}  // namespace task_server
