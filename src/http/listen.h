// Listening sockets, made with plain system calls so that each failure becomes a sentence.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace daybook::http {

struct Listening {
    int fd = -1;  // non-blocking, close-on-exec; the caller closes it
    int family = 0;
    int port = 0;         // 0 for a Unix socket
    std::string address;  // "127.0.0.1:8484" or the path
};

struct HostPort {
    std::string host;  // without brackets
    int port = 0;
};

// "127.0.0.1:8484", "[::1]:0", "localhost:80".
Result<HostPort> ParseHostPort(std::string_view text);

Result<Listening> ListenTcp(std::string_view text);
// Mode 0600 from its first moment. Whatever socket lies at `path` is replaced: the caller holds the
// folder's lock.
Result<Listening> ListenUnix(const std::string& path);

// "203.0.113.9" of a connected TCP socket; empty for others.
std::string PeerOf(int fd);
bool IsLoopback(std::string_view address);

}  // namespace daybook::http
