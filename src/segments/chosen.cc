#include "segments/chosen.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "profiles/export.h"
#include "profiles/identity.h"
#include "profiles/profile_store.h"
#include "segments/held.h"
#include "segments/history.h"
#include "segments/members.h"
#include "segments/segments_store.h"

namespace daybook::segments {
namespace {

constexpr size_t kSlice = 500;
constexpr size_t kFewPeople = 100;  // so many are settled at once, more behind what is live

void SortUnique(std::vector<ProfileId>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

struct Move {
    ProfileId profile{};
    bool enters = false;
};

// By profile.
std::vector<Move> MovesOf(Choice& choice) {
    SortUnique(choice.add);
    SortUnique(choice.remove);
    std::vector<Move> moves;
    for (const ProfileId id : choice.remove) moves.push_back({id, false});
    for (const ProfileId id : choice.add) {
        if (!std::binary_search(choice.remove.begin(), choice.remove.end(), id)) moves.push_back({id, true});
    }
    std::sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) { return a.profile < b.profile; });
    return moves;
}

// Moves a slice; those who are where they should be already stay untouched.
Status StoreMoves(sql::Tx& tx, const Segment& segment, std::span<const Move> moves, Micros at, Chosen& chosen, std::vector<ProfileId>& moved) {
    std::vector<int64_t> blocks;
    for (const Move& move : moves) {
        if (blocks.empty() || blocks.back() != BlockOf(move.profile)) blocks.push_back(BlockOf(move.profile));
    }
    Held held;
    TRY(held.Load(tx, segment.id, blocks));
    for (const Move& move : moves) {
        if (!held.Move(segment, move.profile, move.enters, profiles::Cause::kManual, at)) continue;
        moved.push_back(move.profile);
        ++(move.enters ? chosen.added : chosen.removed);
    }
    return held.Store(tx);
}

}  // namespace

Result<Chosen> Choose(const ApiContext& context, std::string_view id, Choice choice) {
    const std::vector<Move> moves = MovesOf(choice);
    const profiles::Lane lane = moves.size() <= kFewPeople ? profiles::Lane::kLive : profiles::Lane::kBulk;
    Chosen all;
    Micros at = 0;
    for (size_t first = 0; first < moves.size(); first += kSlice) {
        const std::span<const Move> slice(moves.data() + first, std::min(kSlice, moves.size() - first));
        Chosen chosen;
        Micros moment = 0;
        TRY(context.parts.database.Write([&](sql::Tx& tx) -> Status {
            chosen = all;
            const Found found = TRY(FindStatic(tx, context, id));
            const Micros now = context.parts.clock.Now();
            moment = at != 0 ? at : TRY(FreshMoment(tx, found.segment().id, now));
            std::vector<ProfileId> moved;
            TRY(StoreMoves(tx, found.segment(), slice, moment, chosen, moved));
            if (moved.empty()) return {};
            if (!choice.reason.empty()) TRY(PutReason(tx, found.segment().id, moment, choice.reason));
            return profiles::MarkDue(tx, moved, lane, now, profiles::Cause::kManual);
        }));
        all = chosen;
        at = moment;
    }
    if (context.wake) context.wake();
    return all;
}

Result<std::vector<ProfileId>> FindNamed(sql::Tx& tx, AccountId account, const std::vector<std::string>& names) {
    std::vector<ProfileId> found(names.size());
    std::vector<std::string> emails;
    std::vector<size_t> of_email;
    for (size_t i = 0; i < names.size(); ++i) {
        if (const auto number = DecodeId("prf", names[i])) {
            found[i] = TRY(profiles::Resolve(tx, ProfileId{*number}));
        } else if (auto email = NormaliseEmail(names[i])) {
            emails.push_back(std::move(*email));
            of_email.push_back(i);
        } else if (names[i].starts_with("cus_")) {
            const auto people = TRY(profiles::FindByCustomerId(tx, account, names[i]));
            if (!people.empty()) found[i] = people.front().id;
        }
    }
    const std::vector<ProfileId> owners = TRY(profiles::FindEmails(tx, account, emails));
    for (size_t i = 0; i < owners.size(); ++i) found[of_email[i]] = owners[i];
    // Of this shop, and shown.
    std::vector<ProfileId> ids = found;
    SortUnique(ids);
    std::erase(ids, ProfileId{});
    std::vector<ProfileId> known;
    for (const profiles::Head& head : TRY(profiles::LoadHeads(tx, ids))) {
        if (head.shown && head.account == account) known.push_back(head.id);
    }
    for (ProfileId& one : found) {
        if (!std::binary_search(known.begin(), known.end(), one)) one = ProfileId{};
    }
    return found;
}

