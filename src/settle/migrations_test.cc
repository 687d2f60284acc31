// What migrations do to a store that is in use: before and after, on both engines.
#include <algorithm>

#include <gtest/gtest.h>

#include "profiles/tag_bits.h"
#include "sql/migrate.h"
#include "sql/postgres.h"
#include "sql/sqlite.h"
#include "sql/test_support.h"

namespace daybook::settle {
namespace {

const sql::Catalogue kNone;
constexpr const char* kPerson =
    "INSERT INTO profile (block, profile, account, shown, version, created, updated, digest, email_unsubscribed, "
    "stripe_order_products, stripe_total_orders, stripe_total_sales, stripe_subscription_active, "
    "stripe_subscription_cancelled, stripe_subscription_paused, stripe_subscription_trial, "
    "stripe_subscription_past_due, distinct_products, deleted, own, made) "
    "VALUES (1, 4097, 1, 1, 1, 5, 5, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5)";

class MigrationsTest : public ::testing::TestWithParam<std::string> {
  protected:
    std::unique_ptr<sql::Connection> Connect() {
        auto opened = GetParam() == "sqlite" ? sql::OpenSqlite(place_.url().substr(7), sql::SqliteRole::kWriter, kNone, {})
                                             : sql::OpenPostgres(place_.url(), sql::PostgresRole::kWriter, kNone, {});
        EXPECT_TRUE(opened.ok()) << opened.error().message;
        return std::move(*opened);
    }
    // Those with a smaller number than `before`.
    static std::vector<sql::Migration> Before(std::string_view before) {
        std::vector<sql::Migration> earlier;
        for (const sql::Migration& one : sql::embedded::Migrations()) {
            if (one.first.substr(0, 4) < before) earlier.push_back(one);
        }
        return earlier;
    }
    static std::vector<sql::Migration> Only(std::string_view number, std::vector<sql::Migration> earlier) {
        for (const sql::Migration& one : sql::embedded::Migrations()) {
            if (one.first.substr(0, 4) == number) earlier.push_back(one);
        }
        return earlier;
    }

