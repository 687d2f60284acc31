// Scenario worlds as lists and objects, and documents beside rows.
#include "sandbox/worlds.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <simdjson.h>

#include "base/io.h"
#include "sandbox/sandbox_support.h"
#include "sandbox/shop.h"

namespace daybook::sandbox {
namespace {

namespace dom = simdjson::dom;

std::string ScenarioPath(std::string_view name) {
    return std::string(DAYBOOK_SOURCE_DIR) + "/tests/data/stripe/scenarios/" + std::string(name) + ".json";
}

class WorldsTest : public testing::Test {
  protected:
    void Open(std::vector<std::string> worlds, uint32_t customers = 0) {
        for (std::string& world : worlds) world = ScenarioPath(world);
        auto made = Shop::Create({.customers = customers, .load = std::move(worlds)}, clock_);
        ASSERT_TRUE(made.ok()) << made.error().message;
        shop_ = std::move(*made);
    }
    dom::element Get(const std::string& target, std::string_view version = "", int status = 200,
                     std::string_view key = "rk_live_0123456789") {
        Served served = shop_->Serve(GetRequest(target, key, version));
        EXPECT_EQ(served.response.status, status) << target << served.response.body;
        return parser_.parse(body_ = served.response.body);
    }
    size_t Count(const std::string& target, std::string_view version = "") { return dom::array(Get(target, version)["data"]).size(); }

