// The shop as Stripe's API: paging, filters, permissions, shapes, determinism.
#include "sandbox/shop.h"

#include <atomic>
#include <regex>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include "sandbox/sandbox_support.h"

namespace daybook::sandbox {
namespace {

namespace dom = simdjson::dom;

class ShopTest : public testing::Test {
  protected:
    void Open(Options options) {
        if (options.customers == 0 && options.load.empty()) options.customers = 300;
        auto made = Shop::Create(std::move(options), clock_);
        ASSERT_TRUE(made.ok()) << made.error().message;
        shop_ = std::move(*made);
    }
    dom::element Get(std::string_view target, int status = 200, std::string_view version = "") {
        Served served = shop_->Serve(GetRequest(target, "rk_test_0123456789abcdef", version));
        EXPECT_EQ(served.response.status, status) << target << ": " << served.response.body.substr(0, 300);
        body_ = served.response.body;
        return parser_.parse(body_);
    }
    // All ids of a list, walked page by page.
    std::vector<std::string> Walk(const std::string& list, int limit, std::string_view version = "") {
        std::vector<std::string> ids;
        std::string after;
        for (bool more = true; more;) {
            std::string target = list + (list.find('?') == std::string::npos ? "?" : "&") + "limit=" + std::to_string(limit);
            if (!after.empty()) target += "&starting_after=" + after;
            dom::element page = Get(target, 200, version);
            for (dom::element one : page["data"]) ids.push_back(after = std::string(std::string_view(one["id"])));
            more = page["has_more"];
            if (ids.size() > 100000) break;
        }
        return ids;
    }

