#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "reports/import_report.h"
#include "reports/overview.h"
#include "stripe/project_parts.h"

namespace daybook::reports {
namespace {

using profiles::Grain;
using profiles::Headcount;

TEST(NextPeriod, FollowsWithoutGapOrOverlap) {
    for (const Grain grain : {Grain::kDay, Grain::kWeek, Grain::kMonth}) {
        int64_t day = profiles::PeriodOf(grain, 0);
        for (int i = 0; i < 3'000; ++i) {
            const int64_t next = NextPeriod(grain, day);
            ASSERT_GT(next, day);
            ASSERT_EQ(profiles::PeriodOf(grain, next), next) << "a period begins there";
            ASSERT_EQ(profiles::PeriodOf(grain, next - 1), day) << "and the one before ends";
            day = next;
        }
    }
}

ImportFacts Facts(std::vector<stripe::Kind> granted, int64_t people, int64_t orders) {
    ImportFacts facts;
    facts.view.connection.emplace();
    facts.view.connection->state = stripe::State::kConnected;
    for (const stripe::Kind kind : granted) {
        stripe::ResourceRow row;
        row.kind = kind;
        row.granted = stripe::Grant::kGranted;
        row.state = stripe::Progress::kDone;
        row.complete_at = 5 * kSecond;
        row.imported = 7;
        facts.view.resources.push_back(row);
    }
    facts.counts[static_cast<int16_t>(Headcount::kProfiles)] = people;
    facts.counts[static_cast<int16_t>(Headcount::kWithEmail)] = people - 4;
    facts.counts[static_cast<int16_t>(Headcount::kCustomers)] = people + 3;
    facts.counts[static_cast<int16_t>(Headcount::kShared)] = 3;
    facts.counts[static_cast<int16_t>(static_cast<int16_t>(Headcount::kNotCounted) + static_cast<int16_t>(stripe::NoOrder::kFreeTrial))] = 212;
    facts.paid_orders = orders;
    return facts;
}

TEST(ImportReport, CountsAndLeadsToTheLists) {
    const auto report = boost::json::parse(ImportReportJson(Facts({stripe::Kind::kCustomer, stripe::Kind::kInvoice}, 100, 500)));
    EXPECT_EQ(report.at("customers").at("count").as_int64(), 103);
    EXPECT_EQ(report.at("sharing_email").at("href").as_string(), "/v1/profiles?shared_email=true");
    EXPECT_EQ(report.at("without_email").at("count").as_int64(), 4);
    ASSERT_EQ(report.at("not_counted").as_array().size(), 1u);
    EXPECT_EQ(report.at("not_counted").at(0).at("reason").as_string(), "free_trial");
    EXPECT_EQ(report.at("not_counted").at(0).at("count").as_int64(), 212);
    EXPECT_EQ(report.at("not_counted").at(0).at("href").as_string(), "/v1/profiles?not_counted=free_trial");
    EXPECT_EQ(report.at("resources").as_array().size(), 2u);
    EXPECT_EQ(report.at("finished").as_int64(), 5);
}

TEST(ImportReport, HintsAtPermissionsThatWouldTellMore) {
    using stripe::Kind;
    struct Row {
        std::vector<Kind> granted;
        int64_t people, orders;
        std::vector<std::string> hints;
    };
    const Row rows[] = {
        {{Kind::kCustomer, Kind::kInvoice}, 100, 9, {"charges_missing_few_orders", "checkout_sessions_missing"}},
        {{Kind::kCustomer, Kind::kInvoice}, 100, 10, {"charges_missing", "checkout_sessions_missing"}},
        {{Kind::kCustomer, Kind::kInvoice}, 5, 0, {"charges_missing", "checkout_sessions_missing"}},
        {{Kind::kCustomer, Kind::kCharge}, 100, 0, {"checkout_sessions_missing"}},
        {{Kind::kCustomer, Kind::kCharge, Kind::kSession}, 100, 0, {}},
    };
    for (const Row& row : rows) {
        const auto report = boost::json::parse(ImportReportJson(Facts(row.granted, row.people, row.orders)));
        std::vector<std::string> codes;
        for (const auto& hint : report.at("hints").as_array()) codes.emplace_back(hint.at("code").as_string());
        EXPECT_EQ(codes, row.hints) << row.people << " people, " << row.orders << " orders";
    }
    EXPECT_TRUE(boost::json::parse(ImportReportJson({})).at("hints").as_array().empty()) << "nothing is missing before there is a key";
}

}  // namespace
}  // namespace daybook::reports