    ManualClock clock_{kDefaultBirth * kSecond};
    std::unique_ptr<Shop> shop_;
    dom::parser parser_;
    std::string body_;
};

TEST_F(WorldsTest, EveryScenarioIsServedWhole) {
    const std::vector<std::pair<std::string, std::string>> collections = {
        {"customers", "/v1/customers"},   {"invoices", "/v1/invoices"},
        {"charges", "/v1/charges"},       {"subscriptions", "/v1/subscriptions?status=all"},
        {"credit_notes", "/v1/credit_notes"}, {"checkout_sessions", "/v1/checkout/sessions"},
        {"invoice_payments", "/v1/invoice_payments"}};
    int worlds = 0;
    for (const auto& file : std::filesystem::directory_iterator(std::string(DAYBOOK_SOURCE_DIR) + "/tests/data/stripe/scenarios")) {
        std::string name = file.path().stem();
        if (name.starts_with("14-") || name.starts_with("18-") || file.path().extension() != ".json") continue;
        ++worlds;
        Open({name});
        std::string text = *ReadFile(file.path());
        dom::parser parser;
        dom::object shapes = parser.parse(text)["shapes"];
        for (auto [version, shape] : shapes) {
            for (const auto& [collection, path] : collections) {
                dom::array objects;
                if (shape[collection].get(objects)) continue;
                bool old_payments = collection == "invoice_payments" && version < "2025-03-31";
                if (old_payments) continue;
                std::string target = path + (path.find('?') == std::string::npos ? "?" : "&") + "limit=100";
                EXPECT_EQ(Count(target, version), objects.size()) << name << " " << version << " " << collection;
                for (dom::element one : objects) {
                    std::string id{std::string_view(one["id"])};
                    std::string served = std::string(simdjson::minify(Get(path.substr(0, path.find('?')) + "/" + id, version)));
                    EXPECT_EQ(served, std::string(simdjson::minify(one)));
                }
            }
        }
    }
    EXPECT_GE(worlds, 9);
}

TEST_F(WorldsTest, ModeFollowsTheKey) {
    Open({"01-simple-paid"});
    Get("/v1/invoices", "", 200, "rk_test_0123456789");
    EXPECT_EQ(body_.find("\"livemode\":true"), std::string::npos);
    EXPECT_NE(body_.find("\"livemode\":false"), std::string::npos);
}

TEST_F(WorldsTest, DeletedCustomersAreStubs) {
    Open({"09-deleted-customer"});
    EXPECT_EQ(Count("/v1/customers"), 1u);
    EXPECT_TRUE(bool(Get("/v1/customers/cus_I0000002")["deleted"]));
    Get("/v1/customers?starting_after=cus_I0000002", "", 400);
}

TEST_F(WorldsTest, ClockCustomersAreNotListed) {
    Open({"14-test-clocks"});
    EXPECT_EQ(Count("/v1/customers"), 1u);
}

TEST_F(WorldsTest, LinesBeyondTenCome) {
    Open({"12-more-than-ten-lines"});
    for (std::string_view version : {"2025-02-24.acacia", "2026-10-28.endive"}) {
        EXPECT_EQ(Count("/v1/invoices/in_L1/lines?limit=100", version), 12u);
        dom::element page = Get("/v1/invoices/in_L1/lines?limit=5", version);
        std::string fifth{std::string_view(dom::array(page["data"]).at(4)["id"])};
        EXPECT_TRUE(bool(page["has_more"]));
        EXPECT_EQ(Count("/v1/invoices/in_L1/lines?limit=100&starting_after=" + fifth, version), 7u);
        EXPECT_EQ(Count("/v1/subscription_items?subscription=sub_L1", version), 1u);
    }
}

TEST_F(WorldsTest, EachNameCaseIsACustomerOfItsOwn) {
    Open({"18-names-and-addresses"});
    EXPECT_EQ(Count("/v1/customers?limit=100"), 16u);
    EXPECT_EQ(std::string_view(Get("/v1/customers/cus_Name0")["name"]), "Ada Lovelace");
    EXPECT_EQ(std::string_view(Get("/v1/customers/cus_Address0", "2025-02-24.acacia")["address"]["city"]), "Reno");
}

TEST_F(WorldsTest, DocumentsStandAmongRows) {
    Open({"01-simple-paid", "13-carts", "07-one-off-and-guest"}, 100);
    std::vector<std::string> all;
    uint64_t last = UINT64_MAX;
    std::string after;
    for (bool more = true; more;) {
        dom::element page = Get("/v1/customers?limit=7" + after);
        for (dom::element one : page["data"]) {
            EXPECT_LE(uint64_t(one["created"]), last);
            last = one["created"];
            all.emplace_back(std::string_view(one["id"]));
        }
        after = "&starting_after=" + all.back();
        more = page["has_more"];
    }
    EXPECT_EQ(std::count(all.begin(), all.end(), "cus_A0000001"), 1);
    EXPECT_EQ(std::count(all.begin(), all.end(), "cus_M0000001"), 1);
    EXPECT_GT(all.size(), 95u);
    EXPECT_EQ(Count("/v1/checkout/sessions?limit=100&customer=cus_M0000001"), 4u);
}

TEST_F(WorldsTest, PaymentsOfAnInvoiceAreFoundByTheirIntent) {
    Open({"07-one-off-and-guest"});
    const std::string one = "/v1/invoice_payments?payment[payment_intent]=pi_G1";
    EXPECT_EQ(Count(one), 1u);
    EXPECT_EQ(Count(one + "&payment[type]=payment_intent"), 1u);
    EXPECT_EQ(Count(one + "&payment[type]=charge"), 0u);
    EXPECT_EQ(Count("/v1/invoice_payments?payment[type]=payment_intent&payment[payment_intent]=pi_none"), 0u);
}

TEST(Worlds, BadOnesAreRefusedByName) {
    struct Case { std::string_view text, says; };
    for (const Case& c : std::vector<Case>{{"{", "not valid JSON"},
                                           {"{}", "neither `shapes` nor `cases`"},
                                           {R"({"shapes":{"x":{}}})", "API versions"},
                                           {R"({"shapes":{"2026-10-28.endive":{"invoice_lines":{"in_9":[]}}}})", "in_9"}}) {
        Documents documents;
        Status loaded = LoadWorld(documents, c.text, "w.json");
        ASSERT_FALSE(loaded.ok()) << c.text;
        EXPECT_NE(loaded.error().message.find("w.json"), std::string::npos);
        EXPECT_NE(loaded.error().message.find(c.says), std::string::npos) << loaded.error().message;
    }
    SystemClock clock;
    EXPECT_FALSE(Shop::Create({.load = {"/nowhere/world.json"}}, clock).ok());
}

TEST(Worlds, WhatIsNotServedIsLeftOut) {
    Documents documents;
    ASSERT_TRUE(LoadWorld(documents, R"({"shapes":{"2026-10-28.endive":{"payment_intents":[{"id":"pi_1",
        "object":"payment_intent","created":1}],"customers":[{"id":"cus_1","object":"customer","created":1}]}}})", "w")
                    .ok());
    EXPECT_NE(documents.Find(Kind::kCustomer, "cus_1"), nullptr);
}

TEST(Worlds, MergePatchFollowsTheRfc) {
    struct Case { std::string_view target, patch, result; };
    for (const Case& c : std::vector<Case>{{R"({"a":1,"b":2})", R"({"b":3,"c":4})", R"({"a":1,"b":3,"c":4})"},
                                           {R"({"a":{"b":1,"c":2}})", R"({"a":{"c":5}})", R"({"a":{"b":1,"c":5}})"},
                                           {R"({"a":null})", R"({"a":{"x":1}})", R"({"a":{"x":1}})"},
                                           {R"({"a":{"x":1}})", R"({"a":null})", R"({"a":null})"},
                                           {R"({"a":[1,2]})", R"({"a":[3]})", R"({"a":[3]})"}})
        EXPECT_EQ(*MergePatch(c.target, c.patch), c.result);
    EXPECT_FALSE(MergePatch("{}", "[]").ok());
}

}  // namespace
}  // namespace daybook::sandbox
