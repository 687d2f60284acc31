#include "settle/store.h"

#include <algorithm>
#include <exception>
#include <map>

namespace daybook::settle {

namespace {

constexpr Micros kHoldFactor = 10;
// What happened longer ago is not told to those who watch: they read it from the list.
constexpr Micros kWatched = kHour;

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

// Those that were not known before, and happened while we watched.
std::vector<profiles::Activity> Happened(const Person& person, const stripe::Projected& projected, Micros now) {
    std::vector<profiles::Activity> fresh;
    const auto before = profiles::DecodeFootprint(person.footprint);
    if (!before) return fresh;
    for (const profiles::Activity& one : projected.recent) {
        if (one.cause != profiles::Cause::kLive || one.at < (now - kWatched) / kSecond) continue;
        const bool known = std::any_of(before->feed.begin(), before->feed.end(), [&](const profiles::FeedEntry& entry) {
            return entry.kind == one.kind && entry.object == one.object && entry.occurrence == one.occurrence;
        });
        if (!known) fresh.push_back(one);
    }
    return fresh;
}

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
        decision.happened = Happened(person, projected, now);
        decision.footprint = {person.due.profile, person.head.account, person.footprint, std::move(projected.footprint)};
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
    std::vector<profiles::FootprintUpdate> footprints;
    std::map<ProfileId, std::vector<profiles::Activity>> happened;
    for (const Decision& decision : slice) {
        const bool go =
            std::binary_search(unmoved.begin(), unmoved.end(), decision.settled.profile);
        if (!go) continue;
        updates.push_back(decision.update);
        footprints.push_back(decision.footprint);
        if (!decision.happened.empty()) happened[decision.settled.profile] = decision.happened;
    }
    ASSERT(updates.size() == unmoved.size());
    std::vector<Change> changes;
    if (updates.empty()) return changes;
    TRY(profiles::StoreFootprints(tx, std::move(footprints), now));
    for (profiles::Changed& changed : TRY(profiles::Store(tx, updates, now))) {
        const auto of = std::find_if(updates.begin(), updates.end(), [&](const auto& update) {
            return update.after.id == changed.id;
        });
        const auto things = happened.find(changed.id);
        std::vector<profiles::Activity> of_it;
        if (things != happened.end()) of_it = std::move(things->second);
        if (things != happened.end()) happened.erase(things);
        changes.push_back({of->after.account, std::move(changed), std::move(of_it)});
    }
    // What happened may leave all fields as they are.
    for (auto& [id, things] : happened) {
        const auto of = std::find_if(updates.begin(), updates.end(), [&](const auto& update) { return update.after.id == id; });
        if (of->after.shown) changes.push_back({of->after.account, {.id = id, .updated = of->before.updated, .fields = {}}, std::move(things)});
    }
    return changes;
}

}  // namespace daybook::settle
