// The outgoing HTTP client: libcurl's multi interface on a thread of its own. HTTP/1.1, HTTP/2
// where TLS agrees on it, connections kept alive, gzip taken, certificates checked, redirects not
// followed, proxies of the environment not used. Headers and bodies are never logged.
#pragma once

#include <memory>
#include <string>

#include "http/guard.h"
#include "http/message.h"
#include "runtime/pool.h"

namespace daybook::http {

struct ClientOptions {
    Guard guard;
    // Where Done is called; it must outlive the client. Null: on the client's own thread (then it
    // must be quick).
    runtime::Pool* pool = nullptr;
    std::string user_agent = "Daybook";
    size_t requests_max = 4096;  // under way and waiting; further ones are kLimited
    size_t host_connections_max = 64;
    size_t idle_connections_max = 128;
};

// When it is destroyed, what is under way ends with kUnavailable.
std::unique_ptr<Client> MakeCurlClient(ClientOptions options);

}  // namespace daybook::http
