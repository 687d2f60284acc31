#include <map>
#include <string>

#include <fmt/format.h>

#include "base/json_write.h"
#include "base/text.h"
#include "server/route.h"
#include "server/schemas.h"
#include "server/version.h"

namespace daybook::server {
namespace {

std::string_view AccessSentence(Access access) {
    switch (access) {
        case Access::kOpen: return "Open to everybody.";
        case Access::kRead: return "Needs a key of scope read.";
        case Access::kWrite: return "Needs a key of scope write.";
        case Access::kAdmin: return "Needs a key of scope admin.";
        case Access::kMetrics: return "Needs a key of scope read, unless asked from loopback.";
        case Access::kPerson: return "Needs a signed-in user of any role; no key.";
    }
    return "";
}

// All schemas of schemas.h as one object.
std::string Schemas() {
    std::string all = "{";
    for (std::string_view object : {kSchemas, kHouseSchemas, kShopSchemas, kMessageSchemas}) {
        if (all.size() > 1) all += ",";
        all += object.substr(1, object.rfind('}') - 1);
    }
    return all + "}";
}

std::string Reference(std::string_view schema) {
    return fmt::format(R"({{"$ref":"#/components/schemas/{}"}})", schema);
}

void WriteParameter(JsonWriter& out, std::string_view in, std::string_view name, std::string_view schema,
                    std::string_view description) {
    out.BeginObject().Member("name", name).Member("in", in);
    out.Member("required", in == "path").Key("schema").Raw(schema);
    if (!description.empty()) out.Member("description", description);
    out.EndObject();
}

void WriteParameters(JsonWriter& out, const Route& route) {
    out.Key("parameters").BeginArray();
    for (std::string_view part : Split(route.pattern, '/')) {
        if (!part.starts_with('{')) continue;
        WriteParameter(out, "path", part.substr(1, part.size() - 2), R"({"type":"string"})", "");
    }
    for (const QueryParameter& parameter : route.query) {
        WriteParameter(out, "query", parameter.name, parameter.schema, parameter.description);
    }
    if (TakesIdempotencyKey(route)) {
        WriteParameter(out, "header", "Idempotency-Key", R"({"type":"string","minLength":1,"maxLength":255,"pattern":"^[ -~]+$"})",
                       "The same request sent again with it gets the first one's answer, for a day at least, and nothing happens twice.");
    }
    out.EndArray();
}

// Bodies that are no JSON are sent as they are.
struct Media {
    std::string_view schema;
    std::vector<std::string_view> types;
};
const Media kRaw[] = {{"CsvFile", {"text/csv"}}, {"ImageFile", {"image/jpeg", "image/png", "image/gif", "image/webp"}}};

void WriteContent(JsonWriter& out, std::string_view schema) {
    std::vector<std::string_view> types = {"application/json"};
    for (const Media& raw : kRaw) {
        if (raw.schema == schema) types = raw.types;
    }
    out.Key("content").BeginObject();
    for (const std::string_view type : types) out.Key(type).BeginObject().Key("schema").Raw(Reference(schema)).EndObject();
    out.EndObject();
}

void WriteAnswers(JsonWriter& out, const Route& route) {
    out.Key("responses").BeginObject();
    out.Key("200").BeginObject().Member("description", "Done.");
    if (!route.answer.empty()) WriteContent(out, route.answer);
    out.EndObject();
    out.Key("default").BeginObject().Member("description", "What is wrong, and what to do.");
    WriteContent(out, "Error");
    out.EndObject().EndObject();
}

// The document's own says: a key or a session.
void WriteSecurity(JsonWriter& out, Access access) {
    if (access == Access::kOpen) out.Key("security").BeginArray().EndArray();
    if (access == Access::kPerson) out.Key("security").Raw(R"([{"session":[]}])");
}

void WriteOperation(JsonWriter& out, const Route& route) {
    out.Key(AsciiLower(http::MethodName(route.method))).BeginObject();
    out.Member("summary", route.summary).Member("description", AccessSentence(route.access));
    WriteSecurity(out, route.access);
    WriteParameters(out, route);
    if (!route.request.empty()) {
        out.Key("requestBody").BeginObject().Member("required", true);
        WriteContent(out, route.request);
        out.EndObject();
    }
    WriteAnswers(out, route);
    out.EndObject();
}

}  // namespace

std::string OpenApiDocument(std::span<const Route> routes) {
    std::map<std::string_view, std::vector<const Route*>> paths;
    for (const Route& route : routes) paths[route.pattern].push_back(&route);
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("openapi", "3.1.0");
    out.Key("info").BeginObject().Member("title", "Daybook").Member("version", kVersion);
    out.Member("description", "Marketing automation for businesses that sell through Stripe.");
    out.Key("license").BeginObject().Member("name", "Proprietary").EndObject().EndObject();
    out.Key("servers").BeginArray().BeginObject().Member("url", "/").EndObject().EndArray();
    out.Key("security").Raw(R"([{"key":[]},{"session":[]}])");
    out.Key("paths").BeginObject();
    for (const auto& [pattern, operations] : paths) {
        out.Key(pattern).BeginObject();
        for (const Route* route : operations) WriteOperation(out, *route);
        out.EndObject();
    }
    out.EndObject();
    out.Key("components").BeginObject().Key("schemas").Raw(Schemas());
    out.Key("securitySchemes").BeginObject().Key("key").BeginObject();
    out.Member("type", "http").Member("scheme", "bearer").EndObject();
    out.Key("session").BeginObject().Member("type", "apiKey").Member("in", "cookie").Member("name", "__Host-daybook");
    out.Member("description", "Of a signed-in user. Requests that change something must come from Daybook's own pages.").EndObject().EndObject();
    out.EndObject().EndObject();
    return text;
}

}  // namespace daybook::server
