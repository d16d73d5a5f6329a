#pragma once

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/verb.hpp>
#include <boost/system/error_code.hpp>
#include <optional>

namespace beast = boost::beast;
namespace http = boost::beast::http;

/// How a request ended: with the status of an answer or with an error,
/// never with both.
struct Outcome {
  std::optional<http::status> status;
  boost::system::error_code error;
};

/// Whether the same request, sent again a little later, may end better.
///
/// @param method  of the request
/// @param outcome  how it ended
bool is_worth_retrying(http::verb method, const Outcome& outcome);
