#include "stripe/key.h"

#include <algorithm>
#include <optional>

#include "base/redact.h"
#include "base/text.h"

namespace daybook::stripe {
namespace {

constexpr size_t kPastedBytesMax = 4096;
constexpr size_t kSecretBytesMin = 8;
constexpr size_t kSecretBytesMax = 512;

constexpr std::string_view kWhere =
    " In Stripe, open Developers > API keys, create a restricted key, and paste what begins with "
    "rk_live_ or rk_test_.";

Error Refuse(std::string_view what, std::string_view param) {
    return Invalid(std::string(what) + std::string(kWhere), std::string(param),
                   "stripe_key_invalid");
}

// What is pasted around a key without being seen: white space of all kinds, quotes, zero-width
// characters.
size_t NoiseLength(std::string_view text) {
    if (std::string_view(" \t\r\n\f\v\"'`,;<>").find(text.front()) != std::string_view::npos)
        return 1;
    constexpr std::string_view kWide[] = {
        "\xc2\xa0",     "\xc2\xad",     "\xc2\xab",     "\xc2\xbb",  // nbsp, soft hyphen, « »
        "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e",
        "\xe2\x80\x8f",                                                  // zero width, marks
        "\xe2\x81\xa0", "\xef\xbb\xbf", "\xe2\x80\xaf", "\xe3\x80\x80",  // joiner, BOM, spaces
        "\xe2\x80\xa8", "\xe2\x80\xa9",                                  // line separators
        "\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\x9d",
        "\xe2\x80\x9e",  // quotes
    };
    for (const std::string_view wide : kWide) {
        if (text.starts_with(wide)) return wide.size();
    }
    return 0;
}

std::string WithoutNoise(std::string_view pasted) {
    std::string text;
    while (!pasted.empty()) {
        if (const size_t noise = NoiseLength(pasted); noise > 0) {
            pasted.remove_prefix(noise);
            continue;
        }
        text += pasted.front();
        pasted.remove_prefix(1);
    }
    return text;
}

bool IsSecret(std::string_view text) {
    return text.size() >= kSecretBytesMin && text.size() <= kSecretBytesMax &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_';
           });
}

// What was pasted instead of a key, where that can be told.
std::optional<Error> RefuseOther(const std::string& text) {
    if (text.empty()) return Refuse("There is no key here.", "api_key");
    if (text.starts_with("pk_")) {
        return Refuse("This is a publishable key (pk_): it is for web pages and can read nothing.",
                      "api_key");
    }
    if (text.starts_with("sk_org_") || text.starts_with("rk_org_")) {
        return Refuse(
            "This is the key of a Stripe organisation: Daybook needs the key of one account.",
            "api_key");
    }
    if (text.starts_with("whsec_")) {
        return Refuse(
            "This is a webhook signing secret (whsec_): it belongs into the webhook field.",
            "api_key");
    }
    if (text.starts_with("dbk_")) {
        return Refuse("This is a key of Daybook itself (dbk_), not one of Stripe's.", "api_key");
    }
    if (text.find('*') != std::string::npos || text.find("…") != std::string::npos ||
        text.find("...") != std::string::npos) {
        return Refuse("This is a shortened key: Stripe shows the whole key only once.", "api_key");
    }
    return std::nullopt;
}

struct Prefix {
    std::string_view text;
    Mode mode;
    bool restricted;
};
constexpr Prefix kPrefixes[] = {
    {"rk_live_", Mode::kLive, true},
    {"rk_test_", Mode::kTest, true},
    {"sk_live_", Mode::kLive, false},
    {"sk_test_", Mode::kTest, false},
};

}  // namespace

Result<Key> ParseKey(std::string_view pasted) {
    if (pasted.size() > kPastedBytesMax)
        return Refuse("This is far too long for a key of Stripe's.", "api_key");
    const Error garbled = Refuse(
        "This key has characters that no key of Stripe's has: copy it again, alone.", "api_key");
    if (!IsUtf8(pasted) || pasted.find('\0') != std::string_view::npos) return garbled;
    const std::string text = WithoutNoise(pasted);
    if (auto error = RefuseOther(text)) return std::move(*error);
    for (const Prefix& prefix : kPrefixes) {
        if (!text.starts_with(prefix.text)) continue;
        const std::string_view rest = std::string_view(text).substr(prefix.text.size());
        if (rest.size() < kSecretBytesMin)
            return Refuse("This key is too short: part of it is missing.", "api_key");
        if (!IsSecret(rest)) return garbled;
        return Key{text, prefix.mode, prefix.restricted, KeyHint(text)};
    }
    return Refuse("This is not a key of Stripe's.", "api_key");
}

Result<std::string> ParseWebhookSecret(std::string_view pasted) {
    const auto refuse = [](std::string_view what) -> Error {
        return Invalid(
            std::string(what) +
                " In Stripe, open Developers > Webhooks, choose the endpoint, and reveal its "
                "signing secret: it begins with whsec_.",
            "webhook_secret", "stripe_webhook_secret_invalid");
    };
    if (pasted.size() > kPastedBytesMax)
        return refuse("This is far too long for a signing secret.");
    const std::string text = WithoutNoise(pasted);
    if (text.empty()) return refuse("There is no signing secret here.");
    for (const std::string_view prefix : {"rk_", "sk_", "pk_"}) {
        if (text.starts_with(prefix))
            return refuse("This is an API key, not a webhook's signing secret.");
    }
    constexpr std::string_view kPrefix = "whsec_";
    if (!text.starts_with(kPrefix)) return refuse("This is not a signing secret of Stripe's.");
    std::string_view rest = std::string_view(text).substr(kPrefix.size());
    // Secrets made by other tools (stripe-cli, test servers) may hold base64's signs.
    const bool known =
        std::all_of(rest.begin(), rest.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (rest.size() < kSecretBytesMin || rest.size() > kSecretBytesMax || !known) {
        return refuse("This signing secret is not whole.");
    }
    return text;
}

}  // namespace daybook::stripe
