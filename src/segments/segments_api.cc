#include "segments/segments_api.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "conditions/explain.h"
#include "conditions/sentence.h"
#include "http/body.h"
#include "http/errors.h"
#include "http/window.h"
#include "profiles/api.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "segments/members.h"
#include "segments/segments_store.h"
#include "segments/view.h"

namespace daybook::segments {
namespace {

constexpr size_t kNameBytesMax = 200;
constexpr size_t kSegmentsMax = 1000;

http::Response Fail(const http::Request& request, const Error& error) {
    return http::ErrorResponse(error, request.request_id);
}

// Answers with what `work` came to, a JSON text.
template <typename Work>
http::Response Answer(const http::Request& request, Work work) {
    const Result<std::string> done = work();
    return done.ok() ? http::JsonResponse(200, *done) : Fail(request, done.error());
}

Error NoSuchSegment(std::string_view id) {
    return NotFound(fmt::format("There is no segment {}.", ToUtf8(id.substr(0, 40))), "resource_missing");
}

struct Found {
    View view;
    size_t slot = 0;
    const Segment& segment() const { return view.compiled->segments[slot]; }
    const std::optional<conditions::Program>& program() const { return view.compiled->programs[slot]; }
};
Result<Found> FindSegment(sql::Tx& tx, const ApiContext& context, std::string_view id) {
    Found found{.view = TRY(ViewOf(tx, context))};
    const auto number = DecodeId("seg", id);
    if (!number || found.view.compiled == nullptr) return NoSuchSegment(id);
    const auto& all = found.view.compiled->segments;
    const auto place = std::find_if(all.begin(), all.end(), [&](const Segment& one) { return one.id == SegmentId{*number}; });
    if (place == all.end()) return NoSuchSegment(id);
    found.slot = static_cast<size_t>(place - all.begin());
    return found;
}

void WriteSegment(JsonWriter& json, const Segment& segment, const std::optional<conditions::Program>& program,
                  const conditions::Schema& schema, int64_t size) {
    json.BeginObject().Member("object", "segment").Member("id", IdText(segment.id)).Member("name", segment.name);
    json.Member("kind", "dynamic").Member("state", segment.state == SegmentState::kReady ? "ready" : "building");
    json.Key("condition").Raw(segment.condition).Member("size", size);
    json.Key("sentence");
    if (program)
        json.String(conditions::Sentence(*program, schema));
    else
        json.Null();
    json.Key("currency");
    if (segment.currency.empty())
        json.Null();
    else
        json.String(segment.currency);
    json.Member("created", segment.created).Member("updated", segment.updated).EndObject();
}

Result<std::string> OneJson(sql::Tx& tx, const ApiContext& context, std::string_view id) {
    const Found found = TRY(FindSegment(tx, context, id));
    const auto sizes = TRY(LoadSizes(tx, context.account));
    const auto size = sizes.find(found.segment().id);
    std::string text;
    JsonWriter json(text);
    WriteSegment(json, found.segment(), found.program(), found.view.schema, size == sizes.end() ? 0 : size->second);
    return text;
}

Result<std::string> ReadOne(const ApiContext& context, std::string_view id) {
    std::string text;
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        text = TRY(OneJson(tx, context, id));
        return {};
    }));
    return text;
}

Result<std::string> ReadName(const http::Body& body) {
    const std::string name(Trim(TRY(body.RequiredText("name"))));
    if (name.empty()) return Invalid("name is empty: give the segment a name.", "name");
    if (name.size() > kNameBytesMax) return Invalid(fmt::format("name is longer than {} bytes.", kNameBytesMax), "name");
    return name;
}

void WriteNotes(JsonWriter& json, const conditions::Program& program) {
    json.Key("constant");
    if (program.constant)
        json.String(*program.constant ? "always" : "never");
    else
        json.Null();
}

