#include "profiles/identity.h"

#include <algorithm>
#include <unordered_map>

#include "base/assert.h"

namespace daybook::profiles {
namespace {

sql::ParamTable EmailRows(AccountId account, const std::vector<EmailOf>& emails) {
    ASSERT(std::ranges::is_sorted(emails, {}, &EmailOf::first));
    sql::ParamTable rows(4);
    for (const auto& [email, profile] : emails) {
        rows.Row(Number(account), email, BlockOf(profile), Number(profile));
    }
    return rows;
}

}  // namespace

Result<std::vector<ProfileId>> FindEmails(sql::Tx& tx, AccountId account, const std::vector<std::string>& emails) {
    std::vector<ProfileId> owners(emails.size(), kNobody);
    if (emails.empty()) return owners;
    sql::Rows rows = TRY(tx.Query("profiles.find_emails", Number(account), emails));
    std::unordered_map<std::string_view, ProfileId> found;
    for (size_t i = 0; i < rows.size(); ++i) found[rows.TextAt(i, 0)] = ProfileId{rows.Int(i, 1)};
    for (size_t i = 0; i < emails.size(); ++i) {
        auto place = found.find(emails[i]);
        if (place != found.end()) owners[i] = place->second;
    }
    return owners;
}

Result<std::vector<ProfileId>> ClaimEmails(sql::Tx& tx, AccountId account, const std::vector<EmailOf>& wanted) {
    TRY(tx.RunEach("profiles.claim_emails", EmailRows(account, wanted)));
    std::vector<std::string> emails;
    emails.reserve(wanted.size());
    for (const EmailOf& one : wanted) emails.push_back(one.first);
    return FindEmails(tx, account, emails);
}

Status PutEmails(sql::Tx& tx, AccountId account, const std::vector<EmailOf>& owners) {
    return tx.RunEach("profiles.put_emails", EmailRows(account, owners));
}

Status DropEmails(sql::Tx& tx, AccountId account, const std::vector<std::string>& emails) {
    if (emails.empty()) return {};
    return tx.Run("profiles.drop_emails", Number(account), emails);
}

Status AddAlias(sql::Tx& tx, ProfileId from, ProfileId to) {
    ASSERT(from != to);
    ProfileId last = TRY(Resolve(tx, to));
    if (last == from) TRY(DropAlias(tx, to));
    ProfileId target = last == from ? to : last;
    TRY(tx.Run("profiles.retarget_aliases", Number(from), Number(target)));
    return tx.Run("profiles.put_alias", BlockOf(from), Number(from), Number(target));
}

Status DropAlias(sql::Tx& tx, ProfileId from) { return tx.Run("profiles.drop_alias", BlockOf(from), Number(from)); }

Result<ProfileId> Resolve(sql::Tx& tx, ProfileId id) {
    sql::Rows rows = TRY(tx.Query("profiles.read_alias", BlockOf(id), Number(id)));
    return rows.empty() ? id : ProfileId{rows.Int(0, 0)};
}

Result<std::vector<ProfileId>> AliasesOf(sql::Tx& tx, ProfileId id) {
    const sql::Rows rows = TRY(tx.Query("profiles.aliases_of", Number(id)));
    std::vector<ProfileId> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back(ProfileId{rows.Int(i, 0)});
    return all;
}

}  // namespace daybook::profiles
