// Chips and words are sets of people. Where few are left of them, their rows are read and sorted; else the list is walked and each
// number looked up. A walk that does not fill the page within its limits gives up: then everybody who is left is read and sorted.
#include "profiles/search.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "base/assert.h"
#include "profiles/keys.h"
#include "profiles/people_sets.h"
#include "profiles/profile_codec.h"

namespace daybook::profiles {
namespace {

constexpr Place kNewest{std::numeric_limits<int64_t>::max(), ProfileId{std::numeric_limits<int64_t>::max()}};
constexpr int64_t kAll = std::numeric_limits<int32_t>::max();

// Whether `place` lies where the page asked for begins or later.
bool Beyond(const Position& position, const Place& place) {
    return Backwards(position) ? place > Start(position) : place < Start(position);
}

// In the order of the walk to the position.
void SortForWalk(const Position& position, std::vector<Place>& places) {
    if (Backwards(position)) std::ranges::sort(places);
    else std::ranges::sort(places, std::greater());
}

// The page from places in the order of the walk, of which there may be too many.
ListPage MakePage(const std::vector<Place>& places, const Position& position) {
    ListPage page;
    page.has_more = std::ssize(places) > position.limit;
    for (const Place& place : places) {
        if (std::ssize(page.ids) == position.limit) break;
        page.ids.push_back(place.id);
    }
    if (Backwards(position)) std::ranges::reverse(page.ids);
    return page;
}

Searched ReadTexts(const sql::Rows& rows, size_t i) {
    return {.first_name = rows.OptionalString(i, 2),
            .last_name = rows.OptionalString(i, 3),
            .email = rows.OptionalString(i, 4),
            .phone = rows.OptionalString(i, 5),
            .customer_ids = DecodeCustomerIds(rows.TextAt(i, 7), rows.TextAt(i, 6))};
}

// The list from a position on.
class Walk {
  public:
    Walk(sql::Tx& tx, AccountId account, const Position& position)
        : tx_(tx), account_(account), at_(Start(position)), statement_(Backwards(position) ? "profiles.newer" : "profiles.older") {}

    // The next places; fewer than `most`: it ends there.
    Result<std::vector<Place>> Next(int64_t most) {
        const sql::Rows rows = TRY(tx_.Query(statement_, Number(account_), at_.created, Number(at_.id), most));
        std::vector<Place> places(rows.size());
        for (size_t i = 0; i < rows.size(); ++i) places[i] = {rows.Int(i, 1), ProfileId{rows.Int(i, 0)}};
        if (!places.empty()) at_ = places.back();
        return places;
    }

