// The handlers about members: who they are and were, why, who came and went, and choosing them by hand.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "accounts/accounts.h"
#include "base/text.h"
#include "conditions/explain.h"
#include "profiles/api.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "segments/api_parts.h"
#include "segments/chosen.h"
#include "segments/history.h"
#include "segments/members.h"

namespace daybook::segments {
namespace {

constexpr size_t kNamesMax = 10'000;       // of one request
constexpr size_t kReasonBytesMax = 500;
constexpr size_t kUnknownShown = 100;
constexpr int64_t kDays = 30, kDaysMax = 400;

void WriteIntOrNull(JsonWriter& json, std::optional<int64_t> value) {
    if (value)
        json.Int(*value);
    else
        json.Null();
}

std::string NameOfPerson(const profiles::Profile& profile) {
    return std::string(Trim(fmt::format("{} {}", profile.fields.first_name.value_or(""), profile.fields.last_name.value_or(""))));
}

// `profile` null: they are not shown any more.
void WriteChange(JsonWriter& json, const Change& change, const profiles::Profile* profile) {
    json.BeginObject().Member("object", "segment_change").Member("id", ChangeId(change)).Member("at", change.at / kSecond);
    json.Member("entered", change.entered).Member("cause", profiles::CauseName(change.cause));
    json.Key("profile").BeginObject().Member("id", profiles::ProfileName(change.profile));
    const std::string name = profile == nullptr ? std::string() : NameOfPerson(*profile);
    json.Key("name");
    name.empty() ? json.Null() : json.String(name);
    json.Key("email");
    profile == nullptr || !profile->fields.email ? json.Null() : json.String(*profile->fields.email);
    json.EndObject().Key("reason");
    change.reason.empty() ? json.Null() : json.String(change.reason);
    json.EndObject();
}

}  // namespace

http::Response ListMembers(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"at", http::kLimit, http::kStartingAfter, http::kEndingBefore}));
        const http::Paging paging = TRY(http::ReadPaging(request));
        const auto at = TRY(MomentOf(request));
        MemberPage page;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            const Found found = TRY(FindSegment(tx, context, request.Path("id")));
            auto people = TRY(PeopleOf(tx, context.parts, context.account, found.segment().id, at));
            page = TRY(PageOfMembers(tx, context.account, std::move(people), paging));
            return {};
        }));
        return http::ListJson(fmt::format("/v1/segments/{}/profiles", request.Path("id")), page.has_more, [&](JsonWriter& json) {
            for (const profiles::Profile& profile : page.profiles) profiles::WriteProfile(json, profile, context.pending_resources);
        });
    });
}

namespace {

// The whole explanation of a person in a segment, written into `text`.
Status Explained(sql::Tx& tx, const ApiContext& context, const Found& found, const profiles::Profile& profile, std::string& text) {
    const int64_t now = context.parts.clock.Now() / kSecond;
    const SegmentId id = found.segment().id;
    const bool member = TRY(IsMember(tx, id, profile.id));
    const auto noted = TRY(LastTransition(tx, id, profile.id));
    const Statics statics = TRY(Statics::Load(tx, *found.view.compiled, {BlockOf(profile.id)}));
    return context.parts.visit(tx, context.account, found.view.schema, {&profile, 1}, {true, true}, [&](size_t, conditions::Person& person) -> Status {
        conditions::Judge judge;
        JudgePerson(judge, found.view.compiled, person, {profile.id, true, statics}, now);
        conditions::Explanation why;
        if (found.program()) why = conditions::Explain(*found.program(), person, now);
        std::optional<int64_t> since = why.since;
        if (noted && noted->entered == member) since = noted->at / kSecond;
        JsonWriter json(text);
        json.BeginObject().Member("object", "segment_explanation").Member("segment", IdText(id));
        json.Member("profile", profiles::ProfileName(profile.id)).Member("member", member).Key("since");
        WriteIntOrNull(json, since);
        WriteIntOrNull(json.Key("next_change"), why.next_change);
        json.Key("conditions");
        if (found.program())
            conditions::WriteExplained(json, found.view.schema, *found.program(), why.conditions);
        else
            json.BeginArray().EndArray();
        json.EndObject();
        return {};
    });
}

}  // namespace

http::Response GetExplain(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"profile"}));
        const auto wanted = request.Query("profile");
        if (!wanted) return http::MissingParameter("profile");
        const ProfileId id = TRY(profiles::ReadProfileId(*wanted));
        std::string text;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            const Found found = TRY(FindSegment(tx, context, request.Path("id")));
            if (!found.program() && found.segment().kind == SegmentKind::kDynamic)
                return Conflict("The condition of this segment cannot be read any more. Make a new one.", "segment_unreadable");
            const auto profile = TRY(profiles::Find(tx, context.account, id));
            if (!profile) return profiles::NoSuchProfile(*wanted);
            text.clear();
            return Explained(tx, context, found, *profile, text);
        }));
        return text;
    });
}

http::Response ListChanges(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
        const http::Paging paging = TRY(http::ReadPaging(request));
        ChangePage page;
        std::vector<profiles::Profile> people;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            const Found found = TRY(FindSegment(tx, context, request.Path("id")));
            page = TRY(PageOfChanges(tx, found.segment().id, paging));
            std::vector<ProfileId> ids;
            for (const Change& one : page.changes) ids.push_back(one.profile);
            std::sort(ids.begin(), ids.end());
            ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
            people = TRY(profiles::Load(tx, ids));
            return {};
        }));
        return http::ListJson(fmt::format("/v1/segments/{}/changes", request.Path("id")), page.has_more, [&](JsonWriter& json) {
            for (const Change& one : page.changes) {
                const auto of = std::find_if(people.begin(), people.end(), [&](const auto& person) { return person.id == one.profile && person.shown; });
                WriteChange(json, one, of == people.end() ? nullptr : &*of);
            }
        });
    });
}

