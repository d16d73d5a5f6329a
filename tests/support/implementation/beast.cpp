// Beast's own code, compiled once for the whole course.
#include <boost/beast/src.hpp>
