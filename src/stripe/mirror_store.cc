#include "stripe/mirror_store.h"

#include <algorithm>
#include <tuple>

namespace daybook::stripe {

namespace {

std::optional<std::string_view> NoneIfEmpty(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return std::string_view(text);
}

auto KeyOf(const PlacedFact& placed) {
    return std::tuple(placed.place.block, placed.place.profile, placed.fact.at, placed.fact.object);
}

void SortByKey(std::vector<PlacedFact>& facts) {
    const auto before = [](const PlacedFact& a, const PlacedFact& b) { return KeyOf(a) < KeyOf(b); };
    // SQLite gives them in order.
    if (!std::is_sorted(facts.begin(), facts.end(), before)) std::sort(facts.begin(), facts.end(), before);
}

}  // namespace

Result<ObjectMap> ReadObjects(sql::Tx& tx, int64_t connection,
                              const std::vector<std::string>& names) {
    ObjectMap map;
    if (names.empty()) return map;
    const sql::Rows rows = TRY(tx.Query("mirror.objects", connection, names));
    map.reserve(names.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        map.emplace(rows.String(i, 0), ObjectRow{.object = rows.Int(i, 1),
                                                 .kind = static_cast<Kind>(rows.Int(i, 2)),
                                                 .customer = rows.Int(i, 3),
                                                 .profile = static_cast<ProfileId>(rows.Int(i, 4)),
                                                 .fetch_no = rows.Int(i, 5),
                                                 .digest = rows.Int(i, 6),
                                                 .gone = rows.Int(i, 7) != 0,
                                                 .read_at = rows.OptionalInt(i, 8).value_or(0)});
    }
    return map;
}

Status WriteObjects(sql::Tx& tx, int64_t connection,
                    std::vector<std::pair<std::string_view, const ObjectRow*>> rows) {
    std::sort(rows.begin(), rows.end());
    sql::ParamTable table(10);
    for (const auto& [name, row] : rows) {
        ASSERT(row->object > 0);
        table.Row(connection, name, row->object, static_cast<int64_t>(row->kind), row->customer,
                  Number(row->profile), row->fetch_no, row->digest, row->gone,
                  row->read_at == 0 ? std::nullopt : std::optional(row->read_at));
    }
    return tx.RunEach("mirror.put_objects", table);
}

Status WriteNumbers(sql::Tx& tx, int64_t connection,
                    std::vector<std::pair<std::string_view, std::string_view>> number_and_id) {
    std::sort(number_and_id.begin(), number_and_id.end());
    sql::ParamTable table(3);
    std::string_view last;
    for (const auto& [number, id] : number_and_id) {
        if (number != last) table.Row(connection, number, id);
        last = number;
    }
    return tx.RunEach("mirror.put_numbers", table);
}

Status WriteBodies(sql::Tx& tx, std::vector<BodyRow> rows) {
    std::sort(rows.begin(), rows.end(),
              [](const BodyRow& a, const BodyRow& b) { return a.object < b.object; });
    sql::ParamTable table(4);
    for (const BodyRow& row : rows) {
        table.Row(row.block, row.object, row.packed->dictionary, sql::Bytes{row.packed->bytes});
    }
    return tx.RunEach("mirror.put_bodies", table);
}

Result<sql::Rows> ReadBodies(sql::Tx& tx, const std::vector<BodyKey>& keys) {
    sql::ParamTable table(2);
    for (const BodyKey& key : keys) table.Row(key.block, key.object);
    return tx.Each("mirror.bodies", table);
}

Status MoveBodies(sql::Tx& tx, const std::vector<BodyKey>& keys, int64_t to_block) {
    sql::ParamTable table(3);
    for (const BodyKey& key : keys) {
        if (key.block != to_block) table.Row(key.block, key.object, to_block);
    }
    return tx.RunEach("mirror.move_bodies", table);
}

Status DropBodies(sql::Tx& tx, const std::vector<BodyKey>& keys) {
    sql::ParamTable table(2);
    for (const BodyKey& key : keys) table.Row(key.block, key.object);
    return tx.RunEach("mirror.drop_bodies", table);
}

Status WriteCustomers(sql::Tx& tx, std::vector<CustomerRow> rows, const RefusalMark* mark, Micros now) {
    std::sort(rows.begin(), rows.end(), [](const CustomerRow& a, const CustomerRow& b) {
        return std::tie(a.profile, a.object) < std::tie(b.profile, b.object);
    });
    sql::ParamTable table(mark == nullptr ? 7 : 10);
    for (const CustomerRow& row : rows) {
        ASSERT(Number(row.profile) > 0);
        const Decoded& decoded = *row.decoded;
        const auto currency = NoneIfEmpty(decoded.currency);
        if (mark == nullptr) {
            table.Row(BlockOf(row.profile), Number(row.profile), row.object, decoded.id, decoded.created, currency, sql::Bytes{*row.contact});
            continue;
        }
        const std::string by = mark->SaidBy(decoded.metadata);
        table.Row(BlockOf(row.profile), Number(row.profile), row.object, decoded.id, decoded.created, currency, sql::Bytes{*row.contact},
                  by.empty() ? 0 : 1, by.empty() ? 0 : now, NoneIfEmpty(by));
    }
    return tx.RunEach(mark == nullptr ? "mirror.put_customers" : "mirror.put_judged_customers", table);
}

Result<std::vector<std::pair<ProfileId, Customer>>> ReadCustomers(
    sql::Tx& tx, const std::vector<ProfileId>& ids) {
    sql::ParamTable table(2);
    for (const ProfileId id : ids) table.Row(BlockOf(id), Number(id));
    const sql::Rows rows = TRY(tx.Each("mirror.customers", table));
    std::vector<std::pair<ProfileId, Customer>> customers;
    customers.reserve(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        std::optional<Contact> contact = DecodeContact(rows.TextAt(i, 6));
        if (!contact)
            return Corrupt(
                "The stored contact of a Stripe customer is damaged. Resync Stripe to repair it.");
        customers.emplace_back(static_cast<ProfileId>(rows.Int(i, 0)),
                               Customer{.object = rows.Int(i, 1),
                                        .id = rows.String(i, 2),
                                        .created = rows.Int(i, 3),
                                        .deleted = rows.Int(i, 4) != 0,
                                        .currency = rows.String(i, 5),
                                        .contact = std::move(*contact),
                                        .refused = rows.Int(i, 7),
                                        .refused_by = rows.String(i, 8),
                                        .seen_at = rows.Int(i, 9)});
    }
    std::sort(customers.begin(), customers.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second.object) < std::tie(b.first, b.second.object);
    });
    return customers;
}

