#include "server/person_export.h"

#include <algorithm>

#include "profiles/activities.h"
#include "profiles/custom_fields.h"
#include "profiles/identity.h"
#include "profiles/own.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "segments/members.h"
#include "segments/history.h"
#include "segments/segments_store.h"
#include "server/timeline.h"
#include "stripe/mirror_read.h"
#include "stripe/person_api.h"
#include "stripe/timeline.h"

namespace daybook::server {
namespace {

constexpr size_t kObjectsAPiece = 100;

}  // namespace

Status PersonExport::Begin(std::string_view id, std::string& chunk) {
    return context_.database.Read([&](sql::Tx& tx) -> Status {
        const stripe::PersonView person = TRY(stripe::LoadPerson(tx, context_, id));
        id_ = person.profile.id;
        name_ = profiles::ProfileName(id_);
        objects_ = TRY(stripe::StoredObjects(tx, context_.bodies, person));
        JsonWriter json(chunk);
        json.BeginObject().Member("object", "profile_export").Member("exported", context_.clock.Now() / kSecond);
        TRY(WritePerson(json, tx, person));
        chunk += R"(,"stripe_objects":[)";
        return {};
    });
}

Status PersonExport::WritePerson(JsonWriter& json, sql::Tx& tx, const stripe::PersonView& person) {
    profiles::Profile shown = person.profile;
    TRY(segments::ShowSegments(tx, context_.account, {&shown, 1}));
    profiles::WriteProfile(json.Key("profile"), shown, pending_, TRY(stripe::SourcesJson(tx, shown)));
    json.Key("former_ids").BeginArray();
    for (const ProfileId former : TRY(profiles::AliasesOf(tx, id_))) json.String(profiles::ProfileName(former));
    json.EndArray().Key("set_here");
    person.known.own.WriteAll(json, *TRY(profiles::LoadCustomFields(tx, context_.account)));
    TRY(WriteSegments(json, tx, id_));
    json.Key("activities").BeginArray();
    std::vector<profiles::Activity> activities = TRY(LoadTimeline(tx, context_.account, id_, context_.clock.Now()));
    TRY(stripe::NameProducts(tx, context_.bodies, context_.account, activities));
    for (const auto& one : activities) profiles::WriteActivity(json, id_, one);
    json.EndArray().Key("orders");
    TRY(stripe::WriteEveryOrder(json, tx, context_, person));
    json.Key("subscriptions");
    return stripe::WriteEverySubscription(json, tx, context_, person);
}

Status PersonExport::WriteSegments(JsonWriter& json, sql::Tx& tx, ProfileId id) {
    const std::vector<segments::Segment> all = TRY(segments::ListSegments(tx, context_.account));
    json.Key("segments").BeginArray();
    for (const segments::Segment& segment : all) {
        if (!TRY(segments::IsMember(tx, segment.id, id))) continue;
        json.BeginObject().Member("id", segments::IdText(segment.id)).Member("name", segment.name).EndObject();
    }
    json.EndArray().Key("segment_changes").BeginArray();
    std::vector<segments::ChangeOf> changes = TRY(segments::ChangesOf(tx, id));
    std::reverse(changes.begin(), changes.end());
    for (const segments::ChangeOf& one : changes) {
        json.BeginObject().Member("segment", segments::IdText(one.segment)).Member("at", one.at / kSecond);
        json.Member("entered", one.entered).Member("cause", profiles::CauseName(one.cause)).EndObject();
    }
    json.EndArray();
    return {};
}

Result<bool> PersonExport::Next(std::string& chunk) {
    if (ended_) return false;
    const size_t count = std::min(kObjectsAPiece, objects_.size() - written_);
    if (count > 0) TRY(context_.database.Read([&](sql::Tx& tx) { return WriteObjects(tx, count, chunk); }));
    ended_ = written_ == objects_.size();
    if (ended_) chunk += "]}";
    return true;
}

Status PersonExport::WriteObjects(sql::Tx& tx, size_t count, std::string& chunk) {
    if (!TRY(profiles::Find(tx, context_.account, id_))) return NotFound("The person was erased while they were exported.", "resource_missing");
    const auto from = objects_.begin() + static_cast<std::ptrdiff_t>(written_);
    const std::vector<stripe::StoredObject> piece(from, from + static_cast<std::ptrdiff_t>(count));
    std::vector<stripe::BodyKey> keys;
    keys.reserve(piece.size());
    for (const stripe::StoredObject& one : piece) keys.push_back({BlockOf(id_), one.number});
    const auto bodies = TRY(stripe::LoadBodies(tx, context_.bodies, keys));
    for (const stripe::StoredObject& one : piece) {
        if (written_++ > 0) chunk += ',';
        JsonWriter json(chunk);
        json.BeginObject().Member("id", one.id).Member("kind", stripe::ResourceOf(one.kind).object).Member("created", one.created).Key("body");
        const auto body = bodies.find(one.number);
        body == bodies.end() ? json.Null() : json.Raw(body->second);
        json.EndObject();
    }
    return {};
}

}  // namespace daybook::server
