#include "server/browser.h"

#include <fmt/format.h>

#include "accounts/sessions.h"
#include "base/text.h"

namespace daybook::server {
namespace {

constexpr std::string_view kSafeName = "__Host-daybook", kPlainName = "daybook";
constexpr std::string_view kAttributes = "Path=/; HttpOnly; SameSite=Lax";

// "https://shop.example:8443/x" → "shop.example:8443".
std::string HostOf(std::string_view url) {
    size_t start = url.find("://");
    if (start == std::string_view::npos) return "";
    std::string_view rest = url.substr(start + 3);
    return AsciiLower(rest.substr(0, rest.find('/')));
}

std::string SchemeOf(std::string_view url) { return AsciiLower(url.substr(0, url.find("://"))); }

bool IsLoopbackHost(std::string_view host) {
    std::string name = AsciiLower(host);
    if (name.starts_with("[::1]")) return true;
    name = name.substr(0, name.find(':'));
    return name == "localhost" || name.starts_with("127.");
}

std::string_view CookieNamed(std::string_view header, std::string_view name) {
    for (std::string_view pair : Split(header, ';')) {
        pair = Trim(pair);
        size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
    return {};
}

bool IsOwnOrigin(const Site& site, const http::Request& request, std::string_view origin) {
    if (site.https() && HostOf(origin) == HostOf(site.public_url)) return SchemeOf(origin) == "https";
    std::string host = HostOf(origin);
    return !host.empty() && host == AsciiLower(request.headers.Get("Host"));
}

// "203.0.113.9:4711" and "[2001:db8::1]:4711" without the port.
std::string_view WithoutPort(std::string_view address) {
    if (address.starts_with('[')) return address.substr(1, address.find(']') - 1);
    const size_t colon = address.find(':');
    return colon == address.rfind(':') ? address.substr(0, colon) : address;
}

// What the proxy itself added: the end of the last line. All before it is what the client said.
std::string_view LastForwarded(const http::Headers& headers) {
    std::string_view line;
    for (const auto& [name, value] : headers.all()) {
        if (AsciiLower(name) == "x-forwarded-for") line = value;
    }
    return WithoutPort(Trim(line.substr(line.rfind(',') + 1)));
}

Error Refused() {
    return {Code::kForbidden, "This request came from another site's page. Use Daybook's own pages, or an API key.", "origin_refused", {}};
}

}  // namespace

std::string_view SessionToken(const http::Request& request) {
    std::string_view header = request.headers.Get("Cookie");
    std::string_view token = CookieNamed(header, kSafeName);
    if (token.empty() && IsLoopbackHost(request.headers.Get("Host"))) token = CookieNamed(header, kPlainName);
    return token;
}

Result<std::string> SessionCookie(const Site& site, const http::Request& request, std::string_view token) {
    std::string_view origin = request.headers.Get("Origin");
    std::string scheme = SchemeOf(origin);
    bool loopback = IsLoopbackHost(request.headers.Get("Host"));
    bool plain = loopback && scheme != "https" && !(site.https() && origin.empty());
    if (!plain && scheme == "http") {
        return Error{Code::kForbidden,
                     "Over plain http one can sign in on this machine only (http://127.0.0.1). Put a proxy with TLS before Daybook and "
                     "start it with --public-url https://…", "https_needed", {}};
    }
    return fmt::format("{}={}; {}; Max-Age={}{}", plain ? kPlainName : kSafeName, token, kAttributes,
                       accounts::kSessionAgeMax / kSecond, plain ? "" : "; Secure");
}

void ForgetCookies(http::Response& response) {
    response.headers.Add("Set-Cookie", fmt::format("{}=; {}; Max-Age=0; Secure", kSafeName, kAttributes));
    response.headers.Add("Set-Cookie", fmt::format("{}=; {}; Max-Age=0", kPlainName, kAttributes));
}

Status CheckOrigin(const Site& site, const http::Request& request, Proof proof) {
    std::string_view fetched = request.headers.Get("Sec-Fetch-Site");
    if (!fetched.empty()) {
        if (fetched == "same-origin" || fetched == "none") return {};
        return Refused();
    }
    std::string_view origin = request.headers.Get("Origin");
    if (origin.empty()) return proof == Proof::kIfBrowser ? Status{} : Status{Refused()};
    return IsOwnOrigin(site, request, origin) ? Status{} : Status{Refused()};
}

std::string ClientAddress(const http::Request& request) {
    bool local = request.remote == "::1" || request.remote.starts_with("127.");
    std::string_view forwarded = LastForwarded(request.headers);
    return std::string(!local || forwarded.empty() ? request.remote : forwarded);
}

}  // namespace daybook::server
