// The blocks of an account (architecture.md §4) and who is in them: for work that goes over everybody, a block at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

// Ascending.
Result<std::vector<int64_t>> BlocksOf(sql::Tx& tx, AccountId account);
// The numbers of a block that have a row, shown or not. Ascending.
Result<std::vector<ProfileId>> PeopleOf(sql::Tx& tx, int64_t block);
// The next people of an account after number `after` who have a row, shown or not. Ascending.
Result<std::vector<ProfileId>> PeopleAfter(sql::Tx& tx, AccountId account, int64_t after, int64_t limit);
// All of an account where there are at most `limit`; else about as many, from blocks that are evenly spread. Ascending.
Result<std::vector<ProfileId>> SomePeople(sql::Tx& tx, AccountId account, int64_t limit);
// Each number of a block that was ever marked, with its `rev`, which grows with each change of that person. Ascending.
struct Rev {
    ProfileId profile{};
    int64_t rev = 0;
};
Result<std::vector<Rev>> RevsOf(sql::Tx& tx, int64_t block);
// What a later floor keeps of a block beside the rows that it is made from, in bytes of its own; dropped when anybody of the
// block is removed. Empty: nothing.
Result<std::string> ColumnsOf(sql::Tx& tx, int64_t block);
Status PutColumns(sql::Tx& tx, int64_t block, std::string_view columns);
// Grows with each change of anybody in the block: the same twice means that nobody was marked or settled in between.
Result<int64_t> RevisionOf(sql::Tx& tx, int64_t block);

}  // namespace daybook::profiles