Error NameTaken(const std::string& name) {
    return Conflict(fmt::format("There is a segment {} already. Choose another name.", ToUtf8(name)), "already_exists");
}

Status CheckNew(const View& view, const std::string& name, std::optional<SegmentId> self) {
    if (view.compiled == nullptr) return {};
    for (const Segment& one : view.compiled->segments) {
        if (one.id != self && SimpleFold(one.name) == SimpleFold(name)) return NameTaken(name);
    }
    if (!self && view.compiled->segments.size() >= kSegmentsMax)
        return Conflict(fmt::format("There are {} segments; no more can be made. Delete some first.", kSegmentsMax), "segments_full");
    return {};
}

}  // namespace

http::Response ListAll(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
        const http::Paging paging = TRY(http::ReadPaging(request));
        View view;
        std::map<SegmentId, int64_t> sizes;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            view = TRY(ViewOf(tx, context));
            sizes = TRY(LoadSizes(tx, context.account));
            return {};
        }));
        std::vector<size_t> slots(view.compiled == nullptr ? 0 : view.compiled->segments.size());
        for (size_t i = 0; i < slots.size(); ++i) slots[i] = slots.size() - 1 - i;
        const http::Window window =
            TRY(http::WindowOf(slots, paging, [&](size_t slot) { return IdText(view.compiled->segments[slot].id); }));
        return http::ListJson("/v1/segments", window.has_more, [&](JsonWriter& json) {
            for (size_t i = window.begin; i < window.end; ++i) {
                const Segment& segment = view.compiled->segments[slots[i]];
                WriteSegment(json, segment, view.compiled->programs[slots[i]], view.schema, sizes[segment.id]);
            }
        });
    });
}

http::Response Create(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"name", "condition"}));
        Segment segment{.account = context.account};
        segment.name = TRY(ReadName(body));
        Read read = TRY(ReadCondition(context, body));
        segment.id = SegmentId{TRY(context.numbers.Take())};
        segment.condition = std::move(read.condition);
        segment.currency = read.schema.currency;
        segment.created = context.parts.clock.Now() / kSecond;
        TRY(context.parts.database.Write([&](sql::Tx& tx) -> Status {
            const View view = TRY(ViewOf(tx, context));
            TRY(CheckNew(view, segment.name, std::nullopt));
            // What it asks for may have been deleted since it was read.
            conditions::Schema schema = view.schema;
            schema.currency = segment.currency;
            TRY(conditions::Parse(segment.condition, schema));
            return InsertSegment(tx, segment);
        }));
        TRY(Build(context.parts, context.account, segment.id));
        if (context.wake) context.wake();
        return ReadOne(context, IdText(segment.id));
    });
}

http::Response GetOne(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {}));
        return ReadOne(context, request.Path("id"));
    });
}

http::Response Patch(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"name"}));
        const std::string name = TRY(ReadName(body));
        TRY(context.parts.database.Write([&](sql::Tx& tx) -> Status {
            const Found found = TRY(FindSegment(tx, context, request.Path("id")));
            TRY(CheckNew(found.view, name, found.segment().id));
            Segment renamed = found.segment();
            renamed.name = name;
            renamed.updated = context.parts.clock.Now() / kSecond;
            return RenameSegment(tx, renamed);
        }));
        return ReadOne(context, request.Path("id"));
    });
}

http::Response Delete(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        std::string id(request.Path("id"));
        TRY(context.parts.database.Write([&](sql::Tx& tx) -> Status {
            const Found found = TRY(FindSegment(tx, context, id));
            std::vector<std::string> users;
            for (size_t slot = 0; slot < found.view.compiled->programs.size(); ++slot) {
                const auto& program = found.view.compiled->programs[slot];
                if (!program) continue;
                const auto& asked = program->reads.segments;
                if (std::find(asked.begin(), asked.end(), found.slot) != asked.end())
                    users.push_back(found.view.compiled->segments[slot].name);
            }
            if (!users.empty())
                return Conflict(fmt::format("{} is used by {}. Change or delete them first.", found.segment().name,
                                            fmt::join(users, ", ")), "segment_in_use");
            return DeleteSegment(tx, context.account, found.segment().id);
        }));
        std::string text;
        JsonWriter(text).BeginObject().Member("object", "segment").Member("id", id).Member("deleted", true).EndObject();
        return text;
    });
}

