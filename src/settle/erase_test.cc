// Erasing a person, on both engines: no table holds anything of them afterwards, what is kept of everybody is as if they had
// never been there, and nothing that Stripe says brings them back.
#include "stripe/erase_person.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "base/bytes.h"
#include "base/text.h"
#include "profiles/identity.h"
#include "profiles/own.h"
#include "profiles/profile_store.h"
#include "segments/history.h"
#include "segments/segments_store.h"
#include "settle/segments_support.h"
#include "stripe/change_email.h"
#include "stripe/connection.h"
#include "stripe/mirror_read.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using namespace settle::test;
using ::testing::Contains;
using ::testing::IsEmpty;
using stripe::Decoded;

constexpr int64_t kAfter = kStart + 5000;  // unix seconds: made after the erasing

// One kind of person: what Stripe has of them, and every word that may stand nowhere afterwards.
struct Case {
    std::string name;
    std::string owner;  // an object that is theirs
    std::vector<std::vector<Decoded>> pages;
    std::vector<std::string> words;
};

std::vector<Case> Cases() {
    return {
        {"a customer with orders",
         "cus_AdaAda1",
         {{CustomerOf("cus_AdaAda1", "Ada@lovelace.example", kStart, "Ada Lovelace")},
          {InvoiceOf("in_AdaAda1", "cus_AdaAda1", 100), InvoiceOf("in_AdaAda2", "cus_AdaAda1", 250, "open")},
          {SubscriptionOf("sub_AdaAda1", "cus_AdaAda1", "active"), SessionOf("cs_AdaAda1", "cus_AdaAda1", "ada@lovelace.example", "open")},
          {ChargeOf("ch_AdaAda1", "cus_AdaAda1", "", 100)},
          {RefundOf("re_AdaAda1", "ch_AdaAda1", 50), PaymentOf("inpay_AdaAda1", "in_AdaAda1", "ch_AdaAda1")}},
         {"AdaAda", "lovelace"}},
        {"two customers with one address",
         "cus_BobBob1",
         {{CustomerOf("cus_BobBob1", "bob@babbage.example"), CustomerOf("cus_BobBob2", "BOB@babbage.example", kStart + 5)},
          {InvoiceOf("in_BobBob1", "cus_BobBob2", 70)}},
         {"BobBob", "babbage"}},
        {"a guest", "cs_EveEve1", {{SessionOf("cs_EveEve1", "", "eve@guest.example", "complete")}, {ChargeOf("ch_EveEve1", "", "eve@guest.example", 30)}, {RefundOf("re_EveEve1", "ch_EveEve1", 10)}}, {"EveEve", "guest.example"}},
        {"a customer without an address", "cus_NoOne1", {{CustomerOf("cus_NoOne1", "", kStart, "Nemo Nautilus")}, {InvoiceOf("in_NoOne1", "cus_NoOne1", 20)}}, {"NoOne", "Nautilus"}},
        {"children before their customer", "cus_LateLate1", {{PaymentOf("inpay_LateLate1", "in_LateLate1", "")}, {InvoiceOf("in_LateLate1", "cus_LateLate1", 55)}, {CustomerOf("cus_LateLate1", "late@late.example")}}, {"LateLate", "late.example"}},
        {"deleted at Stripe", "cus_GoneGone1", {{CustomerOf("cus_GoneGone1", "gone@gone.example")}, {InvoiceOf("in_GoneGone1", "cus_GoneGone1", 55)}, {stripe::test::DeletedCustomer("cus_GoneGone1")}}, {"GoneGone", "gone.example"}},
        {"who changed the address", "cus_MoveMove1", {{CustomerOf("cus_MoveMove1", "old@move.example")}, {InvoiceOf("in_MoveMove1", "cus_MoveMove1", 55)}, {CustomerOf("cus_MoveMove1", "new@move.example")}}, {"MoveMove", "new@move.example"}},
    };
}

