#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "line_server.hpp"
#include "loopback.hpp"

namespace {

using namespace course::testing;

/// Each check talks to a server of its own.
class LineServer : public Check {
 protected:
  /// Starts the server. In the body, because the stub throws here.
  void serve() {
    address_ = start_server(loop().get_executor(), serve_lines);
  }

  asio::awaitable<Peer> client(std::string name) {
    return connect(address_, std::move(name));
  }

  /// A client that has been answered, so that the server surely knows it.
  asio::awaitable<Peer> known_client(std::string name) {
    Peer peer = co_await client(std::move(name));
    co_await peer.send("17.5\n");
    expect_line(co_await peer.read_line(), "1 17.5");
    co_return peer;
  }

  /// What `/stats` answers, once everything is done that can be done.
  asio::awaitable<Heard> stats(Peer& peer) {
    co_await pause(1ms);
    co_await peer.send("/stats\n");
    co_return co_await peer.read_line();
  }

 private:
  tcp::endpoint address_;
};

bool is_silence(const Heard& heard) {
  return heard.ending == Ending::silence && heard.text.empty();
}

bool has_ended(const Heard& heard) {
  return heard.ending == Ending::closed || heard.ending == Ending::reset;
}

}  // namespace

CO_TEST_F(LineServer, AnswersALine) {
  serve();
  Peer station = co_await client("client 1");
  co_await station.send("17.5\n");
  const Heard answer = co_await station.listen_for(100ms);
  expect(answer.text.starts_with("1 17.5"),
         expected("client 1 hears the number and the text: 1 17.5"),
         seen("client 1 hears {}", describe(answer)));
}

CO_TEST_F(LineServer, EndsTheAnswerWithOneNewline) {
  serve();
  Peer station = co_await client("client 1");
  co_await station.send("17.5\n");
  const Heard answer = co_await station.listen_for(100ms);
  expect(answer.text == "1 17.5\n",
         expected("client 1 hears {}", in_quotes("1 17.5\n")),
         seen("client 1 hears {}", describe(answer)),
         means("newline-missing", answer.text == "1 17.5"),
         means("newline-twice", answer.text == "1 17.5\n\n"));
}

CO_TEST_F(LineServer, AnswersEachLineOfAPacket) {
  serve();
  Peer station = co_await client("client 1");
  co_await station.send("17.5\n18.1\n17.9\n");
  expect_line(co_await station.read_line(), "1 17.5");
  const Heard second = co_await station.read_line();
  expect_line(second, "2 18.1", means("drops-the-rest", is_silence(second)),
              means("one-read-one-line", second == "18.1"));
  expect_line(co_await station.read_line(), "3 17.9");
}

CO_TEST_F(LineServer, PutsASplitLineTogether) {
  serve();
  Peer station = co_await client("client 1");
  const std::vector<Piece> pieces{{"17"}, {".5\n", 10ms}};
  co_await station.send(pieces);
  const Heard answer = co_await station.read_line();
  expect_line(answer, "1 17.5",
              means("read-ends-the-line", answer == "1 17"));
  expect_equal(elapsed(), 10ms, "the time of the answer");
}

CO_TEST_F(LineServer, ServesClientsTogether) {
  serve();
  Peer quiet = co_await client("client 1");
  Peer station = co_await client("client 2");
  co_await station.send("17.5\n");
  const Heard answer = co_await station.read_line();
  expect_line(answer, "1 17.5", ", although client 1 is still there",
              means("one-client-at-a-time", is_silence(answer)));
  co_await quiet.send("18.1\n");
  const Heard other = co_await quiet.read_line();
  expect_line(other, "1 18.1", ": it is its first line",
              means("numbers-shared", other == "2 18.1"));
}

CO_TEST_F(LineServer, QuitsOneClientOnly) {
  serve();
  Peer leaving = co_await known_client("client 1");
  Peer staying = co_await known_client("client 2");
  const auto scope =
      awaiting({.expected = "client 2 is served on after client 1 has quit",
                .if_stuck = "quit-stops-the-server"});
  co_await leaving.send("/quit\n");
  expect_line(co_await leaving.read_line(), "bye");
  const Heard end = co_await leaving.read_until_closed();
  expect(has_ended(end), expected("the connection of client 1 ends"),
         seen("client 1 hears {}", describe(end)),
         means("quit-stays-open", is_silence(end)));
  co_await staying.send("18.1\n");
  const Heard answer = co_await staying.read_line();
  expect_line(answer, "2 18.1", ": only client 1 has quit",
              means("quit-stops-the-server", answer.text.empty()));
  Peer later = co_await client("client 3");
  co_await later.send("17.9\n");
  const Heard welcome = co_await later.read_line();
  expect_line(welcome, "1 17.9", ": only client 1 has quit",
              means("quit-closes-the-door", welcome.text.empty()));
}

CO_TEST_F(LineServer, CountsTheClientsConnectedNow) {
  serve();
  Peer station = co_await known_client("client 1");
  expect_line(co_await stats(station), "clients 1");
  Peer second = co_await known_client("client 2");
  expect_line(co_await stats(station), "clients 2");
  co_await second.send("/quit\n");
  co_await second.read_until_closed();
  const Heard after = co_await stats(station);
  expect_line(after, "clients 1", ": client 2 has quit",
              means("counts-ever", after == "clients 2"));
  co_await station.send("18.1\n");
  const Heard answer = co_await station.read_line();
  expect_line(answer, "2 18.1", ": /stats has no number",
              means("commands-numbered", answer == "5 18.1"));
}

CO_TEST_F(LineServer, SurvivesLostClients) {
  serve();
  Peer staying = co_await known_client("client 1");
  const auto scope = awaiting(
      {.expected = "client 1 is served on when another client is lost",
       .if_stuck = "lost-client-ends-the-server",
       .if_thrown = "lost-client-ends-the-server"});
  Peer closing = co_await known_client("client 2");
  closing.close();
  const Heard first = co_await stats(staying);
  expect_line(first, "clients 1", ": client 2 has closed its connection",
              means("lost-client-counted", first == "clients 2"),
              means("lost-client-ends-the-server", first.text.empty()));
  Peer dropping = co_await known_client("client 3");
  dropping.drop();
  const Heard second = co_await stats(staying);
  expect_line(second, "clients 1",
              ": client 3 has broken its connection off",
              means("broken-client-counted", second == "clients 2"),
              means("lost-client-ends-the-server", second.text.empty()));
}

CO_TEST_F(LineServer, RefusesAnOverlongLine) {
  serve();
  Peer station = co_await client("client 1");
  const std::string longest(longest_line, 'x');
  co_await station.send(longest + "\n");
  const Heard answer = co_await station.read_line();
  expect_line(answer, "1 " + longest, ": it is just not too long",
              means("newline-in-the-limit", answer == "too long"));
  co_await station.send(longest + "x");
  const Heard refusal = co_await station.read_line();
  expect_line(refusal, "too long", means("no-limit", is_silence(refusal)),
              means("refused-in-silence",
                    has_ended(refusal) && refusal.text.empty()));
  const Heard end = co_await station.read_until_closed();
  expect(has_ended(end), expected("the connection of client 1 ends"),
         seen("client 1 hears {}", describe(end)));
}
