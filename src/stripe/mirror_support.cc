#include "stripe/mirror_support.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "stripe/connection.h"
#include "stripe/decode.h"
#include "stripe/mirror_read.h"

namespace daybook::sql::embedded {
extern const std::string_view accounts;
extern const std::string_view profiles;
extern const std::string_view mirror;
extern const std::string_view sync;
}  // namespace daybook::sql::embedded

namespace daybook::stripe::test {

namespace {

constexpr std::string_view kStatements = R"sql(
-- name: new_account
INSERT INTO account (account, name, time_zone, currency, default_email_consent, test_mode_recipients, created)
VALUES (1, 'Shop', 'UTC', 'usd', 'buyers', '', 0)

-- name: objects
SELECT id, object, profile FROM object

-- name: owned
SELECT block, profile, object FROM fact WHERE block >= 0

-- name: customers
SELECT block, profile, object FROM customer

-- name: count_fact
SELECT count(*) FROM fact

-- name: count_body
SELECT count(*) FROM body

-- name: count_object
SELECT count(*) FROM object

-- name: count_customer
SELECT count(*) FROM customer

-- name: count_moving
SELECT count(*) FROM moving

-- name: count_alias
SELECT count(*) FROM alias

-- name: count_dictionary
SELECT count(*) FROM dictionary

-- name: damage
UPDATE customer SET contact = $2 WHERE id = $1

-- name: misplaced_bodies
SELECT count(*) FROM body b WHERE NOT EXISTS (
    SELECT 1 FROM object o WHERE o.object = b.object AND o.digest <> 0)
)sql";

std::string Text(std::string_view value) {
    return value.empty() ? "null" : fmt::format("\"{}\"", value);
}

Decoded Decode(Kind kind, const std::string& json) {
    Result<Decoded> decoded = DecodeObject(kind, json);
    EXPECT_TRUE(decoded.ok()) << json << "\n" << (decoded.ok() ? "" : decoded.error().message);
    return decoded.ok() ? std::move(*decoded) : Decoded();
}

}  // namespace

Decoded CustomerOf(std::string_view id, std::string_view email, int64_t created,
                   std::string_view name) {
    return Decode(
        Kind::kCustomer,
        fmt::format(
            R"({{"id":"{}","object":"customer","created":{},"livemode":false,"email":{},"name":{},)"
            R"("currency":"usd","address":null,"shipping":null,"phone":null,"metadata":{{}}}})",
            id, created, Text(email), Text(name)));
}

Decoded DeletedCustomer(std::string_view id) {
    return Decode(Kind::kCustomer,
                  fmt::format(R"({{"id":"{}","object":"customer","deleted":true}})", id));
}

Decoded InvoiceOf(std::string_view id, std::string_view customer, int64_t total,
                  std::string_view status, int64_t created) {
    const int64_t paid = status == "paid" ? total : 0;
    return Decode(
        Kind::kInvoice,
        fmt::format(
            R"({{"id":"{}","object":"invoice","created":{},"livemode":false,"customer":{},"status":"{}",)"
            R"("currency":"usd","total":{},"subtotal":{},"amount_due":{},"amount_paid":{},)"
            R"("billing_reason":"manual","attempt_count":1,"status_transitions":{{"paid_at":{}}},)"
            R"("customer_name":"Ada {}","lines":{{"object":"list","has_more":false,"data":[)"
            R"({{"id":"il_{}","object":"line_item","amount":{},"currency":"usd","quantity":2,)"
            R"("description":"A thing","pricing":{{"price_details":{{"price":"price_1","product":"prod_1"}}}},)"
            R"("parent":{{"type":"invoice_item_details","invoice_item_details":{{"proration":false}}}}}}]}}}})",
            id, created, Text(customer), status, total, total, total, paid,
            paid > 0 ? std::to_string(created) : "null", id, id, total));
}

Decoded SubscriptionOf(std::string_view id, std::string_view customer, std::string_view status,
                       int64_t created) {
    return Decode(
        Kind::kSubscription,
        fmt::format(
            R"({{"id":"{}","object":"subscription","created":{},"livemode":false,"customer":{},"status":"{}",)"
            R"("start_date":{},"currency":"usd","pause_collection":null,"items":{{"object":"list",)"
            R"("has_more":false,"data":[]}}}})",
            id, created, Text(customer), status, created));
}

