// variant: one function, the outcome kept as an optional value
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <optional>
#include <string>

#include "answer_work.hpp"
#include "kind.hpp"
#include "message.hpp"

namespace task_server {

bool answer_work(std::string_view frame, const Tell& tell) {
  const Work work = unpack_work(frame);
  const Kind* kind = find_kind(work.kind);
  boost::system::error_code bad_json;
  const json::value input = json::parse(work.input, bad_json);
  std::string error;
  std::optional<json::value> result;
  if (!kind) {
    error = "nobody here knows the kind " + work.kind;
  } else if (bad_json || !input.is_object()) {
    error = "the input is no JSON object";
  } else {
    try {
      result = kind->compute(
          input.get_object(), [&](int percent, const json::value& partial) {
            Progress report{.id = work.id, .percent = percent};
            if (!partial.is_null()) {
              report.partial_result = json::serialize(partial);
            }
            tell(pack_message(report));
          });
    } catch (const std::exception& thrown) {
      error = thrown.what();
    } catch (...) {
      error = "an exception of an unknown type";
    }
  }
  const bool succeeded = result.has_value();
  return tell(pack_message(Outcome{
      work.id, succeeded, succeeded ? json::serialize(*result) : error}));
}

}  // namespace task_server
