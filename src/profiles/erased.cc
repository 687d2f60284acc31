#include "profiles/erased.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "base/crypto.h"
#include "profiles/erased_rows.h"

namespace daybook::profiles {
namespace {

constexpr size_t kHashBytes = 16;

}  // namespace

Result<std::unique_ptr<Erasures>> Erasures::Open(sql::Database& database, const accounts::Secrets& secrets) {
    std::unique_ptr<Erasures> erasures(new Erasures(secrets));
    TRY(database.Read([&](sql::Tx& tx) -> Status {
        erasures->any_ = !TRY(tx.Query("profiles.any_erased")).empty();
        return {};
    }));
    return erasures;
}

std::string Erasures::HashOf(AccountId account, const ErasedName& name) const {
    std::string key;
    {
        std::lock_guard lock(mutex_);
        std::string& kept = keys_[account];
        if (kept.empty()) kept = secrets_.KeyFor(fmt::format("erased/{}", Number(account)));
        key = kept;
    }
    const std::string_view what = name.kind == Called::kEmail ? "email:" : "object:";
    return HmacSha256(key, std::string(what) + name.name).substr(0, kHashBytes);
}

Result<std::vector<std::optional<int64_t>>> Erasures::Find(sql::Tx& tx, AccountId account, const std::vector<ErasedName>& names) const {
    std::vector<std::optional<int64_t>> found(names.size());
    if (!any() || names.empty()) return found;
    std::vector<std::string> hashes;
    hashes.reserve(names.size());
    for (const ErasedName& name : names) hashes.push_back(HashOf(account, name));
    std::vector<std::string> sorted = hashes;
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    sql::ParamTable table(2);
    for (const std::string& hash : sorted) table.Row(Number(account), sql::Bytes{hash});
    const sql::Rows rows = TRY(tx.Each("profiles.find_erased", table));
    std::unordered_map<std::string_view, int64_t> at;
    for (size_t i = 0; i < rows.size(); ++i) at[rows.TextAt(i, 0)] = rows.Int(i, 1);
    for (size_t i = 0; i < names.size(); ++i) {
        const auto one = at.find(hashes[i]);
        if (one != at.end()) found[i] = one->second;
    }
    return found;
}

Status Erasures::Add(sql::Tx& tx, AccountId account, std::vector<ErasedName> names, int64_t at) {
    if (names.empty()) return {};
    any_ = true;   // also where the transaction fails: then it only costs a look
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<ErasedRow> rows;
    rows.reserve(names.size());
    for (const ErasedName& name : names) rows.push_back({Number(account), static_cast<int16_t>(name.kind), at, HashOf(account, name)});
    std::ranges::sort(rows, {}, &ErasedRow::hash);   // rows are locked in this order
    return AddErasedRows(tx, rows);
}

}  // namespace daybook::profiles
