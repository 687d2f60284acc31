#include "profiles/export.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "http/parameters.h"
#include "profiles/api.h"
#include "profiles/csv.h"
#include "profiles/custom_fields.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"

namespace daybook::profiles {
namespace {

constexpr int kPeopleAPiece = 500;

void AppendCsvValue(std::string& out, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) AppendCsvText(out, *text);
    else if (const auto* number = std::get_if<int64_t>(&value)) out += fmt::format_int(*number).c_str();
    else if (const auto* flag = std::get_if<bool>(&value)) out += *flag ? "true" : "false";
}

void AppendCsvCustom(std::string& out, const CustomField& field, const CustomValue& value) {
    out += ',';
    if (IsOf(field.type, value)) AppendCsvText(out, CustomText(value));
    if (field.type != FieldType::kMoney) return;
    const auto* money = std::get_if<Money>(&value);
    out += ',';
    if (money != nullptr) AppendCsvText(out, money->currency);
}

void WriteValue(JsonWriter& json, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) json.String(*text);
    else if (const auto* number = std::get_if<int64_t>(&value)) json.Int(*number);
    else if (const auto* flag = std::get_if<bool>(&value)) json.Bool(*flag);
    else json.Null();
}

std::vector<const FieldRow*> ColumnsOf(const ExportQuery& query) {
    if (!query.fields.empty()) return query.fields;
    std::vector<const FieldRow*> all;
    for (const FieldRow& row : FieldCatalogue()) all.push_back(&row);
    return all;
}

}  // namespace

Result<Format> ParseFormat(std::string_view text) {
    if (text == "csv") return Format::kCsv;
    if (text == "jsonl") return Format::kJsonLines;
    return Invalid("format must be csv or jsonl.", "format");
}

std::string_view FormatName(Format format) { return format == Format::kCsv ? "csv" : "jsonl"; }

Exporter::Exporter(sql::Database& database, AccountId account, std::vector<std::string> pending, ExportQuery query, Memberships memberships)
    : database_(database), account_(account), pending_(std::move(pending)), query_(std::move(query)), memberships_(std::move(memberships)), columns_(ColumnsOf(query_)) {
    position_.limit = kPeopleAPiece;
}

void Exporter::AppendCsvHead(std::string& out) const {
    out += "id,created,updated";
    for (const FieldRow* row : columns_) out += fmt::format(",{}", row->name);
    for (const CustomField& field : custom_->all) {
        if (!query_.fields.empty()) break;
        out += "," + field.name;
        if (field.type == FieldType::kMoney) out += fmt::format(",{}_currency", field.name);
    }
    out += query_.fields.empty() ? ",tags,customer_ids\r\n" : "\r\n";
}

void Exporter::AppendCsvLine(std::string& out, const Profile& profile) const {
    fmt::format_to(std::back_inserter(out), "{},{},{}", ProfileName(profile.id), profile.created, profile.updated);
    for (const FieldRow* row : columns_) {
        out += ',';
        AppendCsvValue(out, row->value(profile.fields));
    }
    if (query_.fields.empty()) {
        for (const CustomField& field : custom_->all) AppendCsvCustom(out, field, FindCustom(profile.fields.custom, field.id));
        out += ',';
        AppendCsvText(out, fmt::format("{}", fmt::join(profile.fields.tags, "; ")));
        out += ',';
        AppendCsvText(out, fmt::format("{}", fmt::join(profile.fields.customer_ids, " ")));
    }
    out += "\r\n";
}

Result<bool> Exporter::Next(std::string& chunk) {
    if (done_) return false;
    TRY(database_.Read([&](sql::Tx& tx) { return Append(tx, chunk); }));
    return true;
}

Status Exporter::Append(sql::Tx& tx, std::string& chunk) {
    if (custom_ == nullptr) {
        custom_ = TRY(LoadCustomFields(tx, account_));
        TRY(FindPeople(tx, account_, memberships_, query_.filter));
        if (query_.format == Format::kCsv) AppendCsvHead(chunk);
    }
    ListPage page = TRY(ListFiltered(tx, account_, query_.query, query_.filter, position_));
    done_ = !page.has_more;
    if (page.ids.empty()) return {};
    std::vector<ProfileId> sorted = page.ids;
    std::ranges::sort(sorted);
    std::vector<Profile> people = TRY(Load(tx, sorted));
    std::ranges::sort(people, [](const Profile& a, const Profile& b) { return std::pair(a.created, a.id) > std::pair(b.created, b.id); });
    TRY(memberships_.show(tx, account_, people));
    for (const Profile& person : people) AppendOne(chunk, person);
    rows_ += static_cast<int64_t>(people.size());
    position_.kind = Position::Kind::kAfter;
    position_.place = {people.back().created, people.back().id};
    return {};
}

void Exporter::AppendOne(std::string& chunk, const Profile& person) const {
    if (query_.format == Format::kCsv) return AppendCsvLine(chunk, person);
    JsonWriter out(chunk);
    if (query_.fields.empty()) {
        WriteProfile(out, person, pending_);
    } else {
        out.BeginObject().Member("id", ProfileName(person.id)).Member("created", person.created).Member("updated", person.updated);
        for (const FieldRow* row : columns_) WriteValue(out.Key(row->name), row->value(person.fields));
        out.EndObject();
    }
    chunk += '\n';
}

http::Response Export(const http::Request& request, const ApiContext& context) {
    const auto read = [&]() -> Result<ExportQuery> {
        TRY(http::CheckQuery(request, {"format", "segment", "at"}));
        ExportQuery query;
        query.format = TRY(ParseFormat(request.Query("format").value_or("csv")));
        for (const std::string_view name : {"segment", "at"}) {
            if (const auto value = request.Query(name)) TRY(AddFilter(name, *value, query.filter));
        }
        // So that what cannot be found is said before the answer begins.
        ListFilter filter = query.filter;
        TRY(context.database.Read([&](sql::Tx& tx) { return FindPeople(tx, context.account, context.memberships, filter); }));
        return query;
    };
    Result<ExportQuery> query = read();
    if (!query.ok()) return http::ErrorResponse(query.error(), request.request_id);
    bool csv = query->format == Format::kCsv;
    http::Response response;
    response.headers.Set("Content-Type", csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson");
    response.headers.Set("Content-Disposition",
                         fmt::format("attachment; filename=\"profiles.{}\"", csv ? "csv" : "jsonl"));
    // Shared because std::function must be copyable; one connection pulls from it.
    auto exporter = std::make_shared<Exporter>(context.database, context.account, context.pending_resources, std::move(*query), context.memberships);
    response.source = [exporter](std::string& chunk) { return exporter->Next(chunk); };
    return response;
}

}  // namespace daybook::profiles
