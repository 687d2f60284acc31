// Stripe's keys and webhook secrets, as people paste them (stripe.md §1.1). Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace daybook::stripe {

// The numbers are stored.
enum class Mode : int16_t { kTest = 0, kLive = 1 };

struct Key {
    std::string secret;
    Mode mode = Mode::kTest;
    bool restricted = true;  // rk_; false: sk_, which works with a warning
    std::string hint;        // what of it may be shown
};

// kInvalid, reason stripe_key_invalid, with a sentence that says what was pasted instead and where
// to find the right one.
Result<Key> ParseKey(std::string_view pasted);
Result<std::string> ParseWebhookSecret(std::string_view pasted);

}  // namespace daybook::stripe
