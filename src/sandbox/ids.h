// Ids that look like Stripe's and can be read back: no map from ids to rows is kept.
//
//   id = prefix ["1"] 11 digits tail            digits = base62 (0-9A-Za-z), most significant first
//
// As at Stripe, ids grow with time: of what has a list of its own (and of payment intents) the first five digits are the
// second of its creation, counted from the shop's birth, the other six its mixed number; of the rest all eleven are. A shop
// that is born again later thus has the same ids. The mix is a bijection of 32 or 64 bits that depends on (seed, kind), so
// ids of other seeds decode to numbers nobody has.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sandbox/rows.h"

namespace daybook::sandbox {

// The key's mode: part of checkout session ids.
enum class Mode : uint8_t { kTest, kLive };

// A short text on the stack.
class Id {
  public:
    operator std::string_view() const { return {text_, size_}; }  // NOLINT
    std::string_view view() const { return {text_, size_}; }

  private:
    friend class IdCodec;
    void Append(std::string_view piece);
    char text_[44];
    uint8_t size_ = 0;
};

class IdCodec {
  public:
    // Birth in unix seconds.
    IdCodec(uint64_t seed, int64_t birth);
    // True where the id begins with the second of creation; numbers of these kinds are below 2^32.
    static bool GrowsWithTime(Kind kind) { return kind < Kind::kLine || kind == Kind::kPaymentIntent; }
    // `created` (unix seconds) counts only where the id grows with time.
    Id Encode(Kind kind, uint64_t number, uint32_t created, Mode mode = Mode::kLive) const;
    // The number, where `id` has this kind's (and mode's) form. Numbers nobody has, and seconds that are not the number's,
    // are the caller's to notice.
    std::optional<uint64_t> Decode(Kind kind, std::string_view id, Mode mode = Mode::kLive) const;
    // Orders as the text of the ids of one second does.
    uint64_t Mixed(Kind kind, uint64_t number) const;

  private:
    uint64_t salt_[kKinds];
    int64_t first_second_;
};

// "in", "cus", …: the part of an id before its underscore.
std::string_view Prefix(Kind kind, Mode mode);

}  // namespace daybook::sandbox
