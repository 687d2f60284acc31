// One test a sentence of stripe.md §4.1. Worlds are written as short JSON; the id's prefix tells
// the kind.
#include "stripe/project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "profiles/fields.h"
#include "stripe/project_parts.h"
#include "stripe/world_support.h"

namespace daybook::stripe {
namespace {

using testing::ElementsAre;

struct Prefix {
    std::string_view prefix;
    Kind kind;
};
constexpr Prefix kPrefixes[] = {{"cus_", Kind::kCustomer},     {"in_", Kind::kInvoice},
                                {"sub_", Kind::kSubscription}, {"cs_", Kind::kSession},
                                {"ch_", Kind::kCharge},        {"re_", Kind::kRefund},
                                {"cn_", Kind::kCreditNote},    {"inpay_", Kind::kInvoicePayment},
                                {"price_", Kind::kPrice}};

// Each object as "ID|members": {"id":ID,"object":…,members}. Customers have a@x.de, invoices and
// subscriptions are cus_1's and in usd unless the members say otherwise.
std::string ObjectJson(std::string_view text, Kind& kind) {
    const size_t bar = text.find('|');
    const std::string_view id = text.substr(0, bar);
    for (const Prefix& each : kPrefixes) {
        if (id.starts_with(each.prefix)) kind = each.kind;
    }
    const std::string_view members = text.substr(bar + 1);
    std::string json = R"({"id":")" + std::string(id) + R"(","object":")" +
                       std::string(ResourceOf(kind).object) + '"';
    const auto fill = [&](std::string_view name, std::string_view value) {
        if (members.find("\"" + std::string(name) + "\"") == std::string_view::npos) {
            json += ",\"" + std::string(name) + "\":" + std::string(value);
        }
    };
    if (kind == Kind::kCustomer) fill("email", R"("a@x.de")");
    if (kind == Kind::kInvoice || kind == Kind::kSubscription) fill("customer", R"("cus_1")");
    if (kind != Kind::kCustomer) fill("currency", R"("usd")");
    fill("created", "100");
    return json + (members.empty() ? "" : "," + std::string(members)) + "}";
}

class People {
  public:
    explicit People(const std::vector<std::string>& objects, bool ties_known = true) {
        for (const std::string& text : objects) {
            Kind kind = Kind::kUnknown;
            const std::string json = ObjectJson(text, kind);
            world_.AddObject(kind, json);
        }
        known_ = world_.People(ties_known);
    }
    size_t size() const { return known_.size(); }
    bool Has(const std::string& key) const { return known_.contains(key); }
    Projected At(const std::string& key) const {
        EXPECT_TRUE(Has(key)) << key;
        return Has(key) ? world_.Settle(known_.at(key), 1'000'000 * kSecond) : Projected{};
    }

