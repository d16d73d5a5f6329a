// Asio's, Beast's and JSON's own code, compiled once for this folder.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
#include <boost/json/src.hpp>
