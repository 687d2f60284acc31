#include "settle/round.h"

#include <algorithm>

#include "base/log.h"
#include "settle/parked.h"

namespace daybook::settle {

namespace {

// An import that stored nothing for so long has ended, or waits.
constexpr Micros kQuiet = 500 * kMillisecond;

// One batch, waiting for each of its transactions; halves itself where it fails.
Status SettleBatch(const Parts& parts, const Options& options, std::vector<profiles::Due> batch,
                   Micros now) {
    const auto failed = [&](const Error& error) -> Status {
        if (!IsTheirFault(error)) return error;
        if (batch.size() == 1) return ParkNow(parts, batch[0], error.message);
        auto [first, second] = Halve(batch);
        TRY(SettleBatch(parts, options, std::move(first), now));
        return SettleBatch(parts, options, std::move(second), now);
    };
    Result<std::vector<Decision>> decisions = Decisions(parts, options, batch, now);
    if (!decisions.ok()) return failed(decisions.error());
    for (const Decision& bad : TakeFailed(*decisions)) TRY(ParkNow(parts, bad.due, bad.failure));
    for (const std::vector<Decision>& slice : Slices(std::move(*decisions), options.slice)) {
        std::vector<Change> changes;
        const Status stored = parts.database.Write(
            [&](sql::Tx& tx) -> Status {
                changes = TRY(Store(tx, slice, now));
                return {};
            },
            sql::Durability::kBulk);
        if (!stored.ok()) return failed(stored.error());
        if (options.on_settled && !changes.empty()) options.on_settled(changes);
    }
    return {};
}

Status FinishChores(const Parts& parts, Micros now) {
    while (parts.mirror.has_chores()) {
        TRY(parts.database.Write(
            [&](sql::Tx& tx) -> Status {
                TRY(parts.mirror.Chore(tx, now));
                return {};
            },
            sql::Durability::kBulk));
    }
    return {};
}

}  // namespace

Micros Horizon(const Parts& parts, profiles::Lane lane, Micros now) {
    const bool quiet = now - parts.mirror.last_import() > kQuiet;
    return lane == profiles::Lane::kBulk && quiet ? now + stripe::kImportDelayMax : now;
}

Result<std::vector<Decision>> Decisions(const Parts& parts, const Options& options,
                                        std::vector<profiles::Due> batch, Micros now) {
    Loaded loaded;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        loaded = TRY(Load(tx, parts.mirror.bodies(), std::move(batch), parts.clock, options.segments));
        return {};
    }));
    std::vector<Decision> decisions;
    decisions.reserve(loaded.people.size());
    Judging judging;
    for (const Person& person : loaded.people) {
        decisions.push_back(Decide(person, options.project, now, parts.clock,
                                   options.segments != nullptr ? &judging : nullptr));
    }
    return decisions;
}

std::vector<Decision> TakeFailed(std::vector<Decision>& decisions) {
    const auto first_failed =
        std::stable_partition(decisions.begin(), decisions.end(),
                              [](const Decision& one) { return one.failure.empty(); });
    std::vector<Decision> failed(std::make_move_iterator(first_failed),
                                 std::make_move_iterator(decisions.end()));
    decisions.erase(first_failed, decisions.end());
    return failed;
}

Status ParkNow(const Parts& parts, const profiles::Due& due, std::string_view reason) {
    Log(Level::kError, "settle.parked",
        {{"profile", EncodeId("prf", Number(due.profile))}, {"reason", reason}});
    return parts.database.Write(
        [&](sql::Tx& tx) { return profiles::Park(tx, due, parts.clock.Now(), reason); },
        sql::Durability::kBulk);
}

std::vector<std::vector<Decision>> Slices(std::vector<Decision> decisions, size_t size) {
    ASSERT(size > 0);
    std::vector<std::vector<Decision>> slices;
    for (size_t i = 0; i < decisions.size(); i += size) {
        const auto begin = decisions.begin() + static_cast<std::ptrdiff_t>(i);
        const auto end =
            decisions.begin() + static_cast<std::ptrdiff_t>(std::min(i + size, decisions.size()));
        slices.emplace_back(std::make_move_iterator(begin), std::make_move_iterator(end));
    }
    return slices;
}

Status SettleThese(const Parts& parts, const Options& options, const std::vector<ProfileId>& ids, Micros now) {
    std::vector<profiles::Due> batch;
    TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
        batch = TRY(profiles::LoadDue(tx, ids));
        return {};
    }));
    return batch.empty() ? Status() : SettleBatch(parts, options, std::move(batch), now);
}

Status SettleAll(const Parts& parts, const Options& options, Micros now) {
    TRY(FinishChores(parts, now));
    for (bool found = true; found;) {
        found = false;
        for (const profiles::Lane lane : profiles::kLanes) {
            std::vector<profiles::Due> batch;
            const Micros until =
                lane == profiles::Lane::kBulk ? now + stripe::kImportDelayMax : now;
            TRY(parts.database.Read([&](sql::Tx& tx) -> Status {
                batch = TRY(profiles::NextDue(tx, lane, until, static_cast<int>(options.batch)));
                return {};
            }));
            if (batch.empty()) continue;
            found = true;
            TRY(SettleBatch(parts, options, std::move(batch), now));
        }
    }
    return {};
}

}  // namespace daybook::settle