namespace {

Result<std::vector<ProfileId>> PeopleOfCondition(const ApiContext& context, std::string condition) {
    const Read read = TRY(ConditionOf(context, std::move(condition)));
    const int64_t now = context.parts.clock.Now() / kSecond;
    std::vector<ProfileId> people;
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        people.clear();
        for (const auto& [block, bits] : TRY(PeopleWho(context.parts, tx, context.account, read.schema, read.program, read.compiled, now))) {
            for (const ProfileId one : bits.Members(block)) people.push_back(one);
        }
        return {};
    }));
    return people;
}

Result<std::vector<ProfileId>> PeopleOfFilter(const ApiContext& context, std::string filter) {
    constexpr int kPage = 500;
    profiles::ExportRow row;
    row.filter = std::move(filter);
    profiles::ExportQuery query = TRY(profiles::QueryOf(row));
    std::vector<ProfileId> people;
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        people.clear();
        TRY(profiles::FindPeople(tx, context.account, MembershipsOf(context.parts), query.filter));
        profiles::Position position{.limit = kPage};
        for (bool more = true; more;) {
            const profiles::ListPage page = TRY(profiles::ListFiltered(tx, context.account, query.query, query.filter, position));
            people.insert(people.end(), page.ids.begin(), page.ids.end());
            more = page.has_more && !page.ids.empty();
            if (more) position = {profiles::Position::Kind::kAfter, TRY(profiles::PlaceOf(tx, context.account, page.ids.back())).value_or(profiles::Place()), kPage};
        }
        return {};
    }));
    return people;
}

}  // namespace

Result<std::vector<ProfileId>> PeopleFrom(const ApiContext& context, const std::optional<std::string>& from) {
    if (!from) return std::vector<ProfileId>();
    http::Request request;
    request.body = *from;
    const auto body = http::Body::Read(request, {"condition", "filter"});
    if (!body.ok() || body->Has("condition") == body->Has("filter"))
        return Invalid("from must be {\"condition\":…} or {\"filter\":…}.", "from");
    if (body->Has("condition")) return PeopleOfCondition(context, *body->Json("condition"));
    return PeopleOfFilter(context, *body->Json("filter"));
}

namespace {

// The cells of one line; a separator inside quotes is none.
std::vector<std::string> CellsOf(std::string_view line, char separator) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') cells.back() += line[++i];
        else if (line[i] == '"') quoted = !quoted;
        else if (line[i] == separator && !quoted) cells.emplace_back();
        else cells.back() += line[i];
    }
    for (std::string& cell : cells) cell = std::string(Trim(cell));
    return cells;
}

// Whichever stands most often in the first line.
char SeparatorOf(std::string_view line) {
    char best = ',';
    for (const char one : {',', ';', '\t'}) {
        if (std::count(line.begin(), line.end(), one) > std::count(line.begin(), line.end(), best)) best = one;
    }
    return best;
}

bool IsName(std::string_view cell) { return cell.find('@') != std::string_view::npos || cell.starts_with("prf_") || cell.starts_with("cus_"); }

// The column that names people, by the head; nothing where no cell is a known word.
std::optional<size_t> ColumnOf(const std::vector<std::string>& head) {
    constexpr std::array<std::string_view, 8> kWords = {"id", "profile", "email", "e-mail", "email address", "customer", "customer id", "stripe_customer_id"};
    for (const std::string_view word : kWords) {
        const auto place = std::find_if(head.begin(), head.end(), [&](const std::string& cell) { return SimpleFold(cell) == word; });
        if (place != head.end()) return static_cast<size_t>(place - head.begin());
    }
    return std::nullopt;
}

}  // namespace

std::vector<NamedLine> NamesOfCsv(std::string_view csv) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (csv.starts_with(kByteOrderMark)) csv.remove_prefix(kByteOrderMark.size());
    std::vector<NamedLine> names;
    const std::vector<std::string_view> lines = Split(csv, '\n');
    const char separator = SeparatorOf(lines.front());
    size_t column = 0, first = 0;
    const std::vector<std::string> head = CellsOf(Trim(lines.front()), separator);
    if (std::none_of(head.begin(), head.end(), IsName)) {
        column = ColumnOf(head).value_or(0);
        first = 1;
    }
    for (size_t i = first; i < lines.size(); ++i) {
        const std::vector<std::string> cells = CellsOf(Trim(lines[i]), separator);
        if (column < cells.size() && !cells[column].empty()) names.push_back({static_cast<int64_t>(i) + 1, cells[column]});
    }
    return names;
}

}  // namespace daybook::segments
