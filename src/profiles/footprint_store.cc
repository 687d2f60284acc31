// The stored half of footprint.h: one transaction changes footprints and what is shared by the difference.
#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/assert.h"
#include "profiles/footprint.h"
#include "profiles/keys.h"
#include "profiles/people_sets.h"
#include "profiles/shared_check.h"

namespace daybook::profiles {
namespace {

struct FeedKey {
    FeedEntry entry;
    int64_t kind = 0;
    auto operator<=>(const FeedKey&) const = default;
};

std::vector<FeedKey> FeedOf(const Footprint& footprint, ProfileId id) {
    std::vector<FeedKey> all;
    for (const FeedEntry& entry : footprint.feed) all.push_back({entry, static_cast<int64_t>(entry.kind)});
    if (footprint.deleted_at != 0) {
        all.push_back({{.at = footprint.deleted_at, .kind = {}, .object = Number(id), .currency = {}}, kCustomerDeleted});
    }
    std::ranges::sort(all);
    return all;
}

// The rows of one call, gathered until they are written.
class Difference {
  public:
    void Add(const FootprintUpdate& update, const Footprint& before, const Footprint& after) {
        const int64_t block = BlockOf(update.id);
        for (const PeriodSales& one : PeriodsOf(before.days)) Tally(update, one, -1);
        for (const PeriodSales& one : PeriodsOf(after.days)) Tally(update, one, 1);
        for (const auto& [counter, number] : before.counts) counts_[{block, counter}] -= number;
        for (const auto& [counter, number] : after.counts) counts_[{block, counter}] += number;
        Tags(update, before, after);
        Feed(update, before, after);
    }

    Status Write(sql::Tx& tx) {
        TRY(WriteTallies(tx));
        TRY(WriteCounts(tx));
        TRY(tags_.Write(tx, {"profiles.load_tags", "profiles.put_tags", "profiles.drop_tags"}));
        TRY(tx.RunEach("profiles.drop_feed", feed_dropped_));
        return tx.RunEach("profiles.add_feed", feed_added_);
    }

  private:
    using TallyKey = std::tuple<int64_t, int64_t, int16_t, int64_t, std::string>;   // as the table is sorted: so its rows are locked

    void Tally(const FootprintUpdate& update, const PeriodSales& one, int64_t sign) {
        PeriodSales& sum = tallies_[{Number(update.account), BlockOf(update.id) % kSharedParts, static_cast<int16_t>(one.grain), one.day, one.currency}];
        sum.gross += sign * one.gross;
        sum.refunded += sign * one.refunded;
        sum.orders += sign * one.orders;
        sum.fresh += sign * one.fresh;
        sum.returning += sign * one.returning;
    }

    void Tags(const FootprintUpdate& update, const Footprint& before, const Footprint& after) {
        const auto change = [&](const std::vector<int64_t>& from, const std::vector<int64_t>& to, bool value) {
            std::vector<int64_t> only;
            std::ranges::set_difference(to, from, std::back_inserter(only));
            for (const int64_t tag : only) tags_.Add(update.account, tag, update.id, value);
        };
        change(after.tags, before.tags, false);
        change(before.tags, after.tags, true);
    }

    void Feed(const FootprintUpdate& update, const Footprint& before, const Footprint& after) {
        const std::vector<FeedKey> was = FeedOf(before, update.id), is = FeedOf(after, update.id);
        std::vector<FeedKey> gone, come;
        std::ranges::set_difference(was, is, std::back_inserter(gone));
        std::ranges::set_difference(is, was, std::back_inserter(come));
        for (const FeedKey& one : gone) {
            feed_dropped_.Row(Number(update.account), one.entry.at, one.kind, one.entry.object, one.entry.occurrence, Number(update.id));
        }
        for (const FeedKey& one : come) {
            std::optional<std::string_view> currency;
            if (!one.entry.currency.empty()) currency = one.entry.currency;
            feed_added_.Row(Number(update.account), one.entry.at, one.kind, one.entry.object, one.entry.occurrence, Number(update.id),
                            static_cast<int64_t>(one.entry.cause), one.entry.amount, currency);
        }
    }

