// project: mirrored facts of one profile → its fields (stripe.md §4.1) and activities. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/footprint.h"
#include "profiles/local_days.h"
#include "profiles/own.h"
#include "profiles/profile.h"
#include "stripe/facts.h"

namespace daybook::stripe {

// Raised when the computation changes; profiles of an older version are computed again.
inline constexpr int64_t kProjectVersion = 6;

// What is known of one profile, in any order: the result never depends on the order.
struct Known {
    std::vector<Customer> customers;  // all rows of table `customer`
    std::vector<Fact> facts;          // all rows of table `fact`
    std::map<int64_t, Contact>
        contacts;  // by object number: those that ContactsNeeded named and that exist
    std::string
        guest_email;  // the address that its guest objects carry, as in `identity`; may be empty
    bool has_own = false;  // it has something of its own (made by hand or API)
    profiles::Own own;     // what that is
    profiles::CustomValues custom;  // of the shop's own fields: those set here and those mapped; by field
    bool ties_known =
        false;  // the first pass of invoice_payments is complete (or the shape is before basil)
    profiles::LocalDays days;    // where the shop's days begin
    int64_t history_before = 0;  // unix seconds: what lies before is of an import
    std::vector<profiles::Activity> observed;  // those stored of it, of the last days at least
    int64_t created_here = 0;  // unix seconds: when the profile was made here
    // True where this price is known to be metered (table `price`); asked for prices not known from
    // its own items.
    std::function<bool(std::string_view price)> metered;
};

// Where in an object a standard field came from: Source.place. The numbers are stored.
enum class SourcePlace : int16_t {
    kName = 1,  // name, customer_name, billing_details.name
    kIndividualName = 2,
    kShippingName = 3,
    kEmail = 4,
    kPhone = 5,
    kShippingPhone = 6,
    kAddress = 7,
    kShippingAddress = 8,
    kConsent = 9,  // consent.promotions
    kMetadata = 10,  // metadata
    kKept = 11,  // none: its address said so before (Own::kept_no)
};

// Which invoices', sessions' or charges' bodies must be read because C lacks a name, phone or
// address: at most one object for each of them. Empty for most profiles.
std::vector<int64_t> ContactsNeeded(const Known& known);

struct Projected {
    bool shown = false;
    int64_t created = 0;  // unix seconds
    profiles::Fields fields;
    std::vector<profiles::Source> sources;
    profiles::Footprint footprint;           // what it adds to the reports and filters
    std::vector<profiles::Activity> recent;  // its activities of the last days (kFeedSeconds), in no order
    std::optional<Micros>
        next_at;  // when time alone will change something (a cart's 60 minutes); usually none
};

Projected Project(const Known& known, Micros now);

// When this person said no to e-mail (field email_unsubscribed), as far as it still counts; 0: it says none. Customers, facts
// and own are enough.
Micros SaidNoAt(const Known& known);

}  // namespace daybook::stripe
