#include "server/template_people.h"

#include <fmt/format.h>

#include "base/log.h"
#include "base/text.h"
#include "profiles/api.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "profiles/words.h"
#include "segments/segments_store.h"
#include "segments/values_seen.h"
#include "server/parts.h"

namespace daybook::server {
namespace {

using conditions::Type;
using liquid::Value;

constexpr int64_t kEverybody = 0;

// What a count is of, and the words of the account.
struct Asked {
    int64_t segment = kEverybody;
    std::string of = "everybody";
    conditions::Schema schema;
};

Result<Asked> AskedBy(App::Parts& parts, AccountId account, std::string_view segment) {
    Asked asked;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        const auto compiled = TRY(parts.segment_catalogue.At(tx, account));
        asked.schema = compiled != nullptr ? compiled->schema : TRY(segments::SchemaOf(tx, account));
        if (segment.empty()) return {};
        const auto id = DecodeId("seg", segment);
        const auto slot = id && compiled != nullptr ? compiled->SlotOf(segments::SegmentId{*id}) : std::nullopt;
        if (!slot) return NotFound(fmt::format("There is no segment {}.", ToUtf8(segment.substr(0, 40))), "resource_missing");
        asked.segment = *id;
        asked.of = fmt::format("the segment {}", compiled->segments[*slot].name);
        return {};
    }));
    return asked;
}

void CountLater(App::Parts& parts, AccountId account, const Asked& asked) {
    const std::pair key(account, asked.segment);
    if (!parts.values_seen.Begin(key, parts.clock.Now() / kSecond)) return;
    parts.tasks->Run([&parts, key, schema = asked.schema] {
        const auto seen = segments::LookAtValues(*parts.segments, key.first, schema, key.second);
        if (!seen.ok()) Log(Level::kWarn, "templates.values_not_counted", {{"error", seen.error().message}});
        parts.values_seen.Keep(key, seen.ok() ? std::make_shared<const segments::ValuesSeen>(*seen) : nullptr);
    });
}

// As ProfileValue has a value of this type.
Value ValueOf(liquid::Arena& arena, const segments::FieldSeen& field) {
    if (!field.any) return Value::Nil();
    switch (field.type) {
        case Type::kText: return Value::String(field.texts.front());
        case Type::kList: return profiles::ListValue(arena, field.texts);
        case Type::kNumber: return profiles::NumberValue(field.number);
        case Type::kMoney: return liquid::MakeMoney(arena, field.integer, field.currency);
        case Type::kDate: return Value::Time(field.integer, true);
        case Type::kBoolean: return Value::Bool(field.integer != 0);
    }
    return Value::Nil();
}

Result<templates::Person> LongestPerson(App::Parts& parts, AccountId account, liquid::Arena& arena) {
    auto seen = parts.values_seen.Of({account, kEverybody});
    if (seen == nullptr) return Conflict("The longest values are being looked for. Try again in a moment.", "still_counting");
    liquid::ObjectBuilder person(arena);
    person.Set("id", Value::String(arena.Copy(EncodeId("prf", 0))));
    for (const segments::FieldSeen& field : seen->fields) person.Set(field.name, ValueOf(arena, field));
    return templates::Person{seen, person.Build(), std::string(templates::kLongest)};
}

}  // namespace

Result<templates::Person> PersonFor(App::Parts& parts, sql::Tx& tx, AccountId account, std::string_view id, liquid::Arena& arena) {
    if (id == templates::kLongest) return LongestPerson(parts, account, arena);
    auto found = TRY(profiles::Find(tx, account, TRY(profiles::ReadProfileId(id))));
    if (!found) return profiles::NoSuchProfile(id);
    const auto profile = std::make_shared<const profiles::Profile>(std::move(*found));
    return templates::Person{profile, profiles::ProfileValue(arena, *profile), profiles::ProfileName(profile->id)};
}

Result<templates::LackingPtr> LackingOf(App::Parts& parts, AccountId account, std::string_view segment) {
    const Asked asked = TRY(AskedBy(parts, account, segment));
    CountLater(parts, account, asked);
    const auto seen = parts.values_seen.Of({account, asked.segment});
    if (seen == nullptr) return templates::LackingPtr();
    auto lacking = std::make_shared<templates::Lacking>(templates::Lacking{std::string(segment), asked.of, seen->people, seen->at, {}});
    for (const segments::FieldSeen& field : seen->fields) lacking->fields[field.name] = field.lacking;
    return templates::LackingPtr(std::move(lacking));
}

}  // namespace daybook::server
