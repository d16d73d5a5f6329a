// check: IsWorthRetrying.RetriesLostConnections
// diagnosis: list-too-short
// Lists the errors that have been seen so far.
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <stdexcept>

#include "is_worth_retrying.hpp"

namespace asio = boost::asio;

namespace {

bool may_pass(http::status status) {
  switch (status) {
    case http::status::request_timeout:
    case http::status::too_many_requests:
    case http::status::internal_server_error:
    case http::status::bad_gateway:
    case http::status::service_unavailable:
    case http::status::gateway_timeout:
      return true;
    default:
      return false;
  }
}

bool may_pass(const boost::system::error_code& error) {
  if (error == http::error::end_of_stream ||
      error == http::error::partial_message) {
    return true;
  }
  return error == asio::error::connection_reset ||
         error == asio::error::eof || error == beast::error::timeout;
}

}  // namespace

bool is_worth_retrying(http::verb method, const Outcome& outcome) {
  if (outcome.error == asio::error::connection_refused) {
    return true;
  }
  if (method == http::verb::post || method == http::verb::patch) {
    return false;
  }
  return outcome.status ? may_pass(*outcome.status)
                        : may_pass(outcome.error);
}
