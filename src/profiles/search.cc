// A walk that does not fill the page within its limit gives up: then everybody whom all words find is read and sorted.
// So a page costs milliseconds whatever the words, but for words that are each common and hardly ever meet.
#include "profiles/search.h"

#include <algorithm>
#include <limits>

#include "profiles/keys.h"
#include "profiles/postings.h"
#include "profiles/profile_codec.h"

namespace daybook::profiles {
namespace {

constexpr Place kNewest{std::numeric_limits<int64_t>::max(), ProfileId{std::numeric_limits<int64_t>::max()}};

// Whether `place` lies where the page asked for begins or later.
bool Beyond(const Position& position, const Place& place) {
    return Backwards(position) ? place > Start(position) : place < Start(position);
}

// The page from places in the order of the walk, of which there may be one too many.
ListPage MakePage(std::vector<ProfileId> ids, const Position& position) {
    ListPage page;
    page.has_more = ids.size() > static_cast<size_t>(position.limit);
    if (page.has_more) ids.resize(static_cast<size_t>(position.limit));
    if (Backwards(position)) std::ranges::reverse(ids);
    page.ids = std::move(ids);
    return page;
}

Searched ReadTexts(const sql::Rows& rows, size_t i) {
    return {.first_name = rows.OptionalString(i, 2),
            .last_name = rows.OptionalString(i, 3),
            .email = rows.OptionalString(i, 4),
            .phone = rows.OptionalString(i, 5),
            .customer_ids = DecodeCustomerIds(rows.TextAt(i, 7), rows.TextAt(i, 6))};
}

// Walks the list from the position on, in growing steps, until `take` has enough (returns false) or `rows_max` rows
// were seen. True: the page is decided (enough, or the end of the list was reached).
class Walk {
  public:
    enum class With { kPlaces, kTexts };
    Walk(sql::Tx& tx, AccountId account, const Position& position, With with)
        : tx_(tx), account_(account), at_(Start(position)) {
        bool texts = with == With::kTexts;
        statement_ = Backwards(position) ? (texts ? "profiles.newer_texts" : "profiles.newer")
                                         : (texts ? "profiles.older_texts" : "profiles.older");
    }

    template <typename Take>
    Result<bool> Run(int64_t first_step, int64_t rows_max, Take take) {
        int64_t seen = 0;
        for (int64_t step = first_step; seen < rows_max; step = std::min<int64_t>(step * 4, 2048)) {
            sql::Rows rows = TRY(tx_.Query(statement_, Number(account_), at_.created, Number(at_.id), step));
            for (size_t i = 0; i < rows.size(); ++i) {
                at_ = {rows.Int(i, 1), ProfileId{rows.Int(i, 0)}};
                if (!take(rows, i)) return true;
            }
            if (static_cast<int64_t>(rows.size()) < step) return true;
            seen += step;
        }
        return false;
    }

