// Table `erased` as rows, for what is kept beside the database (server/erased_file.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

struct ErasedRow {
    int64_t account = 0;
    int16_t kind = 0;       // Called
    int64_t at = 0;         // unix seconds
    std::string hash;       // bytes
    friend auto operator<=>(const ErasedRow&, const ErasedRow&) = default;
};
// By account and hash.
Result<std::vector<ErasedRow>> LoadErasedRows(sql::Tx& tx);
// As Erasures::Add, which gives them by hash: so must everybody, since rows are locked in that order.
Status AddErasedRows(sql::Tx& tx, const std::vector<ErasedRow>& rows);

// Whom addresses after `after` belong to, by address, at most `limit`.
struct EmailOwner {
    std::string email;
    ProfileId profile{};
};
Result<std::vector<EmailOwner>> EmailsAfter(sql::Tx& tx, AccountId account, const std::string& after, int limit);

}  // namespace daybook::profiles
