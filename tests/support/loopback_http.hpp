// A web server that does what a test says, for the tests of HTTP clients.
// It speaks in texts and needs nothing of Beast.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string>

#include "loopback.hpp"

namespace course::testing {

/// What a server does with one request.
struct HttpMove {
  /// What happens after `text`.
  enum class Then {
    close,  ///< it closes the connection, as after a whole answer
    drop,   ///< it breaks the connection off (RST)
    hang,   ///< nothing, until the client leaves
  };

  std::string text = {};  ///< is sent as it stands; may be empty
  Then then = Then::close;
  std::chrono::nanoseconds after{0};  ///< how long the server works on it
};

/// An answer with this status and body: "HTTP/1.1 503 ...".
HttpMove answers(int status, const std::string& body = "");

/// Closes the connection without an answer.
HttpMove closes();

/// Breaks the connection off without an answer.
HttpMove drops();

/// Takes the request and never answers.
HttpMove hangs();

/// Closes the connection in the middle of an answer's body.
HttpMove breaks_off();

/// Sends something that is no HTTP.
HttpMove talks_nonsense();

/// Accepts the next client of `server`, reads the head of its request (up
/// to the empty line; a body is not read), makes the move, and returns the
/// request's first line, "GET /page HTTP/1.1". All of it are steps of the
/// story.
boost::asio::awaitable<std::string> treat_request(ScriptedServer& server,
                                                  HttpMove move);

}  // namespace course::testing
