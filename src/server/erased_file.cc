#include "server/erased_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "accounts/settings.h"
#include "base/io.h"
#include "base/text.h"
#include "profiles/erased_rows.h"
#include "profiles/profile_store.h"
#include "segments/history.h"
#include "segments/segments_store.h"
#include "stripe/connection.h"
#include "stripe/erase_person.h"

namespace daybook::server {
namespace {

using profiles::Called;
using profiles::ErasedName;
using profiles::ErasedRow;

constexpr std::string_view kHead = "daybook erased 1";
constexpr size_t kFileBytesMax = size_t{1} << 30;
// Of an account whose database lacked hashes: its people are still to be looked through.
constexpr std::string_view kSetting = "erased_restored";
constexpr int kNamesAtOnce = 2'000;

std::optional<ErasedRow> RowOf(std::string_view line) {
    const std::vector<std::string_view> parts = Split(line, ' ');
    if (parts.size() != 4) return std::nullopt;
    std::array<int64_t, 3> numbers{};
    for (size_t i = 0; i < numbers.size(); ++i) {
        const char* end = parts[i].data() + parts[i].size();
        const auto [stop, failed] = std::from_chars(parts[i].data(), end, numbers[i]);
        if (failed != std::errc() || stop != end) return std::nullopt;
    }
    auto hash = HexDecode(parts[3]);
    if (!hash || hash->size() != 16) return std::nullopt;
    return ErasedRow{numbers[0], static_cast<int16_t>(numbers[1]), numbers[2], std::move(*hash)};
}

Result<std::vector<ErasedRow>> ReadRows(const std::string& path) {
    std::vector<ErasedRow> rows;
    const auto text = ReadFile(path, kFileBytesMax);
    if (!text.ok() && text.error().code == Code::kNotFound) return rows;
    if (!text.ok()) return text.error();
    bool head = true;
    for (const std::string_view line : Split(*text, '\n')) {
        const auto row = RowOf(line);
        const bool good = head ? line == kHead : line.empty() || row;
        if (!good) {
            return Corrupt(fmt::format("{} is damaged. It keeps erased people from coming back: put the newest good copy in its place, or "
                                       "move it away if there is none; it is then written anew from the database.", path), "erased_file_damaged");
        }
        if (row) rows.push_back(*row);
        head = false;
    }
    return rows;
}

using Keyed = std::map<std::pair<int64_t, std::string>, ErasedRow>;

Keyed ByHash(const std::vector<ErasedRow>& rows) {
    Keyed keyed;
    for (const ErasedRow& row : rows) {
        ErasedRow& kept = keyed.try_emplace({row.account, row.hash}, row).first->second;
        kept.at = std::max(kept.at, row.at);
    }
    return keyed;
}

// Those that `has` lacks, or knows of an earlier moment.
std::vector<ErasedRow> Lacking(const Keyed& has, const Keyed& wanted) {
    std::vector<ErasedRow> lacking;
    for (const auto& [key, row] : wanted) {
        const auto found = has.find(key);
        if (found == has.end() || found->second.at < row.at) lacking.push_back(row);
    }
    return lacking;
}

std::string TextOf(const Keyed& rows) {
    std::string text(kHead);
    text += '\n';
    for (const auto& [key, row] : rows) text += fmt::format("{} {} {} {}\n", row.account, row.kind, row.at, HexEncode(row.hash));
    return text;
}

// The people of these names who were here before they were erased.
Result<std::set<ProfileId>> Again(sql::Tx& tx, AccountId account, const profiles::Erasures& erasures, const std::vector<ErasedName>& names,
                                  const std::vector<ProfileId>& owners) {
    std::set<ProfileId> again;
    const auto found = TRY(erasures.Find(tx, account, names));
    for (size_t i = 0; i < names.size(); ++i) {
        if (!found[i] || owners[i] == ProfileId{}) continue;
        const profiles::Head head = TRY(profiles::LoadHeads(tx, std::span(&owners[i], 1))).front();
        if (names[i].kind == Called::kObject || head.created <= *found[i]) again.insert(owners[i]);
    }
    return again;
}

// One slice of the account's addresses, or of its customers. The people found; `after` moves on, and is empty at the end.
Result<std::set<ProfileId>> Slice(sql::Tx& tx, AccountId account, const profiles::Erasures& erasures, Called kind, std::string& after) {
    std::vector<ErasedName> names;
    std::vector<ProfileId> owners;
    if (kind == Called::kEmail) {
        for (auto& one : TRY(profiles::EmailsAfter(tx, account, after, kNamesAtOnce))) {
            names.push_back({kind, std::move(one.email)});
            owners.push_back(one.profile);
        }
    } else if (const auto connection = TRY(stripe::LoadConnectionOf(tx, account))) {
        for (auto& one : TRY(stripe::CustomersAfter(tx, connection->id, after, kNamesAtOnce))) {
            names.push_back({kind, std::move(one.first)});
            owners.push_back(one.second);
        }
    }
    after = names.size() < static_cast<size_t>(kNamesAtOnce) ? std::string() : names.back().name;
    return Again(tx, account, erasures, names, owners);
}

}  // namespace

// On the writer's thread, so that no two of them write the file at once.
Status ReconcileErased(const std::string& folder, sql::Database& database) {
    const std::string path = folder + "/erased";
    return database.Write([&](sql::Tx& tx) -> Status {
        const Keyed file = ByHash(TRY(ReadRows(path)));
        const Keyed table = ByHash(TRY(profiles::LoadErasedRows(tx)));
        const std::vector<ErasedRow> restored = Lacking(table, file);
        if (!restored.empty()) TRY(profiles::AddErasedRows(tx, restored));
        for (const ErasedRow& row : restored) TRY(accounts::PutSetting(tx, static_cast<AccountId>(row.account), kSetting, "restored"));
        Keyed all = file;
        for (const ErasedRow& row : Lacking(file, table)) all[{row.account, row.hash}] = row;
        return all == file ? Status() : WriteFileDurably(path, TextOf(all), 0600);
    });
}

Result<int64_t> EraseAgain(sql::Database& database, AccountId account, const stripe::Bodies& bodies, profiles::Erasures& erasures, const Clock& clock) {
    bool restored = false;
    TRY(database.Read([&](sql::Tx& tx) -> Status {
        restored = TRY(accounts::GetSetting(tx, account, kSetting)).has_value();
        return {};
    }));
    if (!restored) return 0;
    std::set<ProfileId> all;
    for (const Called kind : {Called::kEmail, Called::kObject}) {
        std::string after;
        do {
            TRY(database.Read([&](sql::Tx& tx) -> Status {
                all.merge(TRY(Slice(tx, account, erasures, kind, after)));
                return {};
            }));
        } while (!after.empty());
    }
    for (const ProfileId person : all) {
        const stripe::EraseContext context{account, bodies, erasures, clock.Now()};
        TRY(database.Write([&](sql::Tx& tx) -> Status {
            TRY(stripe::ErasePerson(tx, context, person));
            return segments::Forget(tx, person);
        }));
    }
    TRY(database.Write([&](sql::Tx& tx) { return accounts::PutSetting(tx, account, kSetting, std::nullopt); }));
    return static_cast<int64_t>(all.size());
}

}  // namespace daybook::server
