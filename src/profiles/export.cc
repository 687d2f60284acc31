#include "profiles/export.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
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
    const bool texts = field.type == FieldType::kText || field.type == FieldType::kList;
    if (IsOf(field.type, value)) {
        if (texts) AppendCsvText(out, CustomText(value));
        else out += CustomText(value);
    }
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

std::vector<ExportColumn> AllColumns(const CustomFields& own) {
    std::vector<ExportColumn> all;
    for (const FieldRow& row : FieldCatalogue()) all.push_back({.row = &row});
    for (const CustomField& field : own.all) all.push_back({.own = &field});
    return all;
}

}  // namespace

Result<std::vector<ExportColumn>> ExportColumns(const std::vector<std::string>& names, const CustomFields& own) {
    if (names.empty()) return AllColumns(own);
    std::vector<ExportColumn> columns;
    for (const std::string& name : names) {
        const ExportColumn column{.row = FindField(name), .own = own.Find(name)};
        if (column.row == nullptr && column.own == nullptr) {
            return Invalid(fmt::format("There is no field {}. See GET /v1/fields.", ToUtf8(name.substr(0, 60))), "fields");
        }
        columns.push_back(column);
    }
    return columns;
}

Result<Format> ParseFormat(std::string_view text) {
    if (text == "csv") return Format::kCsv;
    if (text == "jsonl") return Format::kJsonLines;
    return Invalid("format must be csv or jsonl.", "format");
}

std::string_view FormatName(Format format) { return format == Format::kCsv ? "csv" : "jsonl"; }

Exporter::Exporter(sql::Database& database, AccountId account, std::vector<std::string> pending, ExportQuery query, Memberships memberships)
    : database_(database), account_(account), pending_(std::move(pending)), query_(std::move(query)), memberships_(std::move(memberships)) {
    position_.limit = kPeopleAPiece;
}

void Exporter::AppendCsvHead(std::string& out) const {
    out += "id,created,updated";
    for (const ExportColumn& column : columns_) {
        out += fmt::format(",{}", column.row != nullptr ? column.row->name : column.own->name);
        if (column.row == nullptr && column.own->type == FieldType::kMoney) out += fmt::format(",{}_currency", column.own->name);
    }
    out += query_.fields.empty() ? ",tags,customer_ids\r\n" : "\r\n";
}

void Exporter::AppendCsvLine(std::string& out, const Profile& profile) const {
    fmt::format_to(std::back_inserter(out), "{},{},{}", ProfileName(profile.id), profile.created, profile.updated);
    for (const ExportColumn& column : columns_) {
        out += ',';
        if (column.row != nullptr) AppendCsvValue(out, column.row->value(profile.fields));
        else AppendCsvCustom(out, *column.own, FindCustom(profile.fields.custom, column.own->id));
    }
    if (query_.fields.empty()) {
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
        columns_ = TRY(ExportColumns(query_.fields, *custom_));
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
        for (const ExportColumn& column : columns_) {
            if (column.row != nullptr) WriteValue(out.Key(column.row->name), column.row->value(person.fields));
            else WriteCustomMember(out, *column.own, FindCustom(person.fields.custom, column.own->id));
        }
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
