#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

namespace asio = boost::asio;

/// One leg of a relay: takes the baton and, after a while, returns what the
/// next one is to get.
using Leg = std::function<asio::awaitable<std::string>(std::string)>;

/// Runs three legs, one after the other. The first gets `baton`, each
/// further one what the leg before it returned.
///
/// @return what the third leg returned
/// @throws what a leg throws; the legs after it do not start
asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third);
