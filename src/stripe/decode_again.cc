#include "stripe/decode_again.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "base/log.h"
#include "base/text.h"
#include "stripe/connection.h"
#include "stripe/decode.h"
#include "stripe/mirror_store.h"

namespace daybook::stripe {
namespace {

constexpr int64_t kSlice = 100;  // objects: a page
// A position is a customer's id, or the key of a fact: "block profile at object".
constexpr std::string_view kBeforeFacts = "-2 0 0 0";

struct Slice {
    std::map<int64_t, Kind> kinds;  // by object
    std::vector<BodyKey> bodies;
    std::string next;               // empty: there are no more

    void Add(Kind kind, BodyKey key) {
        kinds[key.object] = kind;
        bodies.push_back(key);
    }
};

bool IsOfCustomers(std::string_view position) { return Split(position, ' ').size() != 4; }

Result<Slice> ListCustomers(sql::Tx& tx, int64_t connection, const std::string& after) {
    const sql::Rows rows = TRY(tx.Query("mirror.customers_after", connection, after, kSlice));
    Slice slice;
    for (size_t i = 0; i < rows.size(); ++i) {
        slice.Add(Kind::kCustomer, {BlockOf(static_cast<ProfileId>(rows.Int(i, 1))), rows.Int(i, 2)});
    }
    const bool more = static_cast<int64_t>(rows.size()) == kSlice;
    slice.next = more ? rows.String(rows.size() - 1, 0) : std::string(kBeforeFacts);
    return slice;
}

Result<Slice> ListFacts(sql::Tx& tx, const std::string& after) {
    std::array<int64_t, 4> key{};
    const std::vector<std::string_view> parts = Split(after, ' ');
    for (size_t i = 0; i < std::min(parts.size(), key.size()); ++i) {
        std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), key.at(i));
    }
    const sql::Rows rows = TRY(tx.Query("mirror.facts_after", key[0], key[1], key[2], key[3], kSlice));
    Slice slice;
    for (size_t i = 0; i < rows.size(); ++i) slice.Add(static_cast<Kind>(rows.Int(i, 4)), {rows.Int(i, 0), rows.Int(i, 3)});
    if (static_cast<int64_t>(rows.size()) == kSlice) {
        const size_t last = rows.size() - 1;
        slice.next = fmt::format("{} {} {} {}", rows.Int(last, 0), rows.Int(last, 1), rows.Int(last, 2), rows.Int(last, 3));
    }
    return slice;
}

Result<Decoded> Decode(const Bodies& bodies, Kind kind, int64_t dictionary, std::string_view bytes) {
    const std::string body = TRY(bodies.Unpack(dictionary, bytes));
    return DecodeObject(kind, body);
}

Result<std::vector<Decoded>> DecodeBodies(sql::Tx& tx, const Bodies& bodies, const Slice& slice) {
    std::vector<Decoded> objects;
    const sql::Rows rows = TRY(ReadBodies(tx, slice.bodies));
    for (size_t i = 0; i < rows.size(); ++i) {
        Result<Decoded> decoded = Decode(bodies, slice.kinds.at(rows.Int(i, 0)), rows.Int(i, 1), rows.TextAt(i, 2));
        if (decoded.ok()) objects.push_back(std::move(*decoded));
        else Log(Level::kWarn, "stripe.not_decoded_again", {{"object", rows.Int(i, 0)}, {"error", decoded.error().message}});
    }
    return objects;
}

// As they are stored; 0 for what is not stored under this connection.
Result<std::vector<int64_t>> DigestsOf(sql::Tx& tx, int64_t connection, const std::vector<Decoded>& objects) {
    std::vector<std::string> names;
    names.reserve(objects.size());
    for (const Decoded& object : objects) names.push_back(StoredName(object.kind, object.id));
    std::sort(names.begin(), names.end());
    const ObjectMap rows = TRY(ReadObjects(tx, connection, names));
    std::vector<int64_t> digests;
    digests.reserve(objects.size());
    for (const Decoded& object : objects) {
        const auto row = rows.find(StoredName(object.kind, object.id));
        digests.push_back(row == rows.end() ? 0 : row->second.digest);
    }
    return digests;
}

}  // namespace

Result<std::string> DecodeAgain(sql::Database& database, Mirror& mirror, AccountId account, const std::string& position,
                                Micros now, const std::function<Status(sql::Tx& tx, const std::string& next)>& keep) {
    Batch batch;
    Slice slice;
    TRY(database.Read([&](sql::Tx& tx) -> Status {
        const auto connection = TRY(LoadConnectionOf(tx, account));
        if (!connection) return {};
        slice = IsOfCustomers(position) ? TRY(ListCustomers(tx, connection->id, position)) : TRY(ListFacts(tx, position));
        batch.connection = connection->id;
        batch.objects = TRY(DecodeBodies(tx, mirror.bodies(), slice));
        batch.again = TRY(DigestsOf(tx, connection->id, batch.objects));
        return {};
    }));
    batch.account = account;
    batch.fetch_no = mirror.NextFetchNumber();
    batch.cause = profiles::Cause::kRecompute;
    batch.now = now;
    mirror.Prepare(batch);
    TRY(database.Write(
        [&](sql::Tx& tx) -> Status {
            if (!batch.objects.empty()) TRY(mirror.Store(tx, batch));
            return keep(tx, slice.next);
        },
        sql::Durability::kBulk, sql::Priority::kBulk));
    return slice.next;
}

}  // namespace daybook::stripe
