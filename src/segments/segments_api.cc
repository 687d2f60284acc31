#include "segments/segments_api.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "conditions/sentence.h"
#include "http/body.h"
#include "http/window.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "segments/api_parts.h"
#include "segments/chosen.h"
#include "segments/members.h"
#include "segments/segments_store.h"
#include "segments/view.h"

namespace daybook::segments {
namespace {

constexpr size_t kNameBytesMax = 200;
constexpr size_t kSegmentsMax = 1000;

Error NoSuchSegment(std::string_view id) {
    return NotFound(fmt::format("There is no segment {}.", ToUtf8(id.substr(0, 40))), "resource_missing");
}

void WriteTextOrNull(JsonWriter& json, const std::string& text) {
    if (text.empty())
        json.Null();
    else
        json.String(text);
}

void WriteUsers(JsonWriter& json, const Compiled& compiled, size_t slot) {
    json.BeginArray();
    for (size_t user = 0; user < compiled.programs.size(); ++user) {
        if (!compiled.programs[user]) continue;
        const auto& asked = compiled.programs[user]->reads.segments;
        if (std::find(asked.begin(), asked.end(), slot) == asked.end()) continue;
        const Segment& one = compiled.segments[user];
        json.String(IdText(one.edits == SegmentId{} ? one.id : one.edits));
    }
    json.EndArray();
}

void WriteSegment(JsonWriter& json, const Compiled& compiled, size_t slot, int64_t size) {
    const Segment& segment = compiled.segments[slot];
    const auto& program = compiled.programs[slot];
    const auto next = compiled.NextOf(segment.id);
    json.BeginObject().Member("object", "segment").Member("id", IdText(segment.id)).Member("name", segment.name);
    json.Member("kind", segment.kind == SegmentKind::kStatic ? "static" : "dynamic");
    const bool ready = segment.state == SegmentState::kReady || segment.state == SegmentState::kTimers;
    json.Member("state", ready ? "ready" : "building");
    json.Key("condition").Raw(segment.condition.empty() ? "null" : segment.condition).Member("size", size);
    json.Key("sentence");
    WriteTextOrNull(json, program ? conditions::Sentence(*program, compiled.schema) : std::string());
    json.Key("currency");
    WriteTextOrNull(json, segment.currency);
    json.Key("next_condition").Raw(next ? compiled.segments[*next].condition : "null");
    json.Key("used_by");
    WriteUsers(json, compiled, slot);
    json.Member("starred", segment.starred).Member("archived", segment.archived).Member("version", segment.version);
    json.Member("created", segment.created).Member("updated", segment.updated).EndObject();
}

Error NameTaken(const std::string& name) {
    return Conflict(fmt::format("There is a segment {} already. Choose another name.", ToUtf8(name)), "already_exists");
}

Status CheckName(const View& view, const std::string& name, std::optional<SegmentId> self) {
    if (view.compiled == nullptr) return {};
    size_t count = 0;
    for (const Segment& one : view.compiled->segments) {
        if (one.edits != SegmentId{}) continue;
        ++count;
        if (one.id != self && SimpleFold(one.name) == SimpleFold(name)) return NameTaken(name);
    }
    if (!self && count >= kSegmentsMax)
        return Conflict(fmt::format("There are {} segments; no more can be made. Delete some first.", kSegmentsMax), "segments_full");
    return {};
}

// A condition that was read stays one that can be: what it asks for may have been deleted since.
Result<conditions::Program> ReadAgain(const View& view, const std::string& condition, const std::string& currency) {
    conditions::Schema schema = view.schema;
    schema.currency = currency;
    return conditions::Parse(condition, schema);
}

}  // namespace

Result<Found> FindSegment(sql::Tx& tx, const ApiContext& context, std::string_view id) {
    Found found{.view = TRY(ViewOf(tx, context))};
    const auto number = DecodeId("seg", id);
    if (!number || found.view.compiled == nullptr) return NoSuchSegment(id);
    const auto slot = found.view.compiled->SlotOf(SegmentId{*number});
    if (!slot || found.view.compiled->segments[*slot].edits != SegmentId{}) return NoSuchSegment(id);
    found.slot = *slot;
    return found;
}

Result<Found> FindStatic(sql::Tx& tx, const ApiContext& context, std::string_view id) {
    Found found = TRY(FindSegment(tx, context, id));
    if (found.segment().kind != SegmentKind::kStatic)
        return Invalid(fmt::format("{} has a condition: who is in follows from it. Change the condition, or make a static segment.", found.segment().name), "id", "segment_dynamic");
    return found;
}

Result<std::string> ReadOne(const ApiContext& context, std::string_view id, std::optional<int64_t> at) {
    std::string text;
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        const Found found = TRY(FindSegment(tx, context, id));
        int64_t size = 0;
        if (at)
            size = profiles::CountPeople(*TRY(PeopleOf(tx, context.parts, context.account, found.segment().id, at)));
        else
            size = TRY(LoadSizes(tx, context.account))[found.segment().id];
        JsonWriter json(text);
        WriteSegment(json, *found.view.compiled, found.slot, size);
        return {};
    }));
    return text;
}

