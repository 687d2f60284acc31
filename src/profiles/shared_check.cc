#include "profiles/shared_check.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "profiles/footprint.h"
#include "profiles/tag_bits.h"

namespace daybook::profiles {
namespace {

struct Sums {
    int64_t gross = 0, refunded = 0, orders = 0, fresh = 0, returning = 0;
    friend bool operator==(const Sums&, const Sums&) = default;
};

// What there should be, or what there is, in one part of the blocks.
struct Shared {
    std::map<std::tuple<int16_t, int64_t, std::string>, Sums> tallies;   // grain, day, currency
    std::map<std::pair<int64_t, int64_t>, int64_t> counts;               // block, counter
    std::map<std::pair<int64_t, int64_t>, std::string> tags;             // tag, block; as TagBits are stored
    std::set<std::tuple<int64_t, int64_t, int64_t, int64_t, int64_t>> feed;   // at, kind, object, occurrence, profile
    int64_t damaged = 0;                                                 // footprints that cannot be read
};

void Add(Shared& shared, ProfileId id, const Footprint& footprint, int64_t feed_from) {
    for (const PeriodSales& one : PeriodsOf(footprint.days)) {
        Sums& sum = shared.tallies[{static_cast<int16_t>(one.grain), one.day, one.currency}];
        sum.gross += one.gross;
        sum.refunded += one.refunded;
        sum.orders += one.orders;
        sum.fresh += one.fresh;
        sum.returning += one.returning;
    }
    for (const auto& [counter, number] : footprint.counts) shared.counts[{BlockOf(id), counter}] += number;
    for (const FeedEntry& one : footprint.feed) {
        if (one.at >= feed_from) shared.feed.insert({one.at, static_cast<int64_t>(one.kind), one.object, one.occurrence, Number(id)});
    }
    if (footprint.deleted_at >= feed_from) shared.feed.insert({footprint.deleted_at, kCustomerDeleted, Number(id), 0, Number(id)});
}

// Those of one block.
using BlockTags = std::map<int64_t, TagBits>;

Result<Shared> Expected(sql::Tx& tx, AccountId account, int64_t part, int64_t feed_from) {
    Shared shared;
    const sql::Rows blocks = TRY(tx.Query("profiles.blocks_of_part", Number(account), kSharedParts, part));
    for (size_t b = 0; b < blocks.size(); ++b) {
        const int64_t block = blocks.Int(b, 0);
        const sql::Rows rows = TRY(tx.Query("profiles.footprints_of_block", block, block * kBlockSize, (block + 1) * kBlockSize));
        BlockTags tags;
        for (size_t i = 0; i < rows.size(); ++i) {
            const auto footprint = DecodeFootprint(rows.TextAt(i, 1));
            if (!footprint) {
                ++shared.damaged;
                continue;
            }
            Add(shared, ProfileId{rows.Int(i, 0)}, *footprint, feed_from);
            for (const int64_t tag : footprint->tags) tags[tag].Set(rows.Int(i, 0) % kBlockSize, true);
        }
        for (const auto& [tag, bits] : tags) shared.tags[{tag, block}] = bits.Encode();
    }
    return shared;
}

Result<Shared> Stored(sql::Tx& tx, AccountId account, int64_t part, int64_t feed_from) {
    Shared shared;
    const sql::Rows tallies = TRY(tx.Query("profiles.tallies_of_part", Number(account), part));
    for (size_t i = 0; i < tallies.size(); ++i) {
        shared.tallies[{static_cast<int16_t>(tallies.Int(i, 0)), tallies.Int(i, 1), tallies.String(i, 2)}] = {
            tallies.Int(i, 3), tallies.Int(i, 4), tallies.Int(i, 5), tallies.Int(i, 6), tallies.Int(i, 7)};
    }
    const sql::Rows counts = TRY(tx.Query("profiles.counts_of_part", Number(account), kSharedParts, part));
    for (size_t i = 0; i < counts.size(); ++i) shared.counts[{counts.Int(i, 0), counts.Int(i, 1)}] = counts.Int(i, 2);
    const sql::Rows tags = TRY(tx.Query("profiles.tags_of_part", Number(account), kSharedParts, part));
    for (size_t i = 0; i < tags.size(); ++i) {
        shared.tags[{tags.Int(i, 0), tags.Int(i, 1)}] = tags.String(i, 2);
    }
    const sql::Rows feed = TRY(tx.Query("profiles.feed_of_part", Number(account), feed_from, kBlockSize, kSharedParts, part));
    for (size_t i = 0; i < feed.size(); ++i) {
        shared.feed.insert({feed.Int(i, 0), feed.Int(i, 1), feed.Int(i, 2), feed.Int(i, 3), feed.Int(i, 4)});
    }
    return shared;
}

// The first key of which the two hold something else; what is absent is the same as what is empty.
template <typename Map>
std::optional<typename Map::key_type> FirstDifference(const Map& expected, const Map& stored) {
    const typename Map::mapped_type none{};
    std::optional<typename Map::key_type> first;
    const auto look = [&](const Map& all, const Map& others) {
        for (const auto& [key, value] : all) {
            const auto other = others.find(key);
            if ((other == others.end() ? none : other->second) == value) continue;
            if (!first || key < *first) first = key;
            return;
        }
    };
    look(expected, stored);
    look(stored, expected);
    return first;
}

std::string Date(int64_t day) { return FormatUtc(day * kDay).substr(0, 10); }

}  // namespace

Result<std::vector<std::string>> CompareShared(sql::Tx& tx, AccountId account, int64_t part, Micros now) {
    const int64_t feed_from = now / kSecond - kFeedSeconds;
    const Shared expected = TRY(Expected(tx, account, part, feed_from));
    const Shared stored = TRY(Stored(tx, account, part, feed_from));
    std::vector<std::string> found;
    if (expected.damaged > 0) {
        found.push_back(fmt::format("{} rows that reports and filters are made of cannot be read. Restore the last backup.", expected.damaged));
    }
    if (const auto at = FirstDifference(expected.tallies, stored.tallies)) {
        const auto& [grain, day, currency] = *at;
        static constexpr std::string_view kGrains[] = {"day", "week", "month"};
        found.push_back(fmt::format("The sums of the overview are not those of all people: first the {} of {}{}{}.", kGrains[grain], Date(day),
                                    currency.empty() ? "" : " in ", currency));
    }
    if (const auto at = FirstDifference(expected.counts, stored.counts)) {
        found.push_back(fmt::format("The numbers of people are not those of all people: first number {} of block {}.", at->second, at->first));
    }
    if (const auto at = FirstDifference(expected.tags, stored.tags)) {
        found.push_back(fmt::format("A filter lists others than those who fit: first value {} in block {}.", at->first, at->second));
    }
    std::vector<std::tuple<int64_t, int64_t, int64_t, int64_t, int64_t>> differ;
    std::ranges::set_symmetric_difference(expected.feed, stored.feed, std::back_inserter(differ));
    if (!differ.empty()) found.push_back(fmt::format("{} of the newest activities are missing, or are nobody's.", differ.size()));
    return found;
}

}  // namespace daybook::profiles
