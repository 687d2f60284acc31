// What browsers need besides the API: the session's cookie, proof that a request comes from Daybook's own pages, and the
// address under which people reach this server.
//
// Over https the cookie is __Host-daybook; Secure. Over plain http only a loopback address may sign in, with a cookie named
// daybook: there nothing travels over a network.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace daybook::server {

struct Site {
    std::string public_url;      // "https://daybook.example.com", without a slash at the end; empty: not told

    bool https() const { return public_url.starts_with("https://"); }
};

// The token in the request's cookie; empty: none.
std::string_view SessionToken(const http::Request& request);

// The Set-Cookie value that keeps this token. kForbidden https_needed: a browser reached us by plain http from another
// machine, and would not keep a safe cookie.
Result<std::string> SessionCookie(const Site& site, const http::Request& request, std::string_view token);
// The Set-Cookie values that forget it.
void ForgetCookies(http::Response& response);

// Which requests must prove where they come from.
enum class Proof {
    kNeeded,        // the cookie speaks for the user: no proof, no entry
    kIfBrowser,     // nobody is signed in: refuse only what is said to come from another site
};
// kForbidden origin_refused: Sec-Fetch-Site is neither same-origin nor none; or, without it, Origin is not our own.
Status CheckOrigin(const Site& site, const http::Request& request, Proof proof);

// Who asks, without a port: the peer, or behind a proxy on this machine the address that it added, the last of X-Forwarded-For's
// last line.
std::string ClientAddress(const http::Request& request);

}  // namespace daybook::server