  private:
    World world_;
    std::map<std::string, Known> known_;
};

profiles::Fields FieldsOf(const std::vector<std::string>& objects, bool ties_known = true) {
    return People(objects, ties_known).At("a@x.de").fields;
}

std::string Paid(std::string_view id, std::string_view members = "") {
    return std::string(id) + R"(|"status":"paid","total":1000,"subtotal":1000,"amount_paid":1000)" +
           (members.empty() ? "" : "," + std::string(members));
}

std::string Line(std::string_view members) {
    return R"({"amount":100,)" + std::string(members) + "}";
}
std::string Lines(const std::string& lines) { return R"("lines":{"data":[)" + lines + "]}"; }

// ---- who ----

TEST(Project, CustomersWithOneEmailAreOneProfile) {
    const People people({R"(cus_1|"email":" A@X.de")", R"(cus_2|"email":"a@x.DE")",
                         R"(cus_3|"email":null)", R"(cus_4|"email":"not an address")",
                         R"(cus_5|"test_clock":"clock_1")", R"(cus_6|"email":"a\u0000@x.de")"});
    EXPECT_EQ(people.size(), 4u);
    EXPECT_EQ(people.At("id:cus_6").fields.email, std::nullopt);
    EXPECT_EQ(people.At("a@x.de").fields.customer_ids.size(), 2u);
    EXPECT_EQ(people.At("id:cus_3").fields.email, std::nullopt);
    EXPECT_EQ(people.At("id:cus_4").fields.email, std::nullopt);
}

TEST(Project, RanksByActivityThenCreatedThenId) {
    EXPECT_THAT(FieldsOf({R"(cus_1|"created":900)", R"(cus_2|"created":1)",
                          R"(cus_3|"created":900)", R"(sub_1|"customer":"cus_2","created":500)"})
                    .customer_ids,
                ElementsAre("cus_2", "cus_3", "cus_1"));
    EXPECT_THAT(
        FieldsOf({"cus_1|", "cus_2|", R"(in_1|"customer":"cus_1","created":5,"status":"draft")",
                  R"(in_2|"customer":"cus_2","created":4,"status":"paid")"})
            .customer_ids,
        ElementsAre("cus_1", "cus_2"));
    EXPECT_EQ(
        FieldsOf({R"(cus_1|"email":"A@x.de")", R"(cus_2|"email":" a@X.de ","created":101)"}).email,
        "a@X.de");
}

TEST(Project, ADeletedCustomerKeepsItsOrders) {
    const auto fields = FieldsOf({"cus_1|", Paid("in_1"), R"(sub_1|"status":"active")",
                                  R"(sub_2|"status":"incomplete")", R"(cus_1|"deleted":true)"});
    EXPECT_TRUE(fields.deleted);
    EXPECT_EQ(fields.stripe_total_orders, 1);
    EXPECT_EQ(fields.stripe_subscription_cancelled, 2);
    EXPECT_EQ(fields.stripe_subscription_active, 0);
    EXPECT_FALSE(FieldsOf({"cus_1|", "cus_2|", R"(cus_1|"deleted":true)"}).deleted);
    EXPECT_EQ(People({R"(cus_1|"deleted":true)", Paid("in_1")}).size(), 0u);
}

TEST(Project, GuestsAreShownByTheirSessionsAndSales) {
    EXPECT_EQ(People({R"(cs_1|"mode":"payment","customer_email":"g@x.de")"}).At("g@x.de").created,
              100);
    EXPECT_FALSE(People({R"(cs_1|"mode":"setup","customer_email":"g@x.de")"}).Has("g@x.de"));
    EXPECT_FALSE(People({R"(ch_1|"status":"failed","captured":false,"receipt_email":"g@x.de")"})
                     .Has("g@x.de"));
    const People both({R"(cus_1|"created":50)",
                       R"(cs_1|"mode":"payment","customer_email":"A@x.de","created":20)"});
    EXPECT_EQ(both.size(), 1u);
    EXPECT_EQ(both.At("a@x.de").created, 20);
    EXPECT_EQ(both.At("a@x.de").fields.stripe_customer_id, "cus_1");
}

TEST(Project, AnEmptyProfileIsShownOnlyWithSomethingOfItsOwn) {
    Known known;
    known.created_here = 77;
    EXPECT_FALSE(Project(known, 0).shown);
    known.has_own = true;
    EXPECT_TRUE(Project(known, 0).shown);
    EXPECT_EQ(Project(known, 0).created, 77);
    EXPECT_EQ(Project(known, 0).fields, profiles::Fields{});
}

// ---- orders ----

TEST(Project, OrdersArePaidInvoicesWithATotalOrSubtotal) {
    const auto fields = FieldsOf(
        {"cus_1|", Paid("in_1"), R"(in_2|"status":"paid","total":0,"subtotal":0)",
         R"(in_3|"status":"paid","total":0,"subtotal":500)",
         R"(in_4|"status":"paid","total":-5,"subtotal":-5)", R"(in_5|"status":"open","total":7)",
         R"(in_6|"status":"void","total":7)", R"(in_7|"status":"uncollectible","total":7)",
         R"(in_8|"status":"draft","total":7)", Paid("in_9", R"("test_clock":"clock_1")")});
    EXPECT_EQ(fields.stripe_total_orders, 2);
}

TEST(Project, TheLastOrderIsTheGreatestCreatedThenId) {
    auto fields = FieldsOf({"cus_1|", Paid("in_B", R"("created":200)"),
                            R"(in_C|"created":200,"status":"void","total":7,"currency":"EUR")",
                            R"(in_A|"created":50,"status":"draft","total":3)",
                            R"(in_Z|"created":900,"status":"paid","total":0)"});
    EXPECT_EQ(fields.stripe_order_status, "void");
    EXPECT_EQ(fields.stripe_order_last_value, 7);
    EXPECT_EQ(fields.stripe_order_last_currency, "eur");
    EXPECT_EQ(fields.stripe_last_create_order_date, 200);
    EXPECT_EQ(fields.stripe_first_create_order_date, 50);
    fields = FieldsOf({"cus_1|", R"(in_1|"status":null,"total":1)"});
    EXPECT_EQ(fields.stripe_order_status, std::nullopt);
    EXPECT_EQ(fields.stripe_order_last_value, 1);
    EXPECT_EQ(FieldsOf({"cus_1|", R"(in_1|"status":"brand_new","total":1,"amount_paid":1)"}).stripe_order_status, "brand_new");
    EXPECT_EQ(FieldsOf({"cus_1|"}).stripe_last_create_order_date, std::nullopt);
}

TEST(Project, ProductsAreCountedOverPaidOrders) {
    const auto fields = FieldsOf({
        "cus_1|",
        R"(sub_1|"status":"canceled","items":{"data":[{"id":"si_m","price":{"id":"pr_m","recurring":{"usage_type":"metered"}}}]})",
        R"(price_t|"recurring":{"usage_type":"metered"})",
        Paid(
            "in_1",
            Lines(
                Line(R"("quantity":3,"price":{"id":"pr_1","product":"p1"})") + "," +
                Line(
                    R"("quantity":5,"pricing":{"price_details":{"price":"pr_2","product":"p1"}})") +
                "," + Line(R"("quantity":null,"description":"Fee")") + "," +
                Line(
                    R"("quantity":9,"price":{"id":"x","product":"p2","recurring":{"usage_type":"metered"}})") +
                "," +
                Line(
                    R"("quantity":9,"subscription_item":"si_m","pricing":{"price_details":{"product":"p3"}})") +
                "," +
                Line(
                    R"("quantity":9,"pricing":{"price_details":{"price":"pr_m","product":"p4"}})") +
                "," +
                Line(
                    R"("quantity":9,"pricing":{"price_details":{"price":"price_t","product":"p5"}})") +
                "," + Line(R"("quantity":0,"description":"nothing")") + "," +
                Line(R"("quantity":4,"proration":true)"))),
        R"(in_2|"status":"open","total":5,"lines":{"data":[{"amount":5,"quantity":40}]})",
    });
    EXPECT_EQ(fields.stripe_order_products, 3 + 5 + 1 + 1 + 1 + 1 + 1);
    EXPECT_EQ(fields.distinct_products, 6);
}

TEST(Project, AProductIdIsNotADescription) {
    EXPECT_EQ(FieldsOf({"cus_1|", Paid("in_1", Lines(Line(R"("description":"p1")") + "," +
                                                     Line(R"("price":{"product":"p1"})")))})
                  .distinct_products,
              2);
}

// ---- money ----

TEST(Project, SalesArePerCurrency) {
    const auto fields = FieldsOf(
        {"cus_1|", Paid("in_1"), Paid("in_2", R"("currency":"eur")"),
         R"(in_3|"status":"open","total":900,"amount_paid":300)",
         R"(in_4|"status":"uncollectible","total":900,"amount_paid":30)",
         R"(in_5|"status":"void","total":900,"amount_paid":900)",
         R"(in_6|"status":"draft","total":900,"amount_paid":900)",
         R"(in_7|"status":"paid","total":900,"currency":"jpy","amount_paid":0)",
         R"(in_8|"status":"paid","total":5,"amount_paid":0,"amount_due":5,"paid_out_of_band":true)"});
    EXPECT_THAT(fields.sales,
                ElementsAre(profiles::Sales{"eur", 1000, 0}, profiles::Sales{"usd", 1335, 0}));
    EXPECT_EQ(fields.stripe_currency, "usd");
    EXPECT_EQ(fields.stripe_total_sales, 1335);
}

TEST(Project, RefundsAreTheGreaterOfNotesAndCharges) {
    const std::string note =
        R"(|"invoice":"in_1","status":"issued","refunds":[{"amount_refunded":300}],"out_of_band_amount":20)";
    const std::string charge =
        R"(ch_1|"customer":"cus_1","status":"succeeded","captured":true,"amount_captured":1000,"invoice":"in_1","amount_refunded":)";
    const auto refunded = [](std::vector<std::string> more) {
        more.insert(more.end(), {"cus_1|", Paid("in_1")});
        const auto fields = FieldsOf(more);
        return fields.sales.empty() ? -1 : fields.sales[0].refunded;
    };
    EXPECT_EQ(refunded({"cn_1" + note}), 320);
    EXPECT_EQ(refunded({"cn_1" + note, "cn_2" + note}), 640);
    EXPECT_EQ(
        refunded({R"(cn_1|"invoice":"in_1","status":"void","refunds":[{"amount_refunded":300}])"}),
        0);
    EXPECT_EQ(
        refunded(
            {R"(cn_1|"invoice":"in_1","status":"issued","type":"pre_payment","refunds":[{"amount_refunded":300}])"}),
        0);
    EXPECT_EQ(refunded({"cn_1" + note, charge + "100"}), 320);
    EXPECT_EQ(refunded({"cn_1" + note, charge + "400"}), 400);
    EXPECT_EQ(
        refunded({charge + "100", R"(re_1|"charge":"ch_1","amount":250,"status":"succeeded")"}),
        250);
    EXPECT_EQ(refunded({charge + "100", R"(re_1|"charge":"ch_1","amount":70,"status":"pending")",
                        R"(re_2|"charge":"ch_1","amount":80,"status":"succeeded")"}),
              150);
    for (const char* status : {"failed", "canceled", "requires_action", "new"}) {
        EXPECT_EQ(refunded({charge + "0", R"(re_1|"charge":"ch_1","amount":250,"status":")" +
                                              std::string(status) + "\""}),
                  0);
    }
}

