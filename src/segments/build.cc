#include "segments/build.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <thread>

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
// Moments that are so near are booked with the members, the others after all members are found.
constexpr int64_t kSoonSeconds = 10 * 60;

// Many blocks are looked at by two hands: readers of the database and processors are left for others.
constexpr size_t kHandsMost = 2, kBlocksAHand = 8;

size_t HandsFor(size_t blocks) { return std::clamp<size_t>(blocks / kBlocksAHand, 1, kHandsMost); }

// Calls work(hand, block) for each, the hands at the same time; until one fails.
template <typename Work>
Status ForEach(const std::vector<int64_t>& blocks, Work work) {
    std::atomic<size_t> next{0};
    std::vector<Status> results(HandsFor(blocks.size()));
    const auto run = [&](size_t hand) {
        for (size_t i = next++; i < blocks.size() && results[hand].ok(); i = next++) results[hand] = work(hand, blocks[i]);
        if (!results[hand].ok()) next = blocks.size();
    };
    std::vector<std::thread> others;
    for (size_t hand = 1; hand < results.size(); ++hand) others.emplace_back(run, hand);
    run(0);
    for (std::thread& other : others) other.join();
    for (Status& result : results) TRY(std::move(result));
    return {};
}

// What a build looks for in a block.
enum class Pass { kMembers, kTimers };

// What a snapshot says of a segment's members in one block.
struct BlockResult {
    int64_t version = 0;
    int64_t revision = 0;
    Bits bits;
    std::vector<profiles::Wake> timers;
    bool gone = false;     // the segment was deleted
    bool rebuilt = false;  // it had members, whose moves are noted
};

int64_t NowSeconds(const Clock& clock) { return clock.Now() / kSecond; }

// A program's question to the people of one block after another. Keeps its memory; one a thread.
class Asking {
  public:
    Asking(const BuildParts& parts, AccountId account, const conditions::Schema& schema, const conditions::Program& program,
           std::shared_ptr<const Compiled> compiled, int64_t now)
        : parts_(parts), account_(account), schema_(schema), program_(program), compiled_(std::move(compiled)),
          asked_(AskedBy(program, compiled_.get())), now_(now), person_(schema), created_(static_cast<uint16_t>(*Find(schema.fields, "created"))), only_created_{.fields = {created_}} {
        kept_ = asked_.reads;
        kept_ |= conditions::Reads{.fields = {created_}};
    }

    // Calls visit(id, created, slot, columns) for those whom it holds for; `created` in unix seconds.
    template <typename Visit>
    Status Who(sql::Tx& tx, int64_t block, Visit visit) {
        return Each(tx, block, [&](ProfileId id, size_t slot, const BlockColumns& columns) {
            if (!judge_.HoldsNow(program_, person_, now_)) return;
            columns.Fill(slot, only_created_, person_);
            visit(id, person_.fields[created_].integer, slot, columns);
        });
    }
    // Calls visit(id, verdict) for everybody who is shown.
    template <typename Visit>
    Status Verdicts(sql::Tx& tx, int64_t block, Visit visit) {
        return Each(tx, block, [&](ProfileId id, size_t, const BlockColumns&) { visit(id, judge_.Decide(program_, person_, now_)); });
    }

  private:
    template <typename Visit>
    Status Each(sql::Tx& tx, int64_t block, Visit visit) {
        const Statics statics = asked_.any_static ? TRY(Statics::Load(tx, *compiled_, {block})) : Statics();
        return parts_.columns.See(tx, account_, schema_, kept_, block, [&](const BlockColumns& columns) -> Status {
            columns.EachShown([&](size_t slot) {
                const ProfileId id = MakeProfileId(block, static_cast<int64_t>(slot));
                columns.Fill(slot, asked_.reads, person_);
                for (const uint16_t segment : asked_.order) JudgeOne(judge_, *compiled_, segment, person_, {id, true, statics}, now_);
                visit(id, slot, columns);
            });
            return {};
        });
    }

