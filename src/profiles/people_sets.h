// Sets of people by name, stored a row a block (tag_bits.h): those of a value of a filter (table `tag`), and those whom a term
// finds (table `posting_list`).
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "profiles/tag_bits.h"
#include "sql/database.h"

namespace daybook::profiles {

// By block.
using PeopleBits = std::map<int64_t, TagBits>;

int64_t CountPeople(const PeopleBits& people);
bool Contains(const PeopleBits& people, int64_t profile);
// In the order of their numbers.
std::vector<ProfileId> IdsOf(const PeopleBits& people);
// Only those who are among `others` stay, or only those who are not.
void Keep(PeopleBits& people, const PeopleBits& others);
void Drop(PeopleBits& people, const PeopleBits& others);

// Adds those of rows of (block, bits). kCorrupt where one is damaged.
Status AddPeople(const sql::Rows& rows, PeopleBits& people);

// The statements of a table of such sets, whose key is (account, name, block).
struct SetStatements {
    std::string_view load;   // {{rows account, name, block}} → name, block, bits
    std::string_view put;    // {{rows account, name, block, bits}}
    std::string_view drop;   // {{rows account, name, block}}
};

// Who enters and who leaves which sets, gathered until each row is read and written once. `Name` is int64_t or std::string.
template <typename Name>
class SetChanges {
  public:
    // At most once for a person and a name.
    void Add(AccountId account, Name name, ProfileId id, bool member) {
        changes_.push_back({Number(account), std::move(name), BlockOf(id), Number(id) % kBlockSize, member});
    }
    Status Write(sql::Tx& tx, const SetStatements& statements);

  private:
    struct Change {
        int64_t account;
        Name name;
        int64_t block;
        int64_t slot;
        bool member;
        auto operator<=>(const Change&) const = default;
        bool SameRow(const Change& other) const { return block == other.block && account == other.account && name == other.name; }
    };
    std::vector<Change> changes_;
};

}  // namespace daybook::profiles
