#pragma once

#include <string>
#include <vector>

#include "server.hpp"

namespace acceptance {

/// So many clients at once post so many tasks that do nothing, each one
/// after the other.
/// @return the ids, in the order of the clients
asio::awaitable<std::vector<std::string>> post_many(Server& server,
                                                    std::size_t clients,
                                                    std::size_t each);

}  // namespace acceptance
