// The mirror: Stripe's objects as stored here. Takes decoded objects, gives them numbers and owners, keeps body and
// fact, and marks the people due, all in the caller's transaction (plan.md §§3–4).
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "profiles/due.h"
#include "sql/database.h"
#include "stripe/facts.h"

namespace daybook::stripe {

// A page or a single object, from one fetch.
struct Batch {
    int64_t connection = 0;
    AccountId account{};
    int64_t fetch_no = 0;               // taken when the request BEGAN; a body is replaced only by a later fetch
    std::vector<Decoded> objects;
    profiles::Lane lane = profiles::Lane::kBulk;
    profiles::Cause cause = profiles::Cause::kImport;
    Micros now = 0;
    bool first_seconds = false;         // of an import: settle at once instead of in 3 s
};

struct Stored {
    int64_t changed = 0;                // new, or another body than before
    int64_t unchanged = 0;
    int64_t stale = 0;                  // a later fetch is stored already
    std::vector<ProfileId> touched;     // sorted
};

class Mirror {
  public:
    struct Options;
    // Fetch numbers rise for the life of the store; a crash skips some, never repeats one. Thread safe.
    int64_t NextFetchNumber();

    // Work that needs no transaction: compresses the bodies on the calling (pool) thread. Call before Store.
    void Prepare(Batch& batch);
    // Everything else, in the transaction. May run twice.
    Result<Stored> Store(sql::Tx& tx, const Batch& batch);
};

}  // namespace daybook::stripe
