// The routes of segments.
#include "segments/builder_api.h"
#include "segments/segments_api.h"
#include "server/handlers.h"
#include "server/routes_parts.h"
#include "stripe/status.h"

namespace daybook::server {
namespace {

using http::Method;
using http::Request;

std::vector<segments::Unreadable> UnreadableOf(const std::vector<stripe::ResourceRow>& rows) {
    std::vector<segments::Unreadable> all;
    for (const stripe::ResourceRow& row : rows) {
        const stripe::Resource& resource = stripe::ResourceOf(row.kind);
        if (!row.readable()) all.push_back({std::string(resource.name), std::string(resource.label)});
    }
    return all;
}

template <typename Function>
RouteHandler OfSegments(App::Parts& parts, Function function) {
    return [&parts, function](const Request& request, const Caller& caller) {
        return function(request, segments::ApiContext{caller.account, *parts.segments, *parts.segment_numbers,
                                                      parts.pending->Of(caller.account), [&parts] { parts.settle->Wake(); },
                                                      [&parts] { BuildSegments(parts); }, parts.recipes, UnreadableOf(parts.sync->Resources(caller.account)),
                                                      [&parts](std::function<void()> work) { parts.tasks->Run(std::move(work)); }});
    };
}

}  // namespace

void AddSegments(std::vector<Route>& routes, App::Parts& p) {
    constexpr std::string_view kMoment = R"({"type":"integer"})";
    constexpr std::string_view kAtThen = "Unix seconds: as of the end of that second.";
    const auto add = [&](Method method, std::string_view pattern, Access access, std::string_view summary, std::string_view body,
                         std::string_view answer, std::vector<QueryParameter> query, auto handler, std::string_view act = {}) {
        routes.push_back({method, pattern, access, summary, body, answer, std::move(query), OfSegments(p, handler), act});
    };
    add(Method::kGet, "/v1/segments", Access::kRead, "List segments, the newest first.", "", "SegmentList", Paging(), segments::ListAll);
    add(Method::kPost, "/v1/segments", Access::kWrite, "Make a segment: of a condition, whose members are found before it answers, or a static one.", "SegmentCreate", "Segment", {}, segments::Create, "segment.create");
    add(Method::kGet, "/v1/segment-recipes", Access::kRead, "Ready-made segments: whom each would mean in this shop.", "", "SegmentRecipeList", {}, segments::ListRecipes);
    add(Method::kPost, "/v1/segments/preview", Access::kRead, "Whom a condition or a recipe means now, in people and in money.", "SegmentPreviewPost", "SegmentPreview", {}, segments::PostPreview, kChangesNothing);
    add(Method::kGet, "/v1/segments/words", Access::kRead, "What conditions may speak of: fields, activities, objects, operators.", "", "SegmentWords", {}, segments::GetWords);
    add(Method::kGet, "/v1/segments/values", Access::kRead, "Texts that people have in a field, or in a member of an activity or object, the most frequent first.", "", "SegmentValues",
        {{"field", kText, "A field's name."}, {"activity", kText, "A kind of activity; with member."}, {"object", kText, "A kind of present object; with member."},
         {"member", kText, "What of its data."}, {"query", kText, "What the text contains."}}, segments::GetValues);
    add(Method::kPost, "/v1/segments/explain", Access::kRead, "How a condition stands for a profile, and when that changes.", "SegmentExplain", "SegmentExplanation", {}, segments::PostExplain, kChangesNothing);
    add(Method::kGet, "/v1/segments/{id}", Access::kRead, "One segment.", "", "Segment", {{"at", kMoment, kAtThen}}, segments::GetOne);
    add(Method::kPatch, "/v1/segments/{id}", Access::kWrite, "Change a segment. With a condition it answers when the members are found; until then the former ones stay.", "SegmentPatch", "Segment", {}, segments::Patch, "segment.change");
    add(Method::kDelete, "/v1/segments/{id}", Access::kWrite, "Delete a segment that no other asks for.", "", "Deleted", {}, segments::Delete, "segment.delete");
    add(Method::kGet, "/v1/segments/{id}/profiles", Access::kRead, "Who is in a segment, the newest profiles first.", "", "ProfileList", Paging({{"at", kMoment, kAtThen}}), segments::ListMembers);
    add(Method::kGet, "/v1/segments/{id}/explain", Access::kRead, "Why a profile is in a segment or not, and when that changes.", "", "SegmentExplanation",
        {{"profile", kText, "The profile's id."}}, segments::GetExplain);
    add(Method::kGet, "/v1/segments/{id}/changes", Access::kRead, "Who really entered and left, the newest first: not whom an import or a changed condition moved.", "", "SegmentChangeList", Paging(), segments::ListChanges);
    add(Method::kGet, "/v1/segments/{id}/sizes", Access::kRead, "How many were in a segment at the end of each day.", "", "SegmentSizes",
        {{"days", R"({"type":"integer","minimum":1,"maximum":400,"default":30})", "How many, up to today."}}, segments::GetSizes);
    add(Method::kPost, "/v1/segments/{id}/members", Access::kWrite, "Choose members of a static segment by hand.", "SegmentMembersPost", "SegmentMembers", {}, segments::PostMembers, "segment.members");
    add(Method::kPost, "/v1/segments/{id}/members/import", Access::kWrite, "Add whom a CSV file names to a static segment.", "SegmentImportPost", "SegmentImport", {}, segments::ImportMembers, "segment.import");
}

}  // namespace daybook::server
