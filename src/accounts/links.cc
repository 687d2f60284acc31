#include "accounts/links.h"

#include "base/crypto.h"

namespace daybook::accounts {
namespace {

Error Gone() { return NotFound("This link was used already, or has expired. Ask for a new one.", "link_invalid"); }

Result<Link> Judge(const sql::Rows& rows, Micros now) {
    if (rows.empty() || rows.Int(0, 3) <= now) return Gone();
    return Link{static_cast<LinkKind>(rows.Int(0, 0)), static_cast<AccountId>(rows.Int(0, 1)), rows.Int(0, 2), rows.Int(0, 3)};
}

}  // namespace

std::string_view LinkKindName(LinkKind kind) {
    switch (kind) {
        case LinkKind::kOwner: return "owner";
        case LinkKind::kInvitation: return "invitation";
        case LinkKind::kReset: return "reset";
        case LinkKind::kDemo: return "demo";
    }
    return "";
}

Status PutLink(sql::Tx& tx, const Link& link, std::string_view token) {
    std::string hash = Sha256(token);
    TRY(tx.Run("accounts.replace_links", Number(link.account), link.user, static_cast<int64_t>(link.kind)));
    return tx.Run("accounts.insert_link", sql::Bytes{hash}, Number(link.account), static_cast<int64_t>(link.kind), link.user, link.expires);
}

Result<Link> FindLink(sql::Tx& tx, std::string_view token, Micros now) {
    std::string hash = Sha256(token);
    return Judge(TRY(tx.Query("accounts.find_link", sql::Bytes{hash})), now);
}

Result<Link> TakeLink(sql::Tx& tx, std::string_view token, Micros now) {
    std::string hash = Sha256(token);
    return Judge(TRY(tx.Query("accounts.take_link", sql::Bytes{hash})), now);
}

}  // namespace daybook::accounts
