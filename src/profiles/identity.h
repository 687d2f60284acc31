// Which profile a foreign name belongs to, and which number answers for a number that was merged away.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "sql/database.h"

namespace daybook::profiles {

// The numbers are stored. Stripe's customer ids are names in the mirror's `object`, not here.
enum class IdentityKind : int16_t { kEmail = 0 };

struct Identity {
    std::string value;       // an e-mail normalised (base/text.h NormaliseEmail)
    ProfileId profile{};
    friend bool operator==(const Identity&, const Identity&) = default;
};

// Those of `values` that are taken, with their profiles, sorted by value.
Result<std::vector<Identity>> Lookup(sql::Tx& tx, AccountId account, IdentityKind kind,
                                     std::span<const std::string> values);

// Takes each value for its profile unless another has it already, and returns who has it now, in the same order.
// `wanted` is sorted by value, each once. Waits on PostgreSQL for a transaction that takes the same value, and then
// sees the winner (READ COMMITTED).
Result<std::vector<Identity>> Claim(sql::Tx& tx, AccountId account, IdentityKind kind,
                                    std::span<const Identity> wanted);

// Gives values up, where they still belong to this profile.
Status Release(sql::Tx& tx, AccountId account, IdentityKind kind, ProfileId profile,
               std::span<const std::string> values);

// Hands values from one profile to another, where they still belong to the first.
Status Move(sql::Tx& tx, AccountId account, IdentityKind kind, ProfileId from, ProfileId to,
            std::span<const std::string> values);

// From now on `from` answers with `to`: two profiles became one, the older survives. Precondition: from != to.
Status AddAlias(sql::Tx& tx, ProfileId from, ProfileId to);
// The number is a profile of its own again.
Status DropAlias(sql::Tx& tx, ProfileId from);
// The profile that answers for `id`: itself, or the one that it became, however often.
Result<ProfileId> Resolve(sql::Tx& tx, ProfileId id);

}  // namespace daybook::profiles
