// Windows of `created`: how a resource is divided so that it can be read in parallel, each window newest first
// (plan.md §6). Pure; ranges_store.h keeps them.
//
// A pass over a resource begins with one range, [kBeginning, its start + 1 s). Ranges are half-open, disjoint, and
// together always cover everything: the lowest has no lower bound and the highest no upper one in what is asked of
// Stripe, so that a wrong clock or an object of 2009 leaves no hole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stripe/resources.h"

namespace daybook::stripe {

// 2010-01-01: before Stripe's first customer. As a lower bound it means none.
inline constexpr int64_t kBeginning = 1'262'304'000;

struct Range {
    int64_t hi = 0;                    // its key within a pass
    int64_t lo = kBeginning;
    std::string cursor;                // the last object read; empty: begin at the top (or at cursor_at)
    int64_t cursor_at = 0;             // its created; 0: nothing read yet. With an empty cursor: begin again at this second
    bool top = false;                  // the highest of its pass
    bool done = false;

    bool lowest() const { return lo <= kBeginning; }
    bool started() const { return cursor_at != 0; }
    friend bool operator==(const Range&, const Range&) = default;
};

Range WholeRange(int64_t now);

// What a request must keep for the life of its cursor (stripe.md §2.3: a changed bound can give an empty page).
struct Bounds {
    std::optional<int64_t> from;       // created[gte]
    std::optional<int64_t> below;      // created[lt]
    friend bool operator==(const Bounds&, const Bounds&) = default;
};
// Of a request that begins a range, or begins it again where its cursor is gone.
Bounds BoundsOf(const Range& range);
// The list request of 100 objects.
std::string TargetOf(Kind kind, const Bounds& bounds, const std::string& cursor);

// What a page says, as far as ranges care.
struct PageEnd {
    size_t count = 0;
    std::string last_id;
    int64_t last_created = 0;
    bool has_more = false;
};
enum class Step {
    kNext,     // go on at the page's last object
    kDone,     // nothing is left in this range
    kStuck,    // the page does not move the cursor, or goes back in time: never a reason to call it done
};
Step Judge(const Range& range, const PageEnd& page);

// What was read of a range since the program began: how densely its objects lie.
struct Seen {
    int64_t objects = 0;
    int64_t newest = 0;                // created of the first
    double below = 0;                  // objects a second right below the range, as its neighbour tells; 0: not known
};
// About how many objects are left, if they lie as densely as before. 0 where nothing is known. `floor` is where the
// shop seems to begin, as other lists tell: the lowest range is believed to hold nothing below, until it was read down
// to there.
double ExpectedLeft(const Range& range, const Seen& seen, int64_t floor = kBeginning);
// The same, if they thin out evenly towards what lies right below: nearer to the truth, where ExpectedLeft rather has too
// many than too few, so that what is split by it is not the last to be read.
double LikelyLeft(const Range& range, const Seen& seen, int64_t floor = kBeginning);
struct SplitPlan {
    int parts = 2;                     // into how many equal ones `range` is to be split by and by
    int64_t floor = kBeginning;
};
// Splits what is left of `range`: it keeps the upper part, the lower is returned. The lower is one of plan.parts equal
// ones, fewer where they would not be worth a request; the half where nobody knows how far down the range goes. Nothing
// where too little is left, or nothing was read yet.
std::optional<Range> SplitRange(Range& range, const Seen& seen, const SplitPlan& plan = {});

}  // namespace daybook::stripe
