#include "segments/builder_api.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/log.h"
#include "base/text.h"
#include "conditions/explain.h"
#include "http/errors.h"
#include "http/parameters.h"
#include "profiles/api.h"
#include "profiles/blocks.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "segments/shop.h"
#include "segments/view.h"

namespace daybook::segments {
namespace {

using conditions::Kind;
using conditions::Member;
using conditions::Schema;
using conditions::Type;
using conditions::Value;

constexpr int64_t kPeopleMax = 10'000;  // who are looked at for values
constexpr size_t kValuesMax = 50;
constexpr Type kTypes[] = {Type::kText, Type::kNumber, Type::kMoney, Type::kDate, Type::kBoolean, Type::kList};

template <typename Work>
http::Response Answer(const http::Request& request, Work work) {
    const Result<std::string> done = work();
    return done.ok() ? http::JsonResponse(200, *done) : http::ErrorResponse(done.error(), request.request_id);
}

// ---- words ----

void WriteMembers(JsonWriter& json, const std::vector<Member>& members) {
    json.BeginArray();
    for (const Member& one : members) {
        json.BeginObject().Member("name", one.name).Member("label", one.label);
        json.Member("type", conditions::TypeName(one.type)).EndObject();
    }
    json.EndArray();
}

void WriteKinds(JsonWriter& json, const std::vector<Kind>& kinds) {
    json.BeginArray();
    for (const Kind& one : kinds) {
        json.BeginObject().Member("name", one.name).Member("label", one.label).Member("resource", ResourceOf(one.name));
        WriteMembers(json.Key("members"), one.members);
        json.EndObject();
    }
    json.EndArray();
}

void WriteOperators(JsonWriter& json) {
    json.BeginObject();
    for (const Type type : kTypes) {
        json.Key(conditions::TypeName(type)).BeginArray();
        for (const conditions::Op op : conditions::OpsOf(type)) json.String(conditions::OpName(op));
        json.EndArray();
    }
    json.EndObject();
}

// ---- values ----

// Where a value is found: a field of the person, or a member of each activity or object of one kind.
struct Place {
    enum class Of { kField, kActivity, kObject };
    Of of = Of::kField;
    size_t kind = 0;    // of activities or objects
    size_t member = 0;  // or field
};

Error NoSuch(std::string_view what, std::string_view name) {
    return Invalid(fmt::format("There is no {} {}.", what, ToUtf8(name.substr(0, 60))), std::string(what));
}

Result<Place> ReadPlace(const http::Request& request, const Schema& schema) {
    const auto field = request.Query("field"), activity = request.Query("activity"), object = request.Query("object"),
               member = request.Query("member");
    if (field.has_value() + activity.has_value() + object.has_value() != 1 || field.has_value() == member.has_value())
        return Invalid("Name a field, or an activity or an object with one member of it.", "field", "parameter_missing");
    Place place;
    const std::vector<Member>* members = &schema.fields;
    if (!field) {
        place.of = activity ? Place::Of::kActivity : Place::Of::kObject;
        const std::vector<Kind>& kinds = activity ? schema.activities : schema.objects;
        const auto kind = conditions::Find(kinds, activity ? *activity : *object);
        if (!kind) return NoSuch(activity ? "activity" : "object", activity ? *activity : *object);
        place.kind = *kind;
        members = &kinds[*kind].members;
    }
    const auto found = conditions::Find(*members, field ? *field : *member);
    if (!found) return NoSuch(field ? "field" : "member", field ? *field : *member);
    const Member& one = (*members)[*found];
    if (one.type != Type::kText && one.type != Type::kList)
        return Invalid(fmt::format("{} is a {}: only texts and lists have values to choose from.", one.label,
                                   conditions::TypeName(one.type)), field ? "field" : "member");
    place.member = *found;
    return place;
}

struct ValueCount {
    std::string shown;
    int64_t people = 0;
    int64_t last = -1;  // the person who was counted last: one who has it twice counts once
};
// By the folded text: what is the same to a condition is one value.
using Counts = std::map<std::string, ValueCount, std::less<>>;

void Count(Counts& counts, const Value& value, int64_t person) {
    if (!value.set) return;
    for (const conditions::Text& text : value.texts) {
        const bool named = !text.also_shown.empty();
        const std::string_view folded = named ? text.also : text.folded;
        auto place = counts.find(folded);
        if (place == counts.end()) place = counts.emplace(folded, ValueCount{std::string(named ? text.also_shown : text.shown)}).first;
        if (place->second.last == person) continue;
        place->second.last = person;
        ++place->second.people;
    }
}

void CountPerson(Counts& counts, const Place& place, const conditions::Person& person, int64_t number) {
    if (place.of == Place::Of::kField) return Count(counts, person.fields[place.member], number);
    const conditions::Records& records = (place.of == Place::Of::kActivity ? person.activities : person.objects)[place.kind];
    for (size_t i = 0; i < records.size(); ++i) Count(counts, records.Row(i)[place.member], number);
}

struct Values {
    Counts counts;
    int64_t people = 0;  // who were looked at
};
Result<Values> Collect(sql::Tx& tx, const ApiContext& context, const Schema& schema, const Place& place) {
    Values values;
    std::vector<profiles::Profile> people =
        TRY(profiles::Load(tx, TRY(profiles::SomePeople(tx, context.account, kPeopleMax))));
    std::erase_if(people, [](const profiles::Profile& one) { return !one.shown; });
    values.people = static_cast<int64_t>(people.size());
    const Wanted wanted{place.of == Place::Of::kActivity, place.of == Place::Of::kObject};
    TRY(context.parts.visit(tx, context.account, schema, people, wanted, [&](size_t i, conditions::Person& person) -> Status {
        CountPerson(values.counts, place, person, static_cast<int64_t>(i));
        return {};
    }));
    return values;
}

// Those that contain `words`, the most frequent first.
std::vector<const ValueCount*> Choose(const Counts& counts, std::string_view words) {
    std::vector<const ValueCount*> chosen;
    for (const auto& [folded, counted] : counts) {
        if (folded.find(words) != std::string::npos) chosen.push_back(&counted);
    }
    std::stable_sort(chosen.begin(), chosen.end(), [](const ValueCount* a, const ValueCount* b) { return a->people > b->people; });
    if (chosen.size() > kValuesMax) chosen.resize(kValuesMax);
    return chosen;
}

// Whoever asks for the words builds a condition: its first preview finds columns.
void ReadAhead(const ApiContext& context, const conditions::Schema& schema) {
    if (!context.later) return;
    context.later([&columns = context.parts.columns, account = context.account, schema] {
        const Status done = columns.ReadAhead(account, schema);
        if (!done.ok()) Log(Level::kWarn, "segments.columns_not_read", {{"error", done.error().message}});
    });
}

}  // namespace

http::Response GetWords(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {}));
        View view;
        std::string currency;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            view = TRY(ViewOf(tx, context));
            currency = TRY(CurrencyFor(tx, context, view.schema));
            return {};
        }));
        ReadAhead(context, view.schema);
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "segment_words").Key("currency");
        currency.empty() ? json.Null() : json.String(currency);
        WriteMembers(json.Key("fields"), view.schema.fields);
        WriteKinds(json.Key("activities"), view.schema.activities);
        WriteKinds(json.Key("objects"), view.schema.objects);
        WriteOperators(json.Key("operators"));
        json.EndObject();
        return text;
    });
}

