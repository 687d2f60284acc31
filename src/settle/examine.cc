#include "settle/examine.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "profiles/changed_fields.h"
#include "profiles/profile_codec.h"

namespace daybook::settle {
namespace {

// Nothing where all is as it should be.
std::string Compare(const Person& person, const profiles::Profile* stored, const Decision& fresh) {
    if (!fresh.failure.empty()) return "It cannot be computed: " + fresh.failure;
    const profiles::Profile& after = fresh.update.after;
    if (person.head.shown != after.shown) {
        return after.shown ? "It should be shown, but is not." : "It is shown, but nothing makes it a profile.";
    }
    if (stored == nullptr || person.head.digest == profiles::DigestOf(after.fields, after.sources)) return {};
    const auto names = profiles::ChangedFields(stored->fields, after.fields);
    if (names.empty()) return "Where its fields come from is not what is stored.";
    return fmt::format("These fields are not what the stored Stripe objects give: {}.", fmt::join(names, ", "));
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
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
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
        std::string what = Compare(person, StoredOf(stored, person.due.profile), Decide(person, project, now, parts.clock));
        if (!what.empty()) examined.findings.push_back({person.due.profile, std::move(what)});
    }
    return examined;
}

}  // namespace daybook::settle
