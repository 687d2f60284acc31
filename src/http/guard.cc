#include "http/guard.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "base/text.h"
#include "http/listen.h"

namespace daybook::http {
namespace {

struct Range4 {
    uint32_t network;
    int bits;
};

constexpr uint32_t Ip(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

// The IANA special-purpose registry (RFC 6890), and multicast.
constexpr Range4 kNotPublic4[] = {
    {Ip(0, 0, 0, 0), 8},      {Ip(10, 0, 0, 0), 8},     {Ip(100, 64, 0, 0), 10},
    {Ip(127, 0, 0, 0), 8},    {Ip(169, 254, 0, 0), 16}, {Ip(172, 16, 0, 0), 12},
    {Ip(192, 0, 0, 0), 24},   {Ip(192, 0, 2, 0), 24},   {Ip(192, 88, 99, 0), 24},
    {Ip(192, 168, 0, 0), 16}, {Ip(198, 18, 0, 0), 15},  {Ip(198, 51, 100, 0), 24},
    {Ip(203, 0, 113, 0), 24}, {Ip(224, 0, 0, 0), 4},    {Ip(240, 0, 0, 0), 4},
};

bool IsPublic4(uint32_t address) {
    return std::none_of(std::begin(kNotPublic4), std::end(kNotPublic4),
                        [address](const Range4& range) {
                            return (address ^ range.network) >> (32 - range.bits) == 0;
                        });
}

uint32_t Word(const uint8_t* bytes) { return Ip(bytes[0], bytes[1], bytes[2], bytes[3]); }

// Global unicast is 2000::/3; within it, what embeds an IPv4 address is judged by that, and
// documentation, benchmark and ORCHID ranges are none.
bool IsPublic6(const std::array<uint8_t, 16>& a) {
    constexpr std::array<uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    constexpr std::array<uint8_t, 12> kNat64 = {0, 0x64, 0xff, 0x9b};
    if (std::equal(kMapped.begin(), kMapped.end(), a.begin())) return IsPublic4(Word(&a[12]));
    if (std::equal(kNat64.begin(), kNat64.end(), a.begin())) return IsPublic4(Word(&a[12]));
    if ((a[0] & 0xe0) != 0x20) return false;
    uint32_t first = Word(&a[0]);
    if (first >> 16 == 0x2002) return IsPublic4(Word(&a[2]));  // 6to4
    if (first >> 9 == 0x20010000 >> 9) return false;           // 2001::/23, Teredo within
    if (first == 0x20010db8) return false;                     // documentation
    if (first >> 12 == 0x3fff0000 >> 12) return false;         // documentation, 3fff::/20
    return true;
}

using UrlHandle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::optional<std::string> Part(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK || text == nullptr) return std::nullopt;
    std::string copy(text);
    curl_free(text);
    return copy;
}

// Parsed by curl itself: what is checked is what is asked.
Result<GuardedUrl> Parse(std::string_view text) {
    UrlHandle url(curl_url(), &curl_url_cleanup);
    std::string copy(text);
    auto wrong = [](std::string_view why) {
        return Invalid(fmt::format("The address {}.", why), {}, "url_invalid");
    };
    if (copy.find('\0') != std::string::npos) return wrong("holds a NUL");
    if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), 0) != CURLUE_OK) {
        return wrong("is not a valid URL; it should look like https://example.com/path");
    }
    if (Part(url.get(), CURLUPART_USER) || Part(url.get(), CURLUPART_PASSWORD)) {
        return wrong("must not hold a user name or password");
    }
    auto scheme = Part(url.get(), CURLUPART_SCHEME);
    auto host = Part(url.get(), CURLUPART_HOST);
    auto port = Part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
    if (!scheme || (*scheme != "https" && *scheme != "http"))
        return wrong("must begin with https://");
    if (!host || host->empty() || !port) return wrong("names no host");
    GuardedUrl parsed;
    parsed.host = AsciiLower(*host);
    if (parsed.host.starts_with('[')) parsed.host = parsed.host.substr(1, parsed.host.size() - 2);
    while (parsed.host.ends_with('.')) parsed.host.pop_back();
    const std::string_view digits = *port;
    std::from_chars(digits.begin(), digits.end(), parsed.port);
    parsed.secure = *scheme == "https";
    return parsed;
}

bool IsLiteral(const std::string& host) {
    in_addr four{};
    in6_addr six{};
    return inet_pton(AF_INET, host.c_str(), &four) == 1 ||
           inet_pton(AF_INET6, host.c_str(), &six) == 1;
}

}  // namespace

Result<Guard> Guard::Create(const std::vector<std::string>& allow) {
    Guard guard;
    for (const std::string& entry : allow) {
        if (entry.find("://") != std::string::npos) {
            GuardedUrl url = TRY(Parse(entry));
            guard.allow_.emplace_back(url.host, url.port);
            continue;
        }
        auto where = ParseHostPort(entry);
        if (!where.ok() || where->port == 0) {
            return Invalid(
                fmt::format("\"{}\" is not HOST:PORT, such as 192.168.1.20:8025.", entry),
                "allow_address");
        }
        guard.allow_.emplace_back(AsciiLower(where->host), where->port);
    }
    return guard;
}

Result<GuardedUrl> Guard::Check(std::string_view text) const {
    GuardedUrl url = TRY(Parse(text));
    url.listed =
        std::find(allow_.begin(), allow_.end(), std::pair(url.host, url.port)) != allow_.end();
    if (url.listed) return url;
    std::string advice =
        fmt::format("If you want this, allow it with --allow-address {}:{}.", url.host, url.port);
    if (!url.secure) {
        return Error{Code::kForbidden,
                     fmt::format("{} would be asked over plain http; only https is allowed. {}",
                                 url.host, advice),
                     "address_forbidden",
                     {}};
    }
    if (IsLiteral(url.host) && !IsPublicLiteral(url.host)) {
        return Error{Code::kForbidden,
                     fmt::format("{} is not a public address. {}", url.host, advice),
                     "address_forbidden",
                     {}};
    }
    return url;
}

bool Guard::IsPublic(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        return IsPublic4(ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr));
    }
    if (address.sa_family != AF_INET6) return false;
    std::array<uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr,
                bytes.size());
    return IsPublic6(bytes);
}

bool Guard::IsPublicLiteral(std::string_view text) {
    std::string host(text);
    in_addr four{};
    if (inet_pton(AF_INET, host.c_str(), &four) == 1) return IsPublic4(ntohl(four.s_addr));
    std::array<uint8_t, 16> six{};
    return inet_pton(AF_INET6, host.c_str(), six.data()) == 1 && IsPublic6(six);
}

}  // namespace daybook::http
