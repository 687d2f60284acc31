// Table `people_import`, and an import as the API shows it.
#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/text.h"
#include "profiles/people_import.h"

namespace daybook::profiles {
namespace {

constexpr size_t kSampleBytesMax = 80;

// {"map":{…},"left_out":[…],"keep_stripe":bool}
std::string ChoicesOf(const ImportRow& row) {
    std::string text;
    JsonWriter json(text);
    json.BeginObject().Key("map").BeginObject();
    for (const auto& [column, field] : row.map) json.Member(column, field);
    json.EndObject().Key("left_out");
    WriteTexts(json, row.left_out);
    json.Member("keep_stripe", row.keep_stripe).EndObject();
    return text;
}

void WriteReasons(JsonWriter& json, const std::vector<RowRefusal>& reasons) {
    json.BeginArray();
    for (const RowRefusal& one : reasons) {
        json.BeginObject().Member("line", one.line).Key("column");
        if (one.column.empty()) json.Null();
        else json.String(one.column);
        json.Member("message", one.message).EndObject();
    }
    json.EndArray();
}

std::string_view TextOf(simdjson::dom::element value) {
    std::string_view text;
    return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

void ReadChoices(const std::string& text, ImportRow& row) {
    simdjson::dom::parser parser;
    simdjson::dom::object all, map;
    if (parser.parse(text).get(all) != simdjson::SUCCESS) return;
    if (all["map"].get(map) == simdjson::SUCCESS) {
        for (const auto& [column, field] : map) row.map.emplace(column, TextOf(field));
    }
    simdjson::dom::array left_out;
    if (all["left_out"].get(left_out) == simdjson::SUCCESS) {
        for (const simdjson::dom::element column : left_out) row.left_out.emplace_back(TextOf(column));
    }
    bool keep = false;
    row.keep_stripe = all["keep_stripe"].get(keep) == simdjson::SUCCESS && keep;
}

void ReadReasons(const std::string& text, ImportRow& row) {
    simdjson::dom::parser parser;
    simdjson::dom::array all;
    if (parser.parse(text).get(all) != simdjson::SUCCESS) return;
    for (const simdjson::dom::element one : all) {
        int64_t line = 0;
        simdjson::dom::element column, message;
        const bool whole = one["line"].get(line) == simdjson::SUCCESS && one["column"].get(column) == simdjson::SUCCESS && one["message"].get(message) == simdjson::SUCCESS;
        if (whole) row.reasons.push_back({line, std::string(TextOf(column)), std::string(TextOf(message))});
    }
}

ImportRow RowOf(const sql::Rows& rows, size_t i) {
    ImportRow row;
    row.id = rows.Int(i, 0);
    row.account = AccountId{rows.Int(i, 1)};
    row.name = rows.String(i, 2);
    row.size = rows.Int(i, 3);
    row.state = static_cast<ImportState>(rows.Int(i, 4));
    ReadChoices(rows.String(i, 5), row);
    row.position = rows.Int(i, 6);
    row.line = rows.Int(i, 7);
    row.made = rows.Int(i, 8);
    row.changed = rows.Int(i, 9);
    row.unchanged = rows.Int(i, 10);
    row.refused = rows.Int(i, 11);
    row.refused_size = rows.Int(i, 12);
    ReadReasons(rows.String(i, 13), row);
    row.created = rows.Int(i, 14);
    row.expires = rows.Int(i, 15);
    row.error = rows.OptionalString(i, 16);
    return row;
}

std::vector<ImportRow> RowsOf(const sql::Rows& rows) {
    std::vector<ImportRow> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back(RowOf(rows, i));
    return all;
}

void WriteColumns(JsonWriter& json, const CsvLook& look, const CustomFields& fields) {
    const std::vector<std::string> suggested = SuggestedFields(look.names, fields);
    json.BeginArray();
    for (size_t i = 0; i < look.names.size(); ++i) {
        json.BeginObject().Member("name", look.names[i]).Key("suggested");
        if (suggested[i].empty()) json.Null();
        else json.String(suggested[i]);
        json.Key("samples").BeginArray();
        for (const auto& row : look.samples) {
            if (i < row.size() && !row[i].empty()) json.String(ToUtf8(std::string_view(row[i]).substr(0, kSampleBytesMax)));
        }
        json.EndArray().EndObject();
    }
    json.EndArray();
}

}  // namespace

std::string_view ImportStateName(ImportState state) {
    constexpr std::string_view kNames[] = {"uploading", "checking", "checked", "running", "done", "failed"};
    return kNames[static_cast<size_t>(state)];
}

void ImportRow::Rewind() {
    position = made = changed = unchanged = refused = refused_size = 0;
    line = 1;
    reasons.clear();
    error.reset();
}

void WriteImport(JsonWriter& json, const ImportRow& row, const CsvLook* look, const CustomFields* fields) {
    json.BeginObject().Member("object", "import").Member("id", EncodeId("imp", row.id)).Member("kind", "profiles").Member("name", row.name);
    json.Member("state", ImportStateName(row.state)).Member("size", row.size).Key("map").BeginObject();
    for (const auto& [column, field] : row.map) json.Member(column, field);
    json.EndObject().Key("left_out");
    WriteTexts(json, row.left_out);
    json.Member("keep_stripe", row.keep_stripe);
    if (look != nullptr) {
        json.Key("layout").BeginObject().Member("delimiter", std::string_view(&look->delimiter, 1)).Member("encoding", look->encoding).Key("columns");
        WriteColumns(json, *look, *fields);
        json.EndObject();
    }
    json.Member("read", row.position).Member("rows", row.rows()).Member("made", row.made).Member("changed", row.changed);
    json.Member("unchanged", row.unchanged).Member("refused", row.refused).Key("reasons");
    WriteReasons(json, row.reasons);
    json.Member("created", row.created / kSecond).Member("expires", row.expires / kSecond).Key("error");
    row.error ? json.String(*row.error) : json.Null();
    json.EndObject();
}

Result<int64_t> NextImportId(sql::Tx& tx, Micros now) { return std::max<int64_t>(now, TRY(tx.Query("profiles.last_import")).Int(0, 0) + 1); }

Status SaveImport(sql::Tx& tx, const ImportRow& row) {
    std::string reasons;
    JsonWriter json(reasons);
    WriteReasons(json, row.reasons);
    return tx.Run("profiles.put_import", row.id, Number(row.account), row.name, row.size, static_cast<int64_t>(row.state), ChoicesOf(row), row.position,
                  row.line, row.made, row.changed, row.unchanged, row.refused, row.refused_size, reasons, row.created, row.expires, row.error);
}

Result<std::optional<ImportRow>> FindImport(sql::Tx& tx, AccountId account, int64_t id) {
    const sql::Rows rows = TRY(tx.Query("profiles.find_import", Number(account), id));
    if (rows.empty()) return std::optional<ImportRow>();
    return std::optional<ImportRow>(RowOf(rows, 0));
}

Result<std::vector<ImportRow>> ListImports(sql::Tx& tx, AccountId account) { return RowsOf(TRY(tx.Query("profiles.imports", Number(account)))); }
Result<std::vector<ImportRow>> AllImports(sql::Tx& tx) { return RowsOf(TRY(tx.Query("profiles.all_imports"))); }
Status DropImport(sql::Tx& tx, int64_t id) { return tx.Run("profiles.drop_import", id); }

}  // namespace daybook::profiles
