#include "stripe/signature.h"

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/text.h"

namespace daybook::stripe {
namespace {

struct Header {
    std::string_view timestamp;
    int64_t at = 0;
    std::vector<std::string_view> v1;
};

// "t=1764000000,v1=…,v1=…,v0=…". Nothing without a whole number after t=. Strict, as Stripe's own
// library is.
std::optional<Header> Parse(std::string_view text) {
    Header header;
    for (const std::string_view part : Split(text, ',')) {
        if (part.starts_with("t=")) header.timestamp = part.substr(2);
        if (part.starts_with("v1=")) header.v1.push_back(part.substr(3));
    }
    const char* const end = header.timestamp.data() + header.timestamp.size();
    const auto read = std::from_chars(header.timestamp.data(), end, header.at);
    if (header.timestamp.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return header;
}

}  // namespace

bool LooksLikeSignature(std::string_view header, int64_t now_seconds, int64_t tolerance) {
    const auto parsed = Parse(header);
    if (!parsed || parsed->v1.empty()) return false;
    return now_seconds - parsed->at <= tolerance && parsed->at - now_seconds <= tolerance;
}

bool VerifySignature(std::string_view header, std::string_view body, std::string_view secret,
                     int64_t now_seconds, int64_t tolerance) {
    if (secret.empty()) return false;
    const auto parsed = Parse(header);
    if (!parsed || parsed->v1.empty()) return false;
    std::string message(parsed->timestamp);
    message += '.';
    message += body;
    const std::string expected = HexEncode(HmacSha256(secret, message));
    bool matches = false;
    for (const std::string_view given : parsed->v1) matches |= EqualConstantTime(given, expected);
    // A stamp of the future passes, as at Stripe's libraries: clocks differ. Far ones need the
    // secret anyway.
    return matches && (parsed->at >= now_seconds || now_seconds - parsed->at <= tolerance);
}

}  // namespace daybook::stripe
