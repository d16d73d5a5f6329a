#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "check.hpp"
#include "live_server.hpp"
#include "message.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
using namespace task_server;
using capstone_test::in_short;
using capstone_test::LiveServer;
namespace json = boost::json;
using namespace std::string_literals;

const Work work{TaskId{7}, "primes", R"({"limit": 1000})"};
const Progress progress{TaskId{0x1122334455667788}, 40, R"({"primes":8})"};
const Outcome outcome{TaskId{9}, true, R"({"primes":168})"};
const Outcome failure{TaskId{10}, false, "the pot is empty"};

std::string told(const Work& work) {
  return fmt::format("Work {} {} {}", to_string(work.id),
                     in_quotes(work.kind), in_quotes(work.input));
}

std::string told(const Answer& answer) {
  if (const auto* report = std::get_if<Progress>(&answer)) {
    return fmt::format("Progress {} {} % {}", to_string(report->id),
                       report->percent, in_quotes(report->partial_result));
  }
  if (const auto* end = std::get_if<Outcome>(&answer)) {
    return fmt::format("Outcome {} {} {}", to_string(end->id),
                       end->succeeded, in_quotes(end->value));
  }
  return "Ready";
}

/// How unpacking ends: with a message, or with an exception.
enum class End { message, refused, other };

End end_of(const std::function<void()>& unpack) {
  try {
    unpack();
    return End::message;
  } catch (const std::invalid_argument&) {
    return End::refused;
  } catch (const std::logic_error& error) {
    if (std::string_view(error.what()).ends_with("not written yet")) {
      throw;
    }
    return End::other;
  } catch (const std::exception&) {
    return End::other;
  }
}

/// A packed message, and what reads such messages.
struct Packed {
  std::string name;
  std::string frame;
  std::function<void(std::string_view)> unpack;
};

std::vector<Packed> one_of_each() {
  const auto as_work = [](std::string_view frame) { unpack_work(frame); };
  const auto as_answer = [](std::string_view frame) {
    unpack_answer(frame);
  };
  return {{"Work", pack_message(work), as_work},
          {"Ready", pack_message(Ready{}), as_answer},
          {"Progress", pack_message(progress), as_answer},
          {"Outcome", pack_message(outcome), as_answer}};
}

void expect_refused(const Packed& packed, std::string_view frame,
                    std::string_view what, std::string_view diagnosis) {
  const End end = end_of([&] { packed.unpack(frame); });
  expect(end == End::refused,
         expected("{} throws std::invalid_argument", what),
         seen("{}", end == End::message ? "it is taken for a message"
                                        : "it throws something else"),
         means("wrong-exception", end == End::other),
         means(diagnosis, end == End::message));
}

void expect_kept(const Work& sent) {
  step("pack {}", told(sent));
  const Work got = unpack_work(pack_message(sent));
  expect(
      got.id == sent.id && got.kind == sent.kind && got.input == sent.input,
      expected("it comes out as {}", told(sent)),
      seen("it comes out as {}", told(got)));
}

/// The first byte of each answer, if it is the same for all ids: what says
/// which sort the answer is. Empty if the first bytes do not say it.
std::string marks() {
  const auto first_bytes = [](std::uint64_t id) {
    std::string bytes;
    for (const std::string& frame :
         {pack_message(Ready{}),
          pack_message(Progress{TaskId{id}, 40, "1"}),
          pack_message(Outcome{TaskId{id}, true, "1"})}) {
      bytes += frame.substr(0, 1);
    }
    return bytes;
  };
  const std::string one = first_bytes(0x0101010101010101);
  return one == first_bytes(0x0202020202020202) ? one : "";
}

bool two_are_the_same(std::string_view letters) {
  return letters.size() == 3 &&
         (letters[0] == letters[1] || letters[1] == letters[2] ||
          letters[0] == letters[2]);
}

void expect_kept(const Answer& sent) {
  step("pack {}", told(sent));
  const std::string frame =
      std::visit([](const auto& one) { return pack_message(one); }, sent);
  std::string seen_as;
  bool same_sort = false;
  try {
    const Answer got = unpack_answer(frame);
    seen_as = "it comes out as " + told(got);
    same_sort = got.index() == sent.index();
  } catch (const std::invalid_argument& error) {
    seen_as = fmt::format("it is refused: {}", error.what());
  }
  expect(same_sort, expected("it comes out as {}", told(sent)),
         seen("{}", seen_as), means("same-mark", two_are_the_same(marks())),
         means("no-mark", !seen_as.starts_with("it is refused")));
  expect(seen_as == "it comes out as " + told(sent),
         expected("it comes out as it went in"), seen("{}", seen_as));
}

}  // namespace

CO_TEST(MessageCodec, KeepsWork) {
  expect_kept(work);
  expect_kept(Work{TaskId{std::numeric_limits<std::uint64_t>::max()},
                   "noop", "{}"});
  expect_kept(Work{TaskId{1}, "", ""});
  co_return;
}