// A revised invoice keeps the payment intent of the one that it replaces: what was refunded is taken off the one that has sales.
TEST(Project, ARefundOfAPaymentOfSeveralInvoicesIsNeverLost) {
    const std::string charge = R"(ch_1|"customer":"cus_1","status":"succeeded","captured":true,"amount_captured":1000,"amount_refunded":600,"payment_intent":"pi_1")";
    const std::string pays = R"("payment":{"type":"payment_intent","payment_intent":"pi_1"})";
    for (const char* other : {R"("status":"void","total":1000,"subtotal":1000)", R"("status":"draft","total":1000,"subtotal":1000)",
                              R"("status":"paid","total":-100,"subtotal":-100)", R"("status":"paid","total":0,"subtotal":0)"}) {
        for (const int created : {1, 900}) {
            std::vector<std::string> objects = {"cus_1|", Paid("in_1", R"("created":500)"), charge,
                                                R"(in_2|"created":)" + std::to_string(created) + "," + other,
                                                R"(inpay_1|"invoice":"in_1",)" + pays, R"(inpay_2|"invoice":"in_2",)" + pays};
            for (int order = 0; order < 2; ++order) {
                const auto fields = FieldsOf(objects);
                ASSERT_EQ(fields.sales.size(), 1u);
                EXPECT_EQ(fields.sales[0].refunded, 600) << other << " created " << created;
                EXPECT_EQ(fields.sales[0].gross, 1000);
                std::swap(objects[4], objects[5]);
            }
        }
    }
}