http::Response PostPreview(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"condition"}));
        const Read read = TRY(ReadCondition(context, body));
        Preview preview = TRY(PreviewOf(context.parts, context.account, read.schema, read.program, read.compiled));
        TRY(context.parts.database.Read([&](sql::Tx& tx) { return ShowSegments(tx, context.account, preview.sample); }));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "segment_preview").Member("size", preview.size).Key("sales").BeginObject();
        for (const auto& [currency, net] : preview.sales) json.Member(currency, net);
        // Channels are not there yet: nobody knows who can be reached.
        json.EndObject().Key("reachable").BeginObject();
        for (const std::string_view channel : {"email", "sms", "push"}) json.Key(channel).Null();
        json.EndObject().Key("sample").BeginArray();
        for (const profiles::Profile& profile : preview.sample) profiles::WriteProfile(json, profile, context.pending_resources);
        json.EndArray().Member("sentence", conditions::Sentence(read.program, read.schema));
        WriteNotes(json, read.program);
        json.EndObject();
        return text;
    });
}

http::Response ListMembers(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
        const http::Paging paging = TRY(http::ReadPaging(request));
        MemberPage page;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            const Found found = TRY(FindSegment(tx, context, request.Path("id")));
            page = TRY(PageOfMembers(tx, context.account, found.segment().id, paging));
            return {};
        }));
        return http::ListJson(fmt::format("/v1/segments/{}/profiles", request.Path("id")), page.has_more, [&](JsonWriter& json) {
            for (const profiles::Profile& profile : page.profiles) profiles::WriteProfile(json, profile, context.pending_resources);
        });
    });
}

http::Response GetExplain(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"profile"}));
        const auto wanted = request.Query("profile");
        if (!wanted) return http::MissingParameter("profile");
        const ProfileId id = TRY(profiles::ReadProfileId(*wanted));
        const int64_t now = context.parts.clock.Now() / kSecond;
        std::string text;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            const Found found = TRY(FindSegment(tx, context, request.Path("id")));
            if (!found.program()) return Conflict("The condition of this segment cannot be read any more. Make a new one.", "segment_unreadable");
            const auto profile = TRY(profiles::Find(tx, context.account, id));
            if (!profile) return profiles::NoSuchProfile(*wanted);
            const bool member = TRY(IsMember(tx, found.segment().id, profile->id));
            const auto noted = TRY(LastTransition(tx, found.segment().id, profile->id));
            return context.parts.visit(tx, context.account, found.view.schema, {&*profile, 1}, {true, true}, [&](size_t, conditions::Person& person) -> Status {
                conditions::Judge judge;
                JudgePerson(judge, found.view.compiled, person, true, now);
                const conditions::Explanation why = conditions::Explain(*found.program(), person, now);
                std::optional<int64_t> since = why.since;
                if (noted && noted->entered == member) since = noted->at / kSecond;
                JsonWriter json(text);
                json.BeginObject().Member("object", "segment_explanation").Member("segment", IdText(found.segment().id));
                json.Member("profile", profiles::ProfileName(profile->id)).Member("member", member).Key("since");
                since ? json.Int(*since) : json.Null();
                json.Key("next_change");
                why.next_change ? json.Int(*why.next_change) : json.Null();
                conditions::WriteExplained(json.Key("conditions"), found.view.schema, *found.program(), why.conditions);
                json.EndObject();
                return {};
            });
        }));
        return text;
    });
}

}  // namespace daybook::segments
