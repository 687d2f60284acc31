#include "settle/field_sweep.h"

#include <algorithm>
#include <set>

#include "profiles/blocks.h"
#include "profiles/custom_fields.h"
#include "profiles/own.h"
#include "settle/load.h"

namespace daybook::settle {
namespace {

constexpr int64_t kSlice = 1000;

// What a snapshot says of the next people.
struct Slice {
    profiles::FieldSweep sweep;
    int64_t last = 0;  // the last number; 0: there are no more
    std::vector<profiles::CustomUpdate> write;
    std::vector<ProfileId> settle;  // sorted
};

// The fields that conditions of the account ask for.
Result<std::set<int64_t>> AskedFor(sql::Tx& tx, segments::Catalogue* segments, AccountId account) {
    std::set<int64_t> fields;
    const auto compiled = segments == nullptr ? nullptr : TRY(segments->At(tx, account));
    if (compiled == nullptr) return fields;
    for (const auto& program : compiled->programs) {
        if (!program) continue;
        for (const uint16_t slot : program->reads.fields) fields.insert(compiled->schema.fields[slot].key);
    }
    return fields;
}

bool Touches(const std::set<int64_t>& asked, const profiles::CustomValues& before, const profiles::CustomValues& after) {
    return std::any_of(asked.begin(), asked.end(), [&](int64_t field) {
        return field != 0 && FindCustom(before, field) != FindCustom(after, field);
    });
}

Status Fill(sql::Tx& tx, const Parts& parts, segments::Catalogue* segments, AccountId account, Slice& slice) {
    std::vector<ProfileId> ids = TRY(profiles::PeopleAfter(tx, account, slice.sweep.position, kSlice));
    if (static_cast<int64_t>(ids.size()) == kSlice) slice.last = Number(ids.back());
    if (ids.empty()) return {};
    const std::set<int64_t> asked = TRY(AskedFor(tx, segments, account));
    const std::vector<profiles::Head> heads = TRY(profiles::LoadHeads(tx, ids));
    const std::vector<OwnValues> values = TRY(LoadOwnValues(tx, parts.mirror.bodies(), account, ids));
    const std::vector<profiles::Due> due = TRY(profiles::LoadDue(tx, ids));
    for (size_t i = 0; i < ids.size(); ++i) {
        const auto rev = std::lower_bound(due.begin(), due.end(), ids[i], [](const auto& one, ProfileId id) { return one.profile < id; });
        if (rev == due.end() || rev->profile != ids[i]) continue;
        std::string after = profiles::EncodeCustom(values[i].custom, values[i].own.tags());
        if (after == heads[i].custom && !values[i].unreadable) continue;
        profiles::Shown before = profiles::DecodeCustom(heads[i].custom);
        // Who cannot be computed is parked by the settle, and the others go on.
        if (values[i].unreadable || Touches(asked, before.values, values[i].custom)) {
            slice.settle.push_back(ids[i]);
            continue;
        }
        slice.write.push_back({ids[i], rev->rev, heads[i].shown, std::move(before.values), std::move(after)});
    }
    return {};
}

}  // namespace

Result<bool> SweepFields(const Parts& parts, segments::Catalogue* segments, AccountId account) {
    Slice slice;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        slice.sweep = TRY(profiles::LoadFieldSweep(tx, account));
        return slice.sweep.ended() ? Status() : Fill(tx, parts, segments, account, slice);
    }));
    if (slice.sweep.ended()) return false;
    TRY(parts.database.Write(
        [&](sql::Tx& tx) -> Status {
            // Another catalogue: what was computed is thrown away, and the next slice begins at the beginning.
            if (TRY(profiles::LoadFieldSweep(tx, account)).version != slice.sweep.version) return {};
            TRY(profiles::StoreCustom(tx, slice.write, parts.clock.Now()));
            TRY(profiles::MarkDue(tx, slice.settle, profiles::Lane::kBulk, parts.clock.Now(), profiles::Cause::kDefinition));
            if (slice.last == 0) return profiles::EndFieldSweep(tx, account, slice.sweep.version);
            return profiles::MoveFieldSweep(tx, account, slice.sweep.version, slice.last);
        },
        sql::Durability::kBulk, sql::Priority::kBulk));
    return true;
}

}  // namespace daybook::settle
