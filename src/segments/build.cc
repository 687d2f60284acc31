#include "segments/build.h"

#include <algorithm>

#include "base/assert.h"
#include "profiles/blocks.h"
#include "profiles/due.h"
#include "profiles/profile_store.h"
#include "segments/segments_store.h"

namespace daybook::segments {
namespace {

constexpr int kTries = 4;
constexpr size_t kSampleMax = 10;

struct Timer {
    ProfileId profile{};
    int64_t at = 0;  // unix seconds
};

// What a snapshot says of a segment's members in one block.
struct BlockResult {
    int64_t version = 0;
    int64_t revision = 0;
    Bits bits;
    std::vector<Timer> timers;  // by moment
    bool gone = false;          // the segment was deleted
};

int64_t NowSeconds(const Clock& clock) { return clock.Now() / kSecond; }

// The shown people of a block, each with the person that is judged.
template <typename Each>
Status EachShown(const BuildParts& parts, sql::Tx& tx, AccountId account, const conditions::Schema& schema, int64_t block,
                 Wanted wanted, Each each) {
    std::vector<profiles::Profile> people = TRY(profiles::Load(tx, TRY(profiles::PeopleOf(tx, block))));
    std::erase_if(people, [](const profiles::Profile& one) { return !one.shown; });
    return parts.visit(tx, account, schema, people, wanted, [&](size_t i, conditions::Person& person) -> Status {
        return each(people[i], person);
    });
}

Result<BlockResult> JudgeBlock(const BuildParts& parts, sql::Tx& tx, AccountId account, SegmentId id, int64_t block) {
    BlockResult result;
    const std::shared_ptr<const Compiled> compiled = TRY(parts.catalogue.At(tx, account));
    ASSERT(compiled != nullptr);
    const auto place = std::find_if(compiled->segments.begin(), compiled->segments.end(),
                                    [&](const Segment& one) { return one.id == id; });
    result.version = compiled->version;
    result.revision = TRY(profiles::RevisionOf(tx, block));
    if (place == compiled->segments.end()) {
        result.gone = true;
        return result;
    }
    const auto slot = static_cast<size_t>(place - compiled->segments.begin());
    conditions::Judge judge;
    const int64_t now = NowSeconds(parts.clock);
    TRY(EachShown(parts, tx, account, compiled->schema, block, {compiled->reads_activities, compiled->reads_objects},
                  [&](const profiles::Profile& profile, conditions::Person& person) -> Status {
                      const Standing standing = JudgePerson(judge, compiled, person, true, now);
                      result.bits.Set(profile.id, standing.member[slot]);
                      if (person.segments[slot].next != conditions::kNever)
                          result.timers.push_back({profile.id, person.segments[slot].next});
                      return {};
                  }));
    std::sort(result.timers.begin(), result.timers.end(),
              [](const Timer& a, const Timer& b) { return std::pair(a.at, a.profile) < std::pair(b.at, b.profile); });
    return result;
}

// Those who change at the same moment are marked together.
Status BookTimers(sql::Tx& tx, const std::vector<Timer>& timers) {
    for (size_t i = 0; i < timers.size();) {
        std::vector<ProfileId> together;
        const int64_t at = timers[i].at;
        for (; i < timers.size() && timers[i].at == at; ++i) together.push_back(timers[i].profile);
        TRY(profiles::MarkDue(tx, together, profiles::Lane::kTimer, at * kSecond, profiles::Cause::kClock));
    }
    return {};
}

// False where somebody changed since the snapshot.
Result<bool> StoreBlock(const BuildParts& parts, AccountId account, SegmentId id, int64_t block, const BlockResult& found) {
    bool stored = false;
    TRY(parts.database.Write(
        [&](sql::Tx& tx) -> Status {
            stored = TRY(VersionOf(tx, account)) == found.version && TRY(profiles::RevisionOf(tx, block)) == found.revision;
            if (!stored) return {};
            TRY(PutMembers(tx, id, block, found.bits));
            return BookTimers(tx, found.timers);
        },
        sql::Durability::kBulk, sql::Priority::kBulk));
    return stored;
}

Status BuildBlock(const BuildParts& parts, AccountId account, SegmentId id, int64_t block) {
    for (int i = 0; i < kTries; ++i) {
        BlockResult found;
        TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
            found = TRY(JudgeBlock(parts, tx, account, id, block));
            return {};
        }));
        if (found.gone || TRY(StoreBlock(parts, account, id, block, found))) return {};
    }
    // Too much goes on there: settling looks at each of them.
    return parts.database.Write(
        [&](sql::Tx& tx) -> Status {
            return profiles::MarkDue(tx, TRY(profiles::PeopleOf(tx, block)), profiles::Lane::kBulk, parts.clock.Now(),
                                     profiles::Cause::kDefinition);
        },
        sql::Durability::kBulk, sql::Priority::kBulk);
}

// Keeps the newest.
void AddSample(std::vector<profiles::Profile>& sample, const profiles::Profile& profile) {
    const auto newer = [](const profiles::Profile& a, const profiles::Profile& b) {
        return std::pair(a.created, a.id) > std::pair(b.created, b.id);
    };
    if (sample.size() == kSampleMax && !newer(profile, sample.back())) return;
    sample.insert(std::upper_bound(sample.begin(), sample.end(), profile, newer), profile);
    if (sample.size() > kSampleMax) sample.pop_back();
}

}  // namespace

Status Build(const BuildParts& parts, AccountId account, SegmentId id) {
    std::vector<int64_t> blocks;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        blocks = TRY(profiles::BlocksOf(tx, account));
        return {};
    }));
    for (const int64_t block : blocks) TRY(BuildBlock(parts, account, id, block));
    return parts.database.Write([&](sql::Tx& tx) { return SetReady(tx, account, id); });
}

Status BuildUnbuilt(const BuildParts& parts) {
    std::vector<Unbuilt> all;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        all = TRY(ListUnbuilt(tx));
        return {};
    }));
    for (const Unbuilt& one : all) TRY(Build(parts, one.account, one.id));
    return {};
}

Result<Preview> PreviewOf(const BuildParts& parts, AccountId account, const conditions::Schema& schema,
                          const conditions::Program& program, std::shared_ptr<const Compiled> compiled) {
    std::vector<int64_t> blocks;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        blocks = TRY(profiles::BlocksOf(tx, account));
        return {};
    }));
    Preview preview;
    conditions::Judge judge;
    const int64_t now = NowSeconds(parts.clock);
    const bool asks = compiled != nullptr && !program.reads.segments.empty();
    const Wanted wanted{!program.reads.activities.empty() || (asks && compiled->reads_activities),
                        !program.reads.objects.empty() || (asks && compiled->reads_objects)};
    for (const int64_t block : blocks) {
        TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
            return EachShown(parts, tx, account, schema, block, wanted,
                             [&](const profiles::Profile& profile, conditions::Person& person) -> Status {
                                 if (asks) JudgePerson(judge, compiled, person, true, now);
                                 if (!judge.Decide(program, person, now).holds) return {};
                                 ++preview.size;
                                 for (const profiles::Sales& sales : profile.fields.sales)
                                     preview.sales[sales.currency] += sales.gross - sales.refunded;
                                 AddSample(preview.sample, profile);
                                 return {};
                             });
        }));
    }
    return preview;
}

}  // namespace daybook::segments
