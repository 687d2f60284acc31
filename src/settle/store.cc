#include "settle/store.h"

#include <algorithm>
#include <exception>
#include <map>

#include "settle/people.h"

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

// How each of the slice stands in its segments, for those in `of` (sorted).
std::vector<segments::Settled> StandingsOf(const std::vector<Decision>& slice) {
    std::vector<segments::Settled> people;
    for (const Decision& decision : slice) {
        if (decision.segment_version)
            people.push_back({decision.due.profile, decision.update.before.account, *decision.segment_version,
                              decision.standing.get(), decision.due.cause});
    }
    return people;
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

void Judging::Judge(const Person& person, Micros now, Decision& decision) {
    decision.segment_version = person.segments == nullptr ? 0 : person.segments->version;
    if (person.segments == nullptr) return;
    if (compiled_ != person.segments) {
        compiled_ = person.segments;
        person_.emplace(compiled_->schema);
    }
    const profiles::Profile& after = decision.update.after;
    if (after.shown)
        FillPerson(*person_, compiled_->schema, after, person.known,
                   {!compiled_->reads.activities.empty(), !compiled_->reads.objects.empty(), &compiled_->reads});
    decision.standing = std::make_unique<segments::Standing>(
        segments::JudgePerson(judge_, compiled_, *person_, {after.id, after.shown, *person.statics}, now / kSecond));
    if (decision.standing->next == conditions::kNever) return;
    const Micros next = decision.standing->next * kSecond;
    std::optional<Micros>& at = decision.settled.next_at;
    at = at ? std::min(*at, next) : next;
}

Decision Decide(const Person& person, const ProjectFunction& project, Micros now,
                const Clock& stopwatch, Judging* judging) {
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
        if (judging != nullptr) judging->Judge(person, now, decision);
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
    std::vector<segments::Settled> standings = StandingsOf(slice);
    if (!TRY(segments::AreCurrent(tx, standings))) return std::vector<Change>();
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
    std::erase_if(standings, [&](const segments::Settled& one) {
        return one.standing == nullptr || !std::binary_search(unmoved.begin(), unmoved.end(), one.profile);
    });
    TRY(segments::StoreStandings(tx, standings, now));
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
        const auto of = std::find_if(updates.begin(), updates.end(), [id = id](const auto& update) { return update.after.id == id; });
        if (of->after.shown) changes.push_back({of->after.account, {.id = id, .updated = of->before.updated, .fields = {}}, std::move(things)});
    }
    return changes;
}

}  // namespace daybook::settle
