// /v1/integrations/stripe/unsubscribed: what in the metadata of Stripe's customers means that they want no e-mail.
#include "base/json_write.h"
#include "http/body.h"
#include "http/parameters.h"
#include "profiles/footprint.h"
#include "server/handlers.h"
#include "stripe/refusal.h"

namespace daybook::server {
namespace {

Result<std::string> Json(sql::Tx& tx, AccountId account) {
    const stripe::Refusal refusal = TRY(stripe::LoadRefusal(tx, account));
    std::string json;
    JsonWriter out(json);
    out.BeginObject().Member("object", "stripe_unsubscribed").Key("key");
    if (refusal.mark) out.String(refusal.mark->key);
    else out.Null();
    out.Key("values").BeginArray();
    if (refusal.mark) {
        for (const std::string& value : refusal.mark->values) out.String(value);
    }
    out.EndArray().Key("changed");
    if (refusal.changed != 0) out.Int(refusal.changed);
    else out.Null();
    out.Member("state", refusal.ended() ? "ready" : "computing");
    if (!refusal.ended()) {
        const int64_t customers = TRY(profiles::ReadCounts(tx, account))[static_cast<int16_t>(profiles::Headcount::kCustomers)];
        out.Key("progress").BeginObject().Member("done", refusal.looked).Member("total", std::max(customers, refusal.looked)).EndObject();
    }
    out.Member("people", TRY(stripe::CountRefused(tx, account))).EndObject();
    return json;
}

Result<stripe::RefusalMark> ReadMark(const http::Request& request) {
    TRY(http::CheckQuery(request, {}));
    const auto body = TRY(http::Body::Read(request, {"key", "values"}));
    const std::string key = TRY(body.RequiredText("key"));
    const auto values = TRY(body.Texts("values"));
    if (!values) return http::MissingParameter("values");
    return stripe::MakeRefusalMark(key, *values);
}

Result<std::string> Choose(Parts& parts, AccountId account, const std::optional<stripe::RefusalMark>& mark) {
    std::string json;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        TRY(stripe::PutRefusal(tx, account, mark, parts.clock.Now()));
        json = TRY(Json(tx, account));
        return {};
    }));
    parts.refusal_sweeps->Look(account);
    return json;
}

Result<std::string> Put(Parts& parts, const http::Request& request, const Caller& caller) {
    return Choose(parts, caller.account, TRY(ReadMark(request)));
}

Result<std::string> Delete(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    return Choose(parts, caller.account, std::nullopt);
}

Result<std::string> Get(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    std::string json;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        json = TRY(Json(tx, caller.account));
        return {};
    }));
    return json;
}

Result<std::string> Preview(Parts& parts, const http::Request& request, const Caller& caller) {
    const stripe::RefusalMark mark = TRY(ReadMark(request));
    const auto preview = TRY(stripe::PreviewRefusal(*parts.database, parts.mirror->bodies(), caller.account, mark));
    std::string json;
    JsonWriter out(json);
    out.BeginObject().Member("object", "stripe_unsubscribed_preview").Member("customers", preview.customers);
    out.Member("looked_at", preview.looked).Member("saying", preview.saying).Member("people", preview.people).EndObject();
    return json;
}

void WriteSuggestion(JsonWriter& out, const stripe::RefusalSuggestion& one) {
    out.BeginObject().Member("object", "stripe_metadata_key").Member("key", one.key).Member("found", one.found).Member("likely", one.likely);
    out.Key("values").BeginArray();
    for (const auto& value : one.values) out.BeginObject().Member("value", value.text).Member("found", value.found).Member("likely", value.likely).EndObject();
    out.EndArray().EndObject();
}

Result<std::string> Suggest(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    stripe::RefusalSuggestions suggestions;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        suggestions = TRY(stripe::SuggestRefusals(tx, parts.mirror->bodies(), caller.account));
        return {};
    }));
    std::string json;
    JsonWriter out(json);
    out.BeginObject().Member("object", "list").Key("data").BeginArray();
    for (const auto& one : suggestions.keys) WriteSuggestion(out, one);
    out.EndArray().Member("has_more", false).Member("url", "/v1/integrations/stripe/unsubscribed/suggestions").Member("looked_at", suggestions.looked).EndObject();
    return json;
}

http::Response Answer(const http::Request& request, Result<std::string> json) {
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

}  // namespace

http::Response GetUnsubscribed(Parts& parts, const http::Request& request, const Caller& caller) { return Answer(request, Get(parts, request, caller)); }
http::Response PutUnsubscribed(Parts& parts, const http::Request& request, const Caller& caller) { return Answer(request, Put(parts, request, caller)); }
http::Response DeleteUnsubscribed(Parts& parts, const http::Request& request, const Caller& caller) { return Answer(request, Delete(parts, request, caller)); }
http::Response PreviewUnsubscribed(Parts& parts, const http::Request& request, const Caller& caller) { return Answer(request, Preview(parts, request, caller)); }
http::Response ListUnsubscribedSuggestions(Parts& parts, const http::Request& request, const Caller& caller) { return Answer(request, Suggest(parts, request, caller)); }

}  // namespace daybook::server
