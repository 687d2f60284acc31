// GET /v1/fsck: a slice of the proof that every profile equals a fresh projection of what is stored of it.
#include "base/json_write.h"
#include "http/parameters.h"
#include "server/handlers.h"
#include "settle/examine.h"

namespace daybook::server {
namespace {

// A snapshot is held for so many profiles: well under a second.
constexpr int kAtOnce = 500;

Result<int64_t> After(const http::Request& request) {
    TRY(http::CheckQuery(request, {"starting_after"}));
    const auto text = request.Query("starting_after");
    if (!text) return int64_t{0};
    const std::optional<int64_t> number = DecodeId("prf", *text);
    if (number) return *number;
    return Invalid("starting_after is the id of a profile, as the answer before named it in \"next\".", "starting_after");
}

std::string Json(const settle::Examined& examined) {
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("object", "fsck").Member("profiles", examined.profiles).Member("waiting", examined.waiting);
    out.Key("findings").BeginArray();
    for (const settle::Finding& finding : examined.findings) {
        out.BeginObject().Key("profile");
        if (finding.profile) out.String(EncodeId("prf", Number(*finding.profile)));
        else out.Null();
        out.Member("message", finding.what).EndObject();
    }
    out.EndArray().Key("next");
    if (examined.last == 0) out.Null();
    else out.String(EncodeId("prf", examined.last));
    out.EndObject();
    return text;
}

}  // namespace

http::Response GetFsck(Parts& parts, const http::Request& request, const Caller& caller) {
    const Result<int64_t> after = After(request);
    if (!after.ok()) return http::ErrorResponse(after.error(), request.request_id);
    const auto examined = settle::Examine({*parts.database, *parts.mirror, parts.clock}, stripe::Project, caller.account, *after, kAtOnce);
    if (!examined.ok()) return http::ErrorResponse(examined.error(), request.request_id);
    return http::JsonResponse(200, Json(*examined));
}

}  // namespace daybook::server
