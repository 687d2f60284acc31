// decide and store: from what is known of a person to what becomes true, and that into the database
// under the person's `rev`.
//
// The round stands here: project (fields), judge (segments); earn (points) and advance (automations)
// follow when their features come.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "segments/segments_store.h"
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
    // Set where segments are judged: the version that they were judged under, and what it came to (null where the
    // account has none).
    std::optional<int64_t> segment_version;
    std::unique_ptr<segments::Standing> standing;
    std::string failure;
};

// A profile that took longer than this is left alone for ten times as long.
inline constexpr Micros kSlow = 100 * kMillisecond;

// Judges one person after another; keeps its memory. One a batch.
class Judging {
  public:
    // Sets the decision's standing and brings its next moment forward. The decision holds what was projected.
    void Judge(const Person& person, Micros now, Decision& decision);

  private:
    conditions::Judge judge_;
    std::shared_ptr<const segments::Compiled> compiled_;  // that person_ is made for
    std::optional<conditions::Person> person_;
};

// Pure but for the stopwatch; an exception becomes a failure. `judging` null: segments are left alone.
Decision Decide(const Person& person, const ProjectFunction& project, Micros now,
                const Clock& stopwatch, Judging* judging = nullptr);

// What others may want to know of a profile that was stored.
struct Change {
    AccountId account{};
    profiles::Changed changed;
    std::vector<profiles::Activity> happened;
};

// One short transaction for a slice, sorted by profile. People whose rev moved since they were
// loaded are skipped: they are due again. So are all of them where an account's segments changed
// meanwhile. None of the decisions has a failure.
Result<std::vector<Change>> Store(sql::Tx& tx, const std::vector<Decision>& slice, Micros now);

}  // namespace daybook::settle
