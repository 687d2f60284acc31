#include "sandbox/keys.h"

#include <algorithm>

namespace daybook::sandbox {
namespace {

bool IsWordCharacter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool HasForm(std::string_view key, std::string_view prefix) {
    if (!key.starts_with(prefix) || key.size() < prefix.size() + 8) return false;
    return std::all_of(key.begin(), key.end(), IsWordCharacter);
}

// Base64 of RFC 4648 §4; empty where it is none.
std::string Base64Decode(std::string_view text) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    uint32_t bits = 0;
    int count = 0;
    for (char c : text) {
        if (c == '=') break;
        size_t digit = kAlphabet.find(c);
        if (digit == std::string_view::npos) return {};
        bits = bits << 6 | static_cast<uint32_t>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> count & 0xff);
    }
    return bytes;
}

std::string KeyIn(std::string_view authorization) {
    auto after = [&](std::string_view scheme) { return authorization.substr(scheme.size()); };
    if (authorization.starts_with("Bearer ")) return std::string(after("Bearer "));
    if (!authorization.starts_with("Basic ")) return {};
    std::string pair = Base64Decode(after("Basic "));
    return pair.substr(0, pair.find(':'));
}

}  // namespace

std::variant<Key, StripeError> Keys::Check(const http::Request& request) const {
    std::string text = KeyIn(request.headers.Get("Authorization"));
    if (text.empty()) return NoKey();
    if (HasForm(text, "pk_live_") || HasForm(text, "pk_test_")) return PublishableKey();
    bool restricted = HasForm(text, "rk_live_") || HasForm(text, "rk_test_");
    bool secret = HasForm(text, "sk_live_") || HasForm(text, "sk_test_");
    if (!restricted && !secret) return InvalidKey(text);
    switch (StateOf(text)) {
        case KeyState::kRevoked: return InvalidKey(text);
        case KeyState::kExpired: return ExpiredKey(text);
        case KeyState::kForeignAddress: return ForbiddenAddress();
        case KeyState::kGood: break;
    }
    Mode mode = text.substr(2, 6) == "_live_" ? Mode::kLive : Mode::kTest;
    return Key{std::move(text), mode, restricted};
}

std::optional<StripeError> Keys::Permit(const Key& key, const Endpoint& endpoint, Wording wording) const {
    std::lock_guard lock(mutex_);
    for (std::string_view whose : {std::string_view(), std::string_view(key.text)}) {
        auto found = denied_.find(whose);
        if (found == denied_.end() || !found->second.contains(endpoint.name)) continue;
        if (wording == Wording::kOld) return MissingPermissionOld(key.text, endpoint.permission);
        return MissingPermissionNew(key.text, endpoint.permission, endpoint.label);
    }
    return std::nullopt;
}

void Keys::Deny(std::string_view key, const std::set<std::string, std::less<>>& names) {
    std::set<std::string, std::less<>> paths;
    for (const std::string& name : names) paths.insert(PathName(name));
    std::lock_guard lock(mutex_);
    denied_[std::string(key)] = std::move(paths);
}

void Keys::SetState(std::string_view key, KeyState state) {
    std::lock_guard lock(mutex_);
    states_[std::string(key)] = state;
}

KeyState Keys::StateOf(std::string_view key) const {
    std::lock_guard lock(mutex_);
    for (std::string_view whose : {key, std::string_view()}) {
        auto found = states_.find(whose);
        if (found != states_.end() && found->second != KeyState::kGood) return found->second;
    }
    return KeyState::kGood;
}

}  // namespace daybook::sandbox
