// Where the program may connect to: no way from a setting of a shop into the machine or its network
// (SSRF).
//
// Allowed are https URLs whose host resolves to public addresses; HOST:PORT pairs of the allow list
// may be plain http and lie anywhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct sockaddr;

namespace daybook::http {

struct GuardedUrl {
    std::string host;  // lower case, without brackets
    int port = 0;
    bool secure = false;  // https
    bool listed = false;  // on the allow list: its addresses are not checked
};

class Guard {
  public:
    // Each entry is HOST:PORT or a URL (its host and port count). kInvalid names the entry that
    // cannot be read.
    static Result<Guard> Create(const std::vector<std::string>& allow);
    Guard() = default;

    // kInvalid: not an http(s) URL, or with user and password; kForbidden: plain http, or an
    // address that is not public.
    Result<GuardedUrl> Check(std::string_view url) const;
    // The address a connection is about to be made to, after resolution. Only IPv4 and IPv6 can be
    // public.
    static bool IsPublic(const sockaddr& address);
    // The same of a literal; false if it is none.
    static bool IsPublicLiteral(std::string_view address);

  private:
    std::vector<std::pair<std::string, int>> allow_;
};

}  // namespace daybook::http