http::Response GetValues(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"field", "activity", "object", "member", "query"}));
        Values values;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            const View view = TRY(ViewOf(tx, context));
            values = TRY(Collect(tx, context, view.schema, TRY(ReadPlace(request, view.schema))));
            return {};
        }));
        const std::string words = SimpleFold(Trim(request.Query("query").value_or("")));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "segment_values").Member("looked_at", values.people).Key("data").BeginArray();
        for (const ValueCount* one : Choose(values.counts, words))
            json.BeginObject().Member("value", one->shown).Member("people", one->people).EndObject();
        json.EndArray().EndObject();
        return text;
    });
}

http::Response PostExplain(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"condition", "profile"}));
        const std::string wanted = TRY(body.RequiredText("profile"));
        const ProfileId id = TRY(profiles::ReadProfileId(wanted));
        const Read read = TRY(ReadCondition(context, body));
        const int64_t now = context.parts.clock.Now() / kSecond;
        std::string text;
        TRY(context.parts.database.Read([&](sql::Tx& tx) -> Status {
            const auto profile = TRY(profiles::Find(tx, context.account, id));
            if (!profile) return profiles::NoSuchProfile(wanted);
            const Statics statics = read.compiled == nullptr ? Statics() : TRY(Statics::Load(tx, *read.compiled, {BlockOf(profile->id)}));
            return context.parts.visit(tx, context.account, read.schema, {&*profile, 1}, {true, true}, [&](size_t, conditions::Person& person) -> Status {
                conditions::Judge judge;
                if (read.compiled != nullptr) JudgePerson(judge, read.compiled, person, {profile->id, true, statics}, now);
                const conditions::Explanation why = conditions::Explain(read.program, person, now);
                JsonWriter json(text);
                json.BeginObject().Member("object", "segment_explanation").Key("segment").Null();
                json.Member("profile", profiles::ProfileName(profile->id)).Member("member", why.holds).Key("since");
                why.since ? json.Int(*why.since) : json.Null();
                json.Key("next_change");
                why.next_change ? json.Int(*why.next_change) : json.Null();
                conditions::WriteExplained(json.Key("conditions"), read.schema, read.program, why.conditions);
                json.EndObject();
                return {};
            });
        }));
        return text;
    });
}

}  // namespace daybook::segments
