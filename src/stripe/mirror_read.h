// Reading the mirror: what is known of people, for settling, timelines and screens.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "profiles/due.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/facts.h"
#include "stripe/mirror_store.h"
#include "stripe/project.h"

namespace daybook::stripe {

// The customers and facts of each of these people (sorted, unique), in the order of `ids`. The
// other members of Known are the caller's.
Result<std::vector<Known>> LoadKnown(sql::Tx& tx, const std::vector<ProfileId>& ids);

// What one object says of its person, from its body. Objects without a body are left out.
struct ContactWanted {
    ProfileId profile{};
    int64_t object = 0;
    Kind kind = Kind::kUnknown;
};
Result<std::map<int64_t, Contact>> LoadContacts(sql::Tx& tx, const Bodies& bodies,
                                                const std::vector<ContactWanted>& wanted);

// The stored JSON of objects, by number; those without a body are left out.
Result<std::map<int64_t, std::string>> LoadBodies(sql::Tx& tx, const Bodies& bodies,
                                                  const std::vector<BodyKey>& keys);

// Stripe's ids of a profile's customers.
Result<std::vector<std::string>> CustomerIdsOf(sql::Tx& tx, int64_t connection, ProfileId profile);
// All objects of a profile: its customers first. To read them again from Stripe.
struct ObjectName {
    Kind kind = Kind::kUnknown;
    std::string id;
};
Result<std::vector<ObjectName>> ObjectsOf(sql::Tx& tx, const Bodies& bodies, ProfileId profile);
// Invoices stored as draft, open or uncollectible that no fetch since number `fetch_no` has seen, at most `limit`.
Result<std::vector<std::string>> OpenInvoices(sql::Tx& tx, int64_t connection, int64_t fetch_no, int64_t limit);
// Some customer of the shop that was seen and not deleted.
Result<std::optional<std::string>> AnyCustomerId(sql::Tx& tx, int64_t connection);
// The same; in a shop of guests only, what Stripe never deletes. Another shop's key does not find it.
Result<std::optional<ObjectName>> AnyObject(sql::Tx& tx, int64_t connection);

// The prices of table `price` that are metered. Few.
Result<std::set<std::string, std::less<>>> MeteredPrices(sql::Tx& tx);

// Stored objects of each kind. Reads the whole table: for doctor.
Result<std::map<Kind, int64_t>> CountObjects(sql::Tx& tx, int64_t connection);

// Marks the next people after number `after` who have charges, at most `limit`, to be computed
// again: whether charges count depends on the ties being known. Returns the last number, or 0 at
// the end.
Result<int64_t> MarkWithCharges(sql::Tx& tx, int64_t connection, int64_t after, int limit,
                                Micros now);

// The next invoices after profile number `after`, about `limit`: whose lines name a metered price.
struct LinesRead {
    std::vector<ProfileId> named;  // sorted, unique
    int64_t last = 0;              // the last number read; 0: the end
};
Result<LinesRead> ReadLinesAfter(sql::Tx& tx, int64_t after, int64_t limit);

}  // namespace daybook::stripe