    ManualClock clock_{kDefaultBirth * kSecond};
    std::unique_ptr<Shop> shop_;
    dom::parser parser_;
    std::string body_;
};

TEST_F(ShopTest, EveryListWalksTheSameForEveryPageSize) {
    Open({});
    for (std::string list : {"/v1/customers", "/v1/invoices", "/v1/subscriptions?status=all", "/v1/coupons", "/v1/charges",
                             "/v1/refunds", "/v1/credit_notes", "/v1/checkout/sessions", "/v1/invoice_payments",
                             "/v1/products", "/v1/prices", "/v1/promotion_codes", "/v1/events"}) {
        auto whole = Walk(list, 100);
        EXPECT_EQ(Walk(list, 7), whole) << list;
        EXPECT_EQ(std::set(whole.begin(), whole.end()).size(), whole.size()) << list;
        EXPECT_EQ(whole.empty(), list == "/v1/events") << list;
    }
}

TEST_F(ShopTest, ListsAreNewestFirstByCreatedAndId) {
    Open({});
    for (std::string list : {"/v1/customers", "/v1/invoices", "/v1/charges", "/v1/subscriptions?status=all"}) {
        std::pair<uint64_t, std::string> last{UINT64_MAX, ""};
        std::string after;
        for (bool more = true; more;) {
            std::string target = list + (list.find('?') == std::string::npos ? "?" : "&") + "limit=100";
            dom::element page = Get(after.empty() ? target : target + "&starting_after=" + after);
            for (dom::element one : page["data"]) {
                std::pair<uint64_t, std::string> key{one["created"], std::string(std::string_view(one["id"]))};
                EXPECT_LT(key, last);
                last = key;
            }
            after = last.second;
            more = page["has_more"];
        }
    }
}

TEST_F(ShopTest, EndingBeforeIsTheWayBack) {
    Open({});
    auto all = Walk("/v1/customers", 100);
    ASSERT_GT(all.size(), 40u);
    dom::element page = Get("/v1/customers?limit=10&ending_before=" + all[25]);
    EXPECT_TRUE(bool(page["has_more"]));
    size_t i = 15;
    for (dom::element one : page["data"]) EXPECT_EQ(std::string_view(one["id"]), all[i++]);
    EXPECT_EQ(i, 25u);
    page = Get("/v1/customers?limit=10&ending_before=" + all[4]);
    EXPECT_FALSE(bool(page["has_more"]));
    EXPECT_EQ(dom::array(page["data"]).size(), 4u);
    page = Get("/v1/customers?limit=10&ending_before=" + all[0]);
    EXPECT_EQ(dom::array(page["data"]).size(), 0u);
}

TEST_F(ShopTest, CreatedWindowsPartitionAList) {
    Open({});
    auto all = Walk("/v1/invoices", 100);
    std::string middle = std::to_string(kDefaultBirth - 200 * 86400);
    auto young = Walk("/v1/invoices?created[gte]=" + middle, 100);
    auto old = Walk("/v1/invoices?created[lt]=" + middle, 100);
    EXPECT_GT(young.size(), 0u);
    EXPECT_GT(old.size(), 0u);
    young.insert(young.end(), old.begin(), old.end());
    EXPECT_EQ(young, all);
    uint64_t exact = Get("/v1/invoices/" + all[3])["created"];
    auto same = Walk("/v1/invoices?created=" + std::to_string(exact), 100);
    EXPECT_NE(std::find(same.begin(), same.end(), all[3]), same.end());
    auto gt = Walk("/v1/invoices?created[gt]=" + std::to_string(exact), 100);
    auto lte = Walk("/v1/invoices?created[lte]=" + std::to_string(exact), 100);
    EXPECT_EQ(gt.size() + lte.size(), all.size());
}

TEST_F(ShopTest, FiltersFindWhatAWalkFinds) {
    Open({});
    struct Case { std::string list, member, filter; };
    for (const Case& c : std::vector<Case>{{"/v1/invoices", "/customer", "customer"},
                                           {"/v1/invoices", "/status", "status"},
                                           {"/v1/charges", "/customer", "customer"},
                                           {"/v1/charges", "/payment_intent", "payment_intent"},
                                           {"/v1/refunds", "/charge", "charge"},
                                           {"/v1/credit_notes", "/invoice", "invoice"},
                                           {"/v1/credit_notes", "/customer", "customer"},
                                           {"/v1/invoice_payments", "/invoice", "invoice"},
                                           {"/v1/invoice_payments", "/payment/payment_intent", "payment[payment_intent]"},
                                           {"/v1/checkout/sessions", "/status", "status"},
                                           {"/v1/checkout/sessions", "/customer", "customer"},
                                           {"/v1/customers", "/email", "email"}}) {
        std::map<std::string, std::vector<std::string>> by_value;
        for (const std::string& id : Walk(c.list, 100)) {
            std::string_view value;
            if (!Get(c.list + "/" + id).at_pointer(c.member).get(value)) by_value[std::string(value)].push_back(id);
        }
        ASSERT_FALSE(by_value.empty()) << c.list;
        int tried = 0;
        for (const auto& [value, ids] : by_value) {
            if (++tried > 20) break;
            EXPECT_EQ(Walk(c.list + "?" + c.filter + "=" + Escape(value), 3), ids) << c.list << " " << value;
        }
    }
}

TEST_F(ShopTest, SubscriptionsHideCanceledOnesUnlessAsked) {
    Open({});
    auto all = Walk("/v1/subscriptions?status=all", 100);
    auto shown = Walk("/v1/subscriptions", 100);
    auto canceled = Walk("/v1/subscriptions?status=canceled", 100);
    EXPECT_GT(canceled.size(), 0u);
    EXPECT_EQ(shown.size() + canceled.size(), all.size());
}

TEST_F(ShopTest, DeletedAndClockCustomersAreNotListedButCanBeRead) {
    Open({.customers = 2000});
    auto listed = Walk("/v1/customers", 100);
    std::set<std::string> known(listed.begin(), listed.end());
    int deleted = 0;
    int on_clock = 0;
    for (uint32_t n = 0; n < 2000; ++n) {
        std::string id = shop_->CustomerId(n);
        dom::element one = Get("/v1/customers/" + id);
        bool is_deleted = false;
        std::string_view clock;
        if (!one["deleted"].get(is_deleted)) ++deleted;
        else if (!one["test_clock"].get(clock)) ++on_clock;
        EXPECT_EQ(known.contains(id), !is_deleted && clock.empty());
    }
    EXPECT_GT(deleted, 10);
    EXPECT_GT(on_clock, 0);
}

TEST_F(ShopTest, LinesBeyondTenAreASubList) {
    Open({.customers = 2000});
    int found = 0;
    for (const std::string& id : Walk("/v1/invoices", 100)) {
        dom::element invoice = Get("/v1/invoices/" + id);
        bool more = invoice["lines"]["has_more"];
        if (!more) continue;
        ++found;
        int64_t subtotal = invoice["subtotal"];
        std::vector<std::string> lines = Walk("/v1/invoices/" + id + "/lines", 100);
        EXPECT_EQ(lines, Walk("/v1/invoices/" + id + "/lines", 3));
        EXPECT_GT(lines.size(), 10u);
        int64_t sum = 0;
        std::string after;
        for (bool go_on = true; go_on;) {
            dom::element page = Get("/v1/invoices/" + id + "/lines?limit=100" + (after.empty() ? "" : "&starting_after=" + after));
            for (dom::element line : page["data"]) {
                sum += int64_t(line["amount"]);
                after = std::string_view(line["id"]);
            }
            go_on = page["has_more"];
        }
        EXPECT_EQ(sum, subtotal);
    }
    EXPECT_GT(found, 3);
}

TEST_F(ShopTest, LineItemsOfASessionAreGivenToWhoAsks) {
    Open({});
    const auto raw = [&](dom::element of, const char* member) { return std::string(simdjson::minify(of[member])); };
    int with_items = 0;
    for (const std::string& id : Walk("/v1/checkout/sessions", 100)) {
        const std::string path = "/v1/checkout/sessions/" + id;
        const bool as_text = with_items >= 5;   // from here on sessions are changed, and so kept as text
        EXPECT_TRUE(!as_text || shop_->Change(id, R"({"status":"expired"})").ok());
        const std::string items = raw(Get(path + "/line_items"), "data");
        with_items += items != "[]";
        EXPECT_TRUE(Get(path)["line_items"].error()) << id;
        EXPECT_EQ(raw(Get(path + "?expand[]=line_items")["line_items"], "data"), items) << id;
    }
    EXPECT_GT(with_items, 5);
    EXPECT_TRUE(Get("/v1/checkout/sessions?limit=1").at_pointer("/data/0/line_items").error());
    for (dom::element session : dom::array(Get("/v1/checkout/sessions?limit=100&expand[]=data.line_items")["data"]))
        EXPECT_EQ(std::string_view(session["line_items"]["object"]), "list") << std::string_view(session["id"]);
}

TEST_F(ShopTest, TheDiscountOfAnInvoiceIsGivenToWhoAsks) {
    Open({});
    int with_discount = 0;
    for (const std::string& id : Walk("/v1/invoices", 100)) {
        const std::string path = "/v1/invoices/" + id;
        if (dom::array(Get(path)["total_discount_amounts"]).size() == 0) continue;
        const bool as_text = ++with_discount > 3;
        EXPECT_TRUE(!as_text || shop_->Change(id, R"({"description":"changed"})").ok());
        const std::string discount{std::string_view(Get(path).at_pointer("/total_discount_amounts/0/discount"))};
        dom::element expanded = Get(path + "?expand[]=total_discount_amounts.discount").at_pointer("/total_discount_amounts/0/discount");
        EXPECT_EQ(std::string_view(expanded["id"]), discount);
        EXPECT_FALSE(std::string_view(expanded["source"]["coupon"]).empty()) << id;
        if (with_discount == 6) break;
    }
    EXPECT_EQ(with_discount, 6);
    int expanded = 0;
    for (dom::element invoice : dom::array(Get("/v1/invoices?limit=100&expand[]=data.total_discount_amounts.discount")["data"]))
        for (dom::element each : dom::array(invoice["total_discount_amounts"])) expanded += each["discount"].is_object();
    EXPECT_GT(expanded, 0);
}

TEST_F(ShopTest, AddressesOfDocumentsAreSignedAnewEachTime) {
    Open({});
    struct Case { std::string list; std::vector<const char*> members; };
    for (const Case& c : std::vector<Case>{{"/v1/invoices?status=paid&limit=1", {"hosted_invoice_url", "invoice_pdf"}}, {"/v1/credit_notes?limit=1", {"pdf"}}}) {
        for (const char* member : c.members) {
            const std::string pointer = std::string("/data/0/") + member;
            const std::string once{std::string_view(Get(c.list).at_pointer(pointer))};
            EXPECT_NE(std::string_view(Get(c.list).at_pointer(pointer)), once) << member;
        }
    }
}

TEST_F(ShopTest, ErrorsAreStripes) {
    Open({});
    struct Case { std::string target; int status; std::string code, param; };
    for (const Case& c : std::vector<Case>{
             {"/v1/customers?limit=0", 400, "parameter_invalid_integer", "limit"},
             {"/v1/customers?limit=101", 400, "parameter_invalid_integer", "limit"},
             {"/v1/customers?limit=ten", 400, "parameter_invalid_integer", "limit"},
             {"/v1/customers?colour=red", 400, "parameter_unknown", "colour"},
             {"/v1/customers?status=open", 400, "parameter_unknown", "status"},
             {"/v1/customers?created[gte]=soon", 400, "parameter_invalid_integer", "created[gte]"},
             {"/v1/customers?created[between]=1", 400, "parameter_unknown", "created[between]"},
             {"/v1/customers?starting_after=cus_gone", 400, "resource_missing", "starting_after"},
             {"/v1/customers?ending_before=cus_gone", 400, "resource_missing", "ending_before"},
             {"/v1/invoices/in_123", 404, "resource_missing", "id"},
             {"/v1/invoices/in_123/lines", 404, "resource_missing", "invoice"},
             {"/v1/subscription_items", 400, "parameter_missing", "subscription"},
             {"/v1/customers?expand[]=data.a.b.c.d", 400, "property_expansion_max_depth", ""},
             {"/v1/customers?expand[]=data.pets", 400, "", ""},
             {"/v1/customers?expand[]=data.line_items", 400, "", ""},
             {"/v1/checkout/sessions?expand[]=line_items", 400, "", ""},
             {"/v1/checkout/sessions/cs_1?expand[]=data.line_items", 400, "", ""},
             {"/v1/checkout/sessions/cs_1?limit=1", 400, "parameter_unknown", "limit"},
             {"/v1/orders", 404, "", ""},
             {"/v1/invoices/in_1/refunds", 404, "", ""}}) {
        dom::element error = Get(c.target, c.status)["error"];
        std::string_view code;
        std::string_view param;
        if (error["code"].get(code)) code = "";
        if (error["param"].get(param)) param = "";
        EXPECT_EQ(code, c.code) << c.target;
        EXPECT_EQ(param, c.param) << c.target;
        EXPECT_EQ(std::string_view(error["type"]), "invalid_request_error");
    }
}

TEST_F(ShopTest, KeysAndPermissions) {
    Open({.deny = {"charges"}});
    auto status = [&](std::string_view key, std::string_view path, std::string_view version = "") {
        Served served = shop_->Serve(GetRequest(path, key, version));
        body_ = served.response.body;
        return served.response.status;
    };
    EXPECT_EQ(status("rk_live_0123456789", "/v1/customers"), 200);
    EXPECT_NE(body_.find("\"livemode\":true"), std::string::npos);
    EXPECT_EQ(status("sk_test_0123456789", "/v1/customers"), 200);
    EXPECT_EQ(body_.find("\"livemode\":true"), std::string::npos);
    EXPECT_EQ(status("pk_live_0123456789", "/v1/customers"), 403);
    EXPECT_NE(body_.find("secret_key_required"), std::string::npos);
    EXPECT_EQ(status("", "/v1/customers"), 401);
    EXPECT_EQ(status("garbage", "/v1/customers"), 401);
    EXPECT_NE(body_.find("Invalid API Key provided: garbage"), std::string::npos);
    EXPECT_EQ(status("rk_live_short", "/v1/customers"), 401);
    EXPECT_EQ(status("rk_live_0123456789", "/v1/charges"), 403);
    EXPECT_NE(body_.find("more_permissions_required"), std::string::npos);
    EXPECT_NE(body_.find("('charge_read')"), std::string::npos);
    EXPECT_EQ(status("rk_live_0123456789", "/v1/charges", "2025-02-24.acacia"), 403);
    EXPECT_NE(body_.find("'rak_charge_read'"), std::string::npos);
    EXPECT_EQ(status("rk_live_0123456789", "/v1/account"), 403);
    shop_->keys().Deny("rk_live_0123456789", {"customers"});
    EXPECT_EQ(status("rk_live_0123456789", "/v1/customers/cus_unknown"), 403);
    EXPECT_EQ(status("rk_live_9876543210", "/v1/customers"), 200);
    shop_->keys().SetState("rk_live_9876543210", KeyState::kRevoked);
    EXPECT_EQ(status("rk_live_9876543210", "/v1/customers"), 401);
    EXPECT_NE(body_.find("rk_live_******3210"), std::string::npos);
    shop_->keys().SetState("rk_live_9876543210", KeyState::kExpired);
    EXPECT_EQ(status("rk_live_9876543210", "/v1/customers"), 401);
    EXPECT_NE(body_.find("api_key_expired"), std::string::npos);
    shop_->keys().SetState("rk_live_9876543210", KeyState::kGood);
    EXPECT_EQ(status("rk_live_9876543210", "/v1/customers"), 200);
}

TEST_F(ShopTest, TheVersionDecidesTheShape) {
    Open({});
    std::string id = Walk("/v1/invoices", 1)[0];
    dom::element one = Get("/v1/invoices/" + id, 200, "2025-02-24.acacia");
    EXPECT_FALSE(one["paid"].error());
    EXPECT_TRUE(one["parent"].error());
    one = Get("/v1/invoices/" + id, 200, "2025-03-31.basil");
    EXPECT_TRUE(one["paid"].error());
    EXPECT_FALSE(one["parent"].error());
    Get("/v1/invoice_payments", 404, "2025-02-24.acacia");
    Open({.api_version = Shape::kAcacia});
    one = Get("/v1/invoices/" + Walk("/v1/invoices", 1)[0], 200, "2026-10-28.endive");
    EXPECT_FALSE(one["paid"].error());
}

TEST_F(ShopTest, TheSameSeedIsTheSameShopAndAnotherIsNot) {
    auto dump = [&](Options options) {
        Open(std::move(options));
        std::string all;
        for (std::string_view list : {"/v1/customers?limit=100", "/v1/invoices?limit=100", "/v1/events?limit=100"}) {
            Get(list);
            all += body_;
        }
        return all;
    };
    std::string first = dump({.customers = 200, .seed = 7});
    EXPECT_EQ(dump({.customers = 200, .seed = 7}), first);
    EXPECT_NE(dump({.customers = 200, .seed = 8}), first);
}

TEST_F(ShopTest, ASecondStartFindsTheShopOlder) {
    Options options{.customers = 200, .seed = 5, .rate = 0.01, .speed = 3600};
    Open(options);
    std::string before = Get("/v1/events?limit=100").get_object().error() ? "" : body_;
    clock_.Advance(10 * kMinute);
    shop_->Advance();
    std::string running;
    for (std::string_view list : {"/v1/customers?limit=100", "/v1/invoices?limit=100", "/v1/events?limit=100"}) {
        Get(list);
        running += body_;
    }
    EXPECT_GT(Walk("/v1/events", 100).size(), 100u);
    Open(options);
    std::string again;
    for (std::string_view list : {"/v1/customers?limit=100", "/v1/invoices?limit=100", "/v1/events?limit=100"}) {
        Get(list);
        again += body_;
    }
    const std::regex is_signed(R"(\?s=ap\d+)");  // anew for each answer
    EXPECT_EQ(std::regex_replace(again, is_signed, ""), std::regex_replace(running, is_signed, ""));
    EXPECT_NE(again.find(before), 0u);
}

TEST_F(ShopTest, LifeKeepsMoneyConsistent) {
    Open({.customers = 300, .seed = 9, .rate = 0.02, .speed = 1000});
    clock_.Advance(10 * kMinute);
    shop_->Advance();
    for (const std::string& id : Walk("/v1/charges", 100)) {
        dom::element charge = Get("/v1/charges/" + id);
        EXPECT_LE(int64_t(charge["amount_refunded"]), int64_t(charge["amount_captured"]));
    }
    for (const std::string& id : Walk("/v1/invoices?status=paid", 100)) {
        dom::element invoice = Get("/v1/invoices/" + id);
        EXPECT_EQ(int64_t(invoice["amount_remaining"]), 0);
        EXPECT_EQ(int64_t(invoice["amount_paid"]), int64_t(invoice["amount_due"])) << id;
        EXPECT_GT(int64_t(invoice["status_transitions"]["paid_at"]), 0);
    }
}

TEST_F(ShopTest, ARowTakesAtMostAHundredBytesOfMemory) {
    Open({.customers = 20000});
    double bytes = static_cast<double>(shop_->memory()) / static_cast<double>(shop_->objects());
    RecordProperty("bytes_an_object", std::to_string(bytes));
    EXPECT_LE(bytes, 100) << shop_->objects();
    double others = static_cast<double>(shop_->objects()) / 20000 - 1;
    EXPECT_GT(others, 3.5);
    EXPECT_LT(others, 4.6);
}

TEST_F(ShopTest, AChangeByHandShowsEverywhereAndEmits) {
    Open({});
    std::vector<Emitted> events;
    shop_->OnEvent([&](const Emitted& e) { events.push_back(e); });
    std::string id = Walk("/v1/customers", 1)[0];
    auto all = Walk("/v1/customers", 100);
    ASSERT_TRUE(shop_->Change(id, R"({"phone":"+15550199","address":null})").ok());
    EXPECT_EQ(std::string_view(Get("/v1/customers/" + id)["phone"]), "+15550199");
    EXPECT_EQ(std::string_view(Get("/v1/customers/" + id, 200, "2025-02-24.acacia")["phone"]), "+15550199");
    EXPECT_TRUE(Get("/v1/customers/" + id)["address"].is_null());
    EXPECT_EQ(Walk("/v1/customers", 9), all);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].type, "customer.updated");
    EXPECT_NE(events[0].body.find("+15550199"), std::string::npos);
    ASSERT_TRUE(shop_->Delete(id).ok());
    EXPECT_TRUE(bool(Get("/v1/customers/" + id)["deleted"]));
    EXPECT_EQ(Walk("/v1/customers", 9).size(), all.size() - 1);
    EXPECT_EQ(shop_->Change("cus_nobody", "{}").error().code, Code::kNotFound);
    ASSERT_TRUE(shop_->Upsert(R"({"id":"cus_Own","object":"customer","created":4000000000,"email":"own@example.com"})").ok());
    EXPECT_EQ(Walk("/v1/customers", 9)[0], "cus_Own");
    EXPECT_EQ(Walk("/v1/customers?email=own@example.com", 9).size(), 1u);
}

