// check: AnswerWork.TellsProgressWhenItComes
// diagnosis: no-reports
// Gives the kind a function that does nothing.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

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
  const auto report = [&](int percent, const json::value& partial) {};
  return tell(pack_message(compute(work, report)));
}

}  // namespace task_server