TEST(Project, PaymentOrdersAreSalesWithoutAnInvoice) {
    const std::string sale =
        R"(|"customer":"cus_1","status":"succeeded","captured":true,"amount_captured":700,"amount_refunded":200,"created":300,"payment_intent":"pi_1")";
    auto fields = FieldsOf({"cus_1|", "ch_1" + sale});
    EXPECT_EQ(fields.stripe_total_orders, 1);
    EXPECT_EQ(fields.stripe_order_products, 1);
    EXPECT_EQ(fields.stripe_total_sales, 500);
    EXPECT_EQ(fields.stripe_order_status, "paid");
    EXPECT_EQ(fields.stripe_order_last_value, 700);
    EXPECT_EQ(fields.stripe_last_create_order_date, 300);
    EXPECT_EQ(
        FieldsOf(
            {"cus_1|", "ch_1" + sale,
             R"(cs_1|"customer":"cus_1","mode":"payment","payment_intent":"pi_1","line_items":{"data":[{"quantity":4},{"quantity":1}]})"})
            .stripe_order_products,
        5);
    for (const char* tie :
         {R"("payment":{"payment_intent":"pi_1"})", R"("payment":{"charge":"ch_1"})"}) {
        EXPECT_EQ(FieldsOf({"cus_1|", Paid("in_1"), "ch_1" + sale,
                            std::string(R"(inpay_1|"invoice":"in_1",)") + tie})
                      .stripe_total_orders,
                  1);
    }
    for (const char* no :
         {R"("status":"failed","captured":true)", R"("status":"succeeded","captured":false)"}) {
        EXPECT_EQ(FieldsOf({"cus_1|",
                            std::string(R"(ch_1|"customer":"cus_1","amount_captured":7,)") + no})
                      .stripe_total_orders,
                  0);
    }
}