TEST_F(ShopTest, AChangeByHandIsToldAsStripeTellsIt) {
    Open({});
    std::vector<Emitted> events;
    shop_->OnEvent([&](const Emitted& e) { events.push_back(e); });
    ASSERT_TRUE(shop_->Upsert(R"({"id":"ch_hold","object":"charge","created":4000000000,"captured":false,"amount_refunded":0})").ok());
    const std::string product = Walk("/v1/products", 1)[0], price = Walk("/v1/prices", 1)[0], coupon = Walk("/v1/coupons", 1)[0];
    const std::pair<std::string, std::string_view> changes[] = {
        {"ch_hold", R"({"captured":true})"},  {"ch_hold", R"({"amount_refunded":1})"}, {"ch_hold", R"({"description":"A"})"},
        {product, R"({"name":"New"})"},       {price, R"({"nickname":"New"})"},        {coupon, R"({"name":"New"})"},
    };
    for (const auto& [id, patch] : changes) ASSERT_TRUE(shop_->Change(id, patch).ok()) << id;
    for (const std::string& id : {product, price, coupon}) ASSERT_TRUE(shop_->Delete(id).ok()) << id;
    ASSERT_TRUE(shop_->Upsert(R"({"id":"prod_own","object":"product","created":4000000000,"name":"Own"})").ok());
    std::vector<std::string> types;
    for (const Emitted& event : events) types.emplace_back(event.type);
    EXPECT_THAT(types, testing::ElementsAre("charge.succeeded", "charge.captured", "charge.refunded", "charge.updated",
                                            "product.updated", "price.updated", "coupon.updated", "product.deleted",
                                            "price.deleted", "coupon.deleted", "product.created"));
}

