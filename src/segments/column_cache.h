// Everybody of a shop in columns, for work that goes over all: blocks are read when they are first asked for and kept right
// by `rev`, which each change of a person raises. What was read is stored as well, for the next start. Thread safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

#include "segments/columns.h"
#include "segments/people.h"
#include "sql/database.h"

namespace daybook::segments {

class ColumnCache {
  public:
    struct Options {
        size_t bytes_max = 240'000'000;  // more is read again whenever it is needed
        Micros idle = 10 * kMinute;      // not used for so long: given back
        size_t stored_after = kBlockSize / 16;  // people of a block who were read since it was stored
        // Called when something is kept where nothing was: from then on Store and GiveBackIdle are to be called now and then,
        // until the latter answers false.
        std::function<void()> filled = [] {};
    };
    ColumnCache(sql::Database& database, VisitPeople visit, const Clock& clock, Options options);
    ColumnCache(sql::Database& database, VisitPeople visit, const Clock& clock) : ColumnCache(database, std::move(visit), clock, Options()) {}

    // Calls `look` with the people of a block who are shown, as of the snapshot `tx`, or as of a later one: then
    // profiles::RevisionOf is not what it is in the snapshot. `schema`: the account's; `reads`: what is looked at, and maybe
    // more is there. `look` must not come back here.
    using Look = std::function<Status(const BlockColumns&)>;
    Status See(sql::Tx& tx, AccountId account, const conditions::Schema& schema, const conditions::Reads& reads, int64_t block, const Look& look);

    // Reads of everybody what is short, for what will be asked soon; a snapshot a block. Nothing where somebody does that
    // already. Not on the writer thread.
    Status ReadAhead(AccountId account, const conditions::Schema& schema);
    // Ends that after the block at which it is, for good: the server stops.
    void StopReadingAhead() { stopping_ = true; }

    size_t bytes() const { return bytes_; }
    // Stores blocks of which many people were read since they were stored, at most so many. Whether there may be more. Not on
    // the writer thread.
    Result<bool> Store(size_t most);
    // Gives everything back where nobody asked for long. False where nothing is kept (any more).
    bool GiveBackIdle();
    void GiveBack();

  private:
    // One block. What is under `mutex` is as of a snapshot that was taken after `noted` (sql/changes.h).
    struct Entry {
        std::shared_mutex mutex;
        std::unique_ptr<BlockColumns> columns;  // null: not read, or given back
        std::string shape;                      // of the schema that it was read with
        Narrow revs;                            // by slot; 0: never marked
        int64_t noted = -1;
        size_t bytes = 0;
        size_t unstored = 0;      // people who were read since it was stored
        bool given_back = false;  // nobody finds it any more
    };
    using EntryPtr = std::shared_ptr<Entry>;  // shared by the map and by those who look while it is given back
    // What a caller looks at.
    struct Asked {
        AccountId account;
        const conditions::Schema& schema;
        const std::string shape;
        const conditions::Reads reads;
        const int64_t block;
    };

    EntryPtr EntryOf(int64_t block);
    std::vector<std::pair<int64_t, EntryPtr>> Entries();
    bool IsFull() const { return bytes_ >= options_.bytes_max; }
    bool IsRight(const Entry& entry, const Asked& asked) const;
    Status Refresh(sql::Tx& tx, const Asked& asked, Entry& entry);
    Status Begin(sql::Tx& tx, const Asked& asked, Entry& entry) const;
    Status PutMoved(sql::Tx& tx, const Asked& asked, Entry& entry) const;
    Status Extend(sql::Tx& tx, const Asked& asked, Entry& entry) const;
    Status Put(sql::Tx& tx, const Asked& asked, const std::vector<profiles::Profile>& people, BlockColumns& columns) const;
    Result<bool> StoreOne(int64_t block, Entry& entry);
    static std::string Encode(const Entry& entry);
    static void Decode(std::string_view bytes, const Asked& asked, Entry& entry);
    void Count(Entry& entry);

    sql::Database& database_;
    const VisitPeople visit_;
    const Clock& clock_;
    const Options options_;
    std::mutex mutex_;
    std::map<int64_t, EntryPtr> entries_;  // guarded by mutex_
    std::atomic<size_t> bytes_{0};
    std::atomic<Micros> used_{0};  // monotonic
    std::atomic<bool> watched_{false}, reading_ahead_{false}, stopping_{false};
};

// What is kept beside `reads`, since it takes little room and will be asked for next: all fields but texts; and where an
// activity or object is asked for, what is short of all of them.
conditions::Reads WithNeighbours(conditions::Reads reads, const conditions::Schema& schema);

}  // namespace daybook::segments