    const BuildParts& parts_;
    const AccountId account_;
    const conditions::Schema& schema_;
    const conditions::Program& program_;
    const std::shared_ptr<const Compiled> compiled_;
    const Asked asked_;
    conditions::Reads kept_;  // what must be in the columns
    const int64_t now_;
    conditions::Judge judge_;
    conditions::Person person_;
    const uint16_t created_;
    const conditions::Reads only_created_;
};

Result<BlockResult> JudgeBlock(const BuildParts& parts, sql::Tx& tx, AccountId account, SegmentId id, int64_t block) {
    BlockResult result;
    const std::shared_ptr<const Compiled> compiled = TRY(parts.catalogue.At(tx, account));
    ASSERT(compiled != nullptr);
    result.version = compiled->version;
    result.revision = TRY(profiles::RevisionOf(tx, block));
    const auto slot = compiled->SlotOf(id);
    if (!slot) {
        result.gone = true;
        return result;
    }
    result.rebuilt = compiled->segments[*slot].state == SegmentState::kRebuilding;
    const auto& program = compiled->programs[*slot];
    if (!program) return result;  // nobody is in what cannot be read any more
    Asking asking(parts, account, compiled->schema, *program, compiled, NowSeconds(parts.clock));
    TRY(asking.Verdicts(tx, block, [&](ProfileId profile, const conditions::Verdict& verdict) {
        if (verdict.holds) result.bits.Set(profile, true);
        if (verdict.next != conditions::kNever) result.timers.push_back({profile, verdict.next * kSecond});
    }));
    return result;
}

Status NoteMoves(sql::Tx& tx, SegmentId id, int64_t block, const Bits& bits, Micros now) {
    Shifts shifts;
    shifts.Add(block, id, profiles::Cause::kDefinition, TRY(MembersOf(tx, id, block)), bits);
    return shifts.Store(tx, now);
}

Status StoreFound(sql::Tx& tx, const BuildParts& parts, SegmentId id, int64_t block, Pass pass, const BlockResult& found) {
    if (pass == Pass::kTimers) return profiles::BringForward(tx, found.timers);
    if (found.rebuilt) TRY(NoteMoves(tx, id, block, found.bits, parts.clock.Now()));
    TRY(PutMembers(tx, id, block, found.bits));
    std::vector<profiles::Wake> soon = found.timers;
    std::erase_if(soon, [until = parts.clock.Now() + kSoonSeconds * kSecond](const profiles::Wake& one) { return one.at > until; });
    return profiles::BringForward(tx, soon);
}

// False where somebody changed since the snapshot.
Result<bool> StoreBlock(const BuildParts& parts, AccountId account, SegmentId id, int64_t block, Pass pass, const BlockResult& found) {
    bool stored = false;
    TRY(parts.database.Write(
        [&](sql::Tx& tx) -> Status {
            stored = TRY(VersionOf(tx, account)) == found.version && TRY(profiles::RevisionOf(tx, block)) == found.revision;
            return stored ? StoreFound(tx, parts, id, block, pass, found) : Status();
        },
        sql::Durability::kBulk, sql::Priority::kBulk));
    return stored;
}

Status BuildBlock(const BuildParts& parts, AccountId account, SegmentId id, int64_t block, Pass pass) {
    for (int i = 0; i < kTries; ++i) {
        BlockResult found;
        TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
            found = TRY(JudgeBlock(parts, tx, account, id, block));
            return {};
        }));
        if (found.gone || TRY(StoreBlock(parts, account, id, block, pass, found))) return {};
    }
    // Too much goes on there: settling looks at each of them.
    return parts.database.Write(
        [&](sql::Tx& tx) -> Status {
            return profiles::MarkDue(tx, TRY(profiles::PeopleOf(tx, block)), profiles::Lane::kBulk, parts.clock.Now(),
                                     profiles::Cause::kDefinition);
        },
        sql::Durability::kBulk, sql::Priority::kBulk);
}

