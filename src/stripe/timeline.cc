#include "stripe/timeline.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <boost/json.hpp>

#include "stripe/activities.h"
#include "stripe/connection.h"
#include "stripe/mirror_read.h"
#include "stripe/person.h"

namespace daybook::stripe {
namespace {

constexpr std::string_view kProducts = R"("products":[{)";  // as activities.cc writes them

// Those that have an id.
std::vector<boost::json::object*> ProductsIn(boost::json::value& data) {
    std::vector<boost::json::object*> products;
    for (boost::json::value& product : data.as_object().at("products").as_array()) {
        if (product.as_object().at("id").is_string()) products.push_back(&product.as_object());
    }
    return products;
}

}  // namespace

Result<std::vector<profiles::Activity>> LoadTimeline(sql::Tx& tx, AccountId account,
                                                     ProfileId profile, Micros now) {
    std::vector<Known> known = TRY(LoadKnown(tx, {profile}));
    ASSERT(known.size() == 1);
    const auto metered = TRY(MeteredPrices(tx));
    known[0].metered = [&metered](std::string_view price) {
        return metered.find(price) != metered.end();
    };
    const auto connection = TRY(LoadConnectionOf(tx, account));
    known[0].ties_known = connection && TRY(TiesKnown(tx, connection->id));
    ActivityTimes times{now / kSecond, connection ? connection->history_before / kSecond : 0};
    std::vector<profiles::Activity> all = ActivitiesOf(known[0], times);
    const std::array<ProfileId, 1> ids = {profile};
    for (profiles::ActivityOf& stored : TRY(profiles::LoadActivities(tx, ids))) {
        all.push_back(std::move(stored.activity));
    }
    std::sort(all.begin(), all.end(), profiles::NewerThan);
    return all;
}

Status NameProducts(sql::Tx& tx, const Bodies& bodies, AccountId account, std::span<profiles::Activity> activities) {
    const auto connection = TRY(LoadConnectionOf(tx, account));
    if (!connection) return {};
    std::vector<std::string> ids;
    std::vector<std::pair<profiles::Activity*, boost::json::value>> parsed;
    for (profiles::Activity& activity : activities) {
        if (activity.data.find(kProducts) == std::string::npos) continue;
        boost::system::error_code failed;
        boost::json::value data = boost::json::parse(activity.data, failed);
        if (failed) return Corrupt("The data of an activity is no JSON.");
        for (boost::json::object* product : ProductsIn(data)) ids.emplace_back(product->at("id").as_string());
        parsed.emplace_back(&activity, std::move(data));
    }
    if (ids.empty()) return {};
    const auto names = TRY(LoadProductNames(tx, bodies, connection->id, std::move(ids)));
    for (auto& [activity, data] : parsed) {
        for (boost::json::object* product : ProductsIn(data)) {
            const auto name = names.find(std::string(product->at("id").as_string()));
            if (name != names.end()) product->at("name") = name->second;
        }
        activity->data = boost::json::serialize(data);
    }
    return {};
}

}  // namespace daybook::stripe