Result<std::string> NameOf(const http::Body& body) {
    const std::string name(Trim(TRY(body.RequiredText("name"))));
    if (name.empty()) return Invalid("name is empty: give the segment a name.", "name");
    if (name.size() > kNameBytesMax) return Invalid(fmt::format("name is longer than {} bytes.", kNameBytesMax), "name");
    return name;
}

Result<std::optional<int64_t>> MomentOf(const http::Request& request) {
    constexpr int64_t kLatest = int64_t{1} << 40;
    if (!request.Query("at")) return std::optional<int64_t>();
    return std::optional(TRY(http::ReadInteger(request, "at", 0, kLatest, 0)));
}

Result<std::string> MakeSegment(const ApiContext& context, Segment segment) {
    segment.account = context.account;
    segment.id = SegmentId{TRY(context.numbers.Take())};
    segment.created = context.parts.clock.Now() / kSecond;
    const bool chosen = segment.kind == SegmentKind::kStatic;
    if (chosen) segment.state = SegmentState::kReady;
    TRY(context.parts.database.Write([&](sql::Tx& tx) -> Status {
        const View view = TRY(ViewOf(tx, context));
        TRY(CheckName(view, segment.name, std::nullopt));
        if (!chosen) TRY(ReadAgain(view, segment.condition, segment.currency));
        return InsertSegment(tx, segment);
    }));
    if (!chosen) TRY(Build(context.parts, context.account, segment.id));
    if (context.wake) context.wake();
    return IdText(segment.id);
}

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
        std::vector<size_t> slots;
        for (size_t i = view.compiled == nullptr ? 0 : view.compiled->segments.size(); i-- > 0;) {
            if (view.compiled->segments[i].edits == SegmentId{}) slots.push_back(i);
        }
        const http::Window window =
            TRY(http::WindowOf(slots, paging, [&](size_t slot) { return IdText(view.compiled->segments[slot].id); }));
        return http::ListJson("/v1/segments", window.has_more, [&](JsonWriter& json) {
            for (size_t i = window.begin; i < window.end; ++i)
                WriteSegment(json, *view.compiled, slots[i], sizes[view.compiled->segments[slots[i]].id]);
        });
    });
}

namespace {

Result<std::string> CreateOfRecipe(const ApiContext& context, const http::Body& body) {
    for (const std::string_view other : {"condition", "kind", "from"}) {
        if (body.Has(other)) return Invalid(fmt::format("A recipe has its condition: leave {} out.", other), std::string(other));
    }
    Segment segment = TRY(SegmentOfRecipe(context, TRY(body.RequiredText("recipe")), body.Json("values")));
    if (body.Has("name")) segment.name = TRY(NameOf(body));
    return ReadOne(context, TRY(MakeSegment(context, std::move(segment))));
}

}  // namespace

