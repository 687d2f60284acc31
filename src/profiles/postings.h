// Who is found by the beginning of a word, in the order of the list: what stands under its terms, merged. For words that find so
// many people that reading all of them is slow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "profiles/search.h"

namespace daybook::profiles {

// Terms that a walk can merge.
inline constexpr size_t kTermsMerged = 32;

// A walk through those whom one word of a query may find: all of them, and hardly anybody else.
class Postings {
  public:
    // Of those words that have few enough terms, the one that finds the fewest people near `position`; nothing where there is
    // no such word.
    static Result<std::optional<Postings>> OfRarest(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position);

    // The next people, each once, at most `most` of them; fewer: there are no more.
    Result<std::vector<ProfileId>> Next(sql::Tx& tx, size_t most);

  private:
    struct Stream {
        std::string term;
        std::vector<Place> read;   // in the order of the walk
        size_t at = 0;             // the next of them
        bool ended = false;        // there are no more behind them
    };

    Postings(AccountId account, bool backwards, Place start, std::vector<std::string> terms);
    Status Fill(sql::Tx& tx, Stream& stream);
    bool Before(const Place& a, const Place& b) const { return backwards_ ? a < b : a > b; }
    // How far the first of them reach into the list; the farther, the fewer there are.
    Result<uint64_t> Reach(sql::Tx& tx);

    AccountId account_;
    bool backwards_;
    Place last_;                   // that of the last one given, or where the walk began
    int64_t step_;
    std::vector<Stream> streams_;
    std::vector<ProfileId> ahead_; // given by Next before others
};

}  // namespace daybook::profiles
