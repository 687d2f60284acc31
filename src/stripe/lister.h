// Reading a page of one of Stripe's lists whole: decoded, its embedded lists completed, its bodies packed.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "stripe/client.h"
#include "stripe/connection.h"
#include "stripe/mirror.h"
#include "stripe/parts.h"

namespace daybook::stripe {

struct ListAsk {
    Kind kind = Kind::kUnknown;
    std::string query;           // beside the limit and what the kind always asks: "created[gte]=1767225600"
    std::string cursor;          // the last object of the page before; empty: from the newest
    Haste haste = Haste::kBulk;
};

struct ListPage {
    Batch batch;                 // Prepared; lane and cause are the caller's to set
    size_t count = 0;            // elements, those of other kinds included
    std::string last_id;
    int64_t last_created = 0;
    bool has_more = false;
    int64_t paid_since = 0;      // asked for: counts paid invoices made at or after this (unix seconds)
    int64_t paid = 0;
};
using ListPagePtr = std::shared_ptr<ListPage>;  // shared by its requests, the writer's job and what follows

// `done` is called once, on the pool.
using ListDone = std::function<void(ListPagePtr page, std::optional<Failure> failure)>;
void ReadList(const Parts& parts, const Connection& connection, const std::shared_ptr<Client>& client,
              const ListAsk& ask, int64_t paid_since, ListDone done);

}  // namespace daybook::stripe
