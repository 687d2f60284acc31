// Stripe's paging (stripe.md §2.3): newest first by (created, id), key-set cursors, filters, has_more.
//
// A page costs O(log n + limit), but for these, which walk: status, email, and filters of small tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/message.h"
#include "sandbox/documents.h"
#include "sandbox/endpoints.h"
#include "sandbox/errors.h"
#include "sandbox/store.h"

namespace daybook::sandbox {

// What a list request asks for; texts point into the request.
struct Query {
    uint32_t limit = 10;
    std::string_view after;
    std::string_view before;
    int64_t created_from = 0;
    int64_t created_to = INT64_MAX;
    std::optional<std::string_view> customer, email, status, subscription, invoice, charge, payment_intent, test_clock, active,
        product, type, code, price, collection, details_email, currency;
    bool expand = false;  // what the endpoint expands
};

// Reads and checks the parameters a list takes; `expands` as an endpoint has it.
std::variant<Query, StripeError> ReadQuery(const http::Request& request, uint32_t filters, std::string_view expands = {});
// limit and cursors only: sub-lists.
std::variant<Query, StripeError> ReadSubQuery(const http::Request& request);
// expand only: one object.
std::variant<Query, StripeError> ReadOneQuery(const http::Request& request, std::string_view expands);

// One object of a page: a row, or a document.
struct Entry {
    bool document = false;
    uint32_t number = 0;
};

struct Page {
    std::vector<Entry> entries;
    bool has_more = false;
};

struct Shelves {
    const Store& store;
    const Documents& documents;
    Mode mode;
    Era era;
    uint64_t answer = 0;  // as of View
};

// The id of a row as it is served.
std::string RowId(const Shelves& shelves, Kind kind, uint32_t number);
// The row with that id; nothing where there is none, or a document stands for it.
std::optional<uint32_t> RowOf(const Shelves& shelves, Kind kind, std::string_view id);

std::variant<Page, StripeError> Select(const Shelves& shelves, const Endpoint& endpoint, const Query& query);

// The places [0, count) of a sub-list that a query selects, ascending; `place_of` finds a cursor's place.
struct SubPage {
    std::vector<uint32_t> places;
    bool has_more = false;
};
template <typename PlaceOf>
std::variant<SubPage, StripeError> SelectPlaces(uint32_t count, const Query& query, std::string_view noun, PlaceOf place_of);

}  // namespace daybook::sandbox

#include "sandbox/lists_inl.h"