namespace {

Status PutFacts(sql::Tx& tx, std::string_view statement, std::vector<PlacedFact> facts) {
    SortByKey(facts);
    sql::ParamTable table(19);
    for (const PlacedFact& placed : facts) {
        const Fact& fact = placed.fact;
        ASSERT(fact.object > 0 && placed.place.profile > 0);
        std::optional<sql::Bytes> lines;
        if (!fact.lines.empty()) lines = sql::Bytes{fact.lines};
        table.Row(placed.place.block, placed.place.profile, fact.at, fact.object,
                  static_cast<int64_t>(fact.kind), static_cast<int64_t>(fact.status), fact.flags,
                  fact.customer, NoneIfEmpty(fact.currency), fact.total, fact.paid, fact.back,
                  fact.t1, fact.t2, fact.t3, fact.parent, fact.pay, fact.name, lines);
    }
    return tx.RunEach(statement, table);
}

}  // namespace

Status WriteFacts(sql::Tx& tx, std::vector<PlacedFact> facts) {
    return PutFacts(tx, "mirror.put_facts", std::move(facts));
}

Status CopyFacts(sql::Tx& tx, std::vector<PlacedFact> facts) {
    return PutFacts(tx, "mirror.copy_facts", std::move(facts));
}

std::vector<PlacedFact> FactsFrom(const sql::Rows& rows) {
    std::vector<PlacedFact> facts(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        const int64_t profile = rows.Int(i, 0);
        facts[i].place.profile = profile;
        facts[i].fact = Fact{.at = rows.Int(i, 1),
                             .object = rows.Int(i, 2),
                             .kind = static_cast<Kind>(rows.Int(i, 3)),
                             .status = static_cast<int16_t>(rows.Int(i, 4)),
                             .flags = rows.Int(i, 5),
                             .customer = rows.Int(i, 6),
                             .currency = rows.String(i, 7),
                             .total = rows.Int(i, 8),
                             .paid = rows.Int(i, 9),
                             .back = rows.Int(i, 10),
                             .t1 = rows.OptionalInt(i, 11),
                             .t2 = rows.OptionalInt(i, 12),
                             .t3 = rows.OptionalInt(i, 13),
                             .parent = rows.Int(i, 14),
                             .pay = rows.Int(i, 15),
                             .name = rows.Int(i, 16),
                             .lines = rows.String(i, 17)};
    }
    return facts;
}

Result<std::vector<PlacedFact>> ReadFacts(sql::Tx& tx, const std::vector<Place>& places) {
    sql::ParamTable table(2);
    for (const Place& place : places) table.Row(place.block, place.profile);
    std::vector<PlacedFact> facts = FactsFrom(TRY(tx.Each("mirror.facts", table)));
    const bool waiting = !places.empty() && places[0].block == kNobodysBlock;
    for (PlacedFact& placed : facts) {
        placed.place.block = waiting ? kNobodysBlock : placed.place.profile / kBlockSize;
    }
    SortByKey(facts);
    return facts;
}

Result<std::vector<PlacedFact>> ReadFactsByKey(sql::Tx& tx, const std::vector<PlacedFact>& keys) {
    sql::ParamTable table(4);
    for (const PlacedFact& key : keys) {
        table.Row(key.place.block, key.place.profile, key.fact.at, key.fact.object);
    }
    std::vector<PlacedFact> facts = FactsFrom(TRY(tx.Each("mirror.facts_by_key", table)));
    for (PlacedFact& placed : facts) placed.place.block = placed.place.profile / kBlockSize;
    return facts;
}

Status DropFacts(sql::Tx& tx, Place place, const std::vector<int64_t>& objects) {
    if (objects.empty()) return {};
    return tx.Run("mirror.drop_facts", place.block, place.profile, objects);
}

}  // namespace daybook::stripe
