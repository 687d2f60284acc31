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
enum class SegmentKind : int16_t { kDynamic = 0, kStatic = 1 };
// kBuilding: not all members are found yet. kRebuilding: they are what they were until all are looked at anew.
// kTimers: they are right, but the moments at which they change are not all booked yet.
enum class SegmentState : int16_t { kBuilding = 0, kReady = 1, kRebuilding = 2, kTimers = 3 };

struct Segment {
    SegmentId id{};
    AccountId account{};
    std::string name;
    SegmentKind kind = SegmentKind::kDynamic;
    SegmentState state = SegmentState::kBuilding;
    std::string condition;  // JSON, as it was given; empty: its members are chosen by hand
    std::string currency;   // of its plain amounts of money; empty: none was known when it was made
    int64_t created = 0, updated = 0;  // unix seconds
    int64_t since = 0;                 // unix seconds: whoever was in it then or later is known
    int64_t version = 1;               // one more after each change
    bool starred = false, archived = false;  // how lists show it
    // Not 0: it is the next version of that segment, whose members are being found. Nobody sees it before it takes the
    // other's place.
    SegmentId edits{};
};

}  // namespace daybook::segments