Decoded ChargeOf(std::string_view id, std::string_view customer, std::string_view guest_email,
                 int64_t amount, int64_t created) {
    return Decode(
        Kind::kCharge,
        fmt::format(R"({{"id":"{}","object":"charge","created":{},"livemode":false,"customer":{},)"
                    R"("status":"succeeded","captured":true,"amount":{},"amount_captured":{},)"
                    R"("amount_refunded":0,"currency":"usd","payment_intent":null,)"
                    R"("billing_details":{{"email":{},"name":null,"phone":null,"address":null}}}})",
                    id, created, Text(customer), amount, amount, Text(guest_email)));
}

Decoded RefundOf(std::string_view id, std::string_view charge, int64_t amount, int64_t created) {
    return Decode(
        Kind::kRefund,
        fmt::format(R"({{"id":"{}","object":"refund","created":{},"charge":{},"amount":{},)"
                    R"("currency":"usd","status":"succeeded","payment_intent":null}})",
                    id, created, Text(charge), amount));
}

Decoded SessionOf(std::string_view id, std::string_view customer, std::string_view email,
                  std::string_view status, int64_t created) {
    return Decode(
        Kind::kSession,
        fmt::format(
            R"({{"id":"{}","object":"checkout.session","created":{},"livemode":false,"customer":{},)"
            R"("customer_details":{{"email":{},"name":null,"phone":null,"address":null}},"mode":"payment",)"
            R"("status":"{}","payment_status":"unpaid","expires_at":{},"currency":"usd","amount_total":100}})",
            id, created, Text(customer), Text(email), status, created + 86400));
}

Decoded PaymentOf(std::string_view id, std::string_view invoice, std::string_view charge,
                  int64_t created) {
    return Decode(
        Kind::kInvoicePayment,
        fmt::format(
            R"({{"id":"{}","object":"invoice_payment","created":{},"livemode":false,"invoice":{},)"
            R"("status":"paid","amount_paid":100,"currency":"usd",)"
            R"("payment":{{"type":"charge","charge":{}}}}})",
            id, created, Text(invoice), Text(charge)));
}

Decoded PriceOf(std::string_view id, std::string_view usage_type) {
    return Decode(
        Kind::kPrice,
        fmt::format(
            R"({{"id":"{}","object":"price","created":{},"livemode":false,"product":"prod_1",)"
            R"("currency":"usd","recurring":{{"interval":"month","usage_type":"{}"}}}})",
            id, kStart, usage_type));
}

MirrorStore::MirrorStore(std::string_view engine, Mirror::Options options,
                         const std::vector<std::pair<std::string_view, std::string_view>>& more) {
    sql::Options store;
    store.statements_of = {sql::embedded::accounts, sql::embedded::profiles, sql::embedded::mirror, sql::embedded::sync,
                           kStatements};
    store.names = {"accounts", "profiles", "mirror", "sync", "test"};
    for (const auto& [name, text] : more) {
        store.names.push_back(name);
        store.statements_of.push_back(text);
    }
    store.before_statement = [this](std::string_view statement) -> Status {
        if (statement == "mirror.facts") people_read_.fetch_add(1);
        if (fail_in_.fetch_sub(1) == 1) return Internal("The program ended here.");
        return {};
    };
    database_ = sql::TestDatabase::MakeWith(engine, store);
    auto numbers = profiles::Numbers::Open(db());
    EXPECT_TRUE(numbers.ok()) << numbers.error().message;
    numbers_ = std::move(*numbers);
    auto secrets = accounts::Secrets::Open(database_->folder(), db(), clock_);
    EXPECT_TRUE(secrets.ok()) << secrets.error().message;
    secrets_ = std::make_unique<accounts::Secrets>(std::move(*secrets));
    auto erasures = profiles::Erasures::Open(db(), *secrets_);
    EXPECT_TRUE(erasures.ok()) << erasures.error().message;
    erasures_ = std::move(*erasures);
    options.erasures = erasures_.get();
    auto mirror = Mirror::Create(db(), *numbers_, options);
    EXPECT_TRUE(mirror.ok()) << mirror.error().message;
    mirror_ = std::move(*mirror);
    EXPECT_TRUE(db().Write([](sql::Tx& tx) { return tx.Run("test.new_account"); }).ok());
}

void MirrorStore::Connect() {
    Connection connection;
    connection.account = kShop;
    connection.state = State::kConnected;
    connection.history_before = kStart * kSecond;
    ASSERT_TRUE(db().Write([&](sql::Tx& tx) { return SaveConnection(tx, connection); }).ok());
    ASSERT_EQ(connection.id, kConnection);
}

