// GET /v1/profiles/{id}/explain?field=: stripe/explain.h as JSON, with the numbers of invoices and links to Stripe.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "http/parameters.h"
#include "stripe/dashboard.h"
#include "stripe/explain.h"

namespace daybook::stripe {
namespace {

constexpr size_t kShownMax = 100;   // of each list

void WriteValue(JsonWriter& json, const profiles::FieldValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) json.String(*text);
    else if (const auto* number = std::get_if<int64_t>(&value)) json.Int(*number);
    else if (const auto* flag = std::get_if<bool>(&value)) json.Bool(*flag);
    else json.Null();
}

void WriteList(JsonWriter& json, std::string_view name, const std::vector<Counted>& list, Mode mode,
               const std::map<int64_t, InvoiceExtra>& extras) {
    json.Key(name).BeginArray();
    for (size_t i = 0; i < std::min(list.size(), kShownMax); ++i) {
        const Counted& one = list[i];
        const auto extra = extras.find(one.object);
        const bool numbered = extra != extras.end() && !extra->second.number.empty();
        json.BeginObject().Member("id", one.id).Member("url", DashboardUrl(mode, one.kind, one.id));
        json.Member("what", numbered ? fmt::format("{} {}", one.what, extra->second.number) : one.what);
        json.Member("created", one.at).Key("amount");
        one.amount ? json.Int(*one.amount) : json.Null();
        json.Key("currency");
        one.currency.empty() ? json.Null() : json.String(one.currency);
        json.Member("why", one.why).EndObject();
    }
    json.EndArray();
}

Result<const profiles::FieldRow*> ReadField(const http::Request& request) {
    TRY(http::CheckQuery(request, {"field"}));
    const auto name = request.Query("field");
    if (!name) return http::MissingParameter("field");
    const profiles::FieldRow* row = profiles::FindField(*name);
    if (row != nullptr) return row;
    std::vector<std::string_view> names;
    for (const profiles::FieldRow& each : profiles::FieldCatalogue()) names.push_back(each.name);
    const auto near = http::Nearest(*name, names);
    return Invalid(fmt::format("There is no field {}.{}", ToUtf8(name->substr(0, 60)), near ? fmt::format(" Perhaps {}?", *near) : " See GET /v1/fields."), "field");
}

std::string Json(const profiles::FieldRow& row, const PersonView& person, const Projected& projected, const Explanation& why,
                 const std::map<int64_t, InvoiceExtra>& extras) {
    std::string text;
    JsonWriter json(text);
    json.BeginObject().Member("object", "field_explanation").Member("field", row.name).Key("value");
    WriteValue(json, row.value(projected.fields));
    json.Key("currency");
    const auto* currency = row.currency.empty() ? nullptr : profiles::FindField(row.currency);
    if (currency != nullptr) WriteValue(json, currency->value(projected.fields));
    else json.Null();
    json.Member("sentence", why.sentence).Member("rule", why.rule);
    WriteList(json, "counted", why.counted, person.mode(), extras);
    WriteList(json, "left_out", why.left_out, person.mode(), extras);
    json.Member("has_more", why.counted.size() > kShownMax || why.left_out.size() > kShownMax).EndObject();
    return text;
}

Result<std::string> ExplanationJson(const http::Request& request, const ViewContext& context) {
    const profiles::FieldRow& row = *TRY(ReadField(request));
    std::string json;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        const PersonView person = TRY(LoadPerson(tx, context, request.Path("id")));
        const Projected projected = Project(person.known, context.clock.Now());
        const Explanation why = Explain(row.field, person.known, projected.fields, projected.sources);
        std::vector<int64_t> invoices;
        for (const auto* list : {&why.counted, &why.left_out}) {
            for (size_t i = 0; i < std::min(list->size(), kShownMax); ++i) {
                if ((*list)[i].kind == Kind::kInvoice) invoices.push_back((*list)[i].object);
            }
        }
        const auto extras = TRY(LoadInvoiceExtras(tx, context.bodies, person.profile.id, invoices));
        json = Json(row, person, projected, why, extras);
        return {};
    }));
    return json;
}

}  // namespace

http::Response GetExplanation(const http::Request& request, const ViewContext& context) {
    Result<std::string> json = ExplanationJson(request, context);
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

}  // namespace daybook::stripe