  private:
    sql::Tx& tx_;
    AccountId account_;
    Place at_;
    std::string_view statement_;
};

// Whom a word may find: sorted numbers, or nothing where there are more than `most`.
using Hits = std::optional<std::vector<int64_t>>;

Result<Hits> HitsOfPrefix(sql::Tx& tx, AccountId account, const std::string& prefix, int64_t most) {
    sql::Rows rows = TRY(tx.Query("profiles.with_prefix", Number(account), prefix, PrefixEnd(prefix), most + 1));
    if (static_cast<int64_t>(rows.size()) > most) return Hits();
    std::vector<int64_t> found(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) found[i] = rows.Int(i, 0);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return Hits(std::move(found));
}

Result<Hits> HitsOfWord(sql::Tx& tx, AccountId account, const QueryWord& word, int64_t most) {
    std::vector<int64_t> all;
    for (const std::string& prefix : TermPrefixes(word)) {
        const Hits hits = TRY(HitsOfPrefix(tx, account, prefix, most));
        if (!hits) return Hits();
        std::vector<int64_t> both;
        std::ranges::set_union(all, *hits, std::back_inserter(both));
        all = std::move(both);
    }
    return Hits(std::move(all));
}

// Whom all words may find, or hardly more: words that find more than `most` are not looked at, nor further words once
// there are `few`. Nothing where every word finds more.
Result<Hits> HitsOfQuery(sql::Tx& tx, AccountId account, const SearchQuery& query, int64_t few, int64_t most) {
    std::vector<const QueryWord*> words;
    for (const QueryWord& word : query) words.push_back(&word);
    std::ranges::stable_sort(words, std::greater(), [](const QueryWord* word) { return word->whole.size(); });
    Hits result;
    for (const QueryWord* word : words) {
        Hits hits = TRY(HitsOfWord(tx, account, *word, most));
        if (!hits) continue;
        if (!result) {
            result = std::move(hits);
        } else {
            std::vector<int64_t> both;
            std::ranges::set_intersection(*result, *hits, std::back_inserter(both));
            result = std::move(both);
        }
        if (result->size() <= static_cast<size_t>(few)) break;
    }
    return result;
}

bool InDays(const ListFilter& filter, int64_t created) { return created >= filter.created_from && created < filter.created_to; }

// The places of those of `ids` who are listed and whom the words find.
Result<std::vector<Place>> ReadFitting(sql::Tx& tx, AccountId account, const SearchQuery& query, std::span<const ProfileId> ids) {
    sql::Rows rows = TRY(tx.Each("profiles.texts", KeysOf(ids)));
    std::vector<Place> places;
    for (size_t i = 0; i < rows.size(); ++i) {
        const bool listed = rows.Int(i, 8) == Number(account) && rows.Int(i, 9) != 0;
        if (listed && Fits(query, ReadTexts(rows, i))) places.push_back({rows.Int(i, 1), ProfileId{rows.Int(i, 0)}});
    }
    return places;
}

// Reads everybody in `hits` and sorts.
Result<ListPage> ReadAndSort(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position,
                             const std::vector<int64_t>& hits, const ListFilter& filter = {}) {
    std::vector<ProfileId> ids;
    ids.reserve(hits.size());
    for (int64_t hit : hits) ids.push_back(ProfileId{hit});
    std::vector<Place> places = TRY(ReadFitting(tx, account, query, ids));
    std::erase_if(places, [&](const Place& place) { return !InDays(filter, place.created) || !Beyond(position, place); });
    size_t wanted = std::min(places.size(), static_cast<size_t>(position.limit) + 1);
    auto middle = places.begin() + static_cast<std::ptrdiff_t>(wanted);
    if (Backwards(position)) std::ranges::partial_sort(places, middle);
    else std::ranges::partial_sort(places, middle, std::greater());
    std::vector<ProfileId> page;
    for (size_t i = 0; i < wanted; ++i) page.push_back(places[i].id);
    return MakePage(std::move(page), position);
}

// Walks the index and takes those in `hits`. Nothing: the walk was too long.
Result<std::optional<ListPage>> WalkAmong(sql::Tx& tx, AccountId account, const SearchQuery& query,
                                          const Position& position, const std::vector<int64_t>& hits,
                                          int64_t rows_max) {
    std::vector<int64_t> members;
    Walk walk(tx, account, position, Walk::With::kPlaces);
    // Most of those found fit, so a page and one is tried first.
    for (size_t enough = static_cast<size_t>(position.limit) + 1;; enough *= 4) {
        bool decided = TRY(walk.Run(256, rows_max, [&](const sql::Rows& rows, size_t i) {
            if (std::ranges::binary_search(hits, rows.Int(i, 0))) members.push_back(rows.Int(i, 0));
            return members.size() < enough;
        }));
        if (!decided) return std::optional<ListPage>();
        ListPage page = TRY(ReadAndSort(tx, account, query, position, members));
        if (page.has_more || members.size() < enough) return std::optional<ListPage>(std::move(page));
    }
}

// Walks the list and compares texts. Nothing: the walk was too long.
Result<std::optional<ListPage>> WalkTexts(sql::Tx& tx, AccountId account, const SearchQuery& query,
                                          const Position& position, int64_t rows_max) {
    std::vector<ProfileId> found;
    Walk walk(tx, account, position, Walk::With::kTexts);
    bool decided = TRY(walk.Run(64, rows_max, [&](const sql::Rows& rows, size_t i) {
        if (Fits(query, ReadTexts(rows, i))) found.push_back(ProfileId{rows.Int(i, 0)});
        return found.size() <= static_cast<size_t>(position.limit);
    }));
    if (!decided) return std::optional<ListPage>();
    return std::optional<ListPage>(MakePage(std::move(found), position));
}

// Walks the people of one word and compares texts. Nothing: the walk was too long.
Result<std::optional<ListPage>> WalkPostings(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position,
                                             Postings& postings, size_t most) {
    const size_t enough = static_cast<size_t>(position.limit) + 1;
    std::vector<ProfileId> found;
    size_t seen = 0;
    for (size_t step = std::max<size_t>(enough, 64); seen < most; step = std::min<size_t>(step * 4, 512)) {
        const std::vector<ProfileId> ids = TRY(postings.Next(tx, step));
        std::vector<Place> fitting = TRY(ReadFitting(tx, account, query, ids));
        std::ranges::sort(fitting);
        if (!Backwards(position)) std::ranges::reverse(fitting);
        for (const Place& place : fitting) found.push_back(place.id);
        if (found.size() >= enough || ids.size() < step) {
            found.resize(std::min(found.size(), enough));
            return std::optional(MakePage(std::move(found), position));
        }
        seen += ids.size();
    }
    return std::optional<ListPage>();
}

// For words that all are common. Nothing: the walk was too long.
Result<std::optional<ListPage>> WalkCommon(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position,
                                           const SearchLimits& limits) {
    std::optional<Postings> rarest = TRY(Postings::OfRarest(tx, account, query, position));
    if (rarest) return WalkPostings(tx, account, query, position, *rarest, static_cast<size_t>(limits.postings));
    return WalkTexts(tx, account, query, position, limits.text_rows);
}

Result<ListPage> ListAll(sql::Tx& tx, AccountId account, const Position& position) {
    std::vector<ProfileId> ids;
    Walk walk(tx, account, position, Walk::With::kPlaces);
    TRY(walk.Run(position.limit + 1, position.limit + 1, [&](const sql::Rows& rows, size_t i) {
        ids.push_back(ProfileId{rows.Int(i, 0)});
        return true;
    }));
    return MakePage(std::move(ids), position);
}

// The position, moved to where the days of the filter begin.
Position Within(const ListFilter& filter, Position position) {
    const bool back = Backwards(position);
    const Place bound{back ? filter.created_from : filter.created_to, ProfileId{back ? 0 : std::numeric_limits<int64_t>::min()}};
    const Place start = Start(position);
    const Place moved = back ? std::max(start, bound) : std::min(start, bound);
    if (position.kind == Position::Kind::kFirst && moved == kNewest) return position;
    if (position.kind == Position::Kind::kFirst) position.kind = Position::Kind::kAfter;
    position.place = moved;
    return position;
}

// Walks the list and takes whom the chips let pass. Nothing: the walk was too long.
Result<std::optional<ListPage>> WalkFiltered(sql::Tx& tx, AccountId account, const ListFilter& filter, const PeopleBits& people,
                                             const Position& position, int64_t rows_max) {
    std::vector<ProfileId> found;
    Walk walk(tx, account, position, Walk::With::kPlaces);
    const bool decided = TRY(walk.Run(256, rows_max, [&](const sql::Rows& rows, size_t i) {
        if (!InDays(filter, rows.Int(i, 1))) return false;   // the rest of the list lies beyond them too
        if (!filter.by_people() || Contains(people, rows.Int(i, 0))) found.push_back(ProfileId{rows.Int(i, 0)});
        return found.size() <= static_cast<size_t>(position.limit);
    }));
    if (!decided) return std::optional<ListPage>();
    return std::optional<ListPage>(MakePage(std::move(found), position));
}

// Numbers of `people`, or of those of them whom the words may find.
Result<std::vector<int64_t>> Candidates(sql::Tx& tx, AccountId account, const SearchQuery& query, const PeopleBits& people,
                                        const SearchLimits& limits) {
    std::vector<int64_t> numbers;
    if (query.empty()) {
        for (const auto& [block, bits] : people) {
            bits.Each([&, block = block](int64_t slot) { numbers.push_back(block * kBlockSize + slot); });
        }
        return numbers;
    }
    const Hits hits = TRY(HitsOfQuery(tx, account, query, limits.few, std::numeric_limits<int32_t>::max()));
    for (const int64_t hit : *hits) {
        if (Contains(people, hit)) numbers.push_back(hit);
    }
    return numbers;
}

}  // namespace

Place Start(const Position& position) { return position.kind == Position::Kind::kFirst ? kNewest : position.place; }

Result<std::optional<Place>> PlaceOf(sql::Tx& tx, AccountId account, ProfileId id) {
    sql::Rows rows = TRY(tx.Query("profiles.place", Number(account), BlockOf(id), Number(id)));
    if (rows.empty()) return std::optional<Place>();
    return std::optional<Place>({rows.Int(0, 0), id});
}

Result<ListPage> ListProfiles(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position,
                              const SearchLimits& limits) {
    if (query.empty()) return ListAll(tx, account, position);
    Hits hits = TRY(HitsOfQuery(tx, account, query, limits.few, limits.many));
    if (hits && std::ssize(*hits) <= limits.few) return ReadAndSort(tx, account, query, position, *hits);
    std::optional<ListPage> page = hits ? TRY(WalkAmong(tx, account, query, position, *hits, limits.walk_rows))
                                        : TRY(WalkCommon(tx, account, query, position, limits));
    if (page) return std::move(*page);
    constexpr int64_t kAll = std::numeric_limits<int32_t>::max();
    if (!hits) hits = TRY(HitsOfQuery(tx, account, query, limits.few, kAll));
    return ReadAndSort(tx, account, query, position, *hits);
}

Result<ListPage> ListFiltered(sql::Tx& tx, AccountId account, const SearchQuery& query, const ListFilter& filter, const Position& position,
                              const SearchLimits& limits) {
    if (filter.empty()) return ListProfiles(tx, account, query, position, limits);
    const PeopleBits people = TRY(ReadPeople(tx, account, filter));
    const bool many = query.empty() && (!filter.by_people() || CountPeople(people) > limits.filtered);
    if (many) {
        const int64_t rows_max = !filter.by_people() ? std::numeric_limits<int32_t>::max() : limits.filtered_rows;
        auto page = TRY(WalkFiltered(tx, account, filter, people, Within(filter, position), rows_max));
        if (page) return std::move(*page);
    }
    return ReadAndSort(tx, account, query, position, TRY(Candidates(tx, account, query, people, limits)), filter);
}

}  // namespace daybook::profiles
