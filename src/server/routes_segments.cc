// The routes of segments.
#include "segments/builder_api.h"
#include "segments/segments_api.h"
#include "server/handlers.h"
#include "server/routes_parts.h"

namespace daybook::server {
namespace {

using http::Method;
using http::Request;
using http::Response;

template <typename Function>
RouteHandler OfSegments(App::Parts& parts, Function function) {
    return [&parts, function](const Request& request, const Caller& caller) {
        auto pending = PendingResources(parts, caller.account);
        if (!pending.ok()) return http::ErrorResponse(pending.error(), request.request_id);
        return function(request, segments::ApiContext{caller.account, *parts.segments, *parts.segment_numbers,
                                                      std::move(*pending), [&parts] { parts.settle->Wake(); }});
    };
}

}  // namespace

void AddSegments(std::vector<Route>& routes, App::Parts& p) {
    const auto add = [&](Method method, std::string_view pattern, Access access, std::string_view summary, std::string_view body,
                         std::string_view answer, std::vector<QueryParameter> query, auto handler, std::string_view act = {}) {
        routes.push_back({method, pattern, access, summary, body, answer, std::move(query), OfSegments(p, handler), act});
    };
    add(Method::kGet, "/v1/segments", Access::kRead, "List segments, the newest first.", "", "SegmentList", Paging(), segments::ListAll);
    add(Method::kPost, "/v1/segments", Access::kWrite, "Make a segment. Answers when its members are found.", "SegmentCreate", "Segment", {}, segments::Create, "segment.create");
    add(Method::kPost, "/v1/segments/preview", Access::kRead, "Whom a condition means now, in people and in money.", "SegmentCondition", "SegmentPreview", {}, segments::PostPreview, kChangesNothing);
    add(Method::kGet, "/v1/segments/words", Access::kRead, "What conditions may speak of: fields, activities, objects, operators.", "", "SegmentWords", {}, segments::GetWords);
    add(Method::kGet, "/v1/segments/values", Access::kRead, "Texts that people have in a field, or in a member of an activity or object, the most frequent first.", "", "SegmentValues",
        {{"field", kText, "A field's name."}, {"activity", kText, "A kind of activity; with member."}, {"object", kText, "A kind of present object; with member."},
         {"member", kText, "What of its data."}, {"query", kText, "What the text contains."}}, segments::GetValues);
    add(Method::kPost, "/v1/segments/explain", Access::kRead, "How a condition stands for a profile, and when that changes.", "SegmentExplain", "SegmentExplanation", {}, segments::PostExplain, kChangesNothing);
    add(Method::kGet, "/v1/segments/{id}", Access::kRead, "One segment.", "", "Segment", {}, segments::GetOne);
    add(Method::kPatch, "/v1/segments/{id}", Access::kWrite, "Rename a segment.", "SegmentPatch", "Segment", {}, segments::Patch, "segment.change");
    add(Method::kDelete, "/v1/segments/{id}", Access::kWrite, "Delete a segment that no other asks for.", "", "Deleted", {}, segments::Delete, "segment.delete");
    add(Method::kGet, "/v1/segments/{id}/profiles", Access::kRead, "Who is in a segment, the newest profiles first.", "", "ProfileList", Paging(), segments::ListMembers);
    add(Method::kGet, "/v1/segments/{id}/explain", Access::kRead, "Why a profile is in a segment or not, and when that changes.", "", "SegmentExplanation",
        {{"profile", kText, "The profile's id."}}, segments::GetExplain);
}

}  // namespace daybook::server