    Status WriteTallies(sql::Tx& tx) {
        sql::ParamTable rows(10), perhaps_empty(5);
        for (const auto& [key, sum] : tallies_) {
            if (sum == PeriodSales{}) continue;
            const auto& [account, shard, grain, day, currency] = key;
            rows.Row(account, int64_t{grain}, day, currency, shard, sum.gross, sum.refunded, sum.orders, sum.fresh, sum.returning);
            const bool falls = sum.gross < 0 || sum.refunded < 0 || sum.orders < 0 || sum.fresh < 0 || sum.returning < 0;
            if (falls) perhaps_empty.Row(account, int64_t{grain}, day, currency, shard);
        }
        TRY(tx.RunEach("profiles.add_tallies", rows));
        return tx.RunEach("profiles.drop_empty_tallies", perhaps_empty);
    }

    Status WriteCounts(sql::Tx& tx) {
        sql::ParamTable rows(3);
        for (const auto& [key, number] : counts_) {
            if (number != 0) rows.Row(key.first, int64_t{key.second}, number);
        }
        return tx.RunEach("profiles.add_counts", rows);
    }

    std::map<TallyKey, PeriodSales> tallies_;   // sums only
    std::map<std::pair<int64_t, int16_t>, int64_t> counts_;
    SetChanges<int64_t> tags_;
    sql::ParamTable feed_added_{9}, feed_dropped_{6};
};

Result<Footprint> Read(std::string_view bytes) {
    auto footprint = DecodeFootprint(bytes);
    if (!footprint) return Corrupt("What is stored of a person's part in the reports is damaged. Restore the last backup.");
    return std::move(*footprint);
}

FeedRow FeedRowOf(const sql::Rows& rows, size_t i) {
    return {ProfileId{rows.Int(i, 4)},
            {.at = rows.Int(i, 0), .kind = static_cast<ActivityKind>(rows.Int(i, 1)), .object = rows.Int(i, 2), .occurrence = rows.Int(i, 3),
             .cause = static_cast<Cause>(rows.Int(i, 5)), .amount = rows.Int(i, 6), .currency = rows.String(i, 7)}};
}

Result<std::vector<FeedRow>> ReadFeed(sql::Tx& tx, std::string_view statement, AccountId account, const FeedPlace& place, int64_t limit) {
    const sql::Rows rows = TRY(tx.Query(statement, Number(account), place.at, place.kind, place.object, place.occurrence, place.profile, limit));
    std::vector<FeedRow> feed;
    for (size_t i = 0; i < rows.size(); ++i) feed.push_back(FeedRowOf(rows, i));
    return feed;
}

}  // namespace

Result<std::vector<std::string>> LoadFootprints(sql::Tx& tx, std::span<const ProfileId> ids) {
    const sql::Rows rows = TRY(tx.Each("profiles.load_footprints", KeysOf(ids)));
    std::vector<std::string> found(ids.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto place = std::ranges::lower_bound(ids, ProfileId{rows.Int(i, 0)});
        ASSERT(place != ids.end());
        found[static_cast<size_t>(place - ids.begin())] = rows.String(i, 1);
    }
    return found;
}

Status StoreFootprints(sql::Tx& tx, std::vector<FootprintUpdate> updates, Micros now) {
    Difference difference;
    std::vector<std::string> bytes;   // what `put` points to
    bytes.reserve(updates.size());
    sql::ParamTable put(3);
    std::vector<ProfileId> dropped;
    for (FootprintUpdate& update : updates) {
        const Footprint before = TRY(Read(update.before));
        Footprint& after = update.after;
        if (after.deleted) after.deleted_at = before.deleted ? before.deleted_at : update.before.empty() ? 0 : now / kSecond;
        if (after == Footprint{}) {
            if (update.before.empty()) continue;
            dropped.push_back(update.id);
        } else {
            std::string encoded = Encode(after);
            if (encoded == update.before) continue;
            put.Row(BlockOf(update.id), Number(update.id), sql::Bytes{bytes.emplace_back(std::move(encoded))});
        }
        difference.Add(update, before, after);
    }
    TRY(tx.RunEach("profiles.put_footprints", put));
    TRY(tx.RunEach("profiles.drop_footprints", KeysOf(dropped)));
    return difference.Write(tx);
}

Status RemoveFootprints(sql::Tx& tx, AccountId account, std::span<const ProfileId> ids, Micros now) {
    std::vector<std::string> stored = TRY(LoadFootprints(tx, ids));
    std::vector<FootprintUpdate> updates;
    for (size_t i = 0; i < ids.size(); ++i) {
        if (!stored[i].empty()) updates.push_back({ids[i], account, std::move(stored[i]), {}});
    }
    return StoreFootprints(tx, std::move(updates), now);
}

Result<std::vector<PeriodSales>> ReadTallies(sql::Tx& tx, AccountId account, Grain grain, int64_t from_day, int64_t to_day) {
    const sql::Rows rows = TRY(tx.Query("profiles.tallies", Number(account), static_cast<int64_t>(grain), from_day, to_day));
    std::vector<PeriodSales> all;
    for (size_t i = 0; i < rows.size(); ++i) {
        all.push_back({.grain = grain, .day = rows.Int(i, 0), .currency = rows.String(i, 1), .gross = rows.Int(i, 2), .refunded = rows.Int(i, 3),
                       .orders = rows.Int(i, 4), .fresh = rows.Int(i, 5), .returning = rows.Int(i, 6)});
    }
    return all;
}

Result<std::map<int16_t, int64_t>> ReadCounts(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("profiles.counts", Number(account)));
    std::map<int16_t, int64_t> counts;
    for (size_t i = 0; i < rows.size(); ++i) counts[static_cast<int16_t>(rows.Int(i, 0))] = rows.Int(i, 1);
    return counts;
}