TEST(Project, ChargesCountOnceTheirTiesAreKnown) {
    const std::string sale =
        R"(|"customer":"cus_1","status":"succeeded","captured":true,"amount_captured":700)";
    EXPECT_EQ(FieldsOf({"cus_1|", "ch_1" + sale}, false).stripe_total_orders, 0);
    EXPECT_EQ(FieldsOf({"cus_1|", "ch_1" + sale}, true).stripe_total_orders, 1);
    EXPECT_EQ(FieldsOf({"cus_1|", "ch_1" + sale + R"(,"invoice":null)"}, false).stripe_total_orders,
              1)
        << "before basil";
    EXPECT_EQ(FieldsOf({"cus_1|", "ch_1" + sale + R"(,"invoice":"in_unknown")"}, true)
                  .stripe_total_orders,
              0);
}

TEST(Project, TheCurrencyIsThatOfMostPaidOrders) {
    EXPECT_EQ(FieldsOf({"cus_1|", Paid("in_1", R"("currency":"eur","created":1)"),
                        Paid("in_2", R"("currency":"eur","created":2)"),
                        Paid("in_3", R"("currency":"usd","created":9)")})
                  .stripe_currency,
              "eur");
    EXPECT_EQ(FieldsOf({"cus_1|", Paid("in_1", R"("currency":"eur","created":1)"),
                        Paid("in_2", R"("created":2)")})
                  .stripe_currency,
              "usd");
    EXPECT_EQ(
        FieldsOf({"cus_1|", Paid("in_1", R"("currency":"eur")"), Paid("in_2")}).stripe_currency,
        "usd")
        << "a tie of seconds: the greater id";
    EXPECT_EQ(FieldsOf({R"(cus_1|"currency":"gbp")",
                        R"(in_1|"status":"open","total":5,"currency":"eur")"})
                  .stripe_currency,
              "eur");
    EXPECT_EQ(FieldsOf({R"(cus_1|"currency":"gbp")"}).stripe_currency, "gbp");
    EXPECT_EQ(FieldsOf({R"(cus_1|"currency":null)"}).stripe_currency, std::nullopt);
}

TEST(Project, AbsurdAmountsSaturate) {
    const std::string huge = R"("amount_paid":9223372036854775807)";
    const auto fields = FieldsOf({"cus_1|", R"(in_1|"status":"paid","total":1,)" + huge,
                                  R"(in_2|"status":"paid","total":1,)" + huge});
    EXPECT_EQ(fields.stripe_total_sales, std::numeric_limits<int64_t>::max());
}

