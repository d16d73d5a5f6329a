// Asio's own code, compiled once for the whole course.
#include <boost/asio/impl/src.hpp>
