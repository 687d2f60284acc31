// decide and store: from what is known of a person to what becomes true, and that into the database
// under the person's `rev`.
//
// The round stands here: project today; judge (segments), earn (points) and advance (automations)
// follow it when their features come.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "settle/load.h"

namespace daybook::settle {

using ProjectFunction = std::function<stripe::Projected(const stripe::Known&, Micros now)>;

// What settling one person came to; `failure` says why it could not be decided.
struct Decision {
    profiles::Due due;
    profiles::Settled settled;
    profiles::Update update;
    profiles::FootprintUpdate footprint;
    std::vector<profiles::Activity> happened;  // live ones that are new, for those who watch
    std::string failure;
};

// A profile that took longer than this is left alone for ten times as long.
inline constexpr Micros kSlow = 100 * kMillisecond;

// Pure but for the stopwatch; an exception becomes a failure.
Decision Decide(const Person& person, const ProjectFunction& project, Micros now,
                const Clock& stopwatch);

// What others may want to know of a profile that was stored.
struct Change {
    AccountId account{};
    profiles::Changed changed;
    std::vector<profiles::Activity> happened;
};

// One short transaction for a slice, sorted by profile. People whose rev moved since they were
// loaded are skipped: they are due again. None of the decisions has a failure.
Result<std::vector<Change>> Store(sql::Tx& tx, const std::vector<Decision>& slice, Micros now);

}  // namespace daybook::settle
