// GET /v1/activities: places come from the feed, the rest from the people themselves.
#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "http/parameters.h"
#include "profiles/footprint.h"
#include "profiles/profile_store.h"
#include "reports/api.h"
#include "stripe/timeline.h"

namespace daybook::reports {
namespace {

using profiles::Activity;
using profiles::FeedPlace;
using profiles::FeedRow;

struct Page {
    std::vector<FeedRow> rows;   // newest first
    bool has_more = false;
};

Result<FeedPlace> PlaceOfAnchor(sql::Tx& tx, AccountId account, const http::Paging& paging) {
    const auto key = profiles::DecodeActivityId(paging.anchor());
    const auto place = key ? TRY(profiles::FindInFeed(tx, account, *key)) : std::nullopt;
    if (place) return *place;
    return Error{Code::kNotFound,
                 fmt::format("There is no activity {} of the last 30 days to page from. Begin again without {}.",
                             ToUtf8(paging.anchor().substr(0, 80)), paging.anchor_name()),
                 "resource_missing", std::string(paging.anchor_name())};
}

Result<Page> ReadPage(sql::Tx& tx, AccountId account, const http::Paging& paging) {
    Page page;
    const bool back = !paging.ending_before.empty();
    FeedPlace place{.at = std::numeric_limits<int64_t>::max()};
    if (!paging.anchor().empty()) place = TRY(PlaceOfAnchor(tx, account, paging));
    page.rows = back ? TRY(profiles::ReadFeedNewer(tx, account, place, paging.limit + 1))
                     : TRY(profiles::ReadFeedOlder(tx, account, place, paging.limit + 1));
    page.has_more = page.rows.size() > static_cast<size_t>(paging.limit);
    if (page.has_more) page.rows.pop_back();
    if (back) std::ranges::reverse(page.rows);
    return page;
}

struct Person {
    profiles::Profile profile;
    std::vector<Activity> timeline;
};

Result<std::map<ProfileId, Person>> ReadPeople(sql::Tx& tx, const ApiContext& context, const std::vector<FeedRow>& rows) {
    std::set<ProfileId> ids;
    for (const FeedRow& row : rows) ids.insert(row.profile);
    std::map<ProfileId, Person> people;
    for (profiles::Profile& profile : TRY(profiles::Load(tx, std::vector<ProfileId>(ids.begin(), ids.end())))) {
        const ProfileId id = profile.id;
        people[id] = {std::move(profile), TRY(stripe::LoadTimeline(tx, context.account, id, context.clock.Now()))};
    }
    return people;
}

// With what the person's timeline says of it.
Activity ShownOf(const FeedRow& row, const std::map<ProfileId, Person>& people) {
    Activity shown{.kind = row.entry.kind, .at = row.entry.at, .object = row.entry.object, .occurrence = row.entry.occurrence,
                   .cause = row.entry.cause, .data = {}};
    const auto person = people.find(row.profile);
    if (person == people.end()) return shown;
    const auto& timeline = person->second.timeline;
    const auto known = std::ranges::find_if(timeline, [&](const Activity& one) {
        return one.kind == shown.kind && one.object == shown.object && one.occurrence == shown.occurrence;
    });
    if (known != timeline.end()) shown.data = known->data;
    return shown;
}

void WriteOne(JsonWriter& json, const FeedRow& row, const Activity& shown, const std::map<ProfileId, Person>& people) {
    const auto person = people.find(row.profile);
    std::string_view first, last;
    std::optional<std::string> email;
    if (person != people.end()) {
        const profiles::Fields& fields = person->second.profile.fields;
        if (fields.first_name) first = *fields.first_name;
        if (fields.last_name) last = *fields.last_name;
        email = fields.email;
    }
    json.BeginObject().Member("id", ActivityId(shown)).Member("object", "activity").Member("kind", ActivityKindName(shown.kind));
    json.Member("at", shown.at).Member("cause", profiles::CauseName(shown.cause));
    json.Key("profile").BeginObject().Member("id", EncodeId("prf", Number(row.profile))).Key("name");
    const std::string name = fmt::format("{}{}{}", first, first.empty() || last.empty() ? "" : " ", last);
    name.empty() ? json.Null() : json.String(name);
    json.Key("email");
    email ? json.String(*email) : json.Null();
    json.EndObject().Key("data").Raw(shown.data.empty() ? "{}" : shown.data).EndObject();
}

Result<std::string> ActivitiesJson(const http::Request& request, const ApiContext& context) {
    TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::string json;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        const Page page = TRY(ReadPage(tx, context.account, paging));
        const auto people = TRY(ReadPeople(tx, context, page.rows));
        std::vector<Activity> shown;
        shown.reserve(page.rows.size());
        for (const FeedRow& row : page.rows) shown.push_back(ShownOf(row, people));
        TRY(stripe::NameProducts(tx, context.bodies, context.account, shown));
        json = http::ListJson("/v1/activities", page.has_more, [&](JsonWriter& out) {
            for (size_t i = 0; i < shown.size(); ++i) WriteOne(out, page.rows[i], shown[i], people);
        });
        return {};
    }));
    return json;
}

}  // namespace

http::Response ListActivities(const http::Request& request, const ApiContext& context) {
    Result<std::string> json = ActivitiesJson(request, context);
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

}  // namespace daybook::reports
