#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "chat_room.hpp"
#include "check.hpp"
#include "jobs.hpp"
#include "loopback.hpp"

namespace {

using namespace course::testing;
using Lines = std::vector<std::string>;

/// Each check opens a room of its own. The kernel's buffers are small, so
/// that a client that does not read is soon a slow one.
class ChatRoom : public Check {
 protected:
  /// Starts the server. In the body, because the stub throws here.
  void open() {
    address_ =
        start_server(loop().get_executor(), serve_chat, small_buffers);
  }

  asio::awaitable<Peer> visitor(std::string name) {
    return connect(address_, std::move(name), small_buffers);
  }

  /// A client that has given its name, and the notice that `others` hear.
  template <typename... Peers>
  asio::awaitable<Peer> join(std::string name, Peers&... others) {
    return join_these(std::move(name), std::vector<Peer*>{&others...});
  }

  /// What `/list` answers.
  asio::awaitable<Heard> list(Peer& peer) {
    co_await peer.send("/list\n");
    co_return co_await peer.read_line();
  }

 private:
  asio::awaitable<Peer> join_these(std::string name,
                                   std::vector<Peer*> others) {
    Peer peer = co_await visitor(name);
    expect_line(co_await peer.read_line(), "name?");
    co_await peer.send(name + "\n");
    co_await pause(1ms);
    for (Peer* other : others) {
      expect_line(co_await other->read_line(), "* " + name + " joined");
    }
    co_return peer;
  }

