// Asio's own code, compiled here once (runtime/asio.h).
#include "runtime/asio.h"

#include <boost/asio/impl/src.hpp>