// Each name is one of Stripe's, and of a checkout that was begun it says nothing.
TEST_F(ShopTest, EachChangeByHandHasOneOfStripesTypesOrNone) {
    Open({});
    std::vector<std::string> told;
    shop_->OnEvent([&](const Emitted& e) { told.push_back(e.type); });
    struct Case {
        std::string_view object, status, created, updated, deleted;
    };
    const Case cases[] = {
        {"customer", "", "customer.created", "customer.updated", "customer.deleted"},
        {"subscription", "active", "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted"},
        {"invoice", "open", "invoice.finalized", "invoice.updated", "invoice.deleted"},
        {"invoice", "paid", "invoice.paid", "invoice.updated", "invoice.deleted"},
        {"charge", "succeeded", "charge.succeeded", "charge.updated", ""},
        {"refund", "pending", "refund.created", "refund.updated", ""},
        {"credit_note", "issued", "credit_note.created", "credit_note.updated", ""},
        {"checkout.session", "open", "", "", ""},
        {"checkout.session", "complete", "checkout.session.completed", "checkout.session.completed", ""},
        {"checkout.session", "expired", "checkout.session.expired", "checkout.session.expired", ""},
        {"invoice_payment", "open", "", "", ""},
        {"invoice_payment", "paid", "invoice_payment.paid", "invoice_payment.paid", ""},
        {"coupon", "", "coupon.created", "coupon.updated", "coupon.deleted"},
        {"promotion_code", "", "promotion_code.created", "promotion_code.updated", ""},
        {"product", "", "product.created", "product.updated", "product.deleted"},
        {"price", "", "price.created", "price.updated", "price.deleted"},
    };
    int n = 0;
    for (const Case& c : cases) {
        const std::string id = "own_" + std::to_string(++n);
        const auto last = [&] {
            const std::string type = told.empty() ? "" : told.back();
            told.clear();
            return type;
        };
        ASSERT_TRUE(shop_->Upsert(fmt::format(R"({{"id":"{}","object":"{}","created":4000000000,"status":"{}"}})", id, c.object, c.status)).ok()) << c.object;
        EXPECT_EQ(last(), c.created) << c.object << " " << c.status;
        ASSERT_TRUE(shop_->Change(id, R"({"metadata":{"a":"b"}})").ok()) << c.object;
        EXPECT_EQ(last(), c.updated) << c.object << " " << c.status;
        ASSERT_TRUE(shop_->Delete(id).ok()) << c.object;
        EXPECT_EQ(last(), c.deleted) << c.object << " " << c.status;
    }
}

