#include "loopback.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <string>
#include <utility>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "story_so_far.hpp"

namespace {

using namespace course::testing;
using asio::ip::tcp;

using Texts = std::vector<std::string>;

/// Both ends of one connection: a client, and the server's end of it.
asio::awaitable<std::pair<Peer, Peer>> pair_of_peers(
    ScriptedServer& server) {
  Peer client = co_await connect(server.endpoint(), "the client");
  Peer other = co_await server.accept();
  co_return std::pair(std::move(client), std::move(other));
}

/// The same with small buffers, for a client that is slow to read.
asio::awaitable<std::pair<Peer, Peer>> slow_client_and_server() {
  tcp::acceptor acceptor = listen_on_loopback(
      Check::running()->loop().get_executor(), small_buffers);
  Peer slow = co_await connect(acceptor.local_endpoint(), "the client",
                               small_buffers);
  Peer server("the server",
              co_await acceptor.async_accept(asio::use_awaitable));
  co_return std::pair(std::move(slow), std::move(server));
}

}  // namespace

CO_TEST(Loopback, PiecesArriveWithTheirDelays) {
  ScriptedServer server(loop().get_executor());
  auto [client, other] = co_await pair_of_peers(server);
  co_await client.send({{"he"}, {"llo \r\n", 10ms}});
  EXPECT_EQ(describe(co_await other.read_line()), "\"hello \\r\\n\"");
  EXPECT_EQ(elapsed(), 10ms);
  EXPECT_EQ(story_so_far(),
            (Texts{"0 s: the client connects",
                   "0 s: the server accepts a connection",
                   "0 s: the client sends \"he\", then \"llo \\r\\n\" "
                   "10 ms later",
                   "10 ms: the server hears \"hello \\r\\n\""}));
}

CO_TEST(Loopback, WhatFollowsALineIsKeptForTheNextRead) {
  ScriptedServer server(loop().get_executor());
  auto [client, other] = co_await pair_of_peers(server);
  co_await client.send("one\ntwo\nthr");
  EXPECT_TRUE(co_await other.read_line() == "one");
  EXPECT_TRUE(co_await other.read_line() == "two");
  const Heard rest = co_await other.read_line(50ms);
  EXPECT_EQ(rest.ending, Ending::silence);
  EXPECT_EQ(describe(rest), "\"thr\" and then nothing for 50 ms");
  EXPECT_EQ(elapsed(), 50ms);
}

CO_TEST(Loopback, ManyLinesAreOneStep) {
  ScriptedServer server(loop().get_executor());
  auto [client, other] = co_await pair_of_peers(server);
  co_await client.send("one\ntwo\nthree");
  EXPECT_EQ((co_await other.read_lines(2)).lines, (Texts{"one", "two"}));
  EXPECT_EQ(story().steps().back().text, "the server hears 2 lines");
  EXPECT_EQ((co_await other.read_lines(2)).ending, Ending::silence);
  EXPECT_EQ(story().steps().back().text,
            "the server hears 0 lines and then \"three\" and then nothing "
            "for 1 s");
}

CO_TEST(Loopback, ALineIsEqualOnlyIfItIsWhole) {
  EXPECT_TRUE((Heard{"a", "line\n"}) == "line");
  EXPECT_FALSE((Heard{"a", "line"}) == "line");
  EXPECT_FALSE((Heard{"a", "line \n"}) == "line");
  EXPECT_FALSE((Heard{"a", "line\n", Ending::silence}) == "line");
  co_return;
}

CO_TEST(Loopback, SilenceTakesAsLongAsAsked) {
  ScriptedServer server(loop().get_executor());
  auto [client, other] = co_await pair_of_peers(server);
  EXPECT_EQ(describe(co_await client.listen_for(2s)), "nothing for 2 s");
  EXPECT_EQ(elapsed(), 2s);
}

CO_TEST(Loopback, AHalfClosedConnectionStillHears) {
  ScriptedServer server(loop().get_executor());
  auto [client, other] = co_await pair_of_peers(server);
  co_await client.send("question");
  client.half_close();
  EXPECT_EQ(describe(co_await other.read_line()),
            "\"question\" and then the end of the connection");
  co_await other.send("answer\n");
  EXPECT_TRUE(co_await client.read_line() == "answer");
  other.close();
  EXPECT_EQ((co_await client.read_until_closed()).ending, Ending::closed);
  EXPECT_EQ(elapsed(), 0ms);
}

CO_TEST(Loopback, ADroppedConnectionIsNoOrderlyEnd) {
  ScriptedServer server(loop().get_executor());
  auto [client, other] = co_await pair_of_peers(server);
  client.drop();
  EXPECT_EQ((co_await other.read_line()).ending, Ending::reset);
  co_await other.send("too late");
  EXPECT_EQ(story().steps().back().text.find("the server cannot send"), 0U);
}

CO_TEST(Loopback, ARefusalIsAStepOfTheStory) {
  ScriptedServer server(loop().get_executor());
  server.refuse();
  Peer client = co_await connect(server.endpoint(), "the client");
  EXPECT_EQ(story().steps().back().text,
            "the client cannot connect: Connection refused");
  EXPECT_EQ((co_await client.read_line()).ending, Ending::reset);
}

CO_TEST(Loopback, AClientThatIsNeverAnsweredGivesUp) {
  ScriptedServer server(loop().get_executor());
  Peer client = co_await connect(server.endpoint(), "the client");
  co_await client.send("hello?\n");
  EXPECT_EQ((co_await client.read_line(3s)).ending, Ending::silence);
  EXPECT_EQ(elapsed(), 3s);
}

CO_TEST(Loopback, SmallBuffersAreFullAfterTenKilobytes) {
  auto [slow, server] = co_await slow_client_and_server();
  slow.stop_reading();
  co_await server.send(std::string(5'000, 'x') + "\n");
  EXPECT_EQ(elapsed(), 0ms);
  co_await server.send(std::string(12'000, 'x') + "\n");
  EXPECT_EQ(elapsed(), 1s);
  EXPECT_EQ(story().steps().back().text,
            "the server gives up: nobody takes "
            "\"xxxxxxxxxxxxxxxxxxxxxxxx\" ... \"\\n\" (12001 bytes) for "
            "1 s");
}

CO_TEST(Loopback, ASlowClientHearsEverythingOnceItReads) {
  auto [slow, server] = co_await slow_client_and_server();
  asio::co_spawn(loop(), server.send(std::string(30'000, 'x') + "\n"),
                 asio::detached);
  co_await pause(500ms);
  EXPECT_EQ((co_await slow.read_line()).text.size(), 30'001U);
  EXPECT_EQ(elapsed(), 500ms);
}

CO_TEST(Loopback, AnExpectedLineTellsBothSides) {
  ScriptedServer server(loop().get_executor());
  auto [client, other] = co_await pair_of_peers(server);
  co_await client.send("helo\n");
  const Heard heard = co_await other.read_line();
  expect_line(heard, "helo");
  EXPECT_EQ(heard.who, "the server");
}
