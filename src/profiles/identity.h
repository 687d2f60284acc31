// Which profile an e-mail address belongs to, and which number answers for a number that was merged away.
//
// Addresses are normalised (base/text.h NormaliseEmail). Stripe's customer ids are names in the mirror's `object`,
// not here.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

inline constexpr ProfileId kNobody{};

// Whom each address belongs to, in the same order; kNobody where it is free.
Result<std::vector<ProfileId>> FindEmails(sql::Tx& tx, AccountId account, const std::vector<std::string>& emails);

using EmailOf = std::pair<std::string, ProfileId>;
// Takes each address for its profile unless another has it already, and returns whose it is now, in the same order.
// Sorted by address, each once. On PostgreSQL it waits for a transaction that takes the same address, and then
// sees the winner (needs READ COMMITTED).
Result<std::vector<ProfileId>> ClaimEmails(sql::Tx& tx, AccountId account, const std::vector<EmailOf>& wanted);
// The same, but takes the address from whoever has it.
Status PutEmails(sql::Tx& tx, AccountId account, const std::vector<EmailOf>& owners);
Status DropEmails(sql::Tx& tx, AccountId account, const std::vector<std::string>& emails);

// From now on `from`, and every number that answered with it, answers with `to`. Precondition: from != to.
Status AddAlias(sql::Tx& tx, ProfileId from, ProfileId to);
// The number is a profile of its own again.
Status DropAlias(sql::Tx& tx, ProfileId from);
// The profile that answers for `id`: itself where it was not merged away.
Result<ProfileId> Resolve(sql::Tx& tx, ProfileId id);
// The numbers that were merged into it, ascending.
Result<std::vector<ProfileId>> AliasesOf(sql::Tx& tx, ProfileId id);

}  // namespace daybook::profiles
