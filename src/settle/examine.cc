#include "settle/examine.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "profiles/changed_fields.h"
#include "profiles/custom_fields.h"
#include "profiles/profile_codec.h"
#include "profiles/shared_check.h"

namespace daybook::settle {
namespace {

// Nothing where all is as it should be.
std::string Compare(const Person& person, const profiles::Profile* stored, const Decision& fresh, bool fields_ready) {
    if (!fresh.failure.empty()) return "It cannot be computed: " + fresh.failure;
    const profiles::Profile& after = fresh.update.after;
    if (person.head.shown != after.shown) {
        return after.shown ? "It should be shown, but is not." : "It is shown, but nothing makes it a profile.";
    }
    const bool own_differs = fields_ready && person.head.custom != profiles::EncodeCustom(after.fields.custom, after.fields.tags);
    if (stored == nullptr || (person.head.digest == profiles::DigestOf(after.fields, after.sources) && !own_differs)) return {};
    auto names = profiles::ChangedFields(stored->fields, after.fields);
    if (!fields_ready) std::erase(names, "custom");
    if (names.empty()) return "Where its fields come from is not what is stored.";
    return fmt::format("These fields are not what the stored Stripe objects give: {}.", fmt::join(names, ", "));
}

// Of the feed only what both can hold: entries fall out of it with time.
std::vector<profiles::FeedEntry> Newest(const profiles::Footprint& footprint, Micros now) {
    std::vector<profiles::FeedEntry> newest;
    for (const profiles::FeedEntry& one : footprint.feed) {
        if (one.at > now / kSecond - profiles::kFeedSeconds) newest.push_back(one);
    }
    return newest;
}

std::string CompareFootprint(const Person& person, const profiles::Footprint& fresh, Micros now) {
    const auto stored = profiles::DecodeFootprint(person.footprint);
    if (!stored) return "What it adds to reports and filters cannot be read.";
    std::vector<std::string_view> what;
    if (stored->days != fresh.days) what.push_back("sales by day");
    if (stored->counts != fresh.counts) what.push_back("counts");
    if (stored->tags != fresh.tags) what.push_back("filters");
    if (stored->deleted != fresh.deleted || Newest(*stored, now) != Newest(fresh, now)) what.push_back("newest activities");
    if (what.empty()) return {};
    return fmt::format("What it adds to reports and filters is not what the stored Stripe objects give: {}.", fmt::join(what, ", "));
}

Status CompareEverybody(const Parts& parts, AccountId account, Micros now, Examined& examined) {
    for (int64_t part = 0; part < profiles::kSharedParts; ++part) {
        TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
            for (std::string& what : TRY(profiles::CompareShared(tx, account, part, now))) examined.findings.push_back({std::nullopt, std::move(what)});
            return {};
        }));
    }
    return {};
}

bool Settled(const profiles::Due& due, Micros now) { return due.tries == 0 && (!due.at || *due.at > now); }

const profiles::Profile* StoredOf(const std::vector<profiles::Profile>& stored, ProfileId id) {
    const auto at = std::ranges::find(stored, id, &profiles::Profile::id);
    return at == stored.end() ? nullptr : &*at;
}

}  // namespace

Result<Examined> Examine(const Parts& parts, const ProjectFunction& project, AccountId account, int64_t after, int limit) {
    const Micros now = parts.clock.Now();
    Examined examined;
    Loaded loaded;
    std::vector<profiles::Profile> stored;
    bool fields_ready = false;  // everybody's own fields are computed under the catalogue that stands
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        fields_ready = TRY(profiles::LoadFieldSweep(tx, account)).ended();
        std::vector<profiles::Due> settled;
        const std::vector<profiles::Due> all = TRY(profiles::DueAfter(tx, after, limit));
        for (const profiles::Due& due : all) {
            if (Settled(due, now)) settled.push_back(due);
            else ++examined.waiting;
        }
        if (static_cast<int>(all.size()) == limit) examined.last = Number(all.back().profile);
        if (settled.empty()) return {};
        loaded = TRY(Load(tx, parts.mirror.bodies(), std::move(settled), parts.clock));
        std::vector<ProfileId> ids;
        for (const Person& person : loaded.people) ids.push_back(person.due.profile);
        stored = TRY(profiles::Load(tx, ids));
        return {};
    }));
    for (const Person& person : loaded.people) {
        if (person.head.account != account) continue;
        ++examined.profiles;
        const Decision fresh = Decide(person, project, now, parts.clock);
        std::string what = Compare(person, StoredOf(stored, person.due.profile), fresh, fields_ready);
        if (!what.empty()) examined.findings.push_back({person.due.profile, std::move(what)});
        if (!fresh.failure.empty()) continue;
        what = CompareFootprint(person, fresh.footprint.after, now);
        if (!what.empty()) examined.findings.push_back({person.due.profile, std::move(what)});
    }
    if (examined.last == 0) TRY(CompareEverybody(parts, account, now, examined));
    return examined;
}

}  // namespace daybook::settle