// Whoever is among the newest; the newest first.
struct Newest {
    std::vector<std::pair<int64_t, ProfileId>> people;  // when they were created, and who
    void Add(int64_t created, ProfileId id) {
        const std::pair one(created, id);
        if (people.size() == kSampleMax && one < people.back()) return;
        people.insert(std::upper_bound(people.begin(), people.end(), one, std::greater<>()), one);
        if (people.size() > kSampleMax) people.pop_back();
    }
};

// All blocks were looked at for the members. The segment that has them now; nothing where it was begun anew meanwhile.
Result<std::optional<SegmentId>> Complete(const BuildParts& parts, sql::Tx& tx, AccountId account, SegmentId id, int64_t round) {
    const std::shared_ptr<const Compiled> compiled = TRY(parts.catalogue.At(tx, account));
    const auto slot = compiled == nullptr ? std::nullopt : compiled->SlotOf(id);
    if (!slot) return std::optional(id);  // deleted
    if (TRY(RoundOf(tx, id)) != round) return std::optional<SegmentId>();
    const Segment& segment = compiled->segments[*slot];
    if (segment.edits == SegmentId{}) {
        if (!TRY(SetState(tx, account, id, round, SegmentState::kTimers))) return std::optional<SegmentId>();
        return std::optional(id);
    }
    const size_t former = *compiled->SlotOf(segment.edits);
    std::vector<SegmentId> users;
    for (const size_t user : UsersOf(*compiled, former)) {
        if (user != *slot) users.push_back(compiled->segments[user].id);
    }
    TRY(TakePlace(tx, segment, compiled->segments[former], users, parts.clock.Now()));
    return std::optional(segment.edits);
}

// Where a build stands.
struct Standpoint {
    std::vector<int64_t> blocks;
    int64_t round = 0;
    std::optional<SegmentState> state;  // nothing: there is no such segment
};

Result<Standpoint> StandpointOf(const BuildParts& parts, AccountId account, SegmentId id) {
    Standpoint at;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        at = Standpoint();
        at.blocks = TRY(profiles::BlocksOf(tx, account));  // apart: g++ 12 forgets a member where a later one fails
        at.round = TRY(RoundOf(tx, id));
        const std::shared_ptr<const Compiled> compiled = TRY(parts.catalogue.At(tx, account));
        const auto slot = compiled == nullptr ? std::nullopt : compiled->SlotOf(id);
        if (slot) at.state = compiled->segments[*slot].state;
        return {};
    }));
    return at;
}

// The segment whose timers are to be booked then: it, or the one that it was the next version of.
Result<SegmentId> BuildMembers(const BuildParts& parts, AccountId account, SegmentId id) {
    for (;;) {
        const Standpoint at = TRY(StandpointOf(parts, account, id));
        if (at.state == SegmentState::kTimers) return id;
        TRY(ForEach(at.blocks, [&](size_t, int64_t block) { return BuildBlock(parts, account, id, block, Pass::kMembers); }));
        std::optional<SegmentId> ready;
        TRY(parts.database.Write([&](sql::Tx& tx) -> Status {
            ready = TRY(Complete(parts, tx, account, id, at.round));
            return {};
        }));
        if (ready) return *ready;
    }
}

Status BuildTimers(const BuildParts& parts, AccountId account, SegmentId id) {
    const Standpoint at = TRY(StandpointOf(parts, account, id));
    if (at.state != SegmentState::kTimers) return {};
    TRY(ForEach(at.blocks, [&](size_t, int64_t block) { return BuildBlock(parts, account, id, block, Pass::kTimers); }));
    return parts.database.Write([&](sql::Tx& tx) -> Status {
        TRY(SetState(tx, account, id, at.round, SegmentState::kReady));
        return {};
    });
}

}  // namespace

Status Build(const BuildParts& parts, AccountId account, SegmentId id) {
    const std::lock_guard turn(parts.catalogue.build_turn());
    return BuildTimers(parts, account, TRY(BuildMembers(parts, account, id)));
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

void AddSales(const conditions::Records& sales, std::map<std::string, int64_t>& sums) {
    for (size_t i = 0; i < sales.size(); ++i) sums[conditions::CurrencyCode(sales.values[i].currency)] += sales.values[i].integer;
}

namespace {

Result<std::vector<int64_t>> BlocksOf(const BuildParts& parts, AccountId account) {
    std::vector<int64_t> blocks;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        blocks = TRY(profiles::BlocksOf(tx, account));
        return {};
    }));
    return blocks;
}

