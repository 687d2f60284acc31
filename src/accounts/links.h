// One-time links: a random token in the address's fragment (so it is in no log), stored as its SHA-256, used once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::accounts {

// The numbers are stored.
enum class LinkKind : int16_t {
    kOwner = 1,       // makes the first owner; of no user yet
    kInvitation = 2,  // a user sets name and password
    kReset = 3,       // a user sets a new password
    kDemo = 4,        // signs in the sample shop's owner
};
std::string_view LinkKindName(LinkKind kind);

inline constexpr Micros kLinkAge = 72 * kHour;
inline constexpr Micros kResetLinkAge = kHour;

struct Link {
    LinkKind kind = LinkKind::kOwner;
    AccountId account{};
    int64_t user = 0;     // 0: none yet
    Micros expires = 0;
};

// Stores a link under a fresh token of MakeToken; those of the same user and kind end.
Status PutLink(sql::Tx& tx, const Link& link, std::string_view token);
// kNotFound link_invalid: unknown, used or expired.
Result<Link> FindLink(sql::Tx& tx, std::string_view token, Micros now);
// The same, and the link is used.
Result<Link> TakeLink(sql::Tx& tx, std::string_view token, Micros now);

}  // namespace daybook::accounts
