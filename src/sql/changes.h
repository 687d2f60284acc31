// Which parts of the store were written to, for whoever keeps in memory what they read there. A part is a number of the
// callers' own.
//
// A keeper notes Now() before it takes a snapshot and reads a part from that; what it keeps is right for another snapshot as
// long as !SinceThen(part, noted), asked after that one was taken. Of this process's writes only: one process serves a store.
#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace daybook::sql {

class Changes {
  public:
    // Beside the transaction that writes to it, before it ends.
    void Open(int64_t part);
    // That transaction has ended, whatever it came to.
    void Close();

    int64_t Now() const;
    // Whether a transaction that writes to the part has ended after `noted`, or may have: it is still under way.
    bool SinceThen(int64_t part, int64_t noted) const;

  private:
    mutable std::mutex mutex_;
    int64_t now_ = 0;                                // transactions that ended
    std::unordered_map<int64_t, int64_t> ended_;     // by part: the last one
    std::unordered_set<int64_t> open_;
};

}  // namespace daybook::sql
