// What the mirror keeps of Stripe's objects in rows that are computed with: the input of projection, of the
// timeline, and later of conditions. Bodies keep the rest.
//
// Columns of table `fact` and what they mean for each kind stand here and nowhere else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stripe/resources.h"

namespace daybook::stripe {

struct Address {
    std::string line1, line2, city, state, postal_code, country;
    bool any() const {
        return !(line1.empty() && line2.empty() && city.empty() && state.empty() && postal_code.empty() &&
                 country.empty());
    }
    friend bool operator==(const Address&, const Address&) = default;
};

// Names, numbers and addresses of one object. For a customer all places; for an invoice, session or charge those it has.
// Empty is missing.
struct Contact {
    std::string email, name, individual_name, business_name, phone;
    Address address;
    std::string shipping_name, shipping_phone;
    Address shipping_address;
    friend bool operator==(const Contact&, const Contact&) = default;
};
std::string EncodeContact(const Contact& contact);
std::optional<Contact> DecodeContact(std::string_view bytes);

// One order line that may count (table column `lines`).
struct Line {
    std::string product;        // id; or the description where there is no product
    bool by_description = false;
    int64_t quantity = 0;       // null in Stripe: 1 and no_quantity
    bool no_quantity = false;
    bool metered = false;       // the embedded price says so (before basil)
    bool counts = true;         // false: a proration, amount <= 0 or quantity 0
    std::string price;          // id, where its being metered is not known from the line itself
    std::string item;           // subscription item id, for the same reason
    friend bool operator==(const Line&, const Line&) = default;
};
std::string EncodeLines(const std::vector<Line>& lines);
std::optional<std::vector<Line>> DecodeLines(std::string_view bytes);

// A row of table `fact`. `object` numbers are the mirror's; 0 means none.
struct Fact {
    int64_t at = 0;             // the object's created, unix seconds
    int64_t object = 0;
    Kind kind = Kind::kUnknown;
    int16_t status = 0;         // the kind's own enumeration (facts.cc lists them)
    int64_t flags = 0;          // kFlag… of the kind
    int64_t customer = 0;       // object number of its Stripe customer
    std::string currency;
    int64_t total = 0, paid = 0, back = 0;
    std::optional<int64_t> t1, t2, t3;   // unix seconds
    int64_t parent = 0;         // object number of its invoice or charge
    int64_t pay = 0;            // hash that ties payments together
    int64_t name = 0;           // hash of the name it carries
    std::string lines;          // EncodeLines, or the kind's own few values
};

// A row of table `customer`.
struct Customer {
    int64_t object = 0;
    std::string id;
    int64_t created = 0;
    bool deleted = false;
    std::string currency;
    Contact contact;
};

// One object as it came from Stripe, decoded: pure, before numbers and owners are known.
struct Decoded {
    Kind kind = Kind::kUnknown;
    std::string id;
    int64_t created = 0;
    bool deleted = false;        // a stub of a deleted customer, or known to be gone (404)
    bool test_clock = false;     // ignored before a number is given
    bool livemode = false;
    std::string customer_id;     // empty: none
    std::string parent_id;       // invoice of a credit note, invoice payment or charge; charge of a refund; empty: none
    std::string guest_email;     // normalised; of a session (not setup) or succeeded captured charge without customer
    Contact contact;             // of a customer
    std::string currency;        // of a customer
    Fact fact;                   // object, customer and parent are filled by the mirror
    bool more_lines = false;     // the object embeds only a part: read its sub-list, then decode again
    std::optional<bool> metered; // of a price
    std::vector<std::string> items_metered;  // prices that a subscription's items say are metered
    uint64_t digest = 0;         // of the body; 0 is never used
    std::string body;            // the object's JSON, whole, as received
};

}  // namespace daybook::stripe
