// People as CSV or JSON lines, a piece at a time, so that memory does not grow with the shop; and the table of exports
// that are made in the background (server/exports.h runs them).
//
//   csv   = a line of names, then a line a profile: id, created, updated, the fields, those of the shop's own, tags,
//           customer_ids (with blanks between).
//           Values as in the JSON: unix seconds, smallest units of money. Texts that a spreadsheet might take for a
//           formula begin with an apostrophe (csv.h).
//   jsonl = the API's profile object a line; with chosen fields an object of id, created, updated and those
// An amount of money in a field of the shop's own is followed by NAME_currency.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "profiles/custom_fields.h"
#include "profiles/fields.h"
#include "profiles/memberships.h"
#include "profiles/search.h"

namespace daybook::profiles {

enum class Format : int8_t { kCsv, kJsonLines };
Result<Format> ParseFormat(std::string_view text);   // "csv", "jsonl"
std::string_view FormatName(Format format);

struct ExportQuery {
    Format format = Format::kCsv;
    SearchQuery query;
    ListFilter filter;
    std::vector<std::string> fields;   // in this order; empty: all
};

// One of them: of the catalogue, or of the shop's own.
struct ExportColumn {
    const FieldRow* row = nullptr;
    const CustomField* own = nullptr;   // where `row` is null
};
// Those of `names`, or all there are. kInvalid (param fields) where a name means nothing. They point into `own`.
Result<std::vector<ExportColumn>> ExportColumns(const std::vector<std::string>& names, const CustomFields& own);

// Used by one thread at a time. Each piece is read from a snapshot of its own, so what changes meanwhile may be shown as
// before or as after; who is in a segment that the filter asks for is found when the first piece is read.
class Exporter {
  public:
    Exporter(sql::Database& database, AccountId account, std::vector<std::string> pending, ExportQuery query, Memberships memberships);
    // Appends the next piece; false at the end.
    Result<bool> Next(std::string& chunk);
    int64_t rows() const { return rows_; }

  private:
    Status Append(sql::Tx& tx, std::string& chunk);
    void AppendOne(std::string& chunk, const Profile& person) const;
    void AppendCsvHead(std::string& chunk) const;
    void AppendCsvLine(std::string& chunk, const Profile& person) const;

    sql::Database& database_;
    AccountId account_;
    std::vector<std::string> pending_;
    ExportQuery query_;
    const Memberships memberships_;
    std::shared_ptr<const CustomFields> custom_;  // as they were when the first piece was read
    std::vector<ExportColumn> columns_;
    Position position_;
    int64_t rows_ = 0;
    bool done_ = false;
};

// ---- exports in the background ----

// kRemoved: its file was taken away, because it held somebody who was erased.
enum class ExportState : int16_t { kWaiting = 0, kRunning = 1, kDone = 2, kFailed = 3, kRemoved = 4 };
std::string_view ExportStateName(ExportState state);   // "waiting"
inline constexpr Micros kExportKept = 7 * kDay;

struct ExportRow {
    int64_t id = 0;                 // shown as exp_…
    AccountId account{};
    Format format = Format::kCsv;
    std::string filter;             // JSON object as it was asked for: {"query":"ada","country":"US"}
    std::string fields;             // names with commas between; empty: all
    ExportState state = ExportState::kWaiting;
    int64_t rows = 0, bytes = 0;
    Micros created = 0, expires = 0;
    std::optional<std::string> error;
};
// {"object":"export",…}
void WriteExport(JsonWriter& json, const ExportRow& row);
// What it asks for. kInvalid with `param` where the filter means nothing.
Result<ExportQuery> QueryOf(const ExportRow& row);
// kInvalid with `param` where the filter or a field means nothing.
Status CheckExport(sql::Tx& tx, const ExportRow& row);

// A number that no export has or had.
Result<int64_t> NextExportId(sql::Tx& tx, Micros now);
Status SaveExport(sql::Tx& tx, const ExportRow& row);
Result<std::optional<ExportRow>> FindExport(sql::Tx& tx, AccountId account, int64_t id);
// Of one account, the newest first.
Result<std::vector<ExportRow>> ListExports(sql::Tx& tx, AccountId account);
// Of all accounts, the oldest first.
Result<std::vector<ExportRow>> AllExports(sql::Tx& tx);
Status DropExport(sql::Tx& tx, int64_t id);

}  // namespace daybook::profiles
