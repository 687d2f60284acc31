// Ids that look like Stripe's and can be read back: no map from ids to rows is kept.
//
//   id     = prefix ["1"] 11 digits tail        digits = base62 (0-9A-Za-z) of the mixed number, most significant first
//
// The mix is a bijection of 64 bits that depends on (seed, kind), so ids of other seeds decode to numbers nobody has.
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
    explicit IdCodec(uint64_t seed);
    Id Encode(Kind kind, uint64_t number, Mode mode = Mode::kLive) const;
    // The number, where `id` has this kind's (and mode's) form. Numbers nobody has are the caller's to notice.
    std::optional<uint64_t> Decode(Kind kind, std::string_view id, Mode mode = Mode::kLive) const;
    // Orders as the text of the ids does.
    uint64_t Mixed(Kind kind, uint64_t number) const;

  private:
    uint64_t salt_[kKinds];
};

// "in", "cus", …: the part of an id before its underscore.
std::string_view Prefix(Kind kind, Mode mode);

}  // namespace daybook::sandbox
