// Everybody in columns, on both engines: always what the stored rows say, in bounded memory, and given back.
#include <gtest/gtest.h>

#include <algorithm>

#include <fmt/format.h>

#include "base/random.h"
#include "profiles/blocks.h"
#include "segments/column_cache.h"
#include "settle/field_sweep.h"
#include "settle/segments_support.h"
#include "stripe/mirror_erase.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using namespace settle::test;
using conditions::Reads;
using conditions::Value;
using segments::BlockColumns;
using segments::ColumnCache;

// Counts whom it visits.
segments::VisitPeople Counting(size_t& visited) {
    return [&visited](sql::Tx& tx, AccountId account, const conditions::Schema& schema, std::span<const profiles::Profile> people,
                      segments::Wanted wanted, const segments::Visit& visit) {
        visited += people.size();
        return MakeVisitPeople()(tx, account, schema, people, wanted, visit);
    };
}

Reads::Members AllMembers(const std::vector<conditions::Kind>& kinds) {
    Reads::Members all;
    for (size_t kind = 0; kind < kinds.size(); ++kind) {
        for (size_t member = 0; member < kinds[kind].members.size(); ++member) all.emplace_back(kind, member);
    }
    return all;
}

Reads Everything(const conditions::Schema& schema) {
    Reads all{.activity_members = AllMembers(schema.activities), .object_members = AllMembers(schema.objects)};
    for (size_t i = 0; i < schema.fields.size(); ++i) all.fields.push_back(static_cast<uint16_t>(i));
    for (size_t i = 0; i < schema.activities.size(); ++i) all.activities.push_back(static_cast<uint16_t>(i));
    for (size_t i = 0; i < schema.objects.size(); ++i) all.objects.push_back(static_cast<uint16_t>(i));
    return all;
}

std::string Shown(const Value& value) {
    if (!value.set) return "missing;";
    std::string text = fmt::format("{} {} ", conditions::CurrencyCode(value.currency), value.type == conditions::Type::kNumber ? value.number : static_cast<double>(value.integer));
    for (const conditions::Text& one : value.texts) text += fmt::format("{}|{}|{}|{} ", one.shown, one.folded, one.also_shown, one.also);
    return text + ';';
}

std::string Shown(const conditions::Records& records) {
    std::string text;
    for (size_t i = 0; i < records.size(); ++i) {
        text += fmt::format("@{} ", records.at[i]);
        for (const Value& value : records.Row(i)) text += Shown(value);
    }
    return text + "\n";
}

std::string Shown(const conditions::Person& person) {
    std::string text;
    for (const Value& value : person.fields) text += Shown(value);
    for (const conditions::Records& records : person.activities) text += Shown(records);
    for (const conditions::Records& records : person.objects) text += Shown(records);
    return text;
}

