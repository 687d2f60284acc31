// Asio, for .cc files (and private headers) of runtime/ and http/ only: it costs seconds to
// compile. Asio itself is compiled once, in asio_impl.cc; so nobody may include its headers but
// through this file.
#pragma once

#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_ASIO_NO_DEPRECATED
#define BOOST_ASIO_DISABLE_BOOST_COROUTINE
// One thread runs the context and its queue has a mutex: no fences needed, which ThreadSanitizer
// does not understand.
#define BOOST_ASIO_DISABLE_FENCED_BLOCK

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "runtime/io.h"

namespace daybook::runtime {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;
// Concrete executors: the type-erased default costs an allocation an operation.
using Executor = asio::io_context::executor_type;
using SteadyTimer =
    asio::basic_waitable_timer<std::chrono::steady_clock,
                               asio::wait_traits<std::chrono::steady_clock>, Executor>;
// TCP and Unix sockets alike.
using StreamSocket = asio::basic_stream_socket<asio::generic::stream_protocol, Executor>;

asio::io_context& ContextOf(IoThread& io);

}  // namespace daybook::runtime
