#include "is_worth_retrying.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <stdexcept>

namespace asio = boost::asio;

bool is_worth_retrying(http::verb method, const Outcome& outcome) {
  // Would the same request, a little later, end better?
  throw std::logic_error("is_worth_retrying is not written yet");
}
