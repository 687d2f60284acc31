// Numbers of profiles: block * 4,096 + slot (architecture.md §4). Each block belongs to one account; this process
// holds one open block an account. A slot is never given twice: a rolled-back transaction leaves a gap.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/ids.h"
#include "profiles/counter.h"
#include "sql/database.h"

namespace daybook::profiles {

class Numbers {
  public:
    // Not on the writer thread.
    static Result<std::unique_ptr<Numbers>> Open(sql::Database& database);

    // `count` new numbers, rising. Writes how far the block is used in the same transaction.
    Result<std::vector<ProfileId>> Take(sql::Tx& tx, AccountId account, int64_t count);

  private:
    struct OpenBlock {
        int64_t block = 0;
        int64_t used = kBlockSize;
    };
    explicit Numbers(std::unique_ptr<Counter> blocks) : blocks_(std::move(blocks)) {}
    Result<OpenBlock*> OpenBlockOf(sql::Tx& tx, AccountId account);
    Status WriteUsed(sql::Tx& tx, AccountId account, const OpenBlock& open);

    std::mutex mutex_;
    std::unique_ptr<Counter> blocks_;
    std::map<AccountId, OpenBlock> open_;
};

// The account that each of these blocks belongs to, in the order of `blocks`; kCorrupt where one is missing.
Result<std::vector<AccountId>> AccountsOfBlocks(sql::Tx& tx, const std::vector<int64_t>& blocks);

}  // namespace daybook::profiles
