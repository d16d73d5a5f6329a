// variant: tables of what is worth it, and a list of errors
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <set>

#include "is_worth_retrying.hpp"

namespace asio = boost::asio;

namespace {

const std::set<http::verb> repeatable{http::verb::get, http::verb::head,
                                      http::verb::put, http::verb::delete_,
                                      http::verb::options};
const std::set<unsigned> passing{408, 429, 500, 502, 503, 504};

}  // namespace

bool is_worth_retrying(http::verb method, const Outcome& outcome) {
  const auto& error = outcome.error;
  const bool not_heard = error == asio::error::connection_refused ||
                         error == asio::error::host_unreachable;
  if (!repeatable.contains(method)) {
    return error == asio::error::connection_refused;
  }
  if (outcome.status) {
    return passing.contains(static_cast<unsigned>(*outcome.status));
  }
  return not_heard || error == asio::error::connection_reset ||
         error == asio::error::broken_pipe || error == asio::error::eof ||
         error == asio::error::timed_out ||
         error == beast::error::timeout ||
         error == http::error::end_of_stream ||
         error == http::error::partial_message;
}