    sql::TestPlace place_{GetParam()};
};
INSTANTIATE_BOTH_ENGINES(MigrationsTest);

TEST_P(MigrationsTest, ShopsOfBeforeStayAndCanHaveUsers) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0002")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO account (account, name, time_zone, currency, postal_address, default_email_consent, "
                                   "test_mode_recipients, created) VALUES (1, 'Corner shop', 'UTC', '', NULL, 'buyers', '', 5);"
                                   "INSERT INTO audit (account, seq, at, actor, act, target, request) "
                                   "VALUES (1, 1, 5, 'socket', 'stripe.connect', 'stripe', 'req_1')").ok());
    const Status done = sql::Migrate(*connection, Only("0002", Before("0002")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT account, name, version FROM account"), "1|Corner shop|NULL\n") << "its people are computed anew";
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT seq, act, changes FROM audit"), "1|stripe.connect|NULL\n");
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT count(*) FROM app_user"), "0\n") << "so that the first link makes the owner";
    const std::string_view user = "INSERT INTO app_user (id, account, email, name, role, theme, created) VALUES ";
    EXPECT_TRUE(connection->Script(std::string(user) + "(1, 1, 'ada@example.com', '', 4, 'auto', 5)").ok());
    EXPECT_FALSE(connection->Script(std::string(user) + "(2, 1, 'ada@example.com', '', 1, 'auto', 5)").ok());
}

TEST_P(MigrationsTest, ObjectsOfBeforeWereReadAtAMomentThatIsNotKnown) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0003")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO object (connection, id, object, kind, customer, profile, fetch_no, digest, gone) "
                                   "VALUES (1, 'in_1', 5, 2, 0, 4096, 1, 7, 0)").ok());
    const Status done = sql::Migrate(*connection, Only("0003", Before("0003")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT id, digest, read_at FROM object"), "in_1|7|NULL\n");
    EXPECT_TRUE(connection->Script("INSERT INTO invoice_number (connection, number, id) VALUES (1, 'AB-1', 'in_1')").ok());
}

TEST_P(MigrationsTest, HintsOfBeforeWaitAndOpenInvoicesAreFound) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0004")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO hint (connection, id, kind, first, seen, tries) VALUES (1, 'in_1', 2, 5, 6, 0);"
                                   "INSERT INTO fact (block, profile, at, object, kind, status, flags, customer, total, paid, back, parent, pay, name) "
                                   "VALUES (1, 4097, 5, 7, 2, 1, 0, 3, 4250, 0, 0, 0, 0, 0), (1, 4097, 6, 8, 2, 2, 0, 3, 4250, 4250, 0, 0, 0, 0)").ok());
    const Status done = sql::Migrate(*connection, Only("0004", Before("0004")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT id, kind, first, seen, tries, created FROM hint"), "in_1|2|5|6|0|NULL\n");
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT object FROM fact WHERE kind = 2 AND status IN (0, 1, 4)"), "7\n");
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT count(*) FROM follow"), "0\n") << "made when the connection is followed first";
    EXPECT_TRUE(connection->Script("INSERT INTO reads (connection, day, requests) VALUES (1, 20454, 12)").ok());
    EXPECT_FALSE(connection->Script("INSERT INTO reads (connection, day, requests) VALUES (1, 20454, 13)").ok());
}

TEST_P(MigrationsTest, PeopleOfBeforeStayAndCanBeMembers) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0005")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO due (block, profile, rev, lane, at, cause, hold, tries) "
                                   "VALUES (1, 4097, 3, 1, NULL, 1, 0, 0)").ok());
    const Status done = sql::Migrate(*connection, Only("0005", Before("0005")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT profile, rev FROM due"), "4097|3\n");
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT count(*) FROM segment_version"), "0\n");
    EXPECT_TRUE(connection->Script("INSERT INTO member_change (block, segment, at, profile, entered, cause) VALUES (1, 1, 5, 4097, 1, 0)").ok());
}

TEST_P(MigrationsTest, PeopleOfBeforeAddNothingToReportsUntilTheySettle) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0006")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO block (block, account, used, node, lease, rev) VALUES (1, 1, 2, 0, 0, 0);"
                                   "INSERT INTO due (block, profile, rev, lane, at, cause, hold, tries) "
                                   "VALUES (1, 4097, 3, 1, NULL, 1, 0, 0)").ok());
    const Status done = sql::Migrate(*connection, Only("0006", Before("0006")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT profile, rev, at FROM due"), "4097|3|NULL\n");
    for (const char* table : {"footprint", "tally", "headcount", "tag", "feed", "export"}) {
        EXPECT_EQ(sql::Dump(place_.url(), std::string("SELECT count(*) FROM ") + table), "0\n") << table;
    }
    const std::string headcount = "INSERT INTO headcount (block, counter, number) VALUES (1, 0, 1)";
    EXPECT_TRUE(connection->Script(headcount).ok());
    EXPECT_FALSE(connection->Script(headcount).ok());
}

TEST_P(MigrationsTest, PeopleOfBeforeHaveNoValuesOfTheirOwn) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0007")).ok());
    ASSERT_TRUE(connection->Script(kPerson).ok());
    const Status done = sql::Migrate(*connection, Only("0007", Before("0007")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT profile, digest, custom FROM profile"), "4097|7|NULL\n");
    EXPECT_TRUE(connection->Script("INSERT INTO field (field, account, name, label, type, created, updated) VALUES (1, 1, 'size', 'Size', 1, 5, 5)").ok());
    EXPECT_FALSE(connection->Script("INSERT INTO field (field, account, name, label, type, created, updated) VALUES (2, 1, 'size', 'Size', 1, 5, 5)").ok());
}

TEST_P(MigrationsTest, TheOverviewOfBeforeIsTheOverviewAfterwards) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0008")).ok());
    // Blocks 1 and 9 have one shard; block 3 is another shop's.
    ASSERT_TRUE(connection->Script("INSERT INTO block (block, account, used, node, lease, rev) VALUES (1, 1, 2, 0, 0, 0), (2, 1, 2, 0, 0, 0), "
                                   "(9, 1, 2, 0, 0, 0), (3, 2, 2, 0, 0, 0);"
                                   "INSERT INTO tally (block, grain, day, currency, gross, refunded, orders, fresh, returning_count) VALUES "
                                   "(1, 0, 20454, 'usd', 100, 10, 1, 1, 0), (9, 0, 20454, 'usd', 50, 0, 2, 0, 1), (2, 0, 20454, 'usd', 7, 0, 1, 1, 0), "
                                   "(1, 0, 20455, 'eur', 30, 0, 1, 1, 0), (1, 2, 20454, 'usd', 100, 10, 1, 1, 0), (3, 0, 20454, 'usd', 1000, 0, 1, 1, 0)").ok());
    const std::string columns = "sum(t.gross), sum(t.refunded), sum(t.orders), sum(t.fresh), sum(t.returning_count)";
    const std::string before = sql::Dump(place_.url(), "SELECT b.account, t.grain, t.day, t.currency, " + columns +
                                                           " FROM block b JOIN tally t ON t.block = b.block GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4");
    const Status done = sql::Migrate(*connection, Only("0008", Before("0008")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT t.account, t.grain, t.day, t.currency, " + columns + " FROM period_sales t GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"), before);
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT shard, gross, orders FROM period_sales WHERE account = 1 AND grain = 0 AND day = 20454 ORDER BY shard"), "1|150|3\n2|7|1\n");
}

TEST_P(MigrationsTest, PeopleOfBeforeCanBeErased) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0009")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO object (connection, id, object, kind, customer, profile, fetch_no, digest, gone) "
                                   "VALUES (1, 'in_1', 1, 2, 0, 4097, 1, 0, 1), (1, 'in_2', 2, 2, 0, 4097, 1, 5, 0)").ok());
    const Status done = sql::Migrate(*connection, Only("0009", Before("0009")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT id FROM object WHERE profile = 4097 AND gone = 1"), "in_1\n");
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT count(*) FROM erased"), "0\n") << "nobody was";
}

TEST_P(MigrationsTest, CustomersOfBeforeRefusedNothing) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0010")).ok());
    const std::string contact = GetParam() == "sqlite" ? "x'00'" : "'\\x00'::bytea";
    ASSERT_TRUE(connection->Script("INSERT INTO customer (block, profile, object, id, created, deleted, contact) VALUES (1, 4097, 1, 'cus_1', 5, 0, " + contact + ")").ok());
    const Status done = sql::Migrate(*connection, Only("0010", Before("0010")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT id, refuses, refused, refused_by FROM customer"), "cus_1|NULL|NULL|NULL\n");
    const std::string choice = "INSERT INTO refusal (account, changed, version, done, position, looked) VALUES (1, 0, 1, 0, '', 0)";
    EXPECT_TRUE(connection->Script(choice).ok());
    EXPECT_FALSE(connection->Script(choice).ok()) << "one an account";
}

TEST_P(MigrationsTest, SegmentsOfBeforeKeepTheirMembers) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0011")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO segment (segment, account, name, kind, state, condition, currency, created, updated) "
                                   "VALUES (1, 1, 'All', 0, 1, '{\"all\":[]}', 'usd', 5, 5);"
                                   "INSERT INTO member_change (block, segment, at, profile, entered, cause) VALUES (1, 1, 5, 4097, 1, 0)").ok());
    const Status done = sql::Migrate(*connection, Only("0011", Before("0011")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT name, version, edits, since FROM segment"), "All|NULL|NULL|NULL\n") << "its past is not known yet";
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT profile, entered FROM member_change"), "4097|1\n");
    EXPECT_TRUE(connection->Script("INSERT INTO member_reason (segment, at, reason) VALUES (1, 5, 'a friend')").ok());
}

TEST_P(MigrationsTest, AShopOfBeforeHasNoTemplatesAndTheirNamesAreUniqueAKind) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0012")).ok());
    ASSERT_FALSE(connection->Direct("SELECT count(*) FROM template").ok());
    const Status done = sql::Migrate(*connection, Only("0012", Before("0012")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    const auto insert = [&](const char* id, const char* kind) {
        return connection->Script(std::string("INSERT INTO template (template, account, kind, name, folded, version, revision, published, created, updated, actor) VALUES (") +
                                  id + ", 1, " + kind + ", 'Hi', 'hi', 1, 1, 0, 5, 5, 'usr_1')").ok();
    };
    EXPECT_TRUE(insert("1", "1"));
    EXPECT_TRUE(insert("2", "2"));
    EXPECT_FALSE(insert("3", "2"));
}

TEST_P(MigrationsTest, AShopOfBeforeHasImportedNoFiles) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0013")).ok());
    ASSERT_FALSE(connection->Direct("SELECT count(*) FROM people_import").ok());
    const Status done = sql::Migrate(*connection, Only("0013", Before("0013")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    const std::string insert = "INSERT INTO people_import (id, account, name, size, state, choices, position, line, made, changed, unchanged, refused, "
                               "refused_size, reasons, created, expires) VALUES (1, 1, 'a.csv', 0, 0, '{}', 0, 1, 0, 0, 0, 0, 0, '[]', 5, 6)";
    EXPECT_TRUE(connection->Script(insert).ok());
    EXPECT_FALSE(connection->Script(insert).ok());
}

TEST_P(MigrationsTest, WhoWasFoundByAWordIsFoundAtTheirPlaceInTheList) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0014")).ok());
    ASSERT_TRUE(connection->Script(std::string(kPerson) + "; INSERT INTO term (account, term, block, profile) VALUES (1, 'ada', 1, 4097), (1, 'zoë', 1, 4097), "
                                   "(1, 'ada@example.com', 1, 4097), (1, 'lace.l@x.example', 1, 4097), (1, '7@x.example', 1, 4097)").ok());
    const Status done = sql::Migrate(*connection, Only("0014", Before("0014")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT account, term, created, block, profile FROM posting ORDER BY term"), "1|@7@x.example|5|1|4097\n1|@ada@example.com|5|1|4097\n1|@lace.l@x.example|5|1|4097\n1|ada|5|1|4097\n1|lace|5|1|4097\n1|zoë|5|1|4097\n");
}

// 300 people of block 1 and two of block 3 in one word, and one of them in another.
TEST_P(MigrationsTest, WhoWasFoundByAWordIsInItsSetOfTheBlock) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0015")).ok());
    std::string rows = "(1, 'zoë', 9, 3, 12298), (1, 'ada', 7, 3, 12298), (1, 'ada', 8, 3, 16383)";
    profiles::TagBits many, two;
    for (int64_t slot = 0; slot < 900; slot += 3) {
        rows += ", (1, 'ada', " + std::to_string(5 + slot % 7) + ", 1, " + std::to_string(4096 + slot) + ")";
        many.Set(slot, true);
    }
    two.Set(10, true);
    two.Set(4095, true);
    ASSERT_TRUE(connection->Script("INSERT INTO posting (account, term, created, block, profile) VALUES " + rows).ok());
    const Status done = sql::Migrate(*connection, Only("0015", Before("0015")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT account, term, block FROM posting_list ORDER BY term, block"), "1|ada|1\n1|ada|3\n1|zoë|3\n");
    const auto bits = connection->Direct("SELECT bits FROM posting_list WHERE term = 'ada' ORDER BY block");
    ASSERT_TRUE(bits.ok());
    EXPECT_EQ(bits->TextAt(0, 0), many.Encode());
    EXPECT_EQ(bits->TextAt(1, 0), two.Encode());
}

TEST_P(MigrationsTest, MembersOfBeforeHaveNoBaseYet) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0016")).ok());
    const std::string bits = GetParam() == "sqlite" ? "x'02'" : "'\\x02'::bytea";
    ASSERT_TRUE(connection->Script("INSERT INTO member (block, segment, size, bits) VALUES (1, 1, 1, " + bits + ");"
                                   "INSERT INTO member_shift (block, at, segment, cause, entered, gone, bits) VALUES (1, 5000000, 1, 3, 1, 0, " + bits + ")").ok());
    const Status done = sql::Migrate(*connection, Only("0016", Before("0016")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT block, segment, size, moves, noted FROM member"), "1|1|1|NULL|NULL\n");
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT at, entered FROM member_shift WHERE segment = 1"), "5000000|1\n");
    const std::string base = "INSERT INTO member_base (block, segment, at, bits) VALUES (1, 1, 5, " + bits + ")";
    EXPECT_TRUE(connection->Script(base).ok());
    EXPECT_FALSE(connection->Script(base).ok());
}

TEST_P(MigrationsTest, NoColumnsAreStoredAtFirst) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0017")).ok());
    const Status done = sql::Migrate(*connection, Only("0017", Before("0017")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT count(*) FROM block_columns"), "0\n");
}

TEST_P(MigrationsTest, TemplatesOfBeforeWereNotPutAway) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0018")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO template (template, account, kind, name, folded, version, revision, published, created, updated, actor) "
                                   "VALUES (1, 1, 2, 'Hello', 'hello', 1, 1, 0, 5, 5, 'usr_1')").ok());
    const Status done = sql::Migrate(*connection, Only("0018", Before("0018")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT name, archived FROM template"), "Hello|NULL\n");
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT count(*) FROM image"), "0\n");
}

TEST_P(MigrationsTest, MovesOfBeforeAreCountedByQuarters) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0019")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO member_change (block, segment, at, profile, entered, cause) VALUES (1, 1, 899999999, 4097, 1, 0), "
                                   "(1, 1, 900000000, 4097, 0, 0), (2, 1, 900000001, 8193, 1, 1), (1, 2, 900000002, 4097, 1, 2), (1, 2, 900000003, 4098, 2, 2)").ok());
    const Status done = sql::Migrate(*connection, Only("0019", Before("0019")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT segment, quarter, entered, gone FROM member_count ORDER BY segment, quarter"), "1|0|1|0\n1|1|1|1\n2|1|1|0\n");
}

TEST_P(MigrationsTest, NobodyOfBeforeHasAnotherStatus) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0020")).ok());
    const Status done = sql::Migrate(*connection, Only("0020", Before("0020")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT count(stripe_order_status_other) FROM profile"), "0\n");
}

TEST_P(MigrationsTest, ObjectsOfBeforeAreFoundUnderTheirNames) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0021")).ok());
    ASSERT_TRUE(connection->Script("INSERT INTO object (connection, id, object, kind, customer, profile, fetch_no, digest, gone) VALUES (1, 'cus_1', 1, 1, 0, 4097, 1, 7, 0), "
                                   "(1, 'spring', 2, 4, 0, 0, 1, 7, 0), (1, 'pro', 3, 6, 0, 0, 1, 7, 0), (1, 'price_1', 4, 7, 0, 0, 1, 7, 0);"
                                   "INSERT INTO hint (connection, id, kind, first, seen, tries) VALUES (1, 'in_1', 2, 5, 5, 0), (1, 'pro', 6, 5, 5, 0)").ok());
    const Status done = sql::Migrate(*connection, Only("0021", Before("0021")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT object, id FROM object ORDER BY object"),
              "1|cus_1\n2|coupon spring\n3|product pro\n4|price price_1\n");
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT kind, id FROM hint ORDER BY kind"), "2|in_1\n6|product pro\n");
}

TEST_P(MigrationsTest, UntilWhenWhoWasDeletedBeforeWasSeenIsNotKnown) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0022")).ok());
    const std::string contact = GetParam() == "sqlite" ? "x'00'" : "'\\x00'::bytea";
    ASSERT_TRUE(connection->Script("INSERT INTO customer (block, profile, object, id, created, deleted, contact) "
                                   "VALUES (1, 4097, 7, 'cus_1', 5, 1, " + contact + ")").ok());
    const Status done = sql::Migrate(*connection, Only("0022", Before("0022")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    EXPECT_EQ(sql::Dump(place_.url(), "SELECT id, deleted, seen_at FROM customer"), "cus_1|1|NULL\n");
}

TEST_P(MigrationsTest, NobodyOfBeforeIsKnownToHaveParted) {
    auto connection = Connect();
    ASSERT_TRUE(sql::Migrate(*connection, Before("0023")).ok());
    const Status done = sql::Migrate(*connection, Only("0023", Before("0023")));
    ASSERT_TRUE(done.ok()) << done.error().message;
    const std::string_view parting = "INSERT INTO parting (block, profile, other, customer, arrived, at, address) VALUES ";
    EXPECT_TRUE(connection->Script(std::string(parting) + "(1, 4097, 4098, 7, 1, 5, '')").ok());
    EXPECT_FALSE(connection->Script(std::string(parting) + "(1, 4097, 4098, 7, 0, 5, '')").ok());
}

}  // namespace
}  // namespace daybook::settle