  private:
    sql::Tx& tx_;
    AccountId account_;
    Place at_;
    std::string_view statement_;
};

// Whom a word may find: nothing where more than `most` rows tell it.
Result<std::optional<PeopleBits>> ReadWord(sql::Tx& tx, AccountId account, const QueryWord& word, int64_t most) {
    PeopleBits people;
    for (const TermRange& range : TermRanges(word)) {
        const sql::Rows rows = TRY(tx.Query("profiles.with_terms", Number(account), range.from, range.to, most + 1));
        if (std::ssize(rows) > most) return std::optional<PeopleBits>();
        TRY(AddPeople(rows, people));
    }
    return std::optional(std::move(people));
}

// Whom the chips and the words may let pass, and hardly more; nothing: everybody in the list. Words of which there are more than
// `term_rows` are not looked at, nor further words once few are left.
Result<std::optional<PeopleBits>> FindCandidates(sql::Tx& tx, AccountId account, const SearchQuery& query, const ListFilter& filter, int64_t few,
                                                 int64_t term_rows) {
    std::optional<PeopleBits> people;
    if (filter.by_people()) people = TRY(ReadPeople(tx, account, filter));
    std::vector<const QueryWord*> words;
    for (const QueryWord& word : query) words.push_back(&word);
    std::ranges::stable_sort(words, std::greater(), [](const QueryWord* word) { return word->whole.size(); });
    for (const QueryWord* word : words) {
        if (people && CountPeople(*people) <= few) break;
        std::optional<PeopleBits> found = TRY(ReadWord(tx, account, *word, term_rows));
        if (!found) continue;
        if (people) Keep(*people, *found);
        else people = std::move(found);
    }
    return people;
}

bool InDays(const ListFilter& filter, int64_t created) { return created >= filter.created_from && created < filter.created_to; }

// The places of those of `ids` who are listed and whom the words find.
Result<std::vector<Place>> ReadFitting(sql::Tx& tx, AccountId account, const SearchQuery& query, std::span<const ProfileId> ids) {
    const sql::Rows rows = TRY(tx.Each("profiles.texts", KeysOf(ids)));
    std::vector<Place> places;
    for (size_t i = 0; i < rows.size(); ++i) {
        const bool listed = rows.Int(i, 8) == Number(account) && rows.Int(i, 9) != 0;
        if (listed && Fits(query, ReadTexts(rows, i))) places.push_back({rows.Int(i, 1), ProfileId{rows.Int(i, 0)}});
    }
    return places;
}

Result<ListPage> ReadAndSort(sql::Tx& tx, AccountId account, const SearchQuery& query, const ListFilter& filter, const Position& position,
                             const PeopleBits& people) {
    std::vector<Place> places = TRY(ReadFitting(tx, account, query, IdsOf(people)));
    std::erase_if(places, [&](const Place& place) { return !InDays(filter, place.created) || !Beyond(position, place); });
    SortForWalk(position, places);
    return MakePage(places, position);
}

// Adds whom the words find to `found`, in the order of the walk, until there are `enough`. How many were compared.
Result<int64_t> Compare(sql::Tx& tx, AccountId account, const SearchQuery& query, const Position& position, std::span<const Place> places,
                        std::vector<Place>& found, size_t enough) {
    int64_t compared = 0;
    for (size_t slice = enough; !places.empty() && found.size() < enough; slice *= 2) {
        const std::span<const Place> some = places.first(std::min(slice, places.size()));
        places = places.subspan(some.size());
        compared += std::ssize(some);
        std::vector<ProfileId> ids;
        for (const Place& place : some) ids.push_back(place.id);
        std::vector<Place> fitting = TRY(ReadFitting(tx, account, query, ids));
        SortForWalk(position, fitting);
        found.insert(found.end(), fitting.begin(), fitting.end());
    }
    return compared;
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

// Walks the list and takes those of `people` (nothing: everybody) whom the words find. Nothing: the walk was too long.
Result<std::optional<ListPage>> WalkList(sql::Tx& tx, AccountId account, const SearchQuery& query, const ListFilter& filter, const Position& position,
                                         const std::optional<PeopleBits>& people, const SearchLimits& limits) {
    const size_t enough = static_cast<size_t>(position.limit) + 1;
    Walk walk(tx, account, position);
    std::vector<Place> found;
    int64_t walked = 0, compared = 0;
    for (int64_t step = people ? 256 : position.limit + 1; walked < limits.walk_rows && compared < limits.text_rows; step = std::min<int64_t>(step * 4, 2'048)) {
        std::vector<Place> places = TRY(walk.Next(step));
        const bool ends = std::ssize(places) < step || !InDays(filter, places.back().created);
        std::erase_if(places, [&](const Place& place) { return !InDays(filter, place.created) || (people && !Contains(*people, Number(place.id))); });
        if (query.empty()) found.insert(found.end(), places.begin(), places.end());
        else compared += TRY(Compare(tx, account, query, position, places, found, enough));
        if (found.size() >= enough || ends) return std::optional(MakePage(found, position));
        walked += step;
    }
    return std::optional<ListPage>();
}

}  // namespace

Place Start(const Position& position) { return position.kind == Position::Kind::kFirst ? kNewest : position.place; }

Result<std::optional<Place>> PlaceOf(sql::Tx& tx, AccountId account, ProfileId id) {
    sql::Rows rows = TRY(tx.Query("profiles.place", Number(account), BlockOf(id), Number(id)));
    if (rows.empty()) return std::optional<Place>();
    return std::optional<Place>({rows.Int(0, 0), id});
}

Result<ListPage> ListFiltered(sql::Tx& tx, AccountId account, const SearchQuery& query, const ListFilter& filter, const Position& position,
                              const SearchLimits& limits) {
    std::optional<PeopleBits> people = TRY(FindCandidates(tx, account, query, filter, limits.few, limits.term_rows));
    if (!people || CountPeople(*people) > limits.few) {
        std::optional<ListPage> page = TRY(WalkList(tx, account, query, filter, Within(filter, position), people, limits));
        if (page) return std::move(*page);
        people = TRY(FindCandidates(tx, account, query, filter, limits.few, kAll));
    }
    ASSERT(people.has_value());   // a walk that looks for nothing gives not up
    return ReadAndSort(tx, account, query, filter, position, *people);
}

}  // namespace daybook::profiles