Result<std::optional<FeedPlace>> FindInFeed(sql::Tx& tx, AccountId account, const ActivityKey& key) {
    const sql::Rows rows = TRY(tx.Query("profiles.find_in_feed", Number(account), key.kind, key.object, key.occurrence));
    if (rows.empty()) return std::optional<FeedPlace>();
    return std::optional<FeedPlace>({rows.Int(0, 0), key.kind, key.object, key.occurrence, rows.Int(0, 1)});
}

Result<std::vector<FeedRow>> ReadFeedOlder(sql::Tx& tx, AccountId account, const FeedPlace& place, int64_t limit) {
    return ReadFeed(tx, "profiles.feed_older", account, place, limit);
}

Result<std::vector<FeedRow>> ReadFeedNewer(sql::Tx& tx, AccountId account, const FeedPlace& place, int64_t limit) {
    return ReadFeed(tx, "profiles.feed_newer", account, place, limit);
}

Result<std::vector<FeedSum>> SumFeed(sql::Tx& tx, AccountId account, int64_t from) {
    const sql::Rows rows = TRY(tx.Query("profiles.sum_feed", Number(account), from));
    std::vector<FeedSum> sums;
    for (size_t i = 0; i < rows.size(); ++i) {
        sums.push_back({static_cast<ActivityKind>(rows.Int(i, 0)), rows.String(i, 1), rows.Int(i, 2), rows.Int(i, 3)});
    }
    return sums;
}

Result<int64_t> PruneFeed(sql::Tx& tx, AccountId account, int64_t before, int64_t limit) {
    const sql::Rows rows = TRY(tx.Query("profiles.prune_feed", Number(account), before, limit));
    return static_cast<int64_t>(rows.size());
}

}  // namespace daybook::profiles
