#include "profiles/api.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "http/parameters.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "profiles/search.h"

namespace daybook::profiles {
namespace {

struct Filter {
    std::optional<std::string> email, customer_id;
    SearchQuery query;
    ListFilter chips;
    std::string text;   // the query as it was given, without blanks around it
    bool exact() const { return email || customer_id; }   // finds a few, by name
};

struct Found {
    std::vector<Profile> profiles;   // newest first
    bool has_more = false;
};

std::optional<std::string> Owned(std::optional<std::string_view> text) {
    if (!text) return std::nullopt;
    return std::string(*text);
}

Result<Filter> ReadFilter(const http::Request& request) {
    Filter filter{.email = Owned(request.Query("email")),
                  .customer_id = Owned(request.Query("stripe_customer_id")),
                  .query = ParseQuery(request.Query("query").value_or("")),
                  .text = std::string(Trim(request.Query("query").value_or("")))};
    if (filter.email && !NormaliseEmail(*filter.email)) {
        return Invalid("email is not an e-mail address. To search by its beginning, use query.", "email");
    }
    for (const std::string_view name : FilterNames()) {
        if (const auto value = request.Query(name)) TRY(AddFilter(name, *value, filter.chips));
    }
    return filter;
}

Error NoSuchAnchor(const http::Paging& paging) {
    return Invalid(fmt::format("There is no profile {} to page from. Begin again without {}.",
                               ToUtf8(paging.anchor().substr(0, 40)), paging.anchor_name()),
                   std::string(paging.anchor_name()), "resource_missing");
}

// The page of `all` (newest first) at the position.
Found PageOfFew(std::vector<Profile> all, const Position& position) {
    auto place = [](const Profile& profile) { return Place{profile.created, profile.id}; };
    std::erase_if(all, [&](const Profile& profile) {
        if (position.kind == Position::Kind::kFirst) return false;
        bool after = place(profile) < position.place;
        bool before = place(profile) > position.place;
        return position.kind == Position::Kind::kAfter ? !after : !before;
    });
    Found found;
    auto limit = static_cast<std::ptrdiff_t>(position.limit);
    found.has_more = std::ssize(all) > limit;
    if (found.has_more && position.kind == Position::Kind::kBefore) all.erase(all.begin(), all.end() - limit);
    else if (found.has_more) all.erase(all.begin() + limit, all.end());
    found.profiles = std::move(all);
    return found;
}

Result<Found> FindExact(sql::Tx& tx, AccountId account, const Filter& filter, const Position& position) {
    const PeopleBits people = filter.chips.by_people() ? TRY(ReadPeople(tx, account, filter.chips)) : PeopleBits();
    std::vector<Profile> all = filter.customer_id ? TRY(FindByCustomerId(tx, account, *filter.customer_id))
                                                  : TRY(FindByEmail(tx, account, *filter.email));
    std::erase_if(all, [&](const Profile& profile) {
        bool other = filter.email && NormaliseEmail(profile.fields.email.value_or("")) != NormaliseEmail(*filter.email);
        const ListFilter& chips = filter.chips;
        const bool passes = !chips.by_people() || Contains(people, Number(profile.id));
        const bool in_days = profile.created >= chips.created_from && profile.created < chips.created_to;
        return other || !passes || !in_days || !Fits(filter.query, SearchedOf(profile.fields));
    });
    return PageOfFew(std::move(all), position);
}

// The one profile that an id of Stripe's or an invoice number names; nothing where the query is neither.
Result<std::optional<Found>> FindNamed(sql::Tx& tx, const ApiContext& context, std::string_view query, const Position& position) {
    if (!context.find_object || query.empty()) return std::optional<Found>();
    auto named = TRY(context.find_object(tx, context.account, query));
    if (!named) return std::optional<Found>();
    std::vector<Profile> all;
    if (*named != ProfileId{}) {
        auto profile = TRY(Find(tx, context.account, *named));
        if (profile) all.push_back(std::move(*profile));
    }
    return std::optional<Found>(PageOfFew(std::move(all), position));
}

Result<Found> FindPage(sql::Tx& tx, const ApiContext& context, const Filter& filter, const http::Paging& paging) {
    AccountId account = context.account;
    Position position = TRY(ReadPosition(tx, account, paging));
    if (!filter.exact() && filter.chips.empty()) {
        auto named = TRY(FindNamed(tx, context, filter.text, position));
        if (named) return std::move(*named);
    }
    if (filter.exact()) return FindExact(tx, account, filter, position);
    ListPage page = TRY(ListFiltered(tx, account, filter.query, filter.chips, position));
    return Found{TRY(LoadInOrder(tx, page.ids)), page.has_more};
}

Status CheckListQuery(const http::Request& request) {
    std::vector<std::string_view> known = {"email", "stripe_customer_id", "query", http::kLimit, http::kStartingAfter, http::kEndingBefore};
    known.insert(known.end(), FilterNames().begin(), FilterNames().end());
    return http::CheckQuery(request, known);
}

Result<std::string> ListAsJson(const http::Request& request, const ApiContext& context) {
    TRY(CheckListQuery(request));
    http::Paging paging = TRY(http::ReadPaging(request));
    Filter filter = TRY(ReadFilter(request));
    Found found;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        TRY(FindPeople(tx, context.account, context.memberships, filter.chips));
        found = TRY(FindPage(tx, context, filter, paging));
        return context.memberships.show(tx, context.account, found.profiles);
    }));
    return http::ListJson("/v1/profiles", found.has_more, [&](JsonWriter& out) {
        for (const Profile& profile : found.profiles) WriteProfile(out, profile, context.pending_resources);
    });
}

