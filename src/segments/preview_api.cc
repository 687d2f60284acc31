// POST /v1/segments/preview: whom a condition or a recipe means now, and which of its conditions hold for some of them.
#include <algorithm>
#include <map>

#include "conditions/explain.h"
#include "conditions/sentence.h"
#include "profiles/api.h"
#include "profiles/profile_json.h"
#include "segments/api_parts.h"
#include "segments/builder_api.h"
#include "segments/members.h"

namespace daybook::segments {
namespace {

// The condition of a body: its own, or that of a recipe.
Result<Read> ReadOf(const ApiContext& context, const http::Body& body) {
    if (!body.Has("recipe")) {
        if (body.Has("values")) return Invalid("values are for a recipe: give recipe too.", "values");
        return ReadCondition(context, body);
    }
    if (body.Has("condition")) return Invalid("A recipe has its condition: leave condition out.", "condition");
    const Segment segment = TRY(SegmentOfRecipe(context, TRY(body.RequiredText("recipe")), body.Json("values")));
    return ConditionOf(context, segment.condition, segment.currency);
}

// The conditions that hold for each of some people: nodes of the program.
using Matched = std::map<ProfileId, std::vector<uint16_t>>;

Result<Matched> MatchedOf(sql::Tx& tx, const ApiContext& context, const Read& read, std::vector<profiles::Profile> people, int64_t now) {
    std::sort(people.begin(), people.end(), [](const profiles::Profile& a, const profiles::Profile& b) { return a.id < b.id; });
    std::vector<int64_t> blocks;
    blocks.reserve(people.size());
    for (const profiles::Profile& one : people) blocks.push_back(BlockOf(one.id));
    const Asked asked = AskedBy(read.program, read.compiled.get());
    const Statics statics = asked.any_static ? TRY(Statics::Load(tx, *read.compiled, blocks)) : Statics();
    Matched matched;
    conditions::Judge judge;
    TRY(context.parts.visit(tx, context.account, read.schema, people, {true, true, &asked.reads}, [&](size_t i, conditions::Person& person) -> Status {
        for (const uint16_t slot : asked.order) JudgeOne(judge, *read.compiled, slot, person, {people[i].id, true, statics}, now);
        matched[people[i].id] = conditions::Holding(read.program, person, now);
        return {};
    }));
    return matched;
}

void WriteMatched(JsonWriter& json, const Read& read, std::span<const profiles::Profile> people, const Matched& matched) {
    json.BeginArray();
    for (const profiles::Profile& person : people) {
        json.BeginObject().Member("profile", profiles::ProfileName(person.id)).Key("conditions").BeginArray();
        for (const uint16_t node : matched.at(person.id))
            json.BeginObject().Member("path", read.program.paths[node]).Member("sentence", conditions::SentenceOf(read.program, read.schema, node)).EndObject();
        json.EndArray().EndObject();
    }
    json.EndArray();
}

void WriteSums(JsonWriter& json, const std::map<std::string, int64_t>& sales) {
    json.BeginObject();
    for (const auto& [currency, net] : sales) json.Member(currency, net);
    json.EndObject();
}

}  // namespace

http::Response PostPreview(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"condition", "recipe", "values"}));
        const Read read = TRY(ReadOf(context, body));
        const int64_t now = context.parts.clock.Now() / kSecond;
        Preview preview = TRY(PreviewOf(context.parts, context.account, read.schema, read.program, read.compiled, now));
        Matched matched;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            TRY(ShowSegments(tx, context.account, preview.sample));
            matched = TRY(MatchedOf(tx, context, read, preview.sample, now));
            return {};
        }));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "segment_preview").Key("condition").Raw(read.condition).Member("size", preview.size);
        WriteSums(json.Key("sales"), preview.sales);
        // Channels are not there yet: nobody knows who can be reached.
        json.Key("reachable").BeginObject();
        for (const std::string_view channel : {"email", "sms", "push"}) json.Key(channel).Null();
        json.EndObject().Key("sample").BeginArray();
        for (const profiles::Profile& profile : preview.sample) profiles::WriteProfile(json, profile, context.pending_resources);
        WriteMatched(json.EndArray().Key("matched"), read, preview.sample, matched);
        json.Member("sentence", conditions::Sentence(read.program, read.schema)).Key("constant");
        read.program.constant ? json.String(*read.program.constant ? "always" : "never") : json.Null();
        json.EndObject();
        return text;
    });
}

}  // namespace daybook::segments