  tcp::endpoint address_;
};

bool is_silence(const Heard& heard) {
  return heard.ending == Ending::silence && heard.text.empty();
}

bool has_ended(Ending ending) {
  return ending == Ending::closed || ending == Ending::reset;
}

/// `count` lines of `size` bytes, each of one letter: a, b, c ...
Lines long_lines(int count, std::size_t size) {
  Lines lines;
  for (int i = 0; i < count; ++i) {
    lines.emplace_back(size, static_cast<char>('a' + i % 26));
  }
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

/// The text with the answer to `/list` cut out.
std::string without_the_list(std::string text) {
  const std::string list = "* here: zoe, bob\n";
  const auto found = text.find(list);
  return found == std::string::npos ? text : text.erase(found, list.size());
}

/// What the others hear when bob says `lines`.
Lines from_bob(Lines lines) {
  for (std::string& line : lines) {
    line = "bob: " + line;
  }
  return lines;
}

}  // namespace

CO_TEST_F(ChatRoom, AsksForTheName) {
  open();
  Peer ada = co_await visitor("ada");
  expect_line(co_await ada.read_line(), "name?");
}

CO_TEST_F(ChatRoom, TellsTheOthersWhoJoins) {
  open();
  Peer ada = co_await join("ada");
  const Heard more = co_await ada.listen_for(100ms);
  expect(is_silence(more), expected("ada hears nothing: she is alone"),
         seen("she hears {}", describe(more)),
         means("joined-told-to-self", more.text == "* ada joined\n"));
  Peer bob = co_await join("bob", ada);
  Peer eve = co_await join("eve", ada, bob);
}

CO_TEST_F(ChatRoom, PassesLinesToTheOthers) {
  open();
  Peer ada = co_await join("ada");
  Peer bob = co_await join("bob", ada);
  Peer eve = co_await join("eve", ada, bob);
  const std::vector<Piece> pieces{{"hel"}, {"lo\nanybody here?\n", 10ms}};
  co_await ada.send(pieces);
  for (Peer* other : {&bob, &eve}) {
    expect_line(co_await other->read_line(), "ada: hello");
    expect_line(co_await other->read_line(), "ada: anybody here?");
  }
  const Heard echo = co_await ada.listen_for(100ms);
  expect(is_silence(echo), expected("ada does not hear herself"),
         seen("she hears {}", describe(echo)),
         means("told-to-the-sender", echo.text.starts_with("ada: hello")));
}

CO_TEST_F(ChatRoom, ListsWhoIsHere) {
  open();
  Peer ada = co_await join("ada");
  Peer bob = co_await join("bob", ada);
  expect_line(co_await list(bob), "* here: ada, bob");
  const Heard other = co_await ada.listen_for(100ms);
  expect(is_silence(other), expected("only bob hears the list"),
         seen("ada hears {}", describe(other)),
         means("list-told-to-all",
               other.text.find("* here") != std::string::npos),
         means("commands-passed-on", other.text == "bob: /list\n"));
}

CO_TEST_F(ChatRoom, TellsTheOthersWhoLeaves) {
  open();
  Peer ada = co_await join("ada");
  Peer bob = co_await join("bob", ada);
  co_await bob.send("/quit\n");
  const Heard end = co_await bob.read_until_closed();
  expect(has_ended(end.ending), expected("the connection of bob ends"),
         seen("he hears {}", describe(end)));
  const Heard notice = co_await ada.read_line();
  expect_line(notice, "* bob left",
              means("leaves-in-silence", is_silence(notice)));
  expect_line(co_await list(ada), "* here: ada");
}

CO_TEST_F(ChatRoom, NoticesLostClients) {
  open();
  Peer ada = co_await join("ada");
  Peer bob = co_await join("bob", ada);
  Peer eve = co_await join("eve", ada, bob);
  const auto scope =
      awaiting({.expected = "ada hears who is lost, and talks on",
                .if_stuck = "lost-client-ends-the-server",
                .if_thrown = "lost-client-ends-the-server"});
  bob.close();
  const Heard first = co_await ada.read_line();
  expect_line(first, "* bob left",
              means("dead-client-kept", is_silence(first)));
  eve.drop();
  const Heard second = co_await ada.read_line();
  expect_line(second, "* eve left",
              means("broken-client-kept", is_silence(second)));
  expect_line(co_await list(ada), "* here: ada");
}

CO_TEST_F(ChatRoom, KeepsTheNamelessOut) {
  open();
  Peer ada = co_await join("ada");
  Peer guest = co_await visitor("a guest without a name");
  const auto scope =
      awaiting({.expected = "the room goes on without the guest",
                .if_stuck = "lost-client-ends-the-server",
                .if_thrown = "lost-client-ends-the-server"});
  expect_line(co_await guest.read_line(), "name?");
  co_await ada.send("hello\n");
  const Heard heard = co_await guest.listen_for(100ms);
  expect(is_silence(heard),
         expected("a guest who has given no name hears nothing"),
         seen("the guest hears {}", describe(heard)),
         means("nameless-in-the-room", heard.text == "ada: hello\n"));
  expect_line(co_await list(ada), "* here: ada");
  guest.drop();
  const Heard notice = co_await ada.listen_for(100ms);
  expect(is_silence(notice),
         expected("nobody hears of a guest who never joined"),
         seen("ada hears {}", describe(notice)),
         means("nameless-leaves", notice.text == "*  left\n"));
}

CO_TEST_F(ChatRoom, DelaysNobodyForASlowClient) {
  open();
  Peer zoe = co_await join("zoe");
  Peer ada = co_await join("ada", zoe);
  Peer bob = co_await join("bob", zoe, ada);
  zoe.stop_reading();
  const auto before = elapsed();
  for (int i = 0; i < 4; ++i) {
    const Lines lines = long_lines(5, 1000);
    co_await bob.send(joined(lines));
    const auto [heard, ending] = co_await ada.read_lines(lines.size());
    expect(ending != Ending::silence && elapsed() == before,
           expected("ada hears all {} lines of bob at once, although zoe "
                    "reads nothing",
                    lines.size()),
           seen("she hears {} of them, and it takes {}", heard.size(),
                elapsed() - before),
           means("slow-client-blocks-all", ending == Ending::silence),
           means("slow-client-delays-all", elapsed() > before));
    const bool gone = std::ranges::count(heard, "* zoe left") > 0;
    expect(!gone && !has_ended(ending),
           expected("less than most_waiting bytes wait for zoe, and none "
                    "for ada: both stay"),
           seen("{}", gone ? "ada hears: * zoe left"
                           : "the connection of ada ends"),
           means("impatient", true));
    expect(heard == from_bob(lines),
           expected("ada hears what bob said, in his order"),
           seen("she hears other lines"));
  }
}

CO_TEST_F(ChatRoom, KeepsTextsWholeForASlowClient) {
  open();
  Peer zoe = co_await join("zoe");
  Peer bob = co_await join("bob", zoe);
  zoe.stop_reading();
  Lines lines = long_lines(4, 12'000);
  co_await bob.send(joined(lines));
  co_await pause(1ms);
  co_await zoe.send("/list\n");
  co_await pause(500ms);
  step("zoe reads again");
  lines = from_bob(std::move(lines));
  lines.emplace_back("* here: zoe, bob");
  const auto [heard, ending] = co_await zoe.read_lines(lines.size());
  expect(heard.size() == lines.size(),
         expected("zoe hears the {} lines that waited for her: less than "
                  "most_waiting bytes, so none is lost",
                  lines.size()),
         seen("she hears {}", heard.size()),
         means("impatient", has_ended(ending)),
         means("texts-lost", ending == Ending::silence));
  const std::size_t torn =
      std::ranges::mismatch(heard, lines).in1 - heard.begin();
  expect(torn == lines.size(),
         expected("each line that waited for zoe is whole, and they come "
                  "in order"),
         seen("line {} is {}", torn + 1,
              torn < heard.size() ? excerpt(heard[torn]) : "missing"),
         means("list-past-the-outbox", without_the_list(joined(heard)) ==
                                           without_the_list(joined(lines))),
         means("writes-interleave",
               joined(heard).size() == joined(lines).size()));
}

CO_TEST_F(ChatRoom, DisconnectsAClientThatNeverReads) {
  open();
  Peer ada = co_await join("ada");
  Peer zoe = co_await join("zoe", ada);
  Peer bob = co_await join("bob", ada, zoe);
  zoe.stop_reading();
  Lines heard;
  const auto listen = [&](std::size_t lines) -> asio::awaitable<void> {
    const auto more = co_await ada.read_lines(lines);
    heard.insert(heard.end(), more.lines.begin(), more.lines.end());
  };
  for (int i = 0; i < 10; ++i) {
    co_await bob.send(joined(long_lines(5, 2000)));
    co_await listen(5);
  }
  co_await listen(1);
  const auto notices = std::erase(heard, "* zoe left");
  expect(notices == 1,
         expected("more than most_waiting bytes wait for zoe, so she is "
                  "disconnected and ada hears: * zoe left"),
         seen("100,000 bytes later ada has not heard it"),
         means("unbounded-outbox", heard.size() == 50));
  expect_line(co_await list(ada), "* here: ada, bob");
}