TEST(Project, SubscriptionsGoToTheFirstBucketThatFits) {
    struct Case {
        std::string_view members;
        int64_t profiles::Fields::*bucket;
    };
    constexpr auto kActive = &profiles::Fields::stripe_subscription_active;
    constexpr auto kCancelled = &profiles::Fields::stripe_subscription_cancelled;
    constexpr auto kPaused = &profiles::Fields::stripe_subscription_paused;
    constexpr auto kTrial = &profiles::Fields::stripe_subscription_trial;
    constexpr auto kPastDue = &profiles::Fields::stripe_subscription_past_due;
    const Case cases[] = {
        {R"("status":"active")", kActive},
        {R"("status":"active","cancel_at_period_end":true)", kActive},
        {R"("status":"active","pause_collection":{"behavior":"void"})", kPaused},
        {R"("status":"trialing")", kTrial},
        {R"("status":"trialing","pause_collection":{})", kPaused},
        {R"("status":"past_due")", kPastDue},
        {R"("status":"unpaid")", kPastDue},
        {R"("status":"past_due","pause_collection":{})", kPaused},
        {R"("status":"paused")", kPaused},
        {R"("status":"canceled")", kCancelled},
        {R"("status":"canceled","pause_collection":{})", kCancelled},
        {R"("status":"incomplete","pause_collection":{})", nullptr},
        {R"("status":"incomplete_expired")", nullptr},
        {R"("status":"hibernating","pause_collection":{})", nullptr},
        {R"("status":null)", nullptr},
        {R"("status":"active","test_clock":"clock_1")", nullptr},
    };
    for (const Case& test : cases) {
        const auto fields = FieldsOf({"cus_1|", "sub_1|" + std::string(test.members)});
        for (const auto bucket : {kActive, kCancelled, kPaused, kTrial, kPastDue}) {
            EXPECT_EQ(fields.*bucket, bucket == test.bucket ? 1 : 0) << test.members;
        }
    }
}

// ---- names, addresses, numbers ----

TEST(Project, NamesAreSplit) {
    const std::tuple<std::string_view, std::string_view, std::string_view> cases[] = {
        {"Ada Lovelace", "Ada", "Lovelace"},
        {"Ada King Lovelace", "Ada", "King Lovelace"},
        {"Cher", "Cher", ""},
        {"Lovelace, Ada", "Ada", "Lovelace"},
        {"de la Tour, Jean Luc", "Jean Luc", "de la Tour"},
        {"Widgets, Inc.", "Widgets, Inc.", ""},
        {"Widgets, G.m.b.H.", "Widgets, G.m.b.H.", ""},
        {"Widgets, S.A.", "Widgets, S.A.", ""},
        {"A, B, C", "A,", "B, C"},
        {"Ada,", "Ada,", ""},
        {", Ada", ",", "Ada"},
        {"Co, Incorporated", "Incorporated", "Co"}};
    for (const auto& [name, first, last] : cases) {
        const FullName split = SplitName(name);
        EXPECT_EQ(split.first, first) << name;
        EXPECT_EQ(split.last, last) << name;
    }
}

