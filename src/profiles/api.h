// The HTTP handlers of profiles: request in, response out (api.md §2).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "http/message.h"
#include "http/parameters.h"
#include "profiles/memberships.h"
#include "profiles/profile.h"
#include "profiles/search.h"
#include "sql/database.h"

namespace daybook::profiles {

// Whom a request is for, and what answers it.
struct ApiContext {
    AccountId account{};
    sql::Database& database;
    const Clock& clock;
    std::vector<std::string> pending_resources;   // Stripe resources that were not imported once
    // What later floors know. Of these three each may be missing.
    // Whom an id of Stripe's or an invoice number names; nothing: `name` is neither; 0: it names nobody here.
    std::function<Result<std::optional<ProfileId>>(sql::Tx&, AccountId, std::string_view name)> find_object;
    // The JSON object of the member `sources`.
    std::function<Result<std::string>(sql::Tx&, const Profile&)> sources;
    // The page at Stripe where a person's values can be changed; empty: there is none.
    std::function<Result<std::string>(sql::Tx&, const Profile&)> stripe_page;
    Memberships memberships;
};

// GET /v1/profiles ?email= ?stripe_customer_id= ?query= ?segment=, the chips (filter.h) and paging. Several narrow each other down.
http::Response List(const http::Request& request, const ApiContext& context);
// GET /v1/profiles/{id}. The number of a profile that was merged away answers with the one that survived.
http::Response Get(const http::Request& request, const ApiContext& context);
// GET /v1/profiles/export ?format=csv|jsonl &segment= &at=: everybody or a segment, newest first, in constant memory. Each piece is read from a
// snapshot of its own, so what changes meanwhile may be shown as before or as after.
http::Response Export(const http::Request& request, const ApiContext& context);

// The number in a path or parameter; kNotFound (resource_missing) where it is no profile's.
Result<ProfileId> ReadProfileId(std::string_view text);
// The error for a profile that is not there.
Error NoSuchProfile(std::string_view id);
// Where a page of people begins. kInvalid (resource_missing) where the profile to page from does not exist.
Result<Position> ReadPosition(sql::Tx& tx, AccountId account, const http::Paging& paging);
// Profiles in the order of `ids`.
Result<std::vector<Profile>> LoadInOrder(sql::Tx& tx, const std::vector<ProfileId>& ids);

}  // namespace daybook::profiles