Batch MirrorStore::BatchOf(std::vector<Decoded> objects, Micros now) {
    Batch batch;
    batch.connection = kConnection;
    batch.account = kShop;
    batch.fetch_no = mirror_->NextFetchNumber();
    batch.objects = std::move(objects);
    batch.lane = profiles::Lane::kLive;
    batch.cause = profiles::Cause::kLive;
    batch.now = now;
    mirror_->Prepare(batch);
    return batch;
}

Result<Stored> MirrorStore::Store(const Batch& batch) {
    stripe::Stored stored;
    TRY(db().Write(
        [&](sql::Tx& tx) -> Status {
            stored = TRY(mirror_->Store(tx, batch));
            return {};
        },
        sql::Durability::kBulk));
    return stored;
}

Stored MirrorStore::Put(std::vector<Decoded> objects, Micros now) {
    Result<stripe::Stored> stored = Store(BatchOf(std::move(objects), now));
    EXPECT_TRUE(stored.ok()) << stored.error().message;
    return stored.ok() ? std::move(*stored) : stripe::Stored();
}

void MirrorStore::FinishChores() {
    while (mirror_->has_chores()) {
        const Status done = db().Write([&](sql::Tx& tx) -> Status {
            TRY(mirror_->Chore(tx, kStart * kSecond));
            return {};
        });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
}

std::set<std::set<std::string>> MirrorStore::People() {
    std::map<int64_t, std::set<std::string>> people;
    const Status read = db().Read([&](sql::Tx& tx) -> Status {
        std::map<int64_t, std::string> ids;
        const sql::Rows objects = TRY(tx.Query("test.objects"));
        for (size_t i = 0; i < objects.size(); ++i) ids[objects.Int(i, 1)] = objects.String(i, 0);
        for (const std::string_view statement : {"test.owned", "test.customers"}) {
            const sql::Rows rows = TRY(tx.Query(statement));
            for (size_t i = 0; i < rows.size(); ++i) {
                EXPECT_EQ(rows.Int(i, 0), rows.Int(i, 1) / kBlockSize);
                people[rows.Int(i, 1)].insert(ids.at(rows.Int(i, 2)));
            }
        }
        return {};
    });
    EXPECT_TRUE(read.ok()) << read.error().message;
    std::set<std::set<std::string>> sets;
    for (auto& [profile, ids] : people) sets.insert(std::move(ids));
    return sets;
}

ProfileId MirrorStore::OwnerOf(std::string_view id) {
    ProfileId owner{};
    const Status read = db().Read([&](sql::Tx& tx) -> Status {
        const ObjectMap rows = TRY(ReadObjects(tx, kConnection, {std::string(id)}));
        const auto found = rows.find(std::string(id));
        if (found != rows.end()) owner = found->second.profile;
        return {};
    });
    EXPECT_TRUE(read.ok()) << read.error().message;
    return owner;
}

std::vector<Fact> MirrorStore::FactsOf(ProfileId profile) {
    std::vector<Fact> facts;
    const Status read = db().Read([&](sql::Tx& tx) -> Status {
        facts = TRY(LoadKnown(tx, {profile})).front().facts;
        return {};
    });
    EXPECT_TRUE(read.ok()) << read.error().message;
    return facts;
}

int64_t MirrorStore::Count(std::string_view what) {
    int64_t count = -1;
    const Status read = db().Read([&](sql::Tx& tx) -> Status {
        count = TRY(tx.Query(fmt::format("test.{}", what))).Int(0, 0);
        return {};
    });
    EXPECT_TRUE(read.ok()) << read.error().message;
    return count;
}

int64_t MirrorStore::DueRev(ProfileId profile) {
    int64_t rev = 0;
    const Status read = db().Read([&](sql::Tx& tx) -> Status {
        const ProfileId ids[] = {profile};
        const auto due = TRY(profiles::LoadDue(tx, ids));
        if (!due.empty()) rev = due[0].rev;
        return {};
    });
    EXPECT_TRUE(read.ok()) << read.error().message;
    return rev;
}

void MirrorStore::Damage(std::string_view customer) {
    const Status done = db().Write(
        [&](sql::Tx& tx) { return tx.Run("test.damage", customer, sql::Bytes{"\xff"}); });
    EXPECT_TRUE(done.ok()) << done.error().message;
}

}  // namespace daybook::stripe::test
