// What settling keeps of everybody together is, after any history, what everybody's own rows add up to; on both engines.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <latch>
#include <set>
#include <thread>

#include "accounts/accounts.h"
#include "base/random.h"
#include "profiles/filter.h"
#include "profiles/search.h"
#include "settle/round.h"
#include "settle/settle.h"
#include "stripe/connection.h"
#include "stripe/mirror_erase.h"
#include "stripe/mirror_support.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using profiles::Grain;
using profiles::TagKind;
using profiles::TagOf;

constexpr Micros kNow = (kStart + 40 * 86'400) * kSecond;

class SharedTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override { store_.Connect(); }
    void Settle() {
        Options options;
        options.on_settled = [&](const std::vector<Change>& changes) {
            for (const Change& change : changes) {
                for (const profiles::Activity& one : change.happened) happened_.push_back(one);
            }
        };
        const Status done = SettleAll({store_.db(), store_.mirror(), clock_}, options, clock_.Now());
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    template <typename Read>
    auto Get(Read read) {
        typename std::invoke_result_t<Read, sql::Tx&>::Value value{};
        const Status done = store_.db().Read([&](sql::Tx& tx) -> Status {
            value = TRY(read(tx));
            return {};
        });
        EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
        return value;
    }
    std::vector<profiles::Profile> Everybody() {
        return Get([](sql::Tx& tx) -> Result<std::vector<profiles::Profile>> {
            const profiles::ListPage page = TRY(profiles::ListFiltered(tx, kShop, {}, {}, {.limit = 1000}));
            std::vector<ProfileId> ids = page.ids;
            std::ranges::sort(ids);
            return profiles::Load(tx, ids);
        });
    }
    // Who is due, sorted.
    std::vector<ProfileId> Waiting() {
        return Get([&](sql::Tx& tx) -> Result<std::vector<ProfileId>> {
            std::vector<ProfileId> ids;
            for (const profiles::Lane lane : profiles::kLanes) {
                for (const profiles::Due& due : TRY(profiles::NextDue(tx, lane, clock_.Now(), 1000))) ids.push_back(due.profile);
            }
            std::ranges::sort(ids);
            return ids;
        });
    }
    void CheckSums();
    void CheckFilters();
    void Mutate(Random& random);

    MirrorStore store_{GetParam()};
    ManualClock clock_{kNow};
    std::vector<profiles::Activity> happened_;
};
INSTANTIATE_BOTH_ENGINES(SharedTest);

// Tallies at every grain, and counts, against the profiles' own fields.
void SharedTest::CheckSums() {
    struct Sum {
        int64_t gross = 0, refunded = 0, orders = 0;
        auto operator<=>(const Sum&) const = default;
    };
    std::map<std::string, Sum> expected;
    int64_t paid_orders = 0, with_email = 0;
    const auto people = Everybody();
    for (const profiles::Profile& person : people) {
        for (const profiles::Sales& sales : person.fields.sales) {
            expected[sales.currency].gross += sales.gross;
            expected[sales.currency].refunded += sales.refunded;
        }
        paid_orders += person.fields.stripe_total_orders;
        with_email += person.fields.email ? 1 : 0;
    }
    for (const Grain grain : {Grain::kDay, Grain::kWeek, Grain::kMonth}) {
        std::map<std::string, Sum> found;
        int64_t orders = 0, created = 0;
        for (const profiles::PeriodSales& one : Get([&](sql::Tx& tx) { return profiles::ReadTallies(tx, kShop, grain, 0, 100'000); })) {
            orders += one.orders;
            if (one.currency.empty()) created += one.fresh;
            if (one.gross == 0 && one.refunded == 0) continue;
            found[one.currency].gross += one.gross;
            found[one.currency].refunded += one.refunded;
        }
        EXPECT_EQ(found, expected);
        EXPECT_EQ(orders, paid_orders);
        EXPECT_EQ(created, static_cast<int64_t>(people.size()));
    }
    auto counts = Get([](sql::Tx& tx) { return profiles::ReadCounts(tx, kShop); });
    EXPECT_EQ(counts[static_cast<int16_t>(profiles::Headcount::kProfiles)], static_cast<int64_t>(people.size()));
    EXPECT_EQ(counts[static_cast<int16_t>(profiles::Headcount::kWithEmail)], with_email);
}

// Each chip against a plain filter over everybody, with all ways of going about it, paging both ways.
void SharedTest::CheckFilters() {
    struct Chip {
        std::string_view name, value;
        std::function<bool(const profiles::Profile&)> passes;
    };
    const std::vector<Chip> chips = {
        {"orders", "none", [](const auto& p) { return p.fields.stripe_total_orders == 0; }},
        {"orders", "one,many", [](const auto& p) { return p.fields.stripe_total_orders > 0; }},
        {"order_status", "void", [](const auto& p) { return p.fields.stripe_order_status == "void"; }},
        {"subscription", "active", [](const auto& p) { return p.fields.stripe_subscription_active > 0; }},
        {"has_email", "false", [](const auto& p) { return !p.fields.email; }},
        {"shared_email", "true", [](const auto& p) { return p.fields.customer_ids.size() > 1; }},
        {"deleted", "true", [](const auto& p) { return p.fields.deleted; }},
        {"created_after", std::string_view("1767225630"), [](const auto& p) { return p.created >= kStart + 30; }},
        {"created_before", std::string_view("1767225650"), [](const auto& p) { return p.created < kStart + 50; }},
    };
    auto people = Everybody();
    std::ranges::sort(people, [](const auto& a, const auto& b) { return std::pair(a.created, a.id) > std::pair(b.created, b.id); });
    const auto check = [&](const profiles::ListFilter& filter, const auto& passes, const profiles::SearchQuery& query) {
        std::vector<ProfileId> expected;
        for (const auto& person : people) {
            if (passes(person) && (query.empty() || profiles::Fits(query, profiles::SearchedOf(person.fields)))) expected.push_back(person.id);
        }
        for (const int64_t few : {0, 1000}) {
            for (const int64_t rows : {3, 65'536}) {
                const profiles::SearchLimits limits{.few = few, .walk_rows = rows};
                std::vector<ProfileId> found;
                profiles::Position position{.limit = 4};
                for (;;) {
                    const auto page = Get([&](sql::Tx& tx) { return profiles::ListFiltered(tx, kShop, query, filter, position, limits); });
                    found.insert(found.end(), page.ids.begin(), page.ids.end());
                    if (!page.has_more || page.ids.empty()) break;
                    position.kind = profiles::Position::Kind::kAfter;
                    position.place = *Get([&](sql::Tx& tx) { return profiles::PlaceOf(tx, kShop, page.ids.back()); });
                }
                EXPECT_EQ(found, expected);
                if (expected.size() < 6) continue;
                position = {profiles::Position::Kind::kBefore, *Get([&](sql::Tx& tx) { return profiles::PlaceOf(tx, kShop, expected[5]); }), 3};
                const auto back = Get([&](sql::Tx& tx) { return profiles::ListFiltered(tx, kShop, query, filter, position, limits); });
                EXPECT_EQ(back.ids, std::vector<ProfileId>(expected.begin() + 2, expected.begin() + 5));
                EXPECT_TRUE(back.has_more);
            }
        }
    };
    for (const Chip& one : chips) {
        for (const Chip& other : chips) {
            SCOPED_TRACE(std::string(one.name) + "=" + std::string(one.value) + "&" + std::string(other.name) + "=" + std::string(other.value));
            profiles::ListFilter filter;
            ASSERT_TRUE(profiles::AddFilter(one.name, one.value, filter).ok());
            ASSERT_TRUE(profiles::AddFilter(other.name, other.value, filter).ok());
            const auto both = [&](const profiles::Profile& p) { return one.passes(p) && other.passes(p); };
            check(filter, both, {});
            if (&one == &other) check(filter, both, profiles::ParseQuery("p1"));
        }
    }
}

// Some object comes, or comes again changed. As at Stripe, what it belongs to never changes.
void SharedTest::Mutate(Random& random) {
    const auto named = [](std::string_view kind, uint64_t number) { return std::string(kind) + std::to_string(number); };
    const uint64_t n = random.Below(60);
    const std::string customer = named("cus_", n % 30);
    const auto moment = kStart + static_cast<int64_t>(n);
    const std::string statuses[] = {"paid", "paid", "open", "void", "draft", "uncollectible"};
    std::vector<stripe::Decoded> page;
    switch (random.Below(7)) {
        case 0:
            page = {CustomerOf(customer, random.Below(4) == 0 ? "" : named("p", random.Below(20)) + "@example.com", kStart + static_cast<int64_t>(n % 30) * 3)};
            break;
        case 1:
            page = {DeletedCustomer(customer)};
            break;
        case 2:
            page = {SubscriptionOf(named("sub_", n), customer, random.Below(2) == 0 ? "active" : "canceled", moment)};
            break;
        case 3:
            page = {ChargeOf(named("ch_", n), customer, "", 100 + static_cast<int64_t>(random.Below(50)), moment)};
            break;
        case 4:
            page = {RefundOf(named("re_", n), named("ch_", n), static_cast<int64_t>(random.Below(60)), moment + 5)};
            break;
        default:
            page = {InvoiceOf(named("in_", n), customer, static_cast<int64_t>(random.Below(500)) - 20, statuses[random.Below(6)], moment)};
    }
    store_.Put(std::move(page), clock_.Now());
}

TEST_P(SharedTest, SumsAndFiltersAreWhatEverybodyAddsUpTo) {
    Random random(20260101);
    for (int round = 0; round < 6; ++round) {
        for (int i = 0; i < 40; ++i) Mutate(random);
        store_.FinishChores();
        clock_.Advance(kMinute);
        Settle();
        CheckSums();
    }
    CheckFilters();
}

// Both settle everybody: each person counts once, and the rows that all of them share lose nothing.
TEST_P(SharedTest, TwoWorkersAtOnceKeepTheSumsRight) {
    const Parts parts{store_.db(), store_.mirror(), clock_};
    Options options;
    options.slice = 4;   // many short transactions
    Random random(11);
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 60; ++i) Mutate(random);
        store_.FinishChores();
        clock_.Advance(kMinute);
        const std::vector<ProfileId> everybody = Waiting();
        ASSERT_FALSE(everybody.empty());
        {
            std::latch together(2);
            const auto settle = [&] {
                together.arrive_and_wait();
                const Status done = SettleThese(parts, options, everybody, clock_.Now());
                EXPECT_TRUE(done.ok()) << done.error().message;
            };
            const std::jthread one(settle), other(settle);
        }
        EXPECT_TRUE(Waiting().empty());
        CheckSums();
    }
}

TEST_P(SharedTest, ErasingTakesEverythingAway) {
    Random random(7);
    for (int i = 0; i < 120; ++i) Mutate(random);
    Settle();
    ASSERT_FALSE(Everybody().empty());
    for (bool more = true; more;) {
        ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) -> Status {
            more = TRY(stripe::EraseSlice(tx, kConnection, kShop, 50));
            return {};
        }).ok());
    }
    EXPECT_TRUE(Get([](sql::Tx& tx) { return profiles::ReadTallies(tx, kShop, Grain::kDay, 0, 100'000); }).empty());
    for (const auto& [counter, number] : Get([](sql::Tx& tx) { return profiles::ReadCounts(tx, kShop); })) EXPECT_EQ(number, 0) << counter;
    EXPECT_EQ(profiles::CountPeople(Get([](sql::Tx& tx) { return profiles::ReadPeople(tx, kShop, {}); })), 0);
    EXPECT_TRUE(Get([](sql::Tx& tx) { return profiles::ReadFeedOlder(tx, kShop, {.at = INT64_MAX}, 10); }).empty());
}

TEST_P(SharedTest, WhatHappensIsToldOnce) {
    const int64_t now = kNow / kSecond;
    store_.Put({CustomerOf("cus_1", "ada@example.com", kStart)}, kNow);
    Settle();
    EXPECT_TRUE(happened_.empty()) << "what is older than an hour is not told";
    store_.Put({InvoiceOf("in_1", "cus_1", 100, "paid", now - 60)}, kNow);
    Settle();
    std::set<profiles::ActivityKind> kinds;
    for (const profiles::Activity& one : happened_) kinds.insert(one.kind);
    EXPECT_TRUE(kinds.contains(profiles::ActivityKind::kOrderCreated));
    EXPECT_TRUE(kinds.contains(profiles::ActivityKind::kOrderPaid));
    const size_t told = happened_.size();
    store_.Put({InvoiceOf("in_1", "cus_1", 110, "paid", now - 60)}, kNow);
    Settle();
    EXPECT_EQ(happened_.size(), told) << "a changed order happens no second time";
    const auto feed = Get([](sql::Tx& tx) { return profiles::ReadFeedOlder(tx, kShop, {.at = INT64_MAX}, 10); });
    ASSERT_FALSE(feed.empty());
    EXPECT_EQ(feed[0].entry.amount, 110) << "but its amount follows";
}

TEST_P(SharedTest, DaysAreThoseOfTheShop) {
    // 23:30 in UTC is the next day in Berlin.
    constexpr int64_t kLate = kStart + 23 * 3600 + 1800;
    const auto day = [&]() -> int64_t {
        const auto sums = Get([](sql::Tx& tx) { return profiles::ReadTallies(tx, kShop, Grain::kDay, 0, 100'000); });
        for (const auto& one : sums) {
            if (one.currency == "usd") return one.day;
        }
        return 0;
    };
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100, "paid", kLate)}, kNow);
    Settle();
    EXPECT_EQ(day(), kStart / 86'400);
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) -> Status {
        accounts::Account shop = TRY(accounts::Load(tx, kShop));
        shop.time_zone = "Europe/Berlin";
        TRY(accounts::Save(tx, shop));
        const ProfileId ada[] = {store_.OwnerOf("cus_1")};
        return profiles::MarkDue(tx, ada, profiles::Lane::kBulk, kNow, profiles::Cause::kRecompute);
    }).ok());
    Settle();
    EXPECT_EQ(day(), kStart / 86'400 + 1);
}

}  // namespace
}  // namespace daybook::settle
