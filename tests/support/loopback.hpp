// Conversations over 127.0.0.1 for the tests of servers and clients: the
// other end of the student's connection, doing exactly what a test says.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "expect.hpp"
#include "words.hpp"

namespace course::testing {

/// A text, and how long to wait before it is sent.
struct Piece {
  std::string text;
  std::chrono::nanoseconds after{0};
};

/// What ended a read.
enum class Ending {
  complete,  ///< what was asked for arrived
  closed,    ///< the other end closed its side
  reset,     ///< the connection was lost (RST), or never came about
  silence,   ///< nothing more arrived within the patience of the read
};

/// What a peer read, and why it stopped there. `text` keeps everything that
/// arrived, newline included, whatever the ending.
struct Heard {
  std::string who;  ///< the name of the peer
  std::string text;
  Ending ending = Ending::complete;
  std::chrono::nanoseconds patience{0};
};

/// True if `line` (without its newline) arrived whole.
bool operator==(const Heard& heard, std::string_view line);

/// The lines that a peer read, without their newlines.
struct HeardLines {
  std::vector<std::string> lines;
  Ending ending = Ending::complete;  ///< complete: all that were asked for
};

/// The text in quotes; of one longer than 60 bytes the beginning, the last
/// byte and the size.
std::string excerpt(std::string_view text);

/// `"ok 1\n"`, `"ok" and then nothing for 1 s`, `the end of the
/// connection`.
std::string describe(const Heard& heard);

/// Ends the check unless the line (given without its newline) was heard.
/// `why` goes on with the sentence "client 1 hears ..." where the last
/// steps of the story do not show what it depends on.
///
/// @throws ExpectationFailed  if something else was
template <std::same_as<Meaning>... Meanings>
void expect_line(const Heard& heard, std::string_view line,
                 std::string_view why, Meanings... meanings) {
  expect(heard == line,
         expected("{} hears {}{}", heard.who,
                  excerpt(std::string(line) + '\n'), why),
         seen("{} hears {}", heard.who, describe(heard)), meanings...);
}

/// The same where the story says it all.
template <std::same_as<Meaning>... Meanings>
void expect_line(const Heard& heard, std::string_view line,
                 Meanings... meanings) {
  expect_line(heard, line, std::string_view(), meanings...);
}

/// One end of a connection. Every action is a step of the story told by the
/// running check, under the peer's name. A peer reads only when it is told
/// to, one read at a time; a send may be under way meanwhile. It outlives
/// its pending operations; one thread.
class Peer {
 public:
  /// How long a send or a read waits, in virtual time, before it gives up.
  static constexpr std::chrono::seconds default_patience{1};

  Peer(std::string name, boost::asio::ip::tcp::socket socket);

  const std::string& name() const { return name_; }

  /// Sends the text in one write. Giving up (the connection is gone, or the
  /// other end takes nothing for the default patience) is told, not thrown:
  /// what a test expects is what it reads next.
  boost::asio::awaitable<void> send(std::string text);

  /// The same for several writes, each after its own delay.
  boost::asio::awaitable<void> send(std::vector<Piece> pieces);

  /// Reads up to the next newline. What came after it is kept for the next
  /// read.
  boost::asio::awaitable<Heard> read_line(
      std::chrono::nanoseconds patience = default_patience);

  /// Reads up to `count` lines, each with this patience, as one step of the
  /// story. Of a line that did not arrive whole only the story tells.
  boost::asio::awaitable<HeardLines> read_lines(
      std::size_t count,
      std::chrono::nanoseconds patience = default_patience);

  /// Reads until the other end closes (Ending::closed is the success).
  boost::asio::awaitable<Heard> read_until_closed(
      std::chrono::nanoseconds patience = default_patience);

  /// Listens for the whole duration and returns what arrived; an empty text
  /// with Ending::silence if nothing did. Returns early only if the
  /// connection ends.
  boost::asio::awaitable<Heard> listen_for(
      std::chrono::nanoseconds duration);

  /// Says in the story that this peer reads no more from now on.
  void stop_reading();

  /// Breaks the connection off: the other end gets a reset (RST).
  void drop();

  /// Says "I send no more" (FIN) and goes on reading.
  void half_close();

  /// Closes both directions. Linux turns this into a reset if something
  /// that had arrived was not read.
  void close();

 private:
  boost::asio::awaitable<Heard> next_line(
      std::chrono::nanoseconds patience);
  boost::asio::awaitable<Heard> next_bytes(
      std::chrono::nanoseconds duration);

  std::string name_;
  boost::asio::ip::tcp::socket socket_;
  std::string arrived_;  // read from the socket, not yet handed out
};

/// Bytes the kernel keeps for a connection; 0 leaves its own choice, which
/// is megabytes. Linux doubles a value; its lower limit is about 2 KB, but
/// with so little the connection stalls on the kernel's own timers, which
/// virtual time does not move.
struct Buffers {
  int send = 0;
  int receive = 0;
};

/// With these on the acceptor of a server and on a client that does not
/// read, the server's writes wait after 7 to 10 KB, and a write of more
/// than that is never done in one step.
inline constexpr Buffers small_buffers{.send = 4096, .receive = 2048};

/// Listens on 127.0.0.1, on a port that the kernel chooses. Accepted
/// sockets inherit the buffer sizes.
boost::asio::ip::tcp::acceptor listen_on_loopback(
    const boost::asio::any_io_executor& executor, Buffers buffers = {});

/// Starts the server under test: hands `serve` a listening acceptor, spawns
/// the coroutine it returns, and returns the address for connect(). If that
/// coroutine ends, alone or by a `system_error`, the story says so; another
/// exception ends the check.
boost::asio::ip::tcp::endpoint start_server(
    const boost::asio::any_io_executor& executor,
    const std::function<boost::asio::awaitable<void>(
        boost::asio::ip::tcp::acceptor)>& serve,
    Buffers buffers = {});

/// Connects to a server and returns the client's end. A refusal is told as
/// a step; the reads of the returned peer then end with Ending::reset.
boost::asio::awaitable<Peer> connect(boost::asio::ip::tcp::endpoint server,
                                     std::string name,
                                     Buffers buffers = {});

/// A server whose every move is written down in a test, for the tests of
/// clients. Clients can connect from its construction on; one that is never
/// accepted, or accepted and left alone, is never answered.
class ScriptedServer {
 public:
  explicit ScriptedServer(const boost::asio::any_io_executor& executor,
                          std::string name = "the server");

  boost::asio::ip::tcp::endpoint endpoint() const { return endpoint_; }

  /// Waits for the next client; returns the server's end of the connection.
  boost::asio::awaitable<Peer> accept();

  /// Stops listening: from now on connections to endpoint() are refused.
  void refuse();

 private:
  std::string name_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::ip::tcp::socket placeholder_;  // keeps a refused port taken
  boost::asio::ip::tcp::endpoint endpoint_;
};

}  // namespace course::testing
