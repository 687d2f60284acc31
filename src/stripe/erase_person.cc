#include "stripe/erase_person.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "profiles/due.h"
#include "profiles/identity.h"
#include "profiles/own.h"
#include "profiles/profile_store.h"
#include "stripe/connection.h"
#include "stripe/decode.h"
#include "stripe/keep_no.h"
#include "stripe/mirror_read.h"
#include "stripe/move.h"

namespace daybook::stripe {

namespace {

constexpr int64_t kMoveSlice = 500;

// What a person's objects are called, and where they lie.
struct Traces {
    std::set<std::string> ids;       // of their objects
    std::set<std::string> mentions;  // ids that their objects name: perhaps never seen
    std::set<std::string> numbers;   // of their invoices
    std::set<std::string> emails;    // normalised
    std::vector<Place> places;       // of facts
    std::vector<BodyKey> bodies;

    void Add(std::string_view email) {
        if (auto normal = NormaliseEmail(email)) emails.insert(std::move(*normal));
    }
};

std::vector<std::string> ListOf(const std::set<std::string>& texts) { return {texts.begin(), texts.end()}; }

Status EndMoves(sql::Tx& tx, const Bodies& bodies, ProfileId person) {
    for (const Moving& moving : TRY(Unfinished(tx))) {
        if (moving.what == kSweep || (moving.from != person && moving.to != person)) continue;
        while (!TRY(MoveSlice(tx, bodies, moving, kMoveSlice))) {
        }
    }
    return {};
}

// Facts and their bodies, which tell what the facts do not: ids, numbers, and whom they mention.
Status TraceFacts(sql::Tx& tx, const Bodies& bodies, const std::vector<Place>& places, Traces& traces) {
    std::vector<BodyKey> keys;
    std::map<int64_t, Kind> kinds;
    for (const PlacedFact& placed : TRY(ReadFacts(tx, places))) {
        keys.push_back({placed.place.block, placed.fact.object});
        kinds[placed.fact.object] = placed.fact.kind;
        const auto detail = DecodeDetail(placed.fact.lines);
        if (!detail) continue;
        if (!detail->id.empty()) traces.ids.insert(detail->id);
        traces.Add(detail->email);
    }
    for (const auto& [object, json] : TRY(LoadBodies(tx, bodies, keys))) {
        const Decoded decoded = TRY(DecodeObject(kinds[object], json));
        traces.ids.insert(decoded.id);
        if (!decoded.number.empty()) traces.numbers.insert(decoded.number);
        for (const std::string& mention : {decoded.customer_id, decoded.parent_id, decoded.tie}) {
            if (!mention.empty()) traces.mentions.insert(mention);
        }
    }
    traces.bodies.insert(traces.bodies.end(), keys.begin(), keys.end());
    traces.places.insert(traces.places.end(), places.begin(), places.end());
    return {};
}

// Children that wait for one of these objects.
Status TraceWaiting(sql::Tx& tx, const Bodies& bodies, const std::vector<int64_t>& objects, Traces& traces) {
    std::vector<Place> places;
    places.reserve(objects.size());
    for (const int64_t object : objects) places.push_back(WaitingFor(object));
    return places.empty() ? Status() : TraceFacts(tx, bodies, places, traces);
}

Result<Traces> TraceOf(sql::Tx& tx, const EraseContext& context, ProfileId person) {
    Traces traces;
    for (const auto& [owner, customer] : TRY(ReadCustomers(tx, {person}))) {
        traces.ids.insert(customer.id);
        traces.Add(customer.contact.email);
        traces.bodies.push_back({BlockOf(person), customer.object});
    }
    TRY(TraceFacts(tx, context.bodies, {PlaceOf(person)}, traces));
    for (const profiles::Profile& profile : TRY(profiles::Load(tx, std::span(&person, 1)))) {
        traces.Add(profile.fields.email.value_or(""));
    }
    traces.Add(profiles::OwnEmail(TRY(profiles::LoadOwn(tx, person))));
    return traces;
}

// Those of the person: somebody else may have an address that only stands in one of their objects.
Result<std::vector<std::string>> OwnedEmails(sql::Tx& tx, AccountId account, ProfileId person, const Traces& traces) {
    std::vector<std::string> owned;
    const std::vector<std::string> emails = ListOf(traces.emails);
    const std::vector<ProfileId> owners = TRY(profiles::FindEmails(tx, account, emails));
    for (size_t i = 0; i < emails.size(); ++i) {
        if (owners[i] == person) owned.push_back(emails[i]);
    }
    return owned;
}

// The rows of `object` that are theirs, and what only they mention. Children of the latter wait there.
Status TraceObjects(sql::Tx& tx, const EraseContext& context, int64_t connection, ProfileId person, Traces& traces) {
    const sql::Rows gone = TRY(tx.Query("mirror.gone_of", connection, Number(person)));
    for (size_t i = 0; i < gone.size(); ++i) traces.ids.insert(gone.String(i, 0));
    std::vector<int64_t> unseen;
    for (const auto& [id, row] : TRY(ReadObjects(tx, connection, ListOf(traces.mentions)))) {
        const bool mentioned = row.profile == ProfileId{} && !row.seen();
        if (row.profile == person || mentioned) traces.ids.insert(id);
        if (mentioned) unseen.push_back(row.object);
    }
    return TraceWaiting(tx, context.bodies, unseen, traces);
}

// What the state of a connection names. An open position that loses its object goes on from its second.
Status ForgetNames(sql::Tx& tx, int64_t connection, const Traces& traces) {
    const std::vector<std::string> ids = ListOf(traces.ids);
    TRY(tx.Run("sync.forget_hints", connection, ids));
    TRY(tx.Run("sync.forget_repairs", connection, ids));
    TRY(tx.Run("sync.forget_ranges", connection, ids));
    TRY(tx.Run("sync.forget_walks", connection, ids));
    TRY(tx.Run("sync.forget_probe", connection, ids));
    if (const auto other = TRY(AnyCustomerId(tx, connection))) TRY(SetProbeId(tx, connection, *other));
    return tx.Run("mirror.forget_numbers", connection, ListOf(traces.numbers), ids);
}

Status EraseRows(sql::Tx& tx, int64_t connection, const Traces& traces) {
    sql::ParamTable places(2);
    for (const Place& place : traces.places) places.Row(place.block, place.profile);
    TRY(DropBodies(tx, traces.bodies));
    TRY(tx.RunEach("mirror.erase_facts", places));
    TRY(tx.RunEach("mirror.erase_customers", places));
    if (connection == 0) return {};
    TRY(tx.Run("mirror.erase_objects", connection, ListOf(traces.ids)));
    return ForgetNames(tx, connection, traces);
}

Status Remember(sql::Tx& tx, const EraseContext& context, const std::set<std::string>& ids, const std::vector<std::string>& emails) {
    std::vector<profiles::ErasedName> names;
    names.reserve(ids.size() + emails.size());
    for (const std::string& id : ids) names.push_back({profiles::Called::kObject, id});
    for (const std::string& email : emails) names.push_back({profiles::Called::kEmail, email});
    return context.erasures.Add(tx, context.account, std::move(names), context.now / kSecond);
}

}  // namespace

Status ErasePerson(sql::Tx& tx, const EraseContext& context, ProfileId person) {
    TRY(EndMoves(tx, context.bodies, person));
    const auto connection = TRY(LoadConnectionOf(tx, context.account));
    Traces traces = TRY(TraceOf(tx, context, person));
    if (connection) TRY(TraceObjects(tx, context, connection->id, person, traces));
    std::vector<std::string> emails = TRY(OwnedEmails(tx, context.account, person, traces));
    std::vector<ProfileId> numbers = TRY(profiles::AliasesOf(tx, person));
    for (auto& [holder, address] : TRY(HoldersOfLeft(tx, {person}))) {
        numbers.push_back(holder);
        emails.push_back(std::move(address));
    }
    TRY(ForgetPartings(tx, {person}));
    TRY(Remember(tx, context, traces.ids, emails));
    TRY(EraseRows(tx, connection ? connection->id : 0, traces));
    TRY(profiles::DropEmails(tx, context.account, emails));
    numbers.push_back(person);
    std::ranges::sort(numbers);
    TRY(profiles::Remove(tx, context.account, numbers));
    return profiles::MarkDue(tx, std::span(&person, 1), profiles::Lane::kLive, context.now, profiles::Cause::kManual);
}

Status EraseMention(sql::Tx& tx, const EraseContext& context, int64_t connection, std::string_view id, const ObjectRow& row) {
    if (row.seen()) return {};
    if (row.profile != ProfileId{}) TRY(ErasePerson(tx, context, row.profile));
    Traces traces;
    traces.ids.insert(std::string(id));
    if (row.object != 0) TRY(TraceWaiting(tx, context.bodies, {row.object}, traces));
    TRY(Remember(tx, context, traces.ids, {}));
    return row.object == 0 ? Status() : EraseRows(tx, connection, traces);
}

Result<std::vector<std::pair<std::string, ProfileId>>> CustomersAfter(sql::Tx& tx, int64_t connection, const std::string& after, int limit) {
    const sql::Rows rows = TRY(tx.Query("mirror.customers_after", connection, after, limit));
    std::vector<std::pair<std::string, ProfileId>> all;
    for (size_t i = 0; i < rows.size(); ++i) all.emplace_back(rows.String(i, 0), static_cast<ProfileId>(rows.Int(i, 1)));
    return all;
}

}  // namespace daybook::stripe