http::Response GetSizes(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"days"}));
        const int64_t days = TRY(http::ReadInteger(request, "days", 1, kDaysMax, kDays));
        std::vector<SizeOfDay> sizes;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            const Found found = TRY(FindSegment(tx, context, request.Path("id")));
            const SegmentId id = found.segment().id;
            const int64_t size = TRY(LoadSizes(tx, context.account))[id];
            const profiles::LocalDays calendar(TRY(accounts::Load(tx, context.account)).time_zone);
            sizes = TRY(SizesOf(tx, found.segment(), size, calendar, days, context.parts.clock.Now() / kSecond));
            return {};
        }));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "segment_sizes").Member("segment", request.Path("id")).Key("days").BeginArray();
        for (const SizeOfDay& one : sizes) {
            json.BeginObject().Member("at", one.day).Member("size", one.size).Member("entered", one.entered).Member("left", one.left).EndObject();
        }
        json.EndArray().EndObject();
        return text;
    });
}

namespace {

Result<std::string> ReasonOf(const http::Body& body) {
    if (body.Null("reason")) return std::string();
    const std::string reason(Trim(TRY(body.Text("reason")).value_or("")));
    if (reason.size() > kReasonBytesMax) return Invalid(fmt::format("reason is longer than {} bytes.", kReasonBytesMax), "reason");
    return reason;
}

// Everybody whom the texts name; kInvalid where one names nobody.
Result<std::vector<ProfileId>> Everybody(const ApiContext& context, const http::Body& body, std::string_view member) {
    const std::vector<std::string> names = TRY(body.Texts(member)).value_or(std::vector<std::string>());
    if (names.size() > kNamesMax) return Invalid(fmt::format("{} names more than {} people. Send them in several requests.", member, kNamesMax), std::string(member));
    std::vector<ProfileId> people;
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        people = TRY(FindNamed(tx, context.account, names));
        return {};
    }));
    for (size_t i = 0; i < people.size(); ++i) {
        if (people[i] == ProfileId{})
            return Invalid(fmt::format("There is no profile {}. Give its id, its e-mail address, or the id of its Stripe customer.", ToUtf8(names[i].substr(0, 80))),
                           fmt::format("{}[{}]", member, i), "resource_missing");
    }
    return people;
}

Result<int64_t> SizeOf(const ApiContext& context, std::string_view id) {
    int64_t size = 0;
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        size = TRY(LoadSizes(tx, context.account))[TRY(FindStatic(tx, context, id)).segment().id];
        return {};
    }));
    return size;
}

}  // namespace

http::Response PostMembers(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"add", "remove", "reason"}));
        const std::string_view id = request.Path("id");
        (void)TRY(SizeOf(context, id));
        if (!body.Has("add") && !body.Has("remove")) return Invalid("Say whom to add or to remove.", "add", "parameter_missing");
        Choice choice{.add = TRY(Everybody(context, body, "add")), .remove = TRY(Everybody(context, body, "remove")), .reason = TRY(ReasonOf(body))};
        const Chosen chosen = TRY(Choose(context, id, std::move(choice)));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "segment_members").Member("segment", id).Member("added", chosen.added).Member("removed", chosen.removed);
        json.Member("size", TRY(SizeOf(context, id))).EndObject();
        return text;
    });
}

http::Response ImportMembers(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"csv", "reason"}));
        const std::string_view id = request.Path("id");
        (void)TRY(SizeOf(context, id));
        const std::vector<NamedLine> lines = NamesOfCsv(TRY(body.RequiredText("csv")));
        if (lines.empty()) return Invalid("csv names nobody: it needs a column of ids or e-mail addresses.", "csv");
        std::vector<std::string> names;
        names.reserve(lines.size());
        for (const NamedLine& one : lines) names.push_back(one.name);
        std::vector<ProfileId> people;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            people = TRY(FindNamed(tx, context.account, names));
            return {};
        }));
        std::vector<const NamedLine*> unknown;
        for (size_t i = 0; i < lines.size(); ++i) {
            if (people[i] == ProfileId{}) unknown.push_back(&lines[i]);
        }
        std::erase(people, ProfileId{});
        const auto found = static_cast<int64_t>(people.size());
        const Chosen chosen = TRY(Choose(context, id, {.add = std::move(people), .reason = TRY(ReasonOf(body))}));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "segment_import").Member("segment", id).Member("lines", static_cast<int64_t>(lines.size()));
        json.Member("found", found).Member("added", chosen.added).Member("unknown_count", static_cast<int64_t>(unknown.size()));
        json.Key("unknown").BeginArray();
        for (size_t i = 0; i < std::min(unknown.size(), kUnknownShown); ++i)
            json.BeginObject().Member("line", unknown[i]->line).Member("name", ToUtf8(unknown[i]->name.substr(0, 200))).EndObject();
        json.EndArray().Member("size", TRY(SizeOf(context, id))).EndObject();
        return text;
    });
}

}  // namespace daybook::segments
