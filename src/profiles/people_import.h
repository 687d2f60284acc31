// People from files: table `people_import`, and how a piece of a file becomes people. server/people_imports.h runs them.
//
// A file is uploaded a piece at a time, looked at (which column is which field), checked without a change, then imported.
// How far it is stands in the same transaction as the people of each piece: what a crash cuts off goes on behind the last
// whole piece, and nobody is made twice, because people are told apart by their e-mail address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "profiles/csv_people.h"

namespace daybook::profiles {

enum class ImportState : int16_t { kUploading = 0, kChecking = 1, kChecked = 2, kRunning = 3, kDone = 4, kFailed = 5 };
std::string_view ImportStateName(ImportState state);  // "uploading"
inline constexpr Micros kImportKept = 7 * kDay;
inline constexpr int64_t kImportBytesMax = 100 << 20;
inline constexpr int64_t kImportRowsMax = 1'000'000;
inline constexpr size_t kReasonsMax = 50;

struct ImportRow {
    int64_t id = 0;  // shown as imp_…
    AccountId account{};
    std::string name;  // of the file
    int64_t size = 0;  // bytes that are here
    ImportState state = ImportState::kUploading;
    ColumnMap map;             // column's name → field's name
    std::vector<std::string> left_out;  // columns that are in no field; known once it was begun
    bool keep_stripe = false;  // where Stripe has another value it stays, and the rest of the row is taken
    int64_t position = 0;      // offset behind the last row that was taken; 0: none
    int64_t line = 1;          // that begins there
    int64_t made = 0, changed = 0, unchanged = 0, refused = 0;  // rows
    int64_t refused_size = 0;  // bytes of the file of refused rows
    std::vector<RowRefusal> reasons;  // the first ones
    Micros created = 0, expires = 0;
    std::optional<std::string> error;

    int64_t rows() const { return made + changed + unchanged + refused; }
    // As before the first row.
    void Rewind();
};
// {"object":"import",…}; `look` where its columns are to be shown.
void WriteImport(JsonWriter& json, const ImportRow& row, const CsvLook* look, const CustomFields* fields);

Result<int64_t> NextImportId(sql::Tx& tx, Micros now);
Status SaveImport(sql::Tx& tx, const ImportRow& row);
Result<std::optional<ImportRow>> FindImport(sql::Tx& tx, AccountId account, int64_t id);
// Of one account, the newest first.
Result<std::vector<ImportRow>> ListImports(sql::Tx& tx, AccountId account);
// Of all accounts, the oldest first.
Result<std::vector<ImportRow>> AllImports(sql::Tx& tx);
Status DropImport(sql::Tx& tx, int64_t id);

// Who would have been made or changed by earlier rows of a check, which changes nothing.
class CheckMemory {
  public:
    // What the row would come to after those before it; `first` where nobody of it was seen before.
    Imported After(std::string_view email, const Edit& edit, Imported first);

  private:
    std::unordered_map<uint64_t, uint64_t> seen_;  // hashes of address → of what was asked for last
};

// Takes rows into the import's figures. `memory`: only looks. Rows that are refused are appended to `refused` as lines of a
// CSV file. kUnavailable and the like end it; what is wrong with a row does not.
Status TakeRows(sql::Tx& tx, const EditParts& parts, const EditRules& rules, const std::vector<ColumnTarget>& targets, const std::vector<CsvRow>& rows,
                CheckMemory* memory, ImportRow& import, std::string& refused);

// The first line of the file of refused rows.
std::string RefusedHead(const CsvLook& look);

}  // namespace daybook::profiles
