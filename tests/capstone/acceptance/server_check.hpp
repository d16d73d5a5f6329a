#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client.hpp"
#include "raw_client.hpp"
#include "real_check.hpp"
#include "verdicts.hpp"

namespace acceptance {

using namespace course::testing;

/// The fixture of the suite. What a check needs longer for than this is
/// given up; its own waits are shorter and say what they wait for.
class ServerCheck : public RealCheck {
 protected:
  ServerCheck() { be_patient_for(280s); }

 private:
  /// A server that was killed in a check may leave what it likes: whether
  /// it does is a check of its own.
  void look_after_the_body() override { end_children(); }
};

/// Another client, which does nothing wrong, has its task done.
///
/// @param if_silent  the diagnosis if it is not answered
asio::awaitable<void> serves_others(
    Server& server, std::string_view if_silent = "one-stops-all");

/// The answer has one of these statuses, or, if there may be none, the
/// connection was closed without one.
///
/// @param what  was sent, for the story
void expect_refused(const Reply& reply, std::string_view what,
                    const std::vector<unsigned>& statuses,
                    bool may_close = true, std::string_view diagnosis = {});

/// Sends the body to POST /task; it has to be refused with one of these
/// statuses.
asio::awaitable<void> expect_body_refused(Client& client, std::string what,
                                          std::string body,
                                          std::vector<unsigned> statuses);

/// Sends a request that no worker can compute. It has to be refused, or to
/// become a task that fails: either way the client is told.
asio::awaitable<void> expect_no_task(Client& client, std::string what,
                                     std::string body);

}  // namespace acceptance

/// A check of the suite; several files may share a name before the dot.
#define SERVER_CHECK(suite, name) \
  COURSE_CHECK(::acceptance::ServerCheck, suite, name)
