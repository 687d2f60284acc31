#include "segments/build.h"

#include <algorithm>

#include "base/assert.h"
#include "profiles/blocks.h"
#include "profiles/due.h"
#include "profiles/profile_store.h"
#include "segments/history.h"
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
    bool rebuilt = false;       // it had members, whose moves are noted
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
    result.version = compiled->version;
    result.revision = TRY(profiles::RevisionOf(tx, block));
    const auto place = compiled->SlotOf(id);
    if (!place) {
        result.gone = true;
        return result;
    }
    const size_t slot = *place;
    result.rebuilt = compiled->segments[slot].state == SegmentState::kRebuilding;
    conditions::Judge judge;
    const int64_t now = NowSeconds(parts.clock);
    const Statics statics = TRY(Statics::Load(tx, *compiled, {block}));
    TRY(EachShown(parts, tx, account, compiled->schema, block, {compiled->reads_activities, compiled->reads_objects},
                  [&](const profiles::Profile& profile, conditions::Person& person) -> Status {
                      const Standing standing = JudgePerson(judge, compiled, person, {profile.id, true, statics}, now);
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

Status NoteMoves(sql::Tx& tx, SegmentId id, int64_t block, const Bits& bits, Micros now) {
    Shifts shifts;
    shifts.Add(block, id, profiles::Cause::kDefinition, TRY(MembersOf(tx, id, block)), bits);
    return shifts.Store(tx, now);
}

// False where somebody changed since the snapshot.
Result<bool> StoreBlock(const BuildParts& parts, AccountId account, SegmentId id, int64_t block, const BlockResult& found) {
    bool stored = false;
    TRY(parts.database.Write(
        [&](sql::Tx& tx) -> Status {
            stored = TRY(VersionOf(tx, account)) == found.version && TRY(profiles::RevisionOf(tx, block)) == found.revision;
            if (!stored) return {};
            if (found.rebuilt) TRY(NoteMoves(tx, id, block, found.bits, parts.clock.Now()));
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

// All blocks were looked at. False where it was begun anew meanwhile.
Result<bool> Complete(const BuildParts& parts, sql::Tx& tx, AccountId account, SegmentId id, int64_t round) {
    const std::shared_ptr<const Compiled> compiled = TRY(parts.catalogue.At(tx, account));
    const auto slot = compiled == nullptr ? std::nullopt : compiled->SlotOf(id);
    if (!slot) return true;  // deleted
    if (TRY(RoundOf(tx, id)) != round) return false;
    const Segment& segment = compiled->segments[*slot];
    if (segment.edits == SegmentId{}) return SetReady(tx, account, id, round);
    const size_t former = *compiled->SlotOf(segment.edits);
    std::vector<SegmentId> users;
    for (const size_t user : UsersOf(*compiled, former)) {
        if (user != *slot) users.push_back(compiled->segments[user].id);
    }
    TRY(TakePlace(tx, segment, compiled->segments[former], users, parts.clock.Now()));
    return true;
}

}  // namespace

Status Build(const BuildParts& parts, AccountId account, SegmentId id) {
    const std::lock_guard turn(parts.catalogue.build_turn());
    for (bool ready = false; !ready;) {
        std::vector<int64_t> blocks;
        int64_t round = 0;
        TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
            blocks = TRY(profiles::BlocksOf(tx, account));
            round = TRY(RoundOf(tx, id));
            return {};
        }));
        for (const int64_t block : blocks) TRY(BuildBlock(parts, account, id, block));
        TRY(parts.database.Write([&](sql::Tx& tx) -> Status {
            ready = TRY(Complete(parts, tx, account, id, round));
            return {};
        }));
    }
    return {};
}

Status BuildUnbuilt(const BuildParts& parts) {
    std::vector<Unbuilt> all;
    do {
        TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
            all = TRY(ListUnbuilt(tx));
            return {};
        }));
        for (const Unbuilt& one : all) TRY(Build(parts, one.account, one.id));
    } while (!all.empty());
    return {};
}

namespace {

// Calls visit(profile) for those of a block whom the program holds for.
class Finder {
  public:
    Finder(const BuildParts& parts, AccountId account, const conditions::Schema& schema, const conditions::Program& program,
           std::shared_ptr<const Compiled> compiled, int64_t now)
        : parts_(parts), account_(account), schema_(schema), program_(program), compiled_(std::move(compiled)), now_(now) {
        asks_ = compiled_ != nullptr && !program.reads.segments.empty();
        wanted_ = {!program.reads.activities.empty() || (asks_ && compiled_->reads_activities),
                   !program.reads.objects.empty() || (asks_ && compiled_->reads_objects)};
    }

    template <typename Visit>
    Status Run(sql::Tx& tx, int64_t block, Visit visit) {
        const Statics statics = asks_ ? TRY(Statics::Load(tx, *compiled_, {block})) : Statics();
        return EachShown(parts_, tx, account_, schema_, block, wanted_,
                         [&](const profiles::Profile& profile, conditions::Person& person) -> Status {
                             if (asks_) JudgePerson(judge_, compiled_, person, {profile.id, true, statics}, now_);
                             if (judge_.Decide(program_, person, now_).holds) visit(profile);
                             return {};
                         });
    }

  private:
    const BuildParts& parts_;
    const AccountId account_;
    const conditions::Schema& schema_;
    const conditions::Program& program_;
    const std::shared_ptr<const Compiled> compiled_;
    const int64_t now_;
    conditions::Judge judge_;
    bool asks_ = false;
    Wanted wanted_;
};

}  // namespace

Status EachPerson(const BuildParts& parts, AccountId account, const conditions::Schema& schema, Wanted wanted, const EachVisit& visit) {
    std::vector<int64_t> blocks;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        blocks = TRY(profiles::BlocksOf(tx, account));
        return {};
    }));
    for (const int64_t block : blocks) {
        TRY(parts.database.Read([&](sql::Tx& tx) {
            return EachShown(parts, tx, account, schema, block, wanted,
                             [&](const profiles::Profile& profile, conditions::Person& person) -> Status {
                                 visit(profile, person);
                                 return {};
                             });
        }));
    }
    return {};
}

Result<Preview> PreviewOf(const BuildParts& parts, AccountId account, const conditions::Schema& schema,
                          const conditions::Program& program, std::shared_ptr<const Compiled> compiled, int64_t now) {
    std::vector<int64_t> blocks;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        blocks = TRY(profiles::BlocksOf(tx, account));
        return {};
    }));
    Preview preview;
    Finder finder(parts, account, schema, program, std::move(compiled), now);
    const auto add = [&](const profiles::Profile& profile) {
        ++preview.size;
        for (const profiles::Sales& sales : profile.fields.sales) preview.sales[sales.currency] += sales.gross - sales.refunded;
        AddSample(preview.sample, profile);
    };
    for (const int64_t block : blocks) TRY(parts.database.Read([&](sql::Tx& tx) { return finder.Run(tx, block, add); }));
    return preview;
}

Result<std::map<int64_t, Bits>> PeopleWho(const BuildParts& parts, sql::Tx& tx, AccountId account, const conditions::Schema& schema,
                                          const conditions::Program& program, std::shared_ptr<const Compiled> compiled, int64_t now) {
    std::map<int64_t, Bits> people;
    Finder finder(parts, account, schema, program, std::move(compiled), now);
    for (const int64_t block : TRY(profiles::BlocksOf(tx, account))) {
        TRY(finder.Run(tx, block, [&](const profiles::Profile& profile) {
            if (profile.created <= now) people[block].Set(profile.id, true);
        }));
    }
    return people;
}

}  // namespace daybook::segments
