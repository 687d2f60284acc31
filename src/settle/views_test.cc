// What the screens of a person are made of, on both engines, after settling.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "settle/settle.h"
#include "stripe/explain.h"
#include "stripe/mirror_support.h"
#include "stripe/person_api.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;

constexpr Micros kNow = (kStart + 1000) * kSecond;

class ViewsTest : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        stripe::Connection connection;
        connection.account = kShop;
        connection.mode = stripe::Mode::kTest;
        connection.state = stripe::State::kConnected;
        ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return stripe::SaveConnection(tx, connection); }).ok());
        ASSERT_EQ(connection.id, kConnection);
    }
    void Settle() {
        const Status done = SettleAll({store_.db(), store_.mirror(), clock_}, {}, clock_.Now());
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    using Handler = http::Response (*)(const http::Request&, const stripe::ViewContext&);
    boost::json::value Ask(Handler handler, std::string_view owner_of, std::vector<http::Parameter> query = {}, int status = 200,
                           std::string object = {}) {
        http::Request request;
        request.path_parameters = {{"id", EncodeId("prf", Number(store_.OwnerOf(owner_of)))}, {"object", std::move(object)}};
        request.query = std::move(query);
        const http::Response response = handler(request, {kShop, store_.db(), store_.mirror().bodies(), clock_});
        EXPECT_EQ(response.status, status) << response.body;
        return boost::json::parse(response.body);
    }

    MirrorStore store_{GetParam()};
    ManualClock clock_{kNow};
};
INSTANTIATE_BOTH_ENGINES(ViewsTest);

TEST_P(ViewsTest, OrdersSayWhetherAndWhyTheyCount) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100, "paid", kStart + 1),
                InvoiceOf("in_2", "cus_1", 200, "open", kStart + 2), InvoiceOf("in_3", "cus_1", 0, "paid", kStart + 3),
                InvoiceOf("in_4", "cus_1", -50, "paid", kStart + 4)});
    Settle();
    const boost::json::value list = Ask(stripe::ListOrders, "cus_1");
    struct Expected {
        std::string_view id;
        bool counted;
    };
    const Expected expected[] = {{"in_4", false}, {"in_3", false}, {"in_2", false}, {"in_1", true}};
    ASSERT_EQ(list.at("data").as_array().size(), std::size(expected));
    for (size_t i = 0; i < std::size(expected); ++i) {
        const boost::json::value& order = list.at("data").at(i);
        EXPECT_EQ(order.at("id").as_string(), expected[i].id);
        EXPECT_EQ(order.at("counted").as_bool(), expected[i].counted);
        EXPECT_EQ(order.at("not_counted_because").is_null(), expected[i].counted);
        EXPECT_EQ(order.at("customer").as_string(), "cus_1");
    }
    EXPECT_EQ(list.at("data").at(3).at("url").as_string(), "https://dashboard.stripe.com/test/invoices/in_1");
    const auto page = Ask(stripe::ListOrders, "cus_1", {{"limit", "2"}, {"starting_after", "in_4"}});
    EXPECT_EQ(page.at("data").at(0).at("id").as_string(), "in_3");
    EXPECT_TRUE(page.at("has_more").as_bool());
    Ask(stripe::ListOrders, "cus_1", {{"ending_before", "in_9"}}, 400);
}

