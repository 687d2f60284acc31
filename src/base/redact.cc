#include "base/redact.h"

#include <algorithm>
#include <array>
#include <optional>

namespace daybook {
namespace {

constexpr std::string_view kEllipsis = "\u2026";
constexpr std::string_view kBearer = "bearer ";
// Glued to a word before it, a prefix such as the "sk_test_" of "task_test_done" starts a key only
// if this much follows.
constexpr size_t kGluedKeyBytes = 16;

bool IsAlnum(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The length of the prefix of a key at the start of `text`; 0 if none starts here.
size_t PrefixLength(std::string_view text) {
    constexpr std::array<std::string_view, 3> kKinds = {"rk_", "sk_", "pk_"};
    constexpr std::array<std::string_view, 5> kModes = {"live_", "test_", "org_live_", "org_test_",
                                                        "org_"};
    for (std::string_view whole : {std::string_view("whsec_"), std::string_view("dbk_")}) {
        if (text.starts_with(whole)) return whole.size();
    }
    if (text.size() < 3 || std::ranges::find(kKinds, text.substr(0, 3)) == kKinds.end()) return 0;
    for (std::string_view mode : kModes) {
        if (text.substr(3).starts_with(mode)) return 3 + mode.size();
    }
    return 0;
}

// How much of `text` belongs to a secret: letters, digits, what keys are written and masked with.
// Dots only as a mask with more behind, so that the end of a sentence stays.
size_t SecretLength(std::string_view text) {
    size_t i = 0;
    while (i < text.size()) {
        size_t mask = i;
        while (mask < text.size() && text[mask] == '.') ++mask;
        if (text.substr(mask).starts_with(kEllipsis)) mask += kEllipsis.size();
        if (mask > i) {
            if (mask == text.size() || !IsAlnum(text[mask])) break;
            i = mask;
        } else if (IsAlnum(text[i]) ||
                   std::string_view("*_+/=-").find(text[i]) != std::string_view::npos) {
            ++i;
        } else {
            break;
        }
    }
    return i;
}

// The length of what stands between "Bearer " and the next white space, quote or comma.
size_t TokenLength(std::string_view text) {
    return std::min(text.find_first_of(" \t\r\n\"',;<>\\"), text.size());
}

bool StartsBearer(std::string_view text) {
    if (text.size() < kBearer.size()) return false;
    return std::ranges::equal(text.substr(0, kBearer.size()), kBearer, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
}

// After "://": where the password begins and how long it is.
struct Span {
    size_t start = 0;
    size_t length = 0;
};
std::optional<Span> PasswordOf(std::string_view authority) {
    std::string_view rest = authority.substr(0, authority.find_first_of("/?# \t\r\n\"'<>"));
    size_t at = rest.rfind('@');
    size_t colon = rest.find(':');
    if (at == std::string_view::npos || colon == std::string_view::npos || colon > at)
        return std::nullopt;
    return Span{colon + 1, at - colon - 1};
}

// A key ("rk_…", "whsec_…"), "Bearer " and "://" begin with one of these; most bytes of most texts are none.
constexpr std::array<bool, 256> kMayBegin = [] {
    std::array<bool, 256> may = {};
    for (const char c : std::string_view("rspwdbB:")) may[static_cast<unsigned char>(c)] = true;
    return may;
}();

class Redactor {
  public:
    explicit Redactor(std::string_view text) : text_(text) { out_.reserve(text.size()); }

    std::string Run() {
        while (at_ < text_.size()) {
            Keep(PlainLength());
            if (at_ < text_.size() && !Key() && !Bearer() && !Password()) Keep(1);
        }
        return std::move(out_);
    }

  private:
    void Keep(size_t count) {
        out_.append(text_.substr(at_, count));
        at_ += count;
    }
    void Drop(size_t count) {
        if (count == 0) return;
        out_.append(kEllipsis);
        at_ += count;
    }
    std::string_view rest() const { return text_.substr(at_); }
    size_t PlainLength() const {
        const auto plain = rest();
        const auto begin = std::ranges::find_if(plain, [](char c) { return kMayBegin[static_cast<unsigned char>(c)]; });
        return static_cast<size_t>(begin - plain.begin());
    }

    bool Key() {
        size_t prefix = PrefixLength(rest());
        if (prefix == 0) return false;
        size_t secret = SecretLength(rest().substr(prefix));
        bool glued = at_ > 0 && IsAlnum(text_[at_ - 1]);
        if (glued && secret < kGluedKeyBytes) return false;
        Keep(prefix);
        Drop(secret);
        return true;
    }

    bool Bearer() {
        if (!StartsBearer(rest())) return false;
        Keep(kBearer.size());
        if (PrefixLength(rest()) > 0) return true;  // the next round keeps its prefix
        size_t token = TokenLength(rest());
        if (rest().substr(0, token) == kEllipsis)
            Keep(token);
        else
            Drop(token);
        return true;
    }

    bool Password() {
        if (!rest().starts_with("://")) return false;
        Keep(3);
        if (auto password = PasswordOf(rest())) {
            Keep(password->start);
            if (rest().substr(0, password->length) == kEllipsis)
                Keep(password->length);
            else
                Drop(password->length);
        }
        return true;
    }

    std::string_view text_;
    size_t at_ = 0;
    std::string out_;
};

}  // namespace

std::string Redact(std::string_view text) { return Redactor(text).Run(); }

std::string KeyHint(std::string_view key) {
    constexpr size_t kShown = 4;
    size_t prefix = PrefixLength(key);
    std::string hint(key.substr(0, prefix));
    hint += kEllipsis;
    if (key.size() >= prefix + 3 * kShown) hint += key.substr(key.size() - kShown);
    return hint;
}

}  // namespace daybook
