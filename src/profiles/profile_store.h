// Table `profile`: reading and writing people.
//
// A number needs no row: Store makes it when the person is first shown. All ids are sorted and unique where a list
// is taken.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "profiles/profile.h"
#include "sql/database.h"

namespace daybook::profiles {

// What settling needs to know of a stored profile before it computes: narrow, so that it is cheap.
struct Head {
    ProfileId id{};
    AccountId account{};         // known also where there is no row yet: the block's
    bool exists = false;         // a row is stored
    bool shown = false;
    bool own = false;            // it has something of its own (made by hand or by the API)
    int64_t created = 0, updated = 0;   // unix seconds
    int64_t made = 0;            // unix seconds: when it was made here; 0 where there is no row yet
    int64_t version = 0;
    int64_t digest = 0;          // of fields and sources as stored
    std::string custom;          // as stored (custom.h)
};
// One for each id, in the same order.
Result<std::vector<Head>> LoadHeads(sql::Tx& tx, std::span<const ProfileId> ids);

// A profile as settled, beside what was stored when it was loaded (and still is: its rev was checked).
struct Update {
    Head before;
    Profile after;               // `updated` is filled by Store; id and account are those of `before`
};
// What Store did to one profile that changed as seen from outside.
struct Changed {
    ProfileId id{};
    int64_t updated = 0;
    bool appeared = false, vanished = false;
    std::vector<std::string_view> fields;   // names (fields.h) of those that changed, "created"; empty where it appeared or vanished
};
// Store step 2 and 3: writes rows where something changed (`updated` moves only where a shown value did), and the
// search terms. Returns those that changed as seen from outside, in the order of `updates`.
Result<std::vector<Changed>> Store(sql::Tx& tx, std::span<const Update> updates, Micros now);

// The whole profiles, in the order of `ids`; those without a row are left out, hidden ones are not.
Result<std::vector<Profile>> Load(sql::Tx& tx, std::span<const ProfileId> ids);
// The shown profile that answers for `id` (aliases are followed); nothing if there is none in this account.
Result<std::optional<Profile>> Find(sql::Tx& tx, AccountId account, ProfileId id);
// The shown profiles with this e-mail (normalised by the callee) or with this Stripe customer, newest first.
Result<std::vector<Profile>> FindByEmail(sql::Tx& tx, AccountId account, std::string_view email);
Result<std::vector<Profile>> FindByCustomerId(sql::Tx& tx, AccountId account, std::string_view customer_id);

// The custom values and tags of one as they are to be shown, beside what was stored and its rev when that was read.
struct CustomUpdate {
    ProfileId id{};
    int64_t rev = 0;
    bool shown = false;
    CustomValues before;
    std::string after;  // EncodeCustom
};
// For computing everybody's again under another catalogue: writes those whose rev has not moved; the others are due and
// are settled under it. Only before somebody else's write of the same people, which one writer's thread sees to.
Status StoreCustom(sql::Tx& tx, const std::vector<CustomUpdate>& updates, Micros now);

// Takes rows, what was set here, search terms, activities and e-mail identities of these profiles away and wakes nobody: for data that
// is erased. Their numbers are never given again.
Status Remove(sql::Tx& tx, AccountId account, std::span<const ProfileId> ids);

// The currency in which people of this account have most of their orders; empty where nobody has any. Reads everybody.
Result<std::string> MainCurrency(sql::Tx& tx, AccountId account);
// How many are shown. Reads an index from end to end: for doctor and benchmarks.
Result<int64_t> CountShown(sql::Tx& tx, AccountId account);

}  // namespace daybook::profiles