TEST_F(ShopTest, ReadersLifeAndChangesDoNotCollide) {
    Open({.customers = 200, .rate = 1, .speed = 100});
    std::atomic<bool> stop{false};
    std::atomic<int> bad{0};
    std::vector<std::thread> readers;
    for (std::string target : {"/v1/customers?limit=50", "/v1/invoices?limit=20", "/v1/events?limit=20"}) {
        readers.emplace_back([&, target] {
            while (!stop) bad += shop_->Serve(GetRequest(target, "rk_live_0123456789")).response.status != 200;
        });
    }
    for (uint32_t n = 0; n < 60; ++n) {
        clock_.Advance(kSecond);
        shop_->Advance();
        if (!shop_->Change(shop_->CustomerId(n), R"({"phone":"+1"})").ok()) ++bad;  // the first 60 are not all deleted
    }
    stop = true;
    for (std::thread& reader : readers) reader.join();
    EXPECT_LT(bad, 10);
}

TEST_F(ShopTest, AWhalesInvoicesAreAllFound) {
    Open({.customers = 3, .whale_invoices = 3000});
    std::string filter = "/v1/invoices?customer=" + shop_->CustomerId(0);
    auto ids = Walk(filter, 100);
    EXPECT_GE(ids.size(), 3000u);
    EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size());
    EXPECT_GE(Walk(filter + "&status=paid", 100).size(), 3000u);
}

