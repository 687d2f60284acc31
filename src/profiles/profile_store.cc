#include "profiles/profile_store.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"
#include "profiles/custom_fields.h"
#include "profiles/identity.h"
#include "profiles/keys.h"
#include "profiles/people_sets.h"
#include "profiles/numbers.h"
#include "profiles/profile_codec.h"
#include "profiles/search_terms.h"

namespace daybook::profiles {
namespace {

Head ReadHead(const sql::Rows& rows, size_t i) {
    return {.id = ProfileId{rows.Int(i, 0)},
            .account = AccountId{rows.Int(i, 1)},
            .exists = true,
            .shown = rows.Int(i, 2) != 0,
            .own = rows.Int(i, 3) != 0,
            .created = rows.Int(i, 4),
            .updated = rows.Int(i, 5),
            .made = rows.Int(i, 6),
            .version = rows.Int(i, 7),
            .digest = rows.Int(i, 8),
            .custom = std::string(rows.TextAt(i, 9))};
}

// Those without a row belong to the account of their block.
Status FillAccounts(sql::Tx& tx, std::vector<Head>& heads) {
    std::set<int64_t> missing;
    for (const Head& head : heads) {
        if (!head.exists) missing.insert(BlockOf(head.id));
    }
    if (missing.empty()) return {};
    std::vector<int64_t> blocks(missing.begin(), missing.end());
    std::vector<AccountId> accounts = TRY(AccountsOfBlocks(tx, blocks));
    for (Head& head : heads) {
        if (head.exists) continue;
        size_t place = static_cast<size_t>(std::ranges::lower_bound(blocks, BlockOf(head.id)) - blocks.begin());
        head.account = accounts[place];
    }
    return {};
}

Result<std::map<ProfileId, Profile>> LoadMap(sql::Tx& tx, std::span<const ProfileId> ids) {
    sql::Rows rows = TRY(tx.Each("profiles.load", KeysOf(ids)));
    std::map<ProfileId, Profile> found;
    std::map<AccountId, std::shared_ptr<const CustomFields>> fields;
    for (size_t i = 0; i < rows.size(); ++i) {
        Profile profile = ReadProfile(rows, i);
        const auto [of, added] = fields.try_emplace(profile.account);
        if (added) of->second = TRY(LoadCustomFields(tx, profile.account));
        profile.custom_fields = of->second;
        ProfileId id = profile.id;
        found.emplace(id, std::move(profile));
    }
    return found;
}

// The shown ones of this account that have the term, newest first. A term of one person: there are few.
Result<std::vector<Profile>> WithTerm(sql::Tx& tx, AccountId account, const std::string& term) {
    constexpr size_t kMost = 100;
    PeopleBits people;
    TRY(AddPeople(TRY(tx.Query("profiles.with_term", Number(account), term, int64_t{kMost})), people));
    std::vector<ProfileId> ids = IdsOf(people);
    ids.resize(std::min(ids.size(), kMost));
    std::vector<Profile> found = TRY(Load(tx, ids));
    std::erase_if(found, [&](const Profile& profile) { return !profile.shown || profile.account != account; });
    std::ranges::sort(found, [](const Profile& a, const Profile& b) {
        return std::pair(a.created, a.id) > std::pair(b.created, b.id);
    });
    return found;
}

}  // namespace

Result<std::vector<Head>> LoadHeads(sql::Tx& tx, std::span<const ProfileId> ids) {
    ASSERT(std::ranges::is_sorted(ids));
    std::vector<Head> heads(ids.size());
    for (size_t i = 0; i < ids.size(); ++i) heads[i].id = ids[i];
    sql::Rows rows = TRY(tx.Each("profiles.load_heads", KeysOf(ids)));
    for (size_t i = 0; i < rows.size(); ++i) {
        auto place = std::ranges::lower_bound(ids, ProfileId{rows.Int(i, 0)});
        heads[static_cast<size_t>(place - ids.begin())] = ReadHead(rows, i);
    }
    TRY(FillAccounts(tx, heads));
    return heads;
}

Result<std::vector<Profile>> Load(sql::Tx& tx, std::span<const ProfileId> ids) {
    std::map<ProfileId, Profile> found = TRY(LoadMap(tx, ids));
    std::vector<Profile> profiles;
    profiles.reserve(found.size());
    for (ProfileId id : ids) {
        auto place = found.find(id);
        if (place != found.end()) profiles.push_back(std::move(place->second));
    }
    return profiles;
}

Result<std::optional<Profile>> Find(sql::Tx& tx, AccountId account, ProfileId id) {
    ProfileId answering = TRY(Resolve(tx, id));
    std::vector<Profile> found = TRY(Load(tx, std::span(&answering, 1)));
    if (found.empty() || !found[0].shown || found[0].account != account) return std::optional<Profile>();
    return std::optional<Profile>(std::move(found[0]));
}

Result<std::vector<Profile>> FindByEmail(sql::Tx& tx, AccountId account, std::string_view email) {
    std::optional<std::string> wanted = NormaliseEmail(email);
    if (!wanted) return std::vector<Profile>{};
    std::vector<Profile> found = TRY(WithTerm(tx, account, AddressTerm(*wanted)));
    std::erase_if(found, [&](const Profile& profile) {
        return NormaliseEmail(profile.fields.email.value_or("")) != wanted;
    });
    return found;
}

Result<std::vector<Profile>> FindByCustomerId(sql::Tx& tx, AccountId account, std::string_view customer_id) {
    if (!IsUtf8(customer_id) || customer_id.empty()) return std::vector<Profile>{};
    std::vector<Profile> found = TRY(WithTerm(tx, account, TermOf(customer_id)));
    std::erase_if(found, [&](const Profile& profile) {
        return std::ranges::find(profile.fields.customer_ids, customer_id) == profile.fields.customer_ids.end();
    });
    return found;
}

Result<std::string> MainCurrency(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("profiles.main_currency", Number(account)));
    return rows.empty() ? std::string() : rows.String(0, 0);
}

Result<int64_t> CountShown(sql::Tx& tx, AccountId account) {
    return TRY(tx.Query("profiles.count_shown", Number(account))).Int(0, 0);
}

}  // namespace daybook::profiles
