#include "stripe/person.h"

#include <algorithm>
#include <array>

#include "base/json_write.h"
#include "profiles/api.h"
#include "profiles/fields.h"
#include "profiles/own.h"
#include "stripe/decode.h"

namespace daybook::stripe {
namespace {

// The stored bodies of some objects of a profile, read by `decode`.
template <typename Decode>
auto LoadDecoded(sql::Tx& tx, const Bodies& bodies, int64_t block, const std::vector<int64_t>& objects, Decode decode)
    -> Result<std::map<int64_t, typename std::invoke_result_t<Decode, std::string_view>::Value>> {
    std::vector<BodyKey> keys;
    keys.reserve(objects.size());
    for (const int64_t object : objects) keys.push_back({block, object});
    std::map<int64_t, typename std::invoke_result_t<Decode, std::string_view>::Value> found;
    for (const auto& [object, body] : TRY(LoadBodies(tx, bodies, keys))) found[object] = TRY(decode(body));
    return found;
}

Status AddContacts(sql::Tx& tx, const Bodies& bodies, ProfileId profile, Known& known) {
    std::vector<ContactWanted> wanted;
    for (const int64_t object : ContactsNeeded(known)) {
        const auto fact = std::find_if(known.facts.begin(), known.facts.end(),
                                       [&](const Fact& one) { return one.object == object; });
        wanted.push_back({profile, object, fact->kind});
    }
    if (!wanted.empty()) known.contacts = TRY(LoadContacts(tx, bodies, wanted));
    return {};
}

bool NamesAnObject(std::string_view name) {
    constexpr std::array<std::string_view, 8> kPrefixes = {"in_", "sub_", "ch_", "py_", "cs_", "re_", "cn_", "cus_"};
    return std::ranges::any_of(kPrefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

// "AB12-0001", "INV-2026-7": letters, digits and dashes, with a dash and ending in a digit.
bool LooksLikeNumber(std::string_view name) {
    if (name.size() < 3 || name.size() > 40 || name.find('-') == std::string_view::npos) return false;
    const bool plain = std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    });
    return plain && name.back() >= '0' && name.back() <= '9';
}

Result<std::string> IdOfNumber(sql::Tx& tx, int64_t connection, std::string_view number) {
    std::string upper(number);
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    for (const std::string& spelling : {std::string(number), upper}) {
        const sql::Rows rows = TRY(tx.Query("mirror.number", connection, spelling));
        if (!rows.empty()) return rows.String(0, 0);
    }
    return std::string();
}

}  // namespace

Result<PersonView> LoadPerson(sql::Tx& tx, const ViewContext& context, std::string_view id) {
    auto profile = TRY(profiles::Find(tx, context.account, TRY(profiles::ReadProfileId(id))));
    if (!profile) return profiles::NoSuchProfile(id);
    PersonView view{.profile = std::move(*profile), .connection = TRY(LoadConnectionOf(tx, context.account)),
                    .known = {}, .metered = {}};
    const std::vector<ProfileId> ids = {view.profile.id};
    view.known = std::move(TRY(LoadKnown(tx, ids))[0]);
    view.metered = std::make_shared<const std::set<std::string, std::less<>>>(TRY(MeteredPrices(tx)));
    view.known.metered = [prices = view.metered](std::string_view price) { return prices->contains(price); };
    view.known.ties_known = view.connection && TRY(TiesKnown(tx, view.connection->id));
    const profiles::Head head = TRY(profiles::LoadHeads(tx, ids)).front();
    view.known.created_here = head.made;
    view.known.own = TRY(profiles::LoadOwn(tx, view.profile.id));
    view.known.has_own = !view.known.own.empty();
    view.known.custom = view.profile.fields.custom;
    TRY(AddContacts(tx, context.bodies, view.profile.id, view.known));
    return view;
}

std::map<int64_t, ObjectName> NamesOf(const Known& known) {
    std::map<int64_t, ObjectName> names;
    for (const Customer& customer : known.customers) names[customer.object] = {Kind::kCustomer, customer.id};
    for (const Fact& fact : known.facts) {
        auto detail = DecodeDetail(fact.lines);
        if (detail && !detail->id.empty()) names[fact.object] = {fact.kind, std::move(detail->id)};
    }
    return names;
}

Result<std::vector<StoredObject>> StoredObjects(sql::Tx& tx, const Bodies& stored, const PersonView& person) {
    std::vector<StoredObject> all;
    for (const Customer& one : person.known.customers) all.push_back({one.object, Kind::kCustomer, one.id, one.created});
    std::map<int64_t, ObjectName> names = NamesOf(person.known);
    std::vector<BodyKey> unnamed;
    for (const Fact& fact : person.known.facts) {
        if (!names.contains(fact.object)) unnamed.push_back({BlockOf(person.profile.id), fact.object});
    }
    const auto bodies = TRY(LoadBodies(tx, stored, unnamed));
    for (const Fact& fact : person.known.facts) {
        const auto body = bodies.find(fact.object);
        if (body != bodies.end()) names[fact.object] = {fact.kind, TRY(DecodeObject(fact.kind, body->second)).id};
        if (names.contains(fact.object)) all.push_back({fact.object, fact.kind, names[fact.object].id, fact.at});
    }
    std::ranges::sort(all, [](const StoredObject& a, const StoredObject& b) {
        return a.created != b.created ? a.created > b.created : a.id > b.id;
    });
    return all;
}

Result<std::map<int64_t, InvoiceExtra>> LoadInvoiceExtras(sql::Tx& tx, const Bodies& bodies, ProfileId profile,
                                                          const std::vector<int64_t>& invoices) {
    return LoadDecoded(tx, bodies, BlockOf(profile), invoices, DecodeInvoiceExtra);
}

Result<std::map<int64_t, SubscriptionTerms>> LoadTerms(sql::Tx& tx, const Bodies& bodies, ProfileId profile,
                                                       const std::vector<int64_t>& subscriptions) {
    return LoadDecoded(tx, bodies, BlockOf(profile), subscriptions, DecodeTerms);
}

Result<std::map<std::string, std::string>> LoadProductNames(sql::Tx& tx, const Bodies& bodies, int64_t connection,
                                                            std::vector<std::string> products) {
    for (std::string& product : products) product = StoredName(Kind::kProduct, product);
    std::sort(products.begin(), products.end());
    products.erase(std::unique(products.begin(), products.end()), products.end());
    const ObjectMap rows = TRY(ReadObjects(tx, connection, products));
    std::vector<int64_t> numbers;
    for (const auto& [stored, row] : rows) numbers.push_back(row.object);
    const auto names = TRY(LoadDecoded(tx, bodies, kNobodysBlock, numbers, DecodeProductName));
    std::map<std::string, std::string> by_id;
    for (const auto& [stored, row] : rows) {
        const auto name = names.find(row.object);
        if (name != names.end() && !name->second.empty()) by_id[std::string(StripeId(Kind::kProduct, stored))] = name->second;
    }
    return by_id;
}

Result<std::string> SourcesJson(sql::Tx& tx, const profiles::Profile& profile) {
    std::map<int64_t, ObjectName> names;
    ObjectMap rows;
    const auto connection = TRY(LoadConnectionOf(tx, profile.account));
    if (connection && !profile.sources.empty()) {
        names = NamesOf(TRY(LoadKnown(tx, {profile.id}))[0]);
        std::vector<std::string> ids;
        for (const profiles::Source& source : profile.sources) {
            if (names.contains(source.object)) ids.push_back(names[source.object].id);
        }
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        rows = TRY(ReadObjects(tx, connection->id, ids));
    }
    std::string text;
    JsonWriter json(text);
    json.BeginObject();
    for (const profiles::Source& source : profile.sources) {
        json.Key(profiles::RowOf(static_cast<profiles::Field>(source.field)).name).BeginObject();
        json.Member("from", source.object == 0 ? "daybook" : "stripe").Key("object");
        const auto name = names.find(source.object);
        const auto row = name == names.end() ? rows.end() : rows.find(name->second.id);
        name == names.end() ? json.Null() : json.String(name->second.id);
        json.Key("read");
        row == rows.end() || row->second.read_at == 0 ? json.Null() : json.Int(row->second.read_at);
        json.EndObject();
    }
    json.EndObject();
    return text;
}

Result<std::optional<ProfileId>> FindByObject(sql::Tx& tx, AccountId account, std::string_view name) {
    const bool is_id = NamesAnObject(name);
    if (!is_id && !LooksLikeNumber(name)) return std::optional<ProfileId>();
    const auto connection = TRY(LoadConnectionOf(tx, account));
    if (!connection) return std::optional<ProfileId>();
    const std::string id = is_id ? std::string(name) : TRY(IdOfNumber(tx, connection->id, name));
    // A name of a person may have a dash and end in a digit: then the words are searched for.
    if (id.empty()) return std::optional<ProfileId>();
    const ObjectMap rows = TRY(ReadObjects(tx, connection->id, {id}));
    const auto row = rows.find(id);
    const bool known = row != rows.end() && !row->second.gone;
    if (!known) return is_id && !name.starts_with("cus_") ? std::optional(ProfileId{}) : std::nullopt;
    return std::optional(row->second.profile);
}

}  // namespace daybook::stripe