TEST(Project, TheFirstNameFoundWalkingByRank) {
    const auto name = [](const std::vector<std::string>& objects) {
        return FieldsOf(objects).first_name.value_or("-");
    };
    EXPECT_EQ(name({R"(cus_1|"individual_name":"I","name":"N","shipping":{"name":"S"})"}), "I");
    EXPECT_EQ(name({R"(cus_1|"individual_name":" ","name":"N","shipping":{"name":"S"})"}), "N");
    EXPECT_EQ(name({R"(cus_1|"name":null,"shipping":{"name":"S"})"}), "S");
    EXPECT_EQ(name({R"(cus_1|"name":"Old","created":1)",
                    R"(cus_2|"shipping":{"name":"New"},"created":2)"}),
              "New");
    EXPECT_EQ(
        name({R"(cus_1|"name":"Acme  Ltd","business_name":"Acme Ltd","shipping":{"name":"S"})"}),
        "S");
    EXPECT_EQ(
        name({"cus_1|", R"(in_1|"created":1,"customer_name":"Older")",
              R"(in_2|"created":2,"customer_name":" ","customer_shipping":{"name":"Newer"})"}),
        "Newer");
    EXPECT_EQ(name({R"(cus_1|"name":"Kept")", R"(in_1|"customer_name":"Invoice")"}), "Kept");
    EXPECT_EQ(name({R"(cus_1|"business_name":"Acme")", R"(in_1|"created":9,"customer_name":"Acme")",
                    R"(in_2|"created":1,"customer_name":"Ada")"}),
              "Ada");
    EXPECT_EQ(name({R"(cus_1|"business_name":"Acme")",
                    R"(in_1|"created":9,"customer_name":"Acme","customer_shipping":{"name":"Bob"})",
                    R"(in_2|"created":1,"customer_name":"Ada")"}),
              "Bob");
    EXPECT_EQ(name({R"(cus_1|"business_name":"Acme")", R"(in_1|"customer_name":"Acme")"}), "-");
}

// However many invoices carry only their names.
TEST(Project, SeveralBusinessNamesArePassedOver) {
    std::vector<std::string> objects = {R"(cus_1|"business_name":"Alpha","email":"a@x.de")", R"(cus_2|"business_name":"Beta","email":"a@x.de")",
                                        R"(in_0|"customer":"cus_1","created":3,"customer_name":"Real Person")"};
    for (int i = 1; i <= 20; ++i) {
        objects.push_back("in_" + std::to_string(i) + R"(|"customer":"cus_1","created":)" + std::to_string(10 + i) +
                          R"(,"customer_name":"Alpha","customer_shipping":{"name":" Beta "})");
    }
    EXPECT_EQ(FieldsOf(objects).first_name, "Real");
    objects.push_back(R"(in_21|"customer":"cus_2","created":20,"customer_name":"Beta","customer_shipping":{"name":"Shipped Person"})");
    EXPECT_EQ(FieldsOf(objects).first_name, "Shipped");
}

TEST(Project, AddressesAreNeverMixed) {
    auto fields = FieldsOf(
        {R"(cus_1|"address":{"line1":"","country":"DE"},"shipping":{"address":{"line1":"1","city":"X"}})"});
    EXPECT_EQ(fields.country, "DE");
    EXPECT_EQ(fields.address, std::nullopt);
    EXPECT_EQ(fields.city, std::nullopt);
    fields = FieldsOf(
        {R"(cus_1|"address":{"line1":"","city":null},"shipping":{"address":{"line1":"1","line2":"b","postal_code":"9"}})"});
    EXPECT_EQ(fields.address, "1, b");
    EXPECT_EQ(fields.zip, "9");
    fields = FieldsOf({"cus_1|",
                       R"(in_1|"created":900,"customer_shipping":{"address":{"line2":"only"}})",
                       R"(in_2|"customer_address":{"city":"Y"})"});
    EXPECT_EQ(fields.address, "only");
    EXPECT_EQ(fields.city, std::nullopt);
}

TEST(Project, PhonesTakeTheCountryOfTheChosenAddress) {
    EXPECT_EQ(FieldsOf({R"(cus_1|"phone":"020 7946 0958","address":{"country":"GB"})"}).phone,
              "+442079460958");
    EXPECT_EQ(FieldsOf({R"(cus_1|"phone":" 020 7946 0958 ")"}).phone, "020 7946 0958");
    EXPECT_EQ(FieldsOf({R"(cus_1|"phone":" ","shipping":{"phone":"+1 415 555 2671"})"}).phone,
              "+14155552671");
    EXPECT_EQ(
        FieldsOf(
            {"cus_1|",
             R"(in_1|"customer_phone":"+1 415 555 2671","customer_shipping":{"phone":"+49 30 901820"})"})
            .phone,
        "+14155552671");
    EXPECT_EQ(FieldsOf({"cus_1|", R"(in_1|"customer_shipping":{"phone":"+49 30 901820"})"}).phone,
              std::nullopt);
}

