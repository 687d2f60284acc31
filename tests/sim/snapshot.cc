#include "snapshot.h"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "profiles/api.h"
#include "profiles/profile_json.h"
#include "stripe/timeline.h"

namespace daybook::sim {
namespace {

namespace json = boost::json;

constexpr size_t kShownMax = 4;

Result<json::object> Page(World& world, const std::string& after) {
    http::Request request;
    request.path = "/v1/profiles";
    request.query = {{"limit", "100"}};
    if (!after.empty()) request.query.push_back({"starting_after", after});
    const http::Response response =
        profiles::List(request, {.account = world.account(), .database = world.db(), .clock = world.clock()});
    if (response.status != 200) return Internal("The list of profiles says: " + response.body);
    return json::parse(response.body).as_object();
}

// Object numbers differ from run to run; what they stand for is in `data`.
std::string Text(const profiles::Activity& activity) {
    return fmt::format("{} {} {} cause {}", activity.at, profiles::ActivityKindName(activity.kind), activity.data,
                       static_cast<int>(activity.cause));
}

Status AddPerson(World& world, json::object person, Snapshot& snapshot) {
    const std::string id(person["id"].as_string());
    person.erase("id");
    person.erase("updated");
    json::object& fields = person["fields"].as_object();
    if (fields["email_unsubscribed"].as_bool()) {
        const json::value& email = fields["email"].is_null() ? fields["stripe_customer_id"] : fields["email"];
        const std::string who(email.as_string());
        snapshot.noes.push_back(NormaliseEmail(who).value_or(who));
    }
    fields.erase("email_unsubscribed");
    const std::string text = json::serialize(person);
    std::vector<profiles::Activity> timeline;
    const ProfileId number = TRY(profiles::ReadProfileId(id));
    TRY(world.db().Read([&](sql::Tx& tx) -> Status {
        timeline = TRY(stripe::LoadTimeline(tx, world.account(), number, world.clock().Now()));
        return {};
    }));
    for (const profiles::Activity& activity : timeline) {
        snapshot.activities.push_back(fmt::format("{} {}", json::serialize(person["fields"].at("email")), Text(activity)));
    }
    snapshot.people.push_back(text);
    for (size_t n = 0; n < world.segments().count(); ++n) {
        const Members members = TRY(world.segments().Kept(n));
        const auto block = members.find(BlockOf(number));
        if (block != members.end() && block->second.Has(number)) snapshot.members.push_back(fmt::format("{} {}", n, json::serialize(person["fields"].at("email"))));
    }
    return {};
}

Status AddPeople(World& world, Snapshot& snapshot) {
    std::string after;
    for (bool more = true; more;) {
        json::object page = TRY(Page(world, after));
        more = page["has_more"].as_bool();
        for (json::value& person : page["data"].as_array()) {
            after = person.at("id").as_string();
            TRY(AddPerson(world, person.as_object(), snapshot));
        }
    }
    return {};
}

}  // namespace

Result<Snapshot> Look(World& world) {
    Snapshot snapshot;
    const std::string wrong = TRY(world.segments().Compare());
    if (!wrong.empty()) return Internal(wrong);
    TRY(AddPeople(world, snapshot));
    TRY(world.db().Read([&](sql::Tx& tx) -> Status {
        const sql::Rows rows = TRY(tx.Query("sim.objects"));
        for (size_t i = 0; i < rows.size(); ++i) snapshot.objects.push_back(rows.String(i, 0));
        return {};
    }));
    for (const stripe::ResourceRow& row : world.Resources()) {
        snapshot.imported.push_back(fmt::format("{} {}", stripe::ResourceOf(row.kind).name, row.imported));
    }
    for (auto* list : {&snapshot.people, &snapshot.noes, &snapshot.activities, &snapshot.objects, &snapshot.members}) std::ranges::sort(*list);
    return snapshot;
}

std::string Difference(const std::vector<std::string>& expected, const std::vector<std::string>& found) {
    std::vector<std::string> missing, extra;
    std::ranges::set_difference(expected, found, std::back_inserter(missing));
    std::ranges::set_difference(found, expected, std::back_inserter(extra));
    std::string text;
    for (size_t i = 0; i < std::min(missing.size(), kShownMax); ++i) text += "\n  missing " + missing[i];
    for (size_t i = 0; i < std::min(extra.size(), kShownMax); ++i) text += "\n  found   " + extra[i];
    if (text.empty()) return text;
    return fmt::format("{} missing, {} too many:{}", missing.size(), extra.size(), text);
}

std::string Difference(const Snapshot& expected, const Snapshot& found) {
    return Difference(expected.people, found.people) + Difference(expected.noes, found.noes) + Difference(expected.members, found.members) + Difference(expected.objects, found.objects);
}

std::string WholeDifference(const Snapshot& expected, const Snapshot& found) {
    return Difference(expected, found) + Difference(expected.activities, found.activities) +
           Difference(expected.imported, found.imported);
}

}  // namespace daybook::sim