http::Response Create(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"name", "condition", "kind", "from", "recipe", "values"}));
        if (body.Has("recipe")) return CreateOfRecipe(context, body);
        if (body.Has("values")) return Invalid("values are for a recipe: give recipe too.", "values");
        const std::string kind = TRY(body.Text("kind")).value_or("dynamic");
        if (kind != "dynamic" && kind != "static") return Invalid("kind must be dynamic or static.", "kind");
        Segment segment{.name = TRY(NameOf(body))};
        if (kind == "static") {
            if (body.Has("condition")) return Invalid("A static segment has no condition. To choose whom one means now, give from: {\"condition\":…}.", "condition");
            segment.kind = SegmentKind::kStatic;
            const std::vector<ProfileId> first = TRY(PeopleFrom(context, body.Json("from")));
            const std::string id = TRY(MakeSegment(context, std::move(segment)));
            if (!first.empty()) TRY(Choose(context, id, {.add = first}));
            return ReadOne(context, id);
        }
        if (body.Has("from")) return Invalid("from is for static segments.", "from");
        Read read = TRY(ReadCondition(context, body));
        segment.condition = std::move(read.condition);
        segment.currency = read.schema.currency;
        return ReadOne(context, TRY(MakeSegment(context, std::move(segment))));
    });
}

http::Response GetOne(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"at"}));
        return ReadOne(context, request.Path("id"), TRY(MomentOf(request)));
    });
}

namespace {

// What a PATCH changes of the segment itself; its condition comes later.
Result<Segment> Changed(const http::Body& body, const Found& found, Micros now) {
    Segment changed = found.segment();
    const auto version = TRY(body.Integer("version"));
    if (version && *version != changed.version)
        return Conflict("Somebody else changed this segment meanwhile. Look at it again, then change it.", "changed_meanwhile");
    if (body.Has("name")) changed.name = TRY(NameOf(body));
    changed.starred = TRY(body.Flag("starred")).value_or(changed.starred);
    changed.archived = TRY(body.Flag("archived")).value_or(changed.archived);
    TRY(CheckName(found.view, changed.name, changed.id));
    changed.updated = now / kSecond;
    ++changed.version;
    return changed;
}

// Its next version, to be built; nothing where the condition is the one that it has.
Result<std::optional<Segment>> NextVersion(const ApiContext& context, const Found& found, const Read& read, Micros now) {
    if (found.segment().kind == SegmentKind::kStatic)
        return Invalid("A static segment has no condition: its members are chosen by hand.", "condition", "segment_static");
    if (found.view.compiled->NextOf(found.segment().id))
        return Conflict(fmt::format("Another condition of {} is on its way: its members are being found. Look at it again in a moment.", found.segment().name), "segment_busy");
    if (found.segment().condition == read.condition) return std::optional<Segment>();
    const conditions::Program program = TRY(ReadAgain(found.view, read.condition, read.schema.currency));
    TRY(CheckCircle(*found.view.compiled, found.slot, program));
    Segment next{.id = SegmentId{TRY(context.numbers.Take())}, .account = context.account, .name = found.segment().name};
    next.condition = read.condition;
    next.currency = read.schema.currency;
    next.created = now / kSecond;
    next.edits = found.segment().id;
    return std::optional<Segment>(std::move(next));
}

// The condition of a PATCH in the words of the segment.
Result<std::optional<Read>> PatchedCondition(const ApiContext& context, const http::Body& body, std::string_view id) {
    if (!body.Has("condition")) return std::optional<Read>();
    std::string currency;
    TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
        currency = TRY(FindSegment(tx, context, id)).segment().currency;
        return {};
    }));
    return std::optional<Read>(TRY(ConditionOf(context, *body.Json("condition"), currency)));
}

}  // namespace

http::Response Patch(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"name", "condition", "starred", "archived", "version"}));
        const std::string_view id = request.Path("id");
        const auto read = TRY(PatchedCondition(context, body, id));
        std::optional<Segment> next;
        TRY(context.parts.database.Write([&](sql::Tx& tx) -> Status {
            const Micros now = context.parts.clock.Now();
            const Found found = TRY(FindSegment(tx, context, id));
            const Segment changed = TRY(Changed(body, found, now));
            next = read ? TRY(NextVersion(context, found, *read, now)) : std::nullopt;
            TRY(ChangeSegment(tx, changed));
            return next ? InsertSegment(tx, *next) : Status();
        }));
        if (next) {
            TRY(Build(context.parts, context.account, next->id));
            if (context.build) context.build();
            if (context.wake) context.wake();
        }
        return ReadOne(context, id);
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
                const std::string& name = found.view.compiled->segments[slot].name;
                const bool uses = std::find(asked.begin(), asked.end(), found.slot) != asked.end();
                if (uses && std::find(users.begin(), users.end(), name) == users.end()) users.push_back(name);
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

}  // namespace daybook::segments
