// Segments: conditions under a name, and who is in them now.
//
// Membership is a consequence: settle judges a person's segments in the round in which it computes their fields, and
// stores what changed with the next moment at which time alone will change more. A bitmap a (segment, block) holds it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"

namespace daybook::segments {

enum class SegmentId : int64_t {};
constexpr int64_t Number(SegmentId id) { return static_cast<int64_t>(id); }
inline std::string IdText(SegmentId id) { return EncodeId("seg", Number(id)); }

// The numbers are stored.
enum class SegmentKind : int16_t { kDynamic = 0 };
enum class SegmentState : int16_t { kBuilding = 0, kReady = 1 };

struct Segment {
    SegmentId id{};
    AccountId account{};
    std::string name;
    SegmentKind kind = SegmentKind::kDynamic;
    SegmentState state = SegmentState::kBuilding;
    std::string condition;  // JSON, as it was given
    std::string currency;   // of its plain amounts of money; empty: none was known when it was made
    int64_t created = 0, updated = 0;  // unix seconds
};

}  // namespace daybook::segments
