// Table `export`, and what a row of it asks for.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "http/body.h"
#include "http/parameters.h"
#include "profiles/export.h"

namespace daybook::profiles {
namespace {

ExportRow RowOf(const sql::Rows& rows, size_t i) {
    ExportRow row;
    row.id = rows.Int(i, 0);
    row.account = AccountId{rows.Int(i, 1)};
    row.format = rows.String(i, 2) == "csv" ? Format::kCsv : Format::kJsonLines;
    row.filter = rows.String(i, 3);
    row.fields = rows.String(i, 4);
    row.state = static_cast<ExportState>(rows.Int(i, 5));
    row.rows = rows.Int(i, 6);
    row.bytes = rows.Int(i, 7);
    row.created = rows.Int(i, 8);
    row.expires = rows.Int(i, 9);
    row.error = rows.OptionalString(i, 10);
    return row;
}

std::vector<ExportRow> RowsOf(const sql::Rows& rows) {
    std::vector<ExportRow> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back(RowOf(rows, i));
    return all;
}

// A member of the filter as it would stand in the query of a list: "US", "true", "1767225600".
Result<std::string> ValueOf(const http::Body& body, std::string_view name) {
    const std::string json = body.Json(name).value_or("");
    if (json.starts_with('"')) return std::string(TRY(body.Text(name)).value_or(""));
    if (json == "true" || json == "false") return json;
    const auto number = body.Integer(name);
    if (!number.ok()) return Invalid(fmt::format("filter.{} must be a text, a number or true or false.", name), fmt::format("filter.{}", name));
    return std::to_string(number->value_or(0));
}

Status ReadFilter(const std::string& json, ExportQuery& query) {
    http::Request request;
    request.body = json;
    const auto body = TRY(http::Body::Read(request, {"query", "country", "order_status", "subscription", "orders", "has_email", "shared_email",
                                                     "deleted", "not_counted", "created_after", "created_before", "segment", "at"}));
    if (body.Has("query")) query.query = ParseQuery(TRY(ValueOf(body, "query")));
    for (const std::string_view name : FilterNames()) {
        if (body.Has(name)) TRY(AddFilter(name, TRY(ValueOf(body, name)), query.filter));
    }
    return {};
}

}  // namespace

std::string_view ExportStateName(ExportState state) {
    constexpr std::string_view kNames[] = {"waiting", "running", "done", "failed", "removed"};
    return kNames[static_cast<size_t>(state)];
}

void WriteExport(JsonWriter& json, const ExportRow& row) {
    json.BeginObject().Member("object", "export").Member("id", EncodeId("exp", row.id)).Member("kind", "profiles");
    json.Member("format", FormatName(row.format)).Key("filter").Raw(row.filter.empty() ? "{}" : row.filter);
    json.Key("fields");
    if (row.fields.empty()) {
        json.Null();
    } else {
        json.BeginArray();
        for (const std::string_view name : Split(row.fields, ',')) json.String(name);
        json.EndArray();
    }
    json.Member("state", ExportStateName(row.state)).Member("rows", row.rows).Member("bytes", row.bytes);
    json.Member("created", row.created / kSecond).Member("expires", row.expires / kSecond).Key("error");
    row.error ? json.String(*row.error) : json.Null();
    json.EndObject();
}

Result<ExportQuery> QueryOf(const ExportRow& row) {
    ExportQuery query;
    query.format = row.format;
    TRY(ReadFilter(row.filter, query));
    if (row.fields.empty()) return query;
    for (const std::string_view name : Split(row.fields, ',')) query.fields.emplace_back(name);
    return query;
}

Status CheckExport(sql::Tx& tx, const ExportRow& row) {
    const ExportQuery query = TRY(QueryOf(row));
    if (std::ranges::all_of(query.fields, [](const std::string& name) { return FindField(name) != nullptr; })) return {};
    const std::shared_ptr<const CustomFields> own = TRY(LoadCustomFields(tx, row.account));
    (void)TRY(ExportColumns(query.fields, *own));
    return {};
}

Result<int64_t> NextExportId(sql::Tx& tx, Micros now) {
    const sql::Rows rows = TRY(tx.Query("profiles.last_export"));
    return std::max<int64_t>(now, rows.Int(0, 0) + 1);
}

Status SaveExport(sql::Tx& tx, const ExportRow& row) {
    return tx.Run("profiles.put_export", row.id, Number(row.account), FormatName(row.format), row.filter, row.fields,
                  static_cast<int64_t>(row.state), row.rows, row.bytes, row.created, row.expires, row.error);
}

Result<std::optional<ExportRow>> FindExport(sql::Tx& tx, AccountId account, int64_t id) {
    const sql::Rows rows = TRY(tx.Query("profiles.find_export", Number(account), id));
    if (rows.empty()) return std::optional<ExportRow>();
    return std::optional<ExportRow>(RowOf(rows, 0));
}

Result<std::vector<ExportRow>> ListExports(sql::Tx& tx, AccountId account) {
    return RowsOf(TRY(tx.Query("profiles.exports", Number(account))));
}

Result<std::vector<ExportRow>> AllExports(sql::Tx& tx) { return RowsOf(TRY(tx.Query("profiles.all_exports"))); }

Status DropExport(sql::Tx& tx, int64_t id) { return tx.Run("profiles.drop_export", id); }

}  // namespace daybook::profiles