TEST_P(ViewsTest, SubscriptionsCustomersAndObjectsAreListed) {
    store_.Put({CustomerOf("cus_1", "ada@example.com", kStart), CustomerOf("cus_2", "ada@example.com", kStart + 5),
                SubscriptionOf("sub_1", "cus_1", "active", kStart + 10), SubscriptionOf("sub_2", "cus_2", "canceled", kStart + 1),
                ChargeOf("ch_1", "cus_1", "", 300, kStart + 20), RefundOf("re_1", "ch_1", 100, kStart + 21)});
    Settle();
    const auto subscriptions = Ask(stripe::ListSubscriptions, "cus_1").at("data");
    EXPECT_EQ(subscriptions.at(0).at("id").as_string(), "sub_1");
    EXPECT_EQ(subscriptions.at(0).at("state").as_string(), "active");
    EXPECT_EQ(subscriptions.at(1).at("state").as_string(), "cancelled");
    const auto customers = Ask(stripe::ListCustomers, "cus_2").at("data");
    EXPECT_EQ(customers.at(0).at("id").as_string(), "cus_1") << "the newest activity leads";
    EXPECT_TRUE(customers.at(0).at("primary").as_bool());
    EXPECT_FALSE(customers.at(1).at("primary").as_bool());
    const auto objects = Ask(stripe::ListObjects, "cus_1").at("data");
    ASSERT_EQ(objects.as_array().size(), 6u);
    EXPECT_EQ(objects.at(0).at("id").as_string(), "re_1") << "children that keep no id are named too";
    EXPECT_EQ(Ask(stripe::GetObject, "cus_1", {}, 200, "sub_2").at("status").as_string(), "canceled");
    Ask(stripe::GetObject, "cus_1", {}, 404, "sub_9");
}

TEST_P(ViewsTest, ExplanationsNameWhatCountsAndWhatDoesNot) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100, "paid", kStart + 1),
                InvoiceOf("in_2", "cus_1", 0, "paid", kStart + 2)});
    Settle();
    const auto why = Ask(stripe::GetExplanation, "cus_1", {{"field", "stripe_total_orders"}});
    EXPECT_EQ(why.at("value").as_int64(), 1);
    EXPECT_EQ(why.at("sentence").as_string(), "1 paid order; 1 is left out.");
    EXPECT_EQ(why.at("counted").at(0).at("id").as_string(), "in_1");
    EXPECT_EQ(why.at("left_out").at(0).at("id").as_string(), "in_2");
    const auto wrong = Ask(stripe::GetExplanation, "cus_1", {{"field", "stripe_total_order"}}, 400);
    EXPECT_NE(std::string(wrong.at("error").at("message").as_string()).find("Perhaps stripe_total_orders?"), std::string::npos);
    Ask(stripe::GetExplanation, "cus_1", {}, 400);
}

TEST_P(ViewsTest, PeopleAreFoundByWhatBelongsToThem) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100), SubscriptionOf("sub_1", "cus_1", "active"),
                ChargeOf("ch_1", "cus_1", "", 300), RefundOf("re_1", "ch_1", 100)});
    Settle();
    const auto find = [&](std::string_view name) {
        std::optional<ProfileId> found;
        EXPECT_TRUE(store_.db().Read([&](sql::Tx& tx) -> Status {
            found = TRY(stripe::FindByObject(tx, kShop, name));
            return {};
        }).ok());
        return found;
    };
    for (std::string_view id : {"cus_1", "in_1", "sub_1", "ch_1", "re_1"}) EXPECT_EQ(find(id), store_.OwnerOf("cus_1")) << id;
    EXPECT_EQ(find("in_9"), ProfileId{}) << "an id that names nobody finds nobody";
    EXPECT_EQ(find("smith-jones"), std::nullopt) << "a name is searched for by its words";
    EXPECT_EQ(find("B-52"), std::nullopt) << "nor is this an invoice's number here";
}

TEST_P(ViewsTest, SourcesSayWhenTheirObjectWasRead) {
    store_.Put({CustomerOf("cus_1", "ada@example.com", kStart, "Ada")}, kNow);
    Settle();
    std::string json;
    ASSERT_TRUE(store_.db().Read([&](sql::Tx& tx) -> Status {
        const auto ada = TRY(profiles::Find(tx, kShop, store_.OwnerOf("cus_1")));
        json = TRY(stripe::SourcesJson(tx, *ada));
        return {};
    }).ok());
    const boost::json::value sources = boost::json::parse(json);
    EXPECT_EQ(sources.at("email").at("from").as_string(), "stripe");
    EXPECT_EQ(sources.at("email").at("object").as_string(), "cus_1");
    EXPECT_EQ(sources.at("email").at("read").as_int64(), kNow / kSecond);
}

}  // namespace
}  // namespace daybook::settle
