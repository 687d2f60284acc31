#include "stripe/webhook_events.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include "base/text.h"
#include "stripe/sync_support.h"
#include "stripe/webhook.h"

namespace daybook::stripe::test {
namespace {

std::set<std::string> Chosen() {
    std::set<std::string> chosen;
    for (const EventGroup& group : kEventGroups) {
        for (const std::string_view event : Split(group.events, ' ')) {
            EXPECT_TRUE(chosen.emplace(event).second) << event << " twice";
        }
    }
    return chosen;
}

// `object` of what an event of this type carries: "customer.subscription.paused" → "subscription".
std::string ObjectOf(std::string_view type) {
    const std::string_view object = type.substr(0, type.rfind('.'));
    if (object == "customer.subscription") return "subscription";
    if (object == "charge.refund") return "refund";
    return std::string(object);
}

// Every type that Stripe has; of its library for the pinned version.
std::vector<std::string> AllTypes() {
    simdjson::dom::parser parser;
    std::vector<std::string> types;
    const simdjson::dom::element known = parser.load(DAYBOOK_SOURCE_DIR "/tests/data/stripe/event-types.json");
    for (const auto type : known["all"].get_array()) types.emplace_back(std::string_view(type));
    return types;
}

// Types that carry an object that is kept, and why they are not chosen.
const std::map<std::string, std::string_view> kLeftOut = {
    {"charge.refund.updated", "refund.updated tells it of every refund"},
    {"customer.subscription.pending_update_applied", "customer.subscription.updated tells it"},
    {"customer.subscription.pending_update_expired", "customer.subscription.updated tells it"},
    {"customer.subscription.trial_will_end", "nothing has changed"},
    {"invoice.created", "Stripe waits for its delivery"},
    {"invoice.finalization_failed", "invoice.updated tells it"},
    {"invoice.overdue", "nothing has changed"},
    {"invoice.overpaid", "invoice.paid tells it"},
    {"invoice.payment_action_required", "invoice.updated tells it"},
    {"invoice.payment_attempt_required", "invoice.updated tells it"},
    {"invoice.payment_succeeded", "invoice.paid tells it, and of payments outside Stripe too"},
    {"invoice.sent", "nothing has changed"},
    {"invoice.upcoming", "an invoice that is none yet"},
    {"invoice.will_be_due", "nothing has changed"},
};

TEST(WebhookEvents, EachTypeOfAKeptObjectIsChosenOrLeftOutForAReason) {
    const std::set<std::string> chosen = Chosen();
    std::set<std::string> expected;
    for (const std::string& type : AllTypes()) {
        if (KindOfObject(ObjectOf(type)) != Kind::kUnknown && !kLeftOut.contains(type)) expected.insert(type);
    }
    EXPECT_EQ(chosen, expected);
    EXPECT_TRUE(kLeftOut.contains(std::string(kNeverChosen)));
}

// Groups are named as the permission of the objects they tell of, and needed where that is.
TEST(WebhookEvents, GroupsAreThoseOfThePermissions) {
    std::set<Kind> told;
    for (const EventGroup& group : kEventGroups) {
        bool needed = false;
        for (const std::string_view event : Split(group.events, ' ')) {
            const Resource& resource = ResourceOf(KindOfObject(ObjectOf(event)));
            EXPECT_EQ(resource.label, group.permission) << event;
            needed = needed || resource.needed;
            told.insert(resource.kind);
        }
        EXPECT_EQ(needed, group.needed) << group.permission;
    }
    EXPECT_EQ(told.size(), kResources.size()) << "each kind that is kept";
}

class WebhookEventsTest : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_BOTH_ENGINES(WebhookEventsTest);

TEST_P(WebhookEventsTest, EachIsFollowed) {
    Shop shop{GetParam()};
    ASSERT_TRUE(shop.Connect().ok());
    ASSERT_TRUE(shop.RunUntilIdle());
    ASSERT_TRUE(shop.sync().Pause(kAccount).ok());
    int64_t hints = 0;
    for (const std::string& type : Chosen()) {
        ASSERT_TRUE(shop.Hook(type, ObjectOf(type), fmt::format("object_{}", hints), fmt::format("evt_{}", hints)).ok());
        EXPECT_EQ(shop.Number("hints"), ++hints) << type;
    }
}

}  // namespace
}  // namespace daybook::stripe::test
