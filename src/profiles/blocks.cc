#include "profiles/blocks.h"

#include <algorithm>

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
    std::vector<ProfileId> people;
    for (const int64_t block : TRY(BlocksOf(tx, account))) {
        const int64_t begin = block * kBlockSize, end = begin + kBlockSize, left = limit - std::ssize(people);
        if (end <= after) continue;
        if (left == 0) break;
        const auto some = IdsOf(TRY(tx.Query("profiles.people_after", block, std::max(after, begin - 1), end, left)));
        people.insert(people.end(), some.begin(), some.end());
    }
    return people;
}

Result<std::vector<ProfileId>> SomePeople(sql::Tx& tx, AccountId account, int64_t limit) {
    constexpr int64_t kPlaces = 20;
    std::vector<ProfileId> some = TRY(PeopleAfter(tx, account, 0, limit + 1));
    if (static_cast<int64_t>(some.size()) <= limit) return some;
    some.clear();
    const std::vector<int64_t> blocks = TRY(BlocksOf(tx, account));
    const int64_t count = static_cast<int64_t>(blocks.size()), places = std::min(count, kPlaces);
    for (int64_t place = 0; place < places; ++place) {
        const int64_t before = blocks[static_cast<size_t>(place * count / places)] * kBlockSize - 1;
        const std::vector<ProfileId> next = TRY(PeopleAfter(tx, account, before, limit / places));
        some.insert(some.end(), next.begin(), next.end());
    }
    std::sort(some.begin(), some.end());
    some.erase(std::unique(some.begin(), some.end()), some.end());
    return some;
}

Result<std::vector<Rev>> RevsOf(sql::Tx& tx, int64_t block) {
    const sql::Rows rows = TRY(tx.Query("profiles.revs_of", block));
    std::vector<Rev> revs;
    revs.reserve(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) revs.push_back({ProfileId{rows.Int(i, 0)}, rows.Int(i, 1)});
    return revs;
}

Result<std::string> ColumnsOf(sql::Tx& tx, int64_t block) {
    const sql::Rows rows = TRY(tx.Query("profiles.columns_of", block));
    return rows.empty() ? std::string() : rows.String(0, 0);
}

Status PutColumns(sql::Tx& tx, int64_t block, std::string_view columns) { return tx.Run("profiles.put_columns", block, sql::Bytes{columns}); }

Result<int64_t> RevisionOf(sql::Tx& tx, int64_t block) {
    const sql::Rows rows = TRY(tx.Query("profiles.revision_of", block));
    return rows.empty() ? 0 : rows.Int(0, 0);
}

}  // namespace daybook::profiles
