#include <span>

#include "base/ids.h"
#include "base/json_write.h"
#include "http/window.h"
#include "profiles/activities.h"
#include "profiles/api.h"
#include "profiles/profile_store.h"
#include "server/handlers.h"
#include "server/timeline.h"
#include "stripe/timeline.h"

namespace daybook::server {
namespace {

struct Timeline {
    ProfileId profile{};
    std::vector<profiles::Activity> activities;   // newest first
};

Result<Timeline> LoadTimeline(Parts& parts, AccountId account, std::string_view id) {
    Timeline timeline;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        auto profile = TRY(profiles::Find(tx, account, TRY(profiles::ReadProfileId(id))));
        if (!profile) return profiles::NoSuchProfile(id);
        timeline.profile = profile->id;
        timeline.activities = TRY(server::LoadTimeline(tx, account, profile->id, parts.clock.Now()));
        return {};
    }));
    return timeline;
}

}  // namespace

http::Response ListActivities(Parts& parts, const http::Request& request, const Caller& caller) {
    auto fail = [&](const Error& error) { return http::ErrorResponse(error, request.request_id); };
    Status query = http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore});
    if (!query.ok()) return fail(query.error());
    auto paging = http::ReadPaging(request);
    if (!paging.ok()) return fail(paging.error());
    auto timeline = LoadTimeline(parts, caller.account, request.Path("id"));
    if (!timeline.ok()) return fail(timeline.error());
    auto window = http::WindowOf(timeline->activities, *paging, profiles::ActivityId);
    if (!window.ok()) return fail(window.error());
    const auto page = std::span(timeline->activities).subspan(window->begin, window->end - window->begin);
    const Status named = parts.database->Read([&](sql::Tx& tx) { return stripe::NameProducts(tx, parts.mirror->bodies(), caller.account, page); });
    if (!named.ok()) return fail(named.error());
    std::string url = "/v1/profiles/" + std::string(request.Path("id")) + "/activities";
    return http::JsonResponse(200, http::ListJson(url, window->has_more, [&](JsonWriter& out) {
        for (const profiles::Activity& one : page) profiles::WriteActivity(out, timeline->profile, one);
    }));
}

}  // namespace daybook::server
