#include "stripe/mirror_read.h"

#include <algorithm>

#include "stripe/decode.h"

namespace daybook::stripe {

namespace {

size_t IndexOf(const std::vector<ProfileId>& ids, ProfileId id) {
    const auto found = std::lower_bound(ids.begin(), ids.end(), id);
    ASSERT(found != ids.end() && *found == id);
    return static_cast<size_t>(found - ids.begin());
}

bool Names(std::string_view lines, const std::set<std::string, std::less<>>& prices) {
    const auto detail = DecodeDetail(lines);
    if (!detail) return true;  // computed again, it says what is wrong
    return std::any_of(detail->lines.begin(), detail->lines.end(), [&](const Line& line) {
        return !line.price.empty() && prices.contains(line.price);
    });
}

}  // namespace

Result<std::vector<Known>> LoadKnown(sql::Tx& tx, const std::vector<ProfileId>& ids) {
    std::vector<Known> known(ids.size());
    if (ids.empty()) return known;
    for (auto& [profile, customer] : TRY(ReadCustomers(tx, ids))) {
        known[IndexOf(ids, profile)].customers.push_back(std::move(customer));
    }
    std::vector<Place> places;
    places.reserve(ids.size());
    for (const ProfileId id : ids) places.push_back(PlaceOf(id));
    for (PlacedFact& placed : TRY(ReadFacts(tx, places))) {
        known[IndexOf(ids, static_cast<ProfileId>(placed.place.profile))].facts.push_back(
            std::move(placed.fact));
    }
    return known;
}

Result<std::map<int64_t, std::string>> LoadBodies(sql::Tx& tx, const Bodies& bodies,
                                                  const std::vector<BodyKey>& keys) {
    std::map<int64_t, std::string> found;
    const sql::Rows rows = TRY(ReadBodies(tx, keys));
    for (size_t i = 0; i < rows.size(); ++i) {
        found[rows.Int(i, 0)] = TRY(bodies.Unpack(rows.Int(i, 1), rows.TextAt(i, 2)));
    }
    return found;
}

Result<std::map<int64_t, Contact>> LoadContacts(sql::Tx& tx, const Bodies& bodies,
                                                const std::vector<ContactWanted>& wanted) {
    std::vector<BodyKey> keys;
    std::map<int64_t, Kind> kinds;
    for (const ContactWanted& one : wanted) {
        keys.push_back({BlockOf(one.profile), one.object});
        kinds[one.object] = one.kind;
    }
    std::map<int64_t, Contact> contacts;
    for (const auto& [object, body] : TRY(LoadBodies(tx, bodies, keys))) {
        contacts[object] = TRY(DecodeContactOf(kinds[object], body));
    }
    return contacts;
}

Result<std::vector<std::string>> CustomerIdsOf(sql::Tx& tx, int64_t connection, ProfileId profile) {
    (void)connection;  // one connection an account, so far
    std::vector<std::string> ids;
    for (const auto& [owner, customer] : TRY(ReadCustomers(tx, {profile})))
        ids.push_back(customer.id);
    return ids;
}

Result<std::vector<ObjectName>> ObjectsOf(sql::Tx& tx, const Bodies& bodies, ProfileId profile) {
    const std::vector<Known> known = TRY(LoadKnown(tx, {profile}));
    std::vector<ObjectName> names;
    for (const Customer& customer : known[0].customers)
        names.push_back({Kind::kCustomer, customer.id});
    std::vector<BodyKey> keys;
    std::map<int64_t, Kind> kinds;
    for (const Fact& fact : known[0].facts) {
        keys.push_back({BlockOf(profile), fact.object});
        kinds[fact.object] = fact.kind;
    }
    for (const auto& [object, body] : TRY(LoadBodies(tx, bodies, keys))) {
        names.push_back({kinds[object], TRY(DecodeObject(kinds[object], body)).id});
    }
    return names;
}

Result<std::vector<std::string>> OpenInvoices(sql::Tx& tx, int64_t connection, int64_t fetch_no, int64_t limit) {
    std::vector<std::string> unseen;
    int64_t block = kNobodysBlock, profile = INT64_MAX, created = 0, object = 0;
    while (static_cast<int64_t>(unseen.size()) < limit) {
        const sql::Rows rows = TRY(tx.Query("mirror.open_invoices", block, profile, created, object, limit));
        std::vector<std::string> ids;
        for (size_t i = 0; i < rows.size(); ++i) {
            if (const auto detail = DecodeDetail(rows.TextAt(i, 4))) ids.push_back(detail->id);
        }
        for (const auto& [id, row] : TRY(ReadObjects(tx, connection, ids))) {
            if (row.fetch_no < fetch_no && !row.gone) unseen.push_back(id);
        }
        if (static_cast<int64_t>(rows.size()) < limit) break;
        const size_t last = rows.size() - 1;
        block = rows.Int(last, 0);
        profile = rows.Int(last, 1);
        created = rows.Int(last, 2);
        object = rows.Int(last, 3);
    }
    return unseen;
}

Result<std::optional<std::string>> AnyCustomerId(sql::Tx& tx, int64_t connection) {
    const sql::Rows rows = TRY(tx.Query("mirror.any_customer", connection));
    if (rows.empty()) return std::optional<std::string>();
    return rows.OptionalString(0, 0);
}

Result<std::optional<ObjectName>> AnyObject(sql::Tx& tx, int64_t connection) {
    if (auto customer = TRY(AnyCustomerId(tx, connection))) return std::optional(ObjectName{Kind::kCustomer, std::move(*customer)});
    const sql::Rows rows = TRY(tx.Query("mirror.any_lasting", connection));
    if (rows.empty()) return std::optional<ObjectName>();
    return std::optional(ObjectName{static_cast<Kind>(rows.Int(0, 1)), rows.String(0, 0)});
}

Result<std::set<std::string, std::less<>>> MeteredPrices(sql::Tx& tx) {
    std::set<std::string, std::less<>> prices;
    const sql::Rows rows = TRY(tx.Query("mirror.metered_prices"));
    for (size_t i = 0; i < rows.size(); ++i) prices.insert(rows.String(i, 0));
    return prices;
}

Result<std::map<Kind, int64_t>> CountObjects(sql::Tx& tx, int64_t connection) {
    std::map<Kind, int64_t> counts;
    const sql::Rows rows = TRY(tx.Query("mirror.count_objects", connection));
    for (size_t i = 0; i < rows.size(); ++i)
        if (static_cast<Kind>(rows.Int(i, 0)) != kTieKind) counts[static_cast<Kind>(rows.Int(i, 0))] = rows.Int(i, 1);
    return counts;
}

Result<int64_t> MarkWithCharges(sql::Tx& tx, int64_t connection, int64_t after, int limit,
                                Micros now) {
    (void)connection;
    const sql::Rows rows = TRY(tx.Query("mirror.owners_of_kind", after / kBlockSize, after,
                                        static_cast<int64_t>(Kind::kCharge), limit));
    std::vector<ProfileId> ids;
    for (size_t i = 0; i < rows.size(); ++i) ids.push_back(static_cast<ProfileId>(rows.Int(i, 1)));
    if (ids.empty()) return 0;
    TRY(profiles::MarkDue(tx, ids, profiles::Lane::kBulk, now, profiles::Cause::kRecompute));
    return static_cast<int64_t>(ids.size()) < limit ? 0 : Number(ids.back());
}

Result<LinesRead> ReadLinesAfter(sql::Tx& tx, int64_t after, int64_t limit) {
    const auto prices = TRY(MeteredPrices(tx));
    const sql::Rows rows = TRY(tx.Query("mirror.lines_after", after / kBlockSize, after,
                                        static_cast<int64_t>(Kind::kInvoice), limit));
    LinesRead read;
    const bool cut = static_cast<int64_t>(rows.size()) == limit;
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto id = static_cast<ProfileId>(rows.Int(i, 0));
        // The rest of the last one's invoices is not read: it may name one there.
        const bool named = (cut && i + 1 == rows.size()) || Names(rows.TextAt(i, 1), prices);
        if (named && (read.named.empty() || read.named.back() != id)) read.named.push_back(id);
        if (cut) read.last = Number(id);
    }
    return read;
}

}  // namespace daybook::stripe