TEST(Project, GuestsComeFromTheirNewestObjects) {
    const People people(
        {R"(cs_1|"mode":"payment","created":1,"customer_details":{"email":"G@x.de","name":"Old Name","phone":"+1 415 555 2671","address":{"city":"C"}})",
         R"(ch_1|"status":"succeeded","captured":true,"created":5,"amount_captured":1,"billing_details":{"email":"g@X.de","name":"Bill Ing","address":{"city":"D"}})",
         R"(cs_2|"mode":"payment","created":3,"customer_details":{"email":"g@x.de","name":"Acme","business_name":"Acme"})"});
    const auto fields = people.At("g@x.de").fields;
    EXPECT_EQ(fields.first_name, "Bill");
    EXPECT_EQ(fields.city, "D");
    EXPECT_EQ(fields.phone, "+14155552671");
    EXPECT_EQ(fields.email, "g@X.de");
    EXPECT_EQ(fields.stripe_customer_id, std::nullopt);
    EXPECT_EQ(fields.stripe_total_orders, 1);
}

TEST(Project, OptingOutCountsOnceASessionIsOver) {
    const auto unsubscribed = [](std::string_view members) {
        return FieldsOf({"cus_1|", R"(cs_1|"customer":"cus_1",)" + std::string(members)})
            .email_unsubscribed;
    };
    EXPECT_TRUE(unsubscribed(R"("status":"expired","consent":{"promotions":"opt_out"})"));
    EXPECT_TRUE(unsubscribed(R"("status":"complete","consent":{"promotions":"opt_out"})"));
    EXPECT_FALSE(unsubscribed(R"("status":"open","consent":{"promotions":"opt_out"})"));
    EXPECT_FALSE(unsubscribed(R"("status":"complete","consent":{"promotions":"opt_in"})"));
    EXPECT_FALSE(unsubscribed(R"("status":"complete","consent":null)"));
}

TEST(Project, SaysWhereFieldsCameFrom) {
    const Projected out =
        People({R"(cus_1|"name":"Ada L","created":7,"shipping":{"address":{"city":"X"}})"})
            .At("a@x.de");
    const auto where = [&](profiles::Field field) {
        for (const profiles::Source& source : out.sources) {
            if (source.field == static_cast<int16_t>(field)) return static_cast<int>(source.place);
        }
        return 0;
    };
    EXPECT_EQ(where(profiles::Field::kFirstName), static_cast<int>(SourcePlace::kName));
    EXPECT_EQ(where(profiles::Field::kCity), static_cast<int>(SourcePlace::kShippingAddress));
    EXPECT_EQ(where(profiles::Field::kEmail), static_cast<int>(SourcePlace::kEmail));
    EXPECT_EQ(where(profiles::Field::kPhone), 0);
    EXPECT_EQ(out.sources[0].at, 7);
}

TEST(Project, ReadsAtMostThreeBodiesAsARule) {
    std::vector<std::string> objects = {"cus_1|"};
    for (int i = 0; i < 50; ++i) {
        objects.push_back(
            "in_" + std::to_string(i) +
            R"(|"customer_name":"N","customer_phone":"1","customer_address":{"city":"C"},"created":)" +
            std::to_string(i));
    }
    World world;
    for (const std::string& text : objects) {
        Kind kind = Kind::kUnknown;
        const std::string json = ObjectJson(text, kind);
        world.AddObject(kind, json);
    }
    EXPECT_THAT(ContactsNeeded(world.People(true).at("a@x.de")),
                ElementsAre(world.NumberOf("in_49")));
}

TEST(Project, AnOpenCartWakesItsProfile) {
    World world;
    world.AddObject(
        Kind::kSession,
        R"({"id":"cs_1","object":"checkout.session","status":"open","mode":"payment","created":100,"customer_email":"g@x.de"})");
    const Known known = world.People(true).at("g@x.de");
    EXPECT_EQ(Project(known, 200 * kSecond).next_at, (100 + 3600) * kSecond);
    EXPECT_EQ(Project(known, 3700 * kSecond).next_at, std::nullopt);
}

}  // namespace
}  // namespace daybook::stripe
