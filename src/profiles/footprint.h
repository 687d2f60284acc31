// What a person adds to what is shared: sales by day, counts, the filters that list it, the newest activities.
//
// The footprint as last stored stands beside the person; storing a new one changes the shared rows by the difference, in
// settle's transaction. So the cost grows with change, and the shared rows always are the sum of all footprints.
//
//   bytes = unsigned version 1, days, counts, tags, feed, signed deleted_at
//   days  = unsigned n, (signed day − the one before, text currency, signed gross, refunded, orders, fresh)…
//   counts = unsigned n, (unsigned counter, signed number)…     tags = unsigned n, (unsigned tag − the one before)…
//   feed  = unsigned n, (signed at, unsigned kind, signed object, signed occurrence, unsigned cause, signed amount,
//           text currency)…
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "profiles/activities.h"
#include "sql/database.h"

namespace daybook::profiles {

// One day (local, days since 1970) and currency of a person's orders. Currency "" is the person itself: `fresh` is 1 on
// the day it was created.
struct DaySales {
    int64_t day = 0;
    std::string currency;
    int64_t gross = 0, refunded = 0;   // smallest units
    int64_t orders = 0;                // paid
    int64_t fresh = 0;                 // 1: its first paid order is one of them
    friend bool operator==(const DaySales&, const DaySales&) = default;
};

// The numbers are stored.
enum class Headcount : int16_t {
    kProfiles = 0,
    kWithEmail = 1,
    kCustomers = 2,           // Stripe customers, deleted ones too
    kDeletedCustomers = 3,
    kShared = 4,              // Stripe customers beyond a profile's first
    kNotCounted = 16,         // + the reason (stripe::NoOrder): invoices and payments that are no orders
};

// A filter value that people have or not: kind and value in one number. Stored.
enum class TagKind : int16_t {
    kShown = 0,
    kOrderStatus = 1,     // OrderStatus
    kSubscription = 2,    // stripe's Bucket: 1 active … 5 past due
    kOrders = 3,          // 0 none, 1 one, 2 many
    kHasEmail = 4,
    kSharedEmail = 5,
    kDeleted = 6,
    kCountry = 7,         // two letters: (a − 'A') × 26 + (b − 'A')
    kNotCounted = 8,      // stripe::NoOrder
};
constexpr int64_t TagOf(TagKind kind, int64_t value = 0) { return static_cast<int64_t>(kind) * 65536 + value; }
// Nothing where it is not two letters.
std::optional<int64_t> CountryTag(std::string_view country);

// An activity of the last days, without its data: that is read from the person when it is shown.
struct FeedEntry {
    int64_t at = 0;
    ActivityKind kind{};
    int64_t object = 0, occurrence = 0;
    Cause cause = Cause::kLive;
    int64_t amount = 0;          // of an order or refund
    std::string currency;
    friend auto operator<=>(const FeedEntry&, const FeedEntry&) = default;
};
inline constexpr int64_t kFeedSeconds = 30 * 24 * 60 * 60;

struct Footprint {
    std::vector<DaySales> days;                    // sorted by (day, currency), each once
    std::map<int16_t, int64_t> counts;             // Headcount → number; without zeros
    std::vector<int64_t> tags;                     // sorted, each once
    std::vector<FeedEntry> feed;                   // sorted, each once
    bool deleted = false;                          // every customer of it is deleted in Stripe
    int64_t deleted_at = 0;                        // when that was first seen, unix seconds; 0: it was so from the start
    friend bool operator==(const Footprint&, const Footprint&) = default;
};
std::string Encode(const Footprint& footprint);
// Nothing where the bytes are not whole.
std::optional<Footprint> DecodeFootprint(std::string_view bytes);

// A sum over one day, week (from its Monday) or month (from its first day).
enum class Grain : int16_t { kDay = 0, kWeek = 1, kMonth = 2 };
int64_t PeriodOf(Grain grain, int64_t day);   // the first day of the period
struct PeriodSales {
    Grain grain{};
    int64_t day = 0;
    std::string currency;
    int64_t gross = 0, refunded = 0, orders = 0;
    int64_t fresh = 0;       // people whose first paid order lies in it; of currency "": people created
    int64_t returning = 0;   // people who paid in it, and before
    friend bool operator==(const PeriodSales&, const PeriodSales&) = default;
};
// What one person adds to each period, sorted by (grain, day, currency). Pure.
std::vector<PeriodSales> PeriodsOf(const std::vector<DaySales>& days);

// One person's change. `before` are the stored bytes (empty: none), still valid under the person's rev.
struct FootprintUpdate {
    ProfileId id{};
    AccountId account{};
    std::string before;
    Footprint after;
};
// The stored bytes of these (sorted, unique), in their order; empty where there are none.
Result<std::vector<std::string>> LoadFootprints(sql::Tx& tx, std::span<const ProfileId> ids);
// Stores and changes what is shared by the difference. Each person once. kCorrupt where stored bytes are damaged.
Status StoreFootprints(sql::Tx& tx, std::vector<FootprintUpdate> updates, Micros now);
// Takes away all that these people added: before they are erased.
Status RemoveFootprints(sql::Tx& tx, AccountId account, std::span<const ProfileId> ids, Micros now);

// ---- reading what is shared ----

// In order of (currency, day).
Result<std::vector<PeriodSales>> ReadTallies(sql::Tx& tx, AccountId account, Grain grain, int64_t from_day, int64_t to_day);
Result<std::map<int16_t, int64_t>> ReadCounts(sql::Tx& tx, AccountId account);

struct FeedRow {
    ProfileId profile{};
    FeedEntry entry;
};
// The place of an entry in the feed, newest first.
struct FeedPlace {
    int64_t at = 0, kind = 0, object = 0, occurrence = 0, profile = 0;
};
// Where an activity stands in it; nothing where it is not (any more).
Result<std::optional<FeedPlace>> FindInFeed(sql::Tx& tx, AccountId account, const ActivityKey& key);
// Strictly older (newer) than `place`, the nearest first.
Result<std::vector<FeedRow>> ReadFeedOlder(sql::Tx& tx, AccountId account, const FeedPlace& place, int64_t limit);
Result<std::vector<FeedRow>> ReadFeedNewer(sql::Tx& tx, AccountId account, const FeedPlace& place, int64_t limit);
// Sums of the feed from `from` on: by kind and currency.
struct FeedSum {
    ActivityKind kind{};
    std::string currency;
    int64_t count = 0, amount = 0;
};
Result<std::vector<FeedSum>> SumFeed(sql::Tx& tx, AccountId account, int64_t from);
// Deletes at most `limit` entries older than `before`; how many.
Result<int64_t> PruneFeed(sql::Tx& tx, AccountId account, int64_t before, int64_t limit);

}  // namespace daybook::profiles
