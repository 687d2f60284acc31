// The mirror: Stripe's objects as stored here. Takes decoded objects, gives them numbers and
// owners, keeps body and fact, and marks the people due, all in the caller's transaction (plan.md
// §§3–4).
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "profiles/counter.h"
#include "profiles/due.h"
#include "profiles/erased.h"
#include "profiles/numbers.h"
#include "sql/database.h"
#include "stripe/bodies.h"
#include "stripe/facts.h"
#include "stripe/move.h"

namespace daybook::stripe {

// How long an import waits before it settles a person: what comes meanwhile is settled along with
// it.
// The longer the import takes, the longer: it is the number of settles that costs, and once the
// import is quiet nobody is waited for (settle/round.h Horizon).
inline constexpr Micros kImportDelayMin = 3 * kSecond;
inline constexpr Micros kImportDelayMax = 15 * kSecond;
// The moments that it is put off to lie so far apart: those of one moment are settled in the order of their numbers, so
// that neighbours share the pages of the database that are read and written for them.
inline constexpr Micros kImportStep = 2 * kSecond;
// So many are settled at once in the first seconds: more than anybody looks at then. Much of what is known of them is
// still to come, so that each is settled again.
inline constexpr size_t kImportFirst = 4000;
Micros ImportDelay(Micros age);

// A page or a single object, from one fetch.
struct Batch {
    int64_t connection = 0;
    AccountId account{};
    int64_t fetch_no = 0;  // taken when the request BEGAN; a body is replaced only by a later fetch
    std::vector<Decoded> objects;
    profiles::Lane lane = profiles::Lane::kBulk;
    profiles::Cause cause = profiles::Cause::kImport;
    Micros now = 0;
    bool first_seconds = false;  // of an import: settle its first people at once instead of in 3 s
    bool note_differences = false;  // fill Stored::differences
    bool leave_untied = false;      // leave out charges that may pay an invoice and were never stored: Stored::untied
    // Decoded again from the stored bodies (decode_again.h): the stored digests of these bodies, one for each object. What is
    // stored of another body by now stays; when it was fetched stays.
    std::vector<int64_t> again;

    // By Prepare, one for each object.
    struct Prepared {
        Packed packed;
        std::string contact;  // of a customer, encoded
        std::string email;    // normalised: a customer's, or that of a guest's object
    };
    std::vector<Prepared> prepared;
};

// An object of a batch that was not stored as it came: not at all (known = false), or with another body.
struct Difference {
    std::string id;
    bool known = false;
};

struct Stored {
    int64_t changed = 0;  // new, or another body than before
    int64_t unchanged = 0;
    int64_t stale = 0;               // a later fetch is stored already
    std::vector<ProfileId> touched;  // sorted
    std::vector<Difference> differences;
    std::vector<size_t> untied;      // indices: what Batch::leave_untied left out
    std::set<std::string, std::less<>> left_out;  // ids of objects of people who were erased: nothing of them is kept
};

class Mirror {
  public:
    struct Options {
        Bodies::Options bodies;
        MoveLimits moves;
        profiles::Erasures* erasures = nullptr;  // who must not come back; null: nobody was ever erased. Must outlive it
    };
    // Reserves numbers and reads dictionaries: not on the writer's thread. All that is passed must
    // outlive it.
    static Result<std::unique_ptr<Mirror>> Create(sql::Database& database,
                                                  profiles::Numbers& numbers, Options options);
    static Result<std::unique_ptr<Mirror>> Create(sql::Database& database,
                                                  profiles::Numbers& numbers) {
        return Create(database, numbers, Options());
    }

    // Fetch numbers rise for the life of the store; a crash skips some, never repeats one. Thread
    // safe. 0 where the store cannot be written: Store refuses such a batch.
    int64_t NextFetchNumber();

    // Work that needs no transaction: compresses the bodies on the calling (pool) thread, and lets
    // go of them. Call before Store; may wait for a commit, so not on the writer's thread.
    void Prepare(Batch& batch);
    // Everything else, in the transaction. May run twice. kConflict where the data was erased since
    // Prepare.
    Result<Stored> Store(sql::Tx& tx, const Batch& batch);

    // A single read answered 404. A fact goes with its body and its owner is due; a customer counts
    // as deleted; the rest is only marked. Nothing for an id that is not known or that a later
    // fetch stored.
    Status Gone(sql::Tx& tx, int64_t connection, AccountId account, Kind kind, std::string_view id,
                int64_t fetch_no, Micros now);

    // Unfinished moves and sweeps (prices that turned out metered). False: nothing to do; cheap
    // then.
    bool has_chores() const { return chores_.load(); }
    // One slice of them. True while there are more.
    Result<bool> Chore(sql::Tx& tx, Micros now);

    // When a page of an import was last stored (its Batch::now); 0: not since the start.
    Micros last_import() const { return last_import_.load(); }
    const Bodies& bodies() const { return *bodies_; }
    // A connection's data were erased: what was known of it, and, where no other's are left, the dictionaries.
    Status ForgetErased(sql::Tx& tx);

  private:
    friend class PageStore;
    Mirror(profiles::Numbers& numbers, Options options) : numbers_(numbers), options_(options) {}
    // When the connection's first key was accepted, unix seconds; 0 where the connection is not
    // stored.
    Result<int64_t> HistoryBefore(sql::Tx& tx, int64_t connection);
    // A page of an import is stored: when its people are due.
    Micros DueOfImport(const Batch& batch, size_t people);
    Result<bool> SweepSlice(sql::Tx& tx, const Moving& sweep, Micros now);

    profiles::Numbers& numbers_;
    const Options options_;
    std::unique_ptr<Bodies> bodies_;
    std::unique_ptr<profiles::Counter> objects_;
    std::unique_ptr<profiles::Counter> fetches_;
    std::map<int64_t, int64_t> history_before_;  // by connection; the writer's thread only
    Micros import_began_ = 0;                    // the writer's thread only
    size_t import_people_ = 0;                   // since then, with repetitions; the writer's thread only
    std::atomic<Micros> last_import_{0};
    std::atomic<bool> chores_{true};  // perhaps: read once at the start
};

}  // namespace daybook::stripe
