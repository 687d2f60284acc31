#include "http/errors.h"

#include "base/assert.h"
#include "base/json_write.h"
#include "base/redact.h"

namespace daybook::http {
namespace {

struct Row {
    Code code;
    ErrorShape shape;
};

constexpr Row kTable[] = {
    {Code::kInvalid, {400, "invalid_request_error", "parameter_invalid"}},
    {Code::kUnauthenticated, {401, "authentication_error", "api_key_invalid"}},
    {Code::kForbidden, {403, "permission_error", "scope_missing"}},
    {Code::kNotFound, {404, "invalid_request_error", "resource_missing"}},
    {Code::kConflict, {409, "conflict_error", "already_exists"}},
    {Code::kLimited, {429, "rate_limit_error", "rate_limited"}},
    {Code::kUnavailable, {503, "api_error", "unavailable"}},
    {Code::kTimeout, {503, "api_error", "timeout"}},
    {Code::kCorrupt, {500, "api_error", "internal"}},
    {Code::kInternal, {500, "api_error", "internal"}},
};

constexpr std::string_view kNeutral =
    "Something went wrong on our side. It has been logged under this request id; try again, and "
    "report the id if it "
    "stays.";

}  // namespace

ErrorShape ShapeOf(const Error& error) {
    if (error.code == Code::kInvalid && error.reason == "body_too_large") {
        return {413, "invalid_request_error", "body_too_large"};
    }
    for (const Row& row : kTable) {
        if (row.code == error.code) return row.shape;
    }
    ASSERT(false && "every code has a row");
}

std::string ErrorJson(const Error& error, std::string_view request_id) {
    ErrorShape shape = ShapeOf(error);
    bool neutral = shape.status == 500;
    std::string json;
    JsonWriter out(json);
    out.BeginObject().Key("error").BeginObject().Member("type", shape.type);
    out.Member("code",
               error.reason.empty() || neutral ? shape.code : std::string_view(error.reason));
    out.Member("message", neutral ? std::string(kNeutral) : Redact(error.message));
    if (!error.param.empty()) out.Member("param", error.param);
    out.Member("request_id", request_id).EndObject().EndObject();
    return json;
}

}  // namespace daybook::http
