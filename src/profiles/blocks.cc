#include "profiles/blocks.h"

#include "profiles/keys.h"

namespace daybook::profiles {

Result<std::vector<int64_t>> BlocksOf(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("profiles.blocks_of", Number(account)));
    std::vector<int64_t> blocks;
    for (size_t i = 0; i < rows.size(); ++i) blocks.push_back(rows.Int(i, 0));
    return blocks;
}

Result<std::vector<ProfileId>> PeopleOf(sql::Tx& tx, int64_t block) {
    return IdsOf(TRY(tx.Query("profiles.people_of", block, block * kBlockSize, (block + 1) * kBlockSize)));
}

Result<std::vector<ProfileId>> PeopleAfter(sql::Tx& tx, AccountId account, int64_t after, int64_t limit) {
    return IdsOf(TRY(tx.Query("profiles.all_after", after / kBlockSize, after, Number(account), limit)));
}

Result<int64_t> RevisionOf(sql::Tx& tx, int64_t block) {
    const sql::Rows rows = TRY(tx.Query("profiles.revision_of", block));
    return rows.empty() ? 0 : rows.Int(0, 0);
}

}  // namespace daybook::profiles