TEST_F(ShopTest, ThreeDecimalAmountsEndInZero) {
    Open({.customers = 3000});
    int seen = 0;
    for (const std::string& id : Walk("/v1/invoices", 100)) {
        dom::element invoice = Get("/v1/invoices/" + id);
        if (std::string_view(invoice["currency"]) != "kwd") continue;
        ++seen;
        for (const char* member : {"total", "amount_due", "amount_paid", "subtotal"})
            EXPECT_EQ(int64_t(invoice[member]) % 10, 0) << id << " " << member;
    }
    EXPECT_GT(seen, 50);
}

TEST_F(ShopTest, RateLimitsAreStripes) {
    Open({.limit = RateLimits::kStripe});
    auto ask = [&](std::string_view path) {
        return shop_->Serve(GetRequest(path, "rk_live_0123456789", "")).response;
    };
    for (int i = 0; i < 25; ++i) EXPECT_EQ(ask("/v1/customers?limit=1").status, 200);
    http::Response limited = ask("/v1/customers?limit=1");
    EXPECT_EQ(limited.status, 429);
    EXPECT_EQ(limited.headers.Get("Stripe-Rate-Limited-Reason"), "endpoint-rate");
    for (std::string_view path : {"/v1/invoices?limit=1", "/v1/charges?limit=1", "/v1/refunds?limit=1"})
        for (int i = 0; i < 25; ++i) EXPECT_EQ(ask(path).status, 200);
    EXPECT_EQ(ask("/v1/coupons").headers.Get("Stripe-Rate-Limited-Reason"), "global-rate");
    clock_.Advance(kSecond / 25);
    EXPECT_EQ(ask("/v1/customers?limit=1").status, 200);
    EXPECT_EQ(ask("/v1/customers?limit=1").status, 429);
}

}  // namespace
}  // namespace daybook::sandbox
