// The HTTP/1.1 server: sockets on the I/O thread, handlers on the pool. TLS and HTTP/2 are a
// reverse proxy's work.
//
// Every answer carries Request-Id, Date, nosniff and (unless the handler sets its own
// Cache-Control) no-store. A handler that throws is logged and answered with 500.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"
#include "http/metrics.h"
#include "runtime/io.h"
#include "runtime/pool.h"

namespace daybook::http {

struct Uploader {
    bool known = true;
    std::optional<Response> refusal;  // the answer; the body is not read
};

struct ServerOptions {
    std::string listen;  // "127.0.0.1:8484", "[::1]:0", "localhost:8484"; empty: no TCP. Port 0:
                         // any free one
    std::string
        unix_socket;  // a path; empty: none. Mode 0600; a socket file that lies there is replaced
    const Clock* clock = nullptr;  // these three must outlive the server
    runtime::Pool* pool = nullptr;
    runtime::IoThread* io = nullptr;

    size_t connections_max = 1024;  // of the network; further ones are answered 503
    Micros header_timeout =
        10 * kSecond;  // from the first byte of a request to the end of its headers
    Micros body_timeout = 60 * kSecond;   // from there to the end of its body
    Micros idle_timeout = 75 * kSecond;   // between requests
    Micros write_timeout = 30 * kSecond;  // without any progress
    Micros stop_timeout = 10 * kSecond;   // for what is in flight
    // What bodies may hold together, from their first byte to the answer's last: those of who is known, and those of anybody.
    // Bodies of up to kBodyBytesSmall are taken besides, so that large ones keep no small request away; what is over it is
    // answered 503.
    size_t bodies_max = 64 << 20;
    size_t bodies_max_of_anybody = 16 << 20;
    // The most bytes of body a request may have; not set: 1 MiB. Called on the I/O thread.
    std::function<size_t(const Request&)> body_limit;
    // Whose a body of over kBodyBytesSmall is, by the request's head; not set: all are known. Called on the pool, before more of
    // the body is read.
    std::function<Uploader(const Request&)> admit;
};

inline constexpr size_t kBodyBytesMax = 1 << 20;
inline constexpr size_t kBodyBytesSmall = 64 << 10;

class Server {
  public:
    // Listening when it returns. kInvalid: the address cannot be read; kConflict: in use;
    // kForbidden, kUnavailable. What the handler refers to must live until the pool has stopped (a
    // handler may outlast Stop's patience).
    static Result<std::unique_ptr<Server>> Start(ServerOptions options, Handler handler);
    // Stop().
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const;  // 0 without TCP
    // "127.0.0.1:8484", "[::1]:8484".
    const std::string& address() const;
    ServerMetrics metrics() const;

    // Stops accepting, lets what is in flight finish for stop_timeout, then cuts. Not on the I/O
    // thread, nor the pool.
    void Stop();

  private:
    struct Core;
    explicit Server(std::shared_ptr<Core> core);
    std::shared_ptr<Core> core_;  // shared with its connections, which end on the I/O thread
};

}  // namespace daybook::http
