// All that is known of one person, read for a screen: what settling reads, and what bodies tell besides.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "profiles/profile_store.h"
#include "stripe/bodies.h"
#include "stripe/connection.h"
#include "stripe/decode_view.h"
#include "stripe/mirror_read.h"
#include "stripe/project.h"

namespace daybook::stripe {

// What the screens of a shop are made from; what is named must outlive it.
struct ViewContext {
    AccountId account{};
    sql::Database& database;
    const Bodies& bodies;
    const Clock& clock;
};

struct PersonView {
    profiles::Profile profile;              // as last settled
    std::optional<Connection> connection;
    Known known;                            // as settling would read it now
    std::shared_ptr<const std::set<std::string, std::less<>>> metered;   // shared with Known::metered

    Mode mode() const { return connection ? connection->mode : Mode::kTest; }
};

// `id` is "prf_…". kNotFound where there is no such profile in the account.
Result<PersonView> LoadPerson(sql::Tx& tx, const ViewContext& context, std::string_view id);

// By number: the person's customers, and those facts that keep their id (invoices, subscriptions, sessions, charges).
std::map<int64_t, ObjectName> NamesOf(const Known& known);

// A Stripe object that is stored of a person.
struct StoredObject {
    int64_t number = 0;
    Kind kind = Kind::kUnknown;
    std::string id;
    int64_t created = 0;
};
// Everything of a person, the newest first. Children that keep no id in their fact are read from their bodies.
Result<std::vector<StoredObject>> StoredObjects(sql::Tx& tx, const Bodies& bodies, const PersonView& person);

// By number; objects without a body are left out.
Result<std::map<int64_t, InvoiceExtra>> LoadInvoiceExtras(sql::Tx& tx, const Bodies& bodies, ProfileId profile,
                                                          const std::vector<int64_t>& invoices);
Result<std::map<int64_t, SubscriptionTerms>> LoadTerms(sql::Tx& tx, const Bodies& bodies, ProfileId profile,
                                                       const std::vector<int64_t>& subscriptions);
// By id: names of those products that were read from Stripe.
Result<std::map<std::string, std::string>> LoadProductNames(sql::Tx& tx, const Bodies& bodies, int64_t connection,
                                                            std::vector<std::string> products);

// {"email":{"from":"stripe","object":"cus_…","read":ts},…}: where each standard field that has a value came from, and
// when that object was last read (null: before that was noted).
Result<std::string> SourcesJson(sql::Tx& tx, const profiles::Profile& profile);

// Whom an id of Stripe's (in_…, sub_…, ch_…, cs_…, re_…, cn_…, cus_…) or an invoice number names. Nothing where
// `name` looks like neither, a number of 0 where it names nobody here.
Result<std::optional<ProfileId>> FindByObject(sql::Tx& tx, AccountId account, std::string_view name);

}  // namespace daybook::stripe