// What one hand found of a preview.
struct Gathered {
    explicit Gathered(Asking&& a) : asking(std::move(a)) {}
    Status Add(sql::Tx& tx, int64_t block) {
        return asking.Who(tx, block, [&](ProfileId id, int64_t created, size_t slot, const BlockColumns& columns) {
            ++size;
            newest.Add(created, id);
            columns.FillSales(slot, paid);
            AddSales(paid, sales);
        });
    }

    Asking asking;
    conditions::Records paid{.width = 1};
    int64_t size = 0;
    std::map<std::string, int64_t> sales;
    Newest newest;
};

// Those of a sample who are still there, the newest first.
Result<std::vector<profiles::Profile>> LoadSample(const BuildParts& parts, const Newest& newest) {
    std::vector<ProfileId> ids;
    for (const auto& [created, id] : newest.people) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    std::vector<profiles::Profile> sample;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        sample = TRY(profiles::Load(tx, ids));
        return {};
    }));
    std::erase_if(sample, [](const profiles::Profile& one) { return !one.shown; });
    std::sort(sample.begin(), sample.end(), [](const auto& a, const auto& b) { return std::pair(a.created, a.id) > std::pair(b.created, b.id); });
    return sample;
}

}  // namespace

Status EachPerson(const BuildParts& parts, AccountId account, const conditions::Schema& schema, const conditions::Reads& reads, const EachVisit& visit) {
    conditions::Person person(schema);
    conditions::Records sales{.width = 1};
    for (const int64_t block : TRY(BlocksOf(parts, account))) {
        TRY(parts.database.Read([&](sql::Tx& tx) {
            return parts.columns.See(tx, account, schema, reads, block, [&](const BlockColumns& columns) -> Status {
                columns.EachShown([&](size_t slot) {
                    columns.Fill(slot, reads, person);
                    columns.FillSales(slot, sales);
                    visit(person, sales);
                });
                return {};
            });
        }));
    }
    return {};
}

Result<Preview> PreviewOf(const BuildParts& parts, AccountId account, const conditions::Schema& schema,
                          const conditions::Program& program, const std::shared_ptr<const Compiled>& compiled, int64_t now) {
    const std::vector<int64_t> blocks = TRY(BlocksOf(parts, account));
    std::deque<Gathered> hands;
    for (size_t hand = 0; hand < HandsFor(blocks.size()); ++hand) hands.emplace_back(Asking(parts, account, schema, program, compiled, now));
    TRY(ForEach(blocks, [&](size_t hand, int64_t block) { return parts.database.Read([&](sql::Tx& tx) { return hands[hand].Add(tx, block); }); }));
    Preview preview;
    Newest newest;
    for (const Gathered& one : hands) {
        preview.size += one.size;
        for (const auto& [currency, net] : one.sales) preview.sales[currency] += net;
        for (const auto& [created, id] : one.newest.people) newest.Add(created, id);
    }
    preview.sample = TRY(LoadSample(parts, newest));
    return preview;
}

Result<std::map<int64_t, Bits>> PeopleWho(const BuildParts& parts, sql::Tx& tx, AccountId account, const conditions::Schema& schema,
                                          const conditions::Program& program, std::shared_ptr<const Compiled> compiled, int64_t now) {
    std::map<int64_t, Bits> people;
    Asking asking(parts, account, schema, program, std::move(compiled), now);
    for (const int64_t block : TRY(profiles::BlocksOf(tx, account))) {
        TRY(asking.Who(tx, block, [&](ProfileId id, int64_t created, size_t, const BlockColumns&) {
            if (created <= now) people[block].Set(id, true);
        }));
    }
    return people;
}

}  // namespace daybook::segments