class ColumnsTest : public SettledShop {
  protected:
    conditions::Schema Schema() {
        conditions::Schema schema;
        EXPECT_TRUE(store_.db().Read([&](sql::Tx& tx) -> Status {
            schema = TRY(segments::SchemaOf(tx, kShop));
            return {};
        }).ok());
        return schema;
    }
    using People = std::map<ProfileId, std::string>;
    static Result<People> Stored(sql::Tx& tx, const conditions::Schema& schema) {
        People people;
        for (const int64_t block : TRY(profiles::BlocksOf(tx, kShop))) {
            std::vector<profiles::Profile> all = TRY(profiles::Load(tx, TRY(profiles::PeopleOf(tx, block))));
            std::erase_if(all, [](const profiles::Profile& one) { return !one.shown; });
            TRY(MakeVisitPeople()(tx, kShop, schema, all, {true, true}, [&](size_t i, conditions::Person& person) -> Status {
                people[all[i].id] = Shown(person);
                return {};
            }));
        }
        return people;
    }
    static Result<People> Kept(sql::Tx& tx, ColumnCache& columns, const conditions::Schema& schema) {
        People people;
        const Reads reads = Everything(schema);
        for (const int64_t block : TRY(profiles::BlocksOf(tx, kShop))) {
            TRY(columns.See(tx, kShop, schema, reads, block, [&](const BlockColumns& seen) -> Status {
                seen.EachShown([&](size_t slot) {
                    conditions::Person person(schema);
                    seen.Fill(slot, reads, person);
                    people[MakeProfileId(block, static_cast<int64_t>(slot))] = Shown(person);
                });
                return {};
            }));
        }
        return people;
    }
    // How many there are.
    size_t ExpectRight(ColumnCache& columns, const std::string& when) {
        const conditions::Schema schema = Schema();
        size_t count = 0;
        const Status done = store_.db().Read([&](sql::Tx& tx) -> Status {
            const People stored = TRY(Stored(tx, schema));
            EXPECT_EQ(TRY(Kept(tx, columns, schema)), stored) << when;
            count = stored.size();
            return {};
        });
        EXPECT_TRUE(done.ok()) << done.error().message;
        return count;
    }
    void PutSome(Random& random, int round) {
        std::vector<stripe::Decoded> objects;
        const int64_t now = clock_.Now() / kSecond;
        for (int i = 0; i < 6; ++i) {
            const std::string customer = fmt::format("cus_{}", random.Below(15)), id = fmt::format("{}_{}", round, i);
            const double what = random.Unit();
            if (what < 0.2) objects.push_back(CustomerOf(customer, fmt::format("P{}@Example.com", random.Below(12)), kStart, "Jörg Groß"));
            else if (what < 0.3) objects.push_back(SessionOf("cs_" + id, "", fmt::format("guest{}@example.com", i), "open"));
            else if (what < 0.5) objects.push_back(SubscriptionOf("sub_" + id, customer, random.Chance(0.5) ? "active" : "canceled", now));
            else objects.push_back(InvoiceOf("in_" + id, customer, random.Between(50, 9'000'000'000), random.Chance(0.8) ? "paid" : "open", now - random.Between(0, 9'000'000)));
        }
        store_.Put(std::move(objects), clock_.Now());
    }
};
INSTANTIATE_BOTH_ENGINES(ColumnsTest);

TEST_P(ColumnsTest, AreWhatIsStoredAfterEachChange) {
    Random random(5);
    for (int round = 0; round < 12; ++round) {
        PutSome(random, round);
        if (round % 3 != 0) ExpectRight(columns_, fmt::format("before settling, round {}", round));
        Settle();
        EXPECT_GT(ExpectRight(columns_, fmt::format("round {}", round)), 0U);
        clock_.Advance(kDay);
    }
    const Status erased = store_.db().Write([](sql::Tx& tx) -> Status {
        while (TRY(stripe::EraseSlice(tx, kConnection, kShop, 10))) {}
        return {};
    });
    ASSERT_TRUE(erased.ok()) << erased.error().message;
    EXPECT_EQ(ExpectRight(columns_, "erased"), 0U);
}

// Stored at some times and read by a server that was started at others.
TEST_P(ColumnsTest, AreAfterAStartWhatIsStored) {
    Random random(6);
    for (int round = 0; round < 6; ++round) {
        PutSome(random, round);
        Settle();
        if (round % 2 == 0) ExpectRight(columns_, fmt::format("round {}", round));
        ASSERT_TRUE(columns_.Store(100).ok());
        ColumnCache other(store_.db(), MakeVisitPeople(), clock_, {.stored_after = 1});
        EXPECT_GT(ExpectRight(other, fmt::format("another start, round {}", round)), 0U);
        if (round % 3 == 0) {
            ASSERT_TRUE(other.Store(100).ok());
        }
    }
}

TEST_P(ColumnsTest, OnlyWhoMovedIsReadAfterAStart) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), CustomerOf("cus_2", "bob@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    Settle();
    ExpectRight(columns_, "read");
    ASSERT_TRUE(columns_.Store(100).ok());
    size_t visited = 0;
    ColumnCache same(store_.db(), Counting(visited), clock_);
    EXPECT_EQ(ExpectRight(same, "nobody moved"), 2U);
    EXPECT_EQ(visited, 0U);
    store_.Put({InvoiceOf("in_2", "cus_2", 200)}, clock_.Now());
    Settle();
    ColumnCache later(store_.db(), Counting(visited), clock_);
    EXPECT_EQ(ExpectRight(later, "one moved"), 2U);
    EXPECT_EQ(visited, 1U);
    const Status damaged = store_.db().Write([](sql::Tx& tx) -> Status {
        for (const int64_t block : TRY(profiles::BlocksOf(tx, kShop))) {
            std::string bytes = TRY(profiles::ColumnsOf(tx, block));
            bytes[bytes.size() / 2] ^= 1;
            TRY(profiles::PutColumns(tx, block, bytes));
        }
        return {};
    });
    ASSERT_TRUE(damaged.ok()) << damaged.error().message;
    ColumnCache other(store_.db(), Counting(visited), clock_);
    EXPECT_EQ(ExpectRight(other, "damaged bytes are not used"), 2U);
    EXPECT_EQ(visited, 3U);
}

TEST_P(ColumnsTest, WhatIsReadAheadIsThereForTheFirstWhoAsks) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), CustomerOf("cus_2", "bob@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    Settle();
    size_t visited = 0;
    ColumnCache columns(store_.db(), Counting(visited), clock_);
    const conditions::Schema schema = Schema();
    ASSERT_TRUE(columns.ReadAhead(kShop, schema).ok());
    EXPECT_EQ(visited, 2U);
    ASSERT_TRUE(columns.ReadAhead(kShop, schema).ok());
    const auto number = [](const std::vector<conditions::Kind>& kinds, std::string_view name) {
        const auto found = std::ranges::find(kinds, name, &conditions::Kind::name);
        return static_cast<uint16_t>(found - kinds.begin());
    };
    const Reads asked{.activities = {number(schema.activities, "order_paid")}, .objects = {number(schema.objects, "order")}};
    const Status looked = store_.db().Read([&](sql::Tx& tx) -> Status {
        for (const int64_t block : TRY(profiles::BlocksOf(tx, kShop))) TRY(columns.See(tx, kShop, schema, asked, block, [](const BlockColumns&) { return Status(); }));
        return {};
    });
    ASSERT_TRUE(looked.ok()) << looked.error().message;
    EXPECT_EQ(visited, 2U) << "nobody is read again";
    EXPECT_EQ(ExpectRight(columns, "with what is long too"), 2U);
}

TEST_P(ColumnsTest, NothingIsReadAheadOfAnEnd) {
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    Settle();
    ColumnCache columns(store_.db(), MakeVisitPeople(), clock_);
    columns.StopReadingAhead();
    ASSERT_TRUE(columns.ReadAhead(kShop, Schema()).ok());
    EXPECT_EQ(columns.bytes(), 0U);
}

// What is asked for first does not change what is there in the end.
TEST_P(ColumnsTest, GrowByWhatIsAskedFor) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), CustomerOf("cus_2", "bob@example.com"), InvoiceOf("in_1", "cus_1", 100), SubscriptionOf("sub_1", "cus_2", "active", kStart)});
    Settle();
    const conditions::Schema schema = Schema();
    const Reads all = Everything(schema);
    const std::vector<Reads> parts = {{}, {.fields = all.fields}, {.activities = all.activities}, {.activities = all.activities, .activity_members = all.activity_members},
                                      {.objects = all.objects, .object_members = all.object_members}};
    for (size_t first = 0; first < parts.size(); ++first) {
        for (const Reads& second : parts) {
            ColumnCache growing(store_.db(), MakeVisitPeople(), clock_);
            const Status looked = store_.db().Read([&](sql::Tx& tx) -> Status {
                for (const Reads* reads : {&parts[first], &second}) {
                    for (const int64_t block : TRY(profiles::BlocksOf(tx, kShop)))
                        TRY(growing.See(tx, kShop, schema, *reads, block, [](const BlockColumns&) { return Status(); }));
                }
                return {};
            });
            ASSERT_TRUE(looked.ok()) << looked.error().message;
            EXPECT_EQ(ExpectRight(growing, fmt::format("begun with part {}", first)), 2U);
        }
    }
}