Result<std::string> OneAsJson(const http::Request& request, const ApiContext& context) {
    TRY(http::CheckQuery(request, {}));
    ProfileId id = TRY(ReadProfileId(request.Path("id")));
    std::optional<Profile> profile;
    std::string sources;
    TRY(context.database.Read([&](sql::Tx& tx) -> Status {
        profile = TRY(Find(tx, context.account, id));
        if (!profile) return {};
        if (context.sources) sources = TRY(context.sources(tx, *profile));
        return context.memberships.show(tx, context.account, {&*profile, 1});
    }));
    if (!profile) return NoSuchProfile(request.Path("id"));
    std::string json;
    JsonWriter out(json);
    WriteProfile(out, *profile, context.pending_resources, sources);
    return json;
}

http::Response Answer(Result<std::string> json, const http::Request& request) {
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

}  // namespace

Error NoSuchProfile(std::string_view id) {
    return NotFound(fmt::format("There is no profile {}.", ToUtf8(id.substr(0, 40))), "resource_missing");
}

Result<ProfileId> ReadProfileId(std::string_view text) {
    auto number = DecodeId("prf", text);
    if (!number) return NoSuchProfile(text);
    return ProfileId{*number};
}

Result<Position> ReadPosition(sql::Tx& tx, AccountId account, const http::Paging& paging) {
    Position position{.limit = paging.limit};
    if (paging.anchor().empty()) return position;
    auto number = DecodeId("prf", paging.anchor());
    if (!number) return NoSuchAnchor(paging);
    auto place = TRY(PlaceOf(tx, account, ProfileId{*number}));
    if (!place) return NoSuchAnchor(paging);
    position.kind = paging.starting_after.empty() ? Position::Kind::kBefore : Position::Kind::kAfter;
    position.place = *place;
    return position;
}

Result<std::vector<Profile>> LoadInOrder(sql::Tx& tx, const std::vector<ProfileId>& ids) {
    std::vector<ProfileId> sorted = ids;
    std::ranges::sort(sorted);
    std::vector<Profile> loaded = TRY(Load(tx, sorted));
    std::vector<Profile> ordered;
    for (ProfileId id : ids) {
        auto place = std::ranges::lower_bound(loaded, id, {}, &Profile::id);
        if (place != loaded.end() && place->id == id) ordered.push_back(std::move(*place));
    }
    return ordered;
}

http::Response List(const http::Request& request, const ApiContext& context) {
    return Answer(ListAsJson(request, context), request);
}

http::Response Get(const http::Request& request, const ApiContext& context) {
    return Answer(OneAsJson(request, context), request);
}

}  // namespace daybook::profiles
