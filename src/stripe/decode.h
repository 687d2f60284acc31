// JSON from Stripe, of any API version since 2020 → Decoded. Pure; simdjson only in decode*.cc, mapping.cc and attributes.cc.
// Thread safe: each thread keeps a parser of its own.
//
// Tolerant of what may come any day: unknown fields and enum values, missing, null and empty
// values, ids that are objects, decimals as strings. Integers of 64 bits are kept, up to 2^64 they
// saturate; a document with a longer one, or with a text that is not UTF-8, is kCorrupt. NUL
// characters in texts are dropped: no database stores them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "stripe/facts.h"

namespace daybook::stripe {

// Raised when something else is decoded of the same JSON: what is stored is decoded again then (decode_again.h).
inline constexpr int64_t kDecodeVersion = 1;

struct Page {
    std::vector<Decoded> objects;  // of the wanted kind; others are left out and counted
    bool has_more = false;
    int64_t unknown = 0;  // elements that are not objects of this kind
    std::string last_id;  // id of the last element, whatever it was: the next cursor
    int64_t last_created = 0;
};

// A whole list answer. kCorrupt where it is not JSON, not whole, or not
// {"object":"list","data":[…]}.
Result<Page> DecodePage(Kind kind, std::string_view json);

// One object, such as the answer to GET /v1/customers/{id}, or a body from the mirror. A stub
// {"deleted":true} too.
Result<Decoded> DecodeObject(Kind kind, std::string_view json);

// The names, numbers and addresses in a stored body of an invoice, session, charge or customer.
Result<Contact> DecodeContactOf(Kind kind, std::string_view json);

// Keys and values of an object's metadata, as they come.
Result<std::vector<std::pair<std::string, std::string>>> DecodeMetadata(std::string_view json);

// The object with its embedded list `lines` (invoice) or `items` (subscription) replaced by all of
// its elements, collected from the sub-list's pages; has_more becomes false.
Result<std::string> WithWholeList(Kind kind, std::string_view json,
                                  const std::vector<std::string>& elements);

// A page of a sub-list (/v1/invoices/{id}/lines, /v1/subscription_items): its elements' JSON as
// received.
struct RawList {
    std::vector<std::string> elements;
    bool has_more = false;
    std::string last_id;
};
Result<RawList> DecodeRawList(std::string_view json);

// {"id","type","created","livemode", id and object of data.object} of an event, thin ones of v2 too
// (stripe.md §5.3).
struct EventHint {
    std::string event_id, type, object, object_id, account;
    int64_t created = 0;
    int64_t object_created = 0;  // of data.object; 0 where it does not say
    bool livemode = false;
};
Result<EventHint> DecodeEvent(std::string_view json);

}  // namespace daybook::stripe
