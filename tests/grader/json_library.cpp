// Boost.JSON, compiled once: Debian has no library of it.
#include <boost/json/src.hpp>
