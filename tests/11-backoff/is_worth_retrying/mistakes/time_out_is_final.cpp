// check: IsWorthRetrying.RetriesTimeOuts
// diagnosis: time-out-is-final
// Knows the time-out of Beast as an end: the network had its chance.
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <stdexcept>

#include "is_worth_retrying.hpp"

namespace asio = boost::asio;

namespace {

bool may_be_repeated(http::verb method) {
  switch (method) {
    case http::verb::get:
    case http::verb::head:
    case http::verb::put:
    case http::verb::delete_:
    case http::verb::options:
      return true;
    default:
      return false;
  }
}

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
  return error && error != asio::error::operation_aborted &&
         error != beast::error::timeout &&
         error.category() !=
             make_error_code(http::error::bad_version).category();
}

}  // namespace

bool is_worth_retrying(http::verb method, const Outcome& outcome) {
  if (!may_be_repeated(method)) {
    return outcome.error == asio::error::connection_refused;
  }
  return outcome.status ? may_pass(*outcome.status)
                        : may_pass(outcome.error);
}