class EraseTest : public SettledShop {
  protected:
    void SetUp() override {
        const Status connected = store_.db().Write([&](sql::Tx& tx) -> Status {
            stripe::Connection connection;
            connection.account = kShop;
            connection.state = stripe::State::kConnected;
            connection.history_before = kNow;
            TRY(stripe::SaveConnection(tx, connection));
            return connection.id == kConnection ? Status() : Internal("another number");
        });
        ASSERT_TRUE(connected.ok()) << connected.error().message;
        store_.Put({CustomerOf("cus_Zoe1", "zoe@stays.example", kStart, "Zoe Stays"), InvoiceOf("in_Zoe1", "cus_Zoe1", 500)});
        Settle();
        segments::Segment segment{.id = segments::SegmentId{1}, .account = kShop, .name = "Everybody"};
        segment.condition = R"({"all":[]})";
        segment.currency = "usd";
        ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return InsertSegment(tx, segment); }).ok());
        ASSERT_TRUE(segments::Build(build_, kShop, segment.id).ok());
    }
    void Put(const Case& one) {
        for (const auto& page : one.pages) store_.Put(page, clock_.Now());
    }
    // Something of one's own, too.
    void SetOwn(ProfileId id) {
        const Status done = store_.db().Write([&](sql::Tx& tx) -> Status {
            profiles::Own own = TRY(profiles::LoadOwn(tx, id));
            own.Set(profiles::Field::kCity, std::string("Secretville"), kNow);
            own.Set(profiles::Field::kPhone, std::string("+44 5550199"), kNow);
            own.SetTags({"whisper"}, kNow);
            TRY(profiles::PutOwn(tx, id, own));
            return profiles::MarkDue(tx, std::span(&id, 1), profiles::Lane::kLive, kNow, profiles::Cause::kManual);
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    void Erase(ProfileId id) {
        const stripe::EraseContext context{kShop, store_.mirror().bodies(), store_.erasures(), clock_.Now()};
        const Status done = store_.db().Write([&](sql::Tx& tx) -> Status {
            TRY(stripe::ErasePerson(tx, context, id));
            return segments::Forget(tx, id);
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    // Everybody's fields, as after a look at all of them.
    void StoreColumns() {
        conditions::Schema schema;
        conditions::Reads reads;
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            schema = TRY(segments::SchemaOf(tx, kShop));
            return {};
        });
        ASSERT_TRUE(read.ok()) << read.error().message;
        for (size_t i = 0; i < schema.fields.size(); ++i) reads.fields.push_back(static_cast<uint16_t>(i));
        ASSERT_TRUE(segments::EachPerson(build_, kShop, schema, reads, [](const auto&, const auto&) {}).ok());
        ASSERT_TRUE(columns_.Store(100).ok());
    }
    std::vector<std::string> Tables() {
        const char* text = GetParam() == "sqlite" ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                                  : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
        const std::string names = sql::Dump(store_.database().url(), text);
        std::vector<std::string> tables;
        for (const std::string_view name : Split(names, '\n')) {
            if (!name.empty()) tables.emplace_back(name);
        }
        return tables;
    }
    // On PostgreSQL in one question: each takes a connection of its own.
    std::map<std::string, std::string> Rows() {
        std::map<std::string, std::string> all;
        std::string text;
        for (const std::string& table : Tables()) {
            if (GetParam() == "sqlite") all[table] = sql::Dump(store_.database().url(), "SELECT * FROM \"" + table + "\"");
            text += fmt::format("{}SELECT '{}', CAST(t AS TEXT) FROM \"{}\" t", text.empty() ? "" : " UNION ALL ", table, table);
        }
        if (GetParam() != "sqlite") all["all tables"] = sql::Dump(store_.database().url(), text);
        return all;
    }
    // Everything that is stored, bodies as the JSON that they are.
    std::map<std::string, std::string> Everything() {
        std::map<std::string, std::string> all = Rows();
        std::vector<stripe::BodyKey> keys;
        const std::string bodies = sql::Dump(store_.database().url(), "SELECT block, object FROM body");
        for (const std::string_view line : Split(bodies, '\n')) {
            const size_t bar = line.find('|');
            if (bar != std::string_view::npos) keys.push_back({std::stoll(std::string(line.substr(0, bar))), std::stoll(std::string(line.substr(bar + 1)))});
        }
        const Status read = store_.db().Read([&](sql::Tx& tx) -> Status {
            for (const auto& [object, json] : TRY(stripe::LoadBodies(tx, store_.mirror().bodies(), keys))) all["body as JSON"] += json;
            return {};
        });
        EXPECT_TRUE(read.ok());
        return all;
    }
    // The tables in which one of these words stands, whatever its case.
    std::vector<std::string> TracesOf(const std::vector<std::string>& words) {
        std::vector<std::string> found;
        for (const auto& [table, text] : Everything()) {
            const std::string folded = AsciiLower(text);
            for (const std::string& word : words) {
                const std::string wanted = AsciiLower(word);
                if (folded.find(wanted) != std::string::npos || folded.find(HexEncode(wanted)) != std::string::npos)
                    found.push_back(table + ": " + word);
            }
        }
        return found;
    }
    int64_t SizeOfEverybody() {
        std::map<segments::SegmentId, int64_t> sizes;
        EXPECT_TRUE(store_.db().Read([&](sql::Tx& tx) -> Status {
            sizes = TRY(segments::LoadSizes(tx, kShop));
            return {};
        }).ok());
        return sizes[segments::SegmentId{1}];
    }
    // What is kept of everybody, without numbers of people.
    std::string Shared() {
        const std::string& url = store_.database().url();
        return sql::Dump(url, "SELECT grain, day, currency, sum(gross), sum(refunded), sum(orders), sum(fresh) FROM period_sales GROUP BY 1, 2, 3 ORDER BY 1, 2, 3") +
               sql::Dump(url, "SELECT counter, number FROM headcount WHERE number <> 0 ORDER BY 1") +
               sql::Dump(url, "SELECT count(*) FROM feed") + sql::Dump(url, "SELECT count(*) FROM member_change");
    }
};
INSTANTIATE_BOTH_ENGINES(EraseTest);

TEST_P(EraseTest, NoTableHoldsAnythingOfThem) {
    const std::string before = Shared();
    for (const Case& one : Cases()) {
        SCOPED_TRACE(one.name);
        Put(one);
        const ProfileId id = store_.OwnerOf(one.owner);
        SetOwn(id);
        Settle();
        StoreColumns();
        if (GetParam() == "sqlite") {
            EXPECT_THAT(TracesOf({"Secretville"}), Contains("block_columns: Secretville"));
        }
        std::vector<std::string> words = one.words;
        for (const char* own : {"Secretville", "5550199", "whisper"}) words.emplace_back(own);
        const std::vector<std::string> stood = TracesOf(words);
        for (const std::string& word : words)
            EXPECT_THAT(stood, Contains(::testing::EndsWith(": " + word))) << "or this test could not fail";
        EXPECT_EQ(SizeOfEverybody(), 2);
        Erase(id);
        EXPECT_THAT(TracesOf(words), IsEmpty()) << "at once";
        EXPECT_EQ(SizeOfEverybody(), 1);
        Settle();
        EXPECT_THAT(TracesOf(words), IsEmpty()) << "and after settling";
        EXPECT_EQ(SizeOfEverybody(), 1);
        StoreColumns();
        EXPECT_THAT(TracesOf(words), IsEmpty()) << "in columns that were read while they were there";
        EXPECT_EQ(Shared(), before) << "as if they had never been there";
        EXPECT_THAT(Findings(), IsEmpty());
    }
}

TEST_P(EraseTest, NothingThatStripeSaysBringsThemBack) {
    const std::string before = Shared();
    for (const Case& one : Cases()) {
        SCOPED_TRACE(one.name);
        Put(one);
        Settle();
        Erase(store_.OwnerOf(one.owner));
        clock_.Advance(kSecond);
        for (const auto& page : one.pages) {
            const stripe::Stored stored = store_.Put(page, clock_.Now());
            EXPECT_EQ(stored.left_out.size(), page.size());
            EXPECT_EQ(stored.changed, 0);
            EXPECT_TRUE(stored.differences.empty()) << "a walk calls it no difference";
        }
        for (auto page = one.pages.rbegin(); page != one.pages.rend(); ++page) store_.Put(*page, clock_.Now());
        Settle();
        EXPECT_THAT(TracesOf(one.words), IsEmpty());
        EXPECT_EQ(Shared(), before);
        EXPECT_THAT(Findings(), IsEmpty());
    }
}

TEST_P(EraseTest, WhatStripeMakesLaterOfThemIsLeftOutToo) {
    const Case ada = Cases().front();
    Put(ada);
    Settle();
    Erase(store_.OwnerOf(ada.owner));
    const std::vector<std::vector<Decoded>> later = {
        {InvoiceOf("in_AdaAda9", "cus_AdaAda1", 900, "paid", kAfter)},
        {PaymentOf("inpay_AdaAda9", "in_AdaAda9", "", kAfter)},
        {PaymentOf("inpay_AdaAda8", "in_AdaAda8", "", kAfter)},  // before its invoice
        {InvoiceOf("in_AdaAda8", "cus_AdaAda1", 900, "paid", kAfter)},
        {DeletedCustomer("cus_AdaAda1")},
        {CustomerOf("cus_AdaAda7", "ada@lovelace.example", kStart)},  // older, and not imported then
        {InvoiceOf("in_AdaAda7", "cus_AdaAda7", 900, "paid", kAfter)},
        {ChargeOf("ch_AdaAda6", "", "ada@lovelace.example", 10, kStart)},
    };
    for (const auto& page : later) store_.Put(page, kNow);
    Settle();
    EXPECT_THAT(TracesOf(ada.words), IsEmpty());
    EXPECT_EQ(store_.People().size(), 1U);
}

TEST_P(EraseTest, ACustomerWhoseChildrenCameFirstTakesThemAlong) {
    const Case ada = Cases().front();
    Put(ada);
    Settle();
    Erase(store_.OwnerOf(ada.owner));
    store_.Put({InvoiceOf("in_AdaAda5", "cus_AdaAda5", 900, "paid", kStart)}, kNow);  // of nobody yet
    Settle();
    store_.Put({CustomerOf("cus_AdaAda5", "ada@lovelace.example", kStart)}, kNow);
    Settle();
    EXPECT_THAT(TracesOf(ada.words), IsEmpty());
    EXPECT_THAT(Findings(), IsEmpty());
}

TEST_P(EraseTest, SomebodyWhoComesAnewIsANewPerson) {
    const Case ada = Cases().front();
    Put(ada);
    Settle();
    const ProfileId first = store_.OwnerOf(ada.owner);
    Erase(first);
    store_.Put({CustomerOf("cus_Anew", "ada@lovelace.example", kAfter), InvoiceOf("in_Anew", "cus_Anew", 10, "paid", kAfter)}, kNow);
    Settle();
    const ProfileId anew = store_.OwnerOf("cus_Anew");
    EXPECT_NE(anew, ProfileId{});
    EXPECT_NE(anew, first) << "a number is never given twice";
    EXPECT_EQ(SizeOfEverybody(), 2);
    Erase(anew);
    EXPECT_THAT(TracesOf({"AdaAda", "lovelace", "Anew"}), IsEmpty()) << "and can be erased again";
}

TEST_P(EraseTest, AnAddressThatThePersonHasLeftGoesToo) {
    store_.Put({CustomerOf("cus_Eve1", "eve@formerly.example")}, kNow);
    store_.Put({CustomerOf("cus_Eve1", "eve@lately.example")}, kNow);
    Settle();
    Erase(store_.OwnerOf("cus_Eve1"));
    EXPECT_THAT(TracesOf({"formerly", "lately", "Eve1"}), IsEmpty());
}

TEST_P(EraseTest, OthersStayAsTheyAre) {
    for (const Case& one : Cases()) Put(one);
    Settle();
    const std::string zoe = sql::Dump(store_.database().url(), "SELECT * FROM profile WHERE email = 'zoe@stays.example'");
    for (const Case& one : Cases()) Erase(store_.OwnerOf(one.owner));
    Settle();
    EXPECT_EQ(sql::Dump(store_.database().url(), "SELECT * FROM profile WHERE email = 'zoe@stays.example'"), zoe);
    EXPECT_FALSE(TracesOf({"cus_Zoe1"}).empty());
    EXPECT_THAT(Findings(), IsEmpty());
}

TEST_P(EraseTest, WhoWasLoadedBeforeIsNotStoredAfter) {
    const Case ada = Cases().front();
    Put(ada);
    const ProfileId id = store_.OwnerOf(ada.owner);
    Options options;
    options.segments = &catalogue_;
    bool erased = false;
    options.project = [&](const stripe::Known& known, Micros now) {
        if (!known.customers.empty() && known.customers[0].id == ada.owner && !erased) {
            erased = true;
            Erase(id);
        }
        return stripe::Project(known, now);
    };
    ASSERT_TRUE(SettleAll(parts(), options, clock_.Now()).ok());
    EXPECT_TRUE(erased);
    EXPECT_THAT(TracesOf(ada.words), IsEmpty());
}

TEST_P(EraseTest, AnEndInTheMiddleErasesNothingOrAll) {
    for (int64_t statement = 1; statement < 60; ++statement) {
        SCOPED_TRACE(statement);
        const std::string id = fmt::format("cus_Half{}", statement);
        const std::string email = fmt::format("half{}@half.example", statement);
        store_.Put({CustomerOf(id, email), InvoiceOf(fmt::format("in_Half{}", statement), id, 10)}, kNow);
        Settle();
        const ProfileId owner = store_.OwnerOf(id);
        const stripe::EraseContext context{kShop, store_.mirror().bodies(), store_.erasures(), clock_.Now()};
        store_.FailAt(statement);
        const Status done = store_.db().Write([&](sql::Tx& tx) { return stripe::ErasePerson(tx, context, owner); });
        const bool failed = store_.failed();
        store_.FailAt(int64_t{1} << 40);
        if (done.ok()) {
            EXPECT_FALSE(failed);
            EXPECT_THAT(TracesOf({id}), IsEmpty());
            return;
        }
        EXPECT_EQ(store_.OwnerOf(id), owner) << "all of it is still there";
        Erase(owner);
        Settle();
    }
    ADD_FAILURE() << "erasing takes more statements than were tried";
}

}  // namespace
}  // namespace daybook::settle
