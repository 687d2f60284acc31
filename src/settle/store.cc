#include "settle/store.h"

#include <algorithm>
#include <exception>

namespace daybook::settle {

namespace {

constexpr Micros kHoldFactor = 10;

profiles::Update MakeUpdate(const Person& person, stripe::Projected projected) {
    profiles::Update update;
    update.before = person.head;
    profiles::Profile& after = update.after;
    after.id = person.due.profile;
    after.account = person.head.account;
    after.shown = projected.shown;
    after.created = projected.created;
    after.version = stripe::kProjectVersion;
    after.fields = std::move(projected.fields);
    after.sources = std::move(projected.sources);
    return update;
}

}  // namespace

Decision Decide(const Person& person, const ProjectFunction& project, Micros now,
                const Clock& stopwatch) {
    Decision decision;
    decision.due = person.due;
    decision.settled.profile = person.due.profile;
    decision.settled.rev = person.due.rev;
    const Micros begun = stopwatch.Monotonic();
    try {
        stripe::Projected projected = project(person.known, now);
        decision.settled.next_at = projected.next_at;
        decision.update = MakeUpdate(person, std::move(projected));
    } catch (const std::exception& thrown) {
        decision.failure = thrown.what();
        if (decision.failure.empty())
            decision.failure = "The projection failed without saying why.";
    }
    const Micros took = stopwatch.Monotonic() - begun + person.took;
    if (took > kSlow) decision.settled.hold = now + kHoldFactor * took;
    return decision;
}

Result<std::vector<Change>> Store(sql::Tx& tx, const std::vector<Decision>& slice, Micros now) {
    std::vector<profiles::Settled> settled;
    settled.reserve(slice.size());
    for (const Decision& decision : slice) {
        ASSERT(decision.failure.empty());
        settled.push_back(decision.settled);
    }
    const std::vector<ProfileId> unmoved = TRY(profiles::Finish(tx, settled));
    std::vector<profiles::Update> updates;
    updates.reserve(unmoved.size());
    for (const Decision& decision : slice) {
        const bool go =
            std::binary_search(unmoved.begin(), unmoved.end(), decision.settled.profile);
        if (go) updates.push_back(decision.update);
    }
    ASSERT(updates.size() == unmoved.size());
    std::vector<Change> changes;
    if (updates.empty()) return changes;
    for (profiles::Changed& changed : TRY(profiles::Store(tx, updates, now))) {
        const auto of = std::find_if(updates.begin(), updates.end(), [&](const auto& update) {
            return update.after.id == changed.id;
        });
        changes.push_back({of->after.account, std::move(changed)});
    }
    return changes;
}

}  // namespace daybook::settle
