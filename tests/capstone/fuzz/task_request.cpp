// The body of a POST: whatever it holds, it is a task that a worker can
// compute, or a refusal that says why.
#include "task_request.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "fuzz.hpp"
#include "kind.hpp"
#include "routes.hpp"

using namespace task_server;
using capstone_fuzz::must;

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data,
                                      std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto parsed = parse_task_request(body, 32);
  if (const auto* refused = std::get_if<Refusal>(&parsed)) {
    must(refused->status == 400 || refused->status == 422,
         "a refusal is 400 or 422");
    must(!refused->reason.empty(), "a refusal has a reason");
    json::parse(refusal(refused->status, refused->reason).body());
    return 0;
  }
  const TaskRequest& request = std::get<TaskRequest>(parsed);
  const Kind* kind = find_kind(request.kind);
  must(kind, "an accepted task is of a known kind");
  must(
      kind->complaint_about(json::parse(request.input).as_object()).empty(),
      "its input has the fields of its kind and no other");
  must(request.max_attempts >= 1 && request.max_attempts <= 100,
       "its attempts are within bounds");
  must(!request.limit || request.limit->count() > 0, "its limit is one");
  return 0;
}