CO_TEST(MessageCodec, KeepsEachAnswer) {
  expect_kept(Answer(Ready{}));
  expect_kept(Answer(progress));
  expect_kept(Answer(outcome));
  expect_kept(Answer(failure));
  expect_kept(Answer(Progress{TaskId{1}, 100, ""}));
  expect_kept(Answer(Progress{TaskId{1}, 1, ""}));
  expect_kept(Answer(Progress{TaskId{1}, 0, "[]"}));
  expect_kept(Answer(Outcome{TaskId{1}, true, ""}));
  co_return;
}

CO_TEST(MessageCodec, KeepsWhateverBytesATextHas) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    all += static_cast<char>(byte);
  }
  step("a text with a zero byte in it");
  const std::string zero = "tea\0pot"s;
  const Work got = unpack_work(pack_message(Work{TaskId{1}, "tea", zero}));
  expect_equal(got.input.size(), zero.size(), "its length",
               means("stops-at-zero", got.input == "tea"));
  step("a text with each of the 256 bytes");
  const End end = end_of([&] {
    const Work read = unpack_work(pack_message(Work{TaskId{1}, all, all}));
    if (read.kind != all || read.input != all) {
      throw std::runtime_error("not as it went in");
    }
  });
  expect(end == End::message, expected("it comes out as it went in"),
         seen("it does not"), means("separator-in-the-text", true));
  step("a text of a megabyte");
  const std::string large(1'000'000, 'x');
  const auto read =
      unpack_answer(pack_message(Outcome{TaskId{1}, true, large}));
  expect(std::get<Outcome>(read).value == large,
         expected("it comes out as it went in"), seen("it does not"));
  co_return;
}

CO_TEST(MessageCodec, RefusesWhatIsTooShort) {
  for (const Packed& packed : one_of_each()) {
    for (std::size_t size = 0; size < packed.frame.size(); ++size) {
      expect_refused(packed, packed.frame.substr(0, size),
                     fmt::format("a frame with the first {} of the {} "
                                 "bytes of a {}",
                                 size, packed.frame.size(), packed.name),
                     "");
    }
    step("every shorter frame than a {} is refused", packed.name);
  }
  co_return;
}

CO_TEST(MessageCodec, RefusesWhatIsTooLong) {
  for (const Packed& packed : one_of_each()) {
    expect_refused(packed, packed.frame + "!",
                   fmt::format("a {} with a byte behind it", packed.name),
                   "tail-ignored");
  }
  co_return;
}

CO_TEST(MessageCodec, RefusesWhatIsUnknown) {
  int taken = 0;
  for (int byte = 0; byte < 256; ++byte) {
    const std::string frame(1, static_cast<char>(byte));
    const End end = end_of([&] { unpack_answer(frame); });
    expect(end != End::other,
           expected("the byte {} alone throws std::invalid_argument, or is "
                    "Ready",
                    byte),
           seen("it throws something else"),
           means("wrong-exception", true));
    taken += end == End::message ? 1 : 0;
  }
  expect(taken <= 1,
         expected("no more than one frame of one byte is a message"),
         seen("{} of them are", taken), means("unknown-is-known", true));
  co_return;
}

CO_TEST(MessageCodec, TakesNoOtherByteForAFlag) {
  const std::string yes = pack_message(Outcome{TaskId{1}, true, "x"});
  const std::string no = pack_message(Outcome{TaskId{1}, false, "x"});
  expect(yes != no, expected("a result and an error differ"),
         seen("their bytes are the same"));
  for (std::size_t at = 0; at < std::min(yes.size(), no.size()); ++at) {
    if (yes[at] == no[at]) {
      continue;
    }
    std::string frame = yes;
    frame[at] = '\x02';
    step("byte {} tells a result from an error; now it is 2", at);
    const End end = end_of([&] { unpack_answer(frame); });
    expect(end == End::refused,
           expected("that is no message: std::invalid_argument"),
           seen("{}", end == End::message ? "it is taken for one"
                                          : "it throws something else"),
           means("any-flag", end == End::message));
  }
  co_return;
}

CO_TEST(MessageCodec, ReadsNothingBehindTheEnd) {
  step("each byte of each message is replaced, one at a time");
  for (const Packed& packed : one_of_each()) {
    for (std::size_t at = 0; at < packed.frame.size(); ++at) {
      for (const char byte : {'\0', '\x7f', '\x80', '\xff'}) {
        std::string frame = packed.frame;
        frame[at] = byte;
        expect(end_of([&] { packed.unpack(frame); }) != End::other,
               expected("a {} whose byte {} was changed is a message or "
                        "throws std::invalid_argument",
                        packed.name, at),
               seen("it throws something else"),
               means("wrong-exception", true));
      }
    }
  }
  co_return;
}

REAL_TEST(MessageCodecInTheServer, CarriesATaskToAWorkerAndBack) {
  LiveServer server(loop());
  const std::string id =
      co_await server.post(R"({"kind": "primes", "limit": 1000})");
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "completed" &&
             task.at("result").at("primes").as_int64() == 168 &&
             task.at("partial_results").as_array().size() == 10,
         expected("168 primes, with ten partial results"),
         seen("{}", in_short(task)));
  co_await server.stop();
}
