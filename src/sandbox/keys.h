// API keys at the sandbox: every well-formed one is good, until it is revoked or denied something. Thread safe.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "http/message.h"
#include "sandbox/endpoints.h"
#include "sandbox/errors.h"
#include "sandbox/ids.h"
#include "sandbox/options.h"

namespace daybook::sandbox {

enum class KeyState : uint8_t { kGood, kRevoked, kExpired, kForeignAddress };

struct Key {
    std::string text;
    Mode mode = Mode::kTest;
    bool restricted = false;
};

class Keys {
  public:
    // What the Authorization header (Bearer, or Basic with the key as user) gives.
    std::variant<Key, StripeError> Check(const http::Request& request) const;
    // The error, where the key may not read this endpoint.
    std::optional<StripeError> Permit(const Key& key, const Endpoint& endpoint, Wording wording) const;

    // Names as --deny; an empty key means every key. Replaces what was denied to that key before.
    void Deny(std::string_view key, const std::set<std::string, std::less<>>& names);
    // An empty key means every key.
    void SetState(std::string_view key, KeyState state);

  private:
    KeyState StateOf(std::string_view key) const;

    mutable std::mutex mutex_;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> denied_;
    std::map<std::string, KeyState, std::less<>> states_;
};

}  // namespace daybook::sandbox