TEST_P(ColumnsTest, FollowASweepOfTheShopsOwnFields) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), CustomerOf("cus_2", "bob@example.com")});
    Settle();
    EXPECT_EQ(ExpectRight(columns_, "before"), 2U);
    const Status put = store_.db().Write([](sql::Tx& tx) -> Status {
        TRY(profiles::PutField(tx, {.id = 1, .account = kShop, .name = "since", .label = "Since", .type = profiles::FieldType::kDate, .source = R"("customer.created")"}));
        return profiles::BeginFieldSweep(tx, kShop);
    });
    ASSERT_TRUE(put.ok()) << put.error().message;
    ExpectRight(columns_, "the field is there, its values are not");
    for (bool more = true; more;) {
        const auto swept = SweepFields(parts(), &catalogue_, kShop);
        ASSERT_TRUE(swept.ok()) << swept.error().message;
        more = *swept;
        ExpectRight(columns_, "swept");
    }
}

// What is read from an old snapshot does not stay.
TEST_P(ColumnsTest, AReaderWhoIsLateSpoilsNothing) {
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    Settle();
    ExpectRight(columns_, "at first");
    const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
        const conditions::Schema schema = Schema();
        const People before = TRY(Stored(tx, schema));
        store_.Put({CustomerOf("cus_1", "eve@example.com"), CustomerOf("cus_2", "bob@example.com")}, clock_.Now());
        Settle();
        EXPECT_EQ(TRY(Kept(tx, columns_, schema)), before);
        return {};
    });
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(ExpectRight(columns_, "for the next reader"), 2U);
}

TEST_P(ColumnsTest, AreGivenBack) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    Settle();
    int filled = 0;
    ColumnCache idling(store_.db(), MakeVisitPeople(), clock_, {.filled = [&] { ++filled; }});
    ExpectRight(idling, "at first");
    EXPECT_EQ(filled, 1);
    clock_.Advance(9 * kMinute);
    EXPECT_TRUE(idling.GiveBackIdle());
    EXPECT_GT(idling.bytes(), 0U);
    clock_.Advance(kMinute);
    EXPECT_FALSE(idling.GiveBackIdle());
    EXPECT_EQ(idling.bytes(), 0U);
    ExpectRight(idling, "read again");
    EXPECT_EQ(filled, 2);
    ColumnCache small(store_.db(), MakeVisitPeople(), clock_, {.bytes_max = 100});
    ExpectRight(small, "too small");
    EXPECT_EQ(small.bytes(), 0U) << "what has no place is not kept";
}

}  // namespace
}  // namespace daybook::settle
