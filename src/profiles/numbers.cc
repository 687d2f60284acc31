#include "profiles/numbers.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"

namespace daybook::profiles {
namespace {

// Few, because a restart skips what is left of them.
constexpr int64_t kBlockStep = 64;

}  // namespace

Result<std::unique_ptr<Numbers>> Numbers::Open(sql::Database& database) {
    auto blocks = TRY(Counter::Open(database, "block", kBlockStep));
    return std::unique_ptr<Numbers>(new Numbers(std::move(blocks)));
}

Result<Numbers::OpenBlock*> Numbers::OpenBlockOf(sql::Tx& tx, AccountId account) {
    auto [place, first_time] = open_.try_emplace(account);
    OpenBlock& open = place->second;
    if (first_time) {
        sql::Rows rows = TRY(tx.Query("profiles.open_block", Number(account)));
        if (!rows.empty()) open = {.block = rows.Int(0, 0), .used = rows.Int(0, 1)};
    }
    if (open.used == kBlockSize) open = {.block = TRY(blocks_->Take()), .used = 0};
    return &open;
}

Status Numbers::WriteUsed(sql::Tx& tx, AccountId account, const OpenBlock& open) {
    sql::Rows rows = TRY(tx.Query("profiles.use_block", open.block, Number(account), open.used));
    if (!rows.empty()) return {};
    return Corrupt(fmt::format("Block {} is used further, or by another account, than this process knows. Is a "
                               "second process writing to this store?", open.block));
}

Result<std::vector<ProfileId>> Numbers::Take(sql::Tx& tx, AccountId account, int64_t count) {
    std::scoped_lock lock(mutex_);
    std::vector<ProfileId> ids;
    ids.reserve(static_cast<size_t>(count));
    while (static_cast<int64_t>(ids.size()) < count) {
        OpenBlock& open = *TRY(OpenBlockOf(tx, account));
        ASSERT(open.block > 0 && open.used < kBlockSize);
        int64_t end = std::min(kBlockSize, open.used + count - static_cast<int64_t>(ids.size()));
        for (; open.used < end; ++open.used) ids.push_back(MakeProfileId(open.block, open.used));
        TRY(WriteUsed(tx, account, open));
    }
    ASSERT(std::ranges::is_sorted(ids));
    return ids;
}

Result<std::vector<AccountId>> AccountsOfBlocks(sql::Tx& tx, const std::vector<int64_t>& blocks) {
    sql::Rows rows = TRY(tx.Query("profiles.accounts_of_blocks", blocks));
    std::map<int64_t, AccountId> known;
    for (size_t i = 0; i < rows.size(); ++i) known[rows.Int(i, 0)] = AccountId{rows.Int(i, 1)};
    std::vector<AccountId> accounts;
    for (int64_t block : blocks) {
        auto found = known.find(block);
        if (found == known.end()) return Corrupt(fmt::format("Block {} has no row; run daybook doctor.", block));
        accounts.push_back(found->second);
    }
    return accounts;
}

}  // namespace daybook::profiles
