#include "stripe/walk_store.h"

#include <optional>

namespace daybook::stripe {
namespace {

std::optional<int64_t> NullIfZero(int64_t value) {
    return value == 0 ? std::nullopt : std::optional<int64_t>(value);
}

}  // namespace

std::string_view WhatName(What what) {
    switch (what) {
        case What::kMissing: return "missing";
        case What::kDiffered: return "differed";
        case What::kGone: return "gone";
    }
    return "differed";
}

std::string_view WhySentence(Way way) {
    switch (way) {
        case Way::kWebhooks: return "No webhook told of the change: it was lost, or its type is not chosen at the endpoint in Stripe.";
        case Way::kEvents: return "Stripe's list of events did not tell of the change.";
        case Way::kPolling: return "Without webhooks and without the permission \"Events – Read\", changes of older objects are found by this check only.";
    }
    return "";
}

Result<std::vector<Walk>> LoadWalks(sql::Tx& tx, int64_t connection) {
    const auto rows = TRY(tx.Query("sync.walks", connection));
    std::vector<Walk> walks;
    for (const Resource& resource : kResources) {
        Walk walk;
        walk.kind = resource.kind;
        for (size_t i = 0; i < rows.size(); ++i) {
            if (rows.Int(i, 0) != static_cast<int64_t>(resource.kind)) continue;
            walk.phase = static_cast<Phase>(rows.Int(i, 1));
            walk.fetch_no = rows.Int(i, 2);
            walk.started = rows.Int(i, 3);
            walk.cursor = rows.OptionalString(i, 4).value_or("");
            walk.cursor_at = rows.Int(i, 5);
            walk.objects = rows.Int(i, 6);
            walk.repaired = rows.Int(i, 7);
            walk.matched_at = rows.Int(i, 8);
            walk.matched_objects = rows.Int(i, 9);
            walk.matched_repaired = rows.Int(i, 10);
        }
        walks.push_back(std::move(walk));
    }
    return walks;
}

Status SaveWalk(sql::Tx& tx, int64_t connection, const Walk& walk) {
    std::optional<std::string> cursor;
    if (!walk.cursor.empty()) cursor = walk.cursor;
    return tx.Run("sync.save_walk", connection, static_cast<int64_t>(walk.kind), static_cast<int64_t>(walk.phase),
                  walk.fetch_no, NullIfZero(walk.started), cursor, NullIfZero(walk.cursor_at), walk.objects,
                  walk.repaired, NullIfZero(walk.matched_at), walk.matched_objects, walk.matched_repaired);
}

Status AddRepairs(sql::Tx& tx, int64_t connection, const std::vector<Repair>& repairs) {
    if (repairs.empty()) return {};
    const auto rows = TRY(tx.Query("sync.last_repair", connection));
    int64_t seq = rows.Int(0, 0);
    sql::ParamTable table(7);
    for (const Repair& repair : repairs) {
        table.Row(connection, ++seq, repair.at, static_cast<int64_t>(repair.kind), repair.id,
                  static_cast<int64_t>(repair.what), static_cast<int64_t>(repair.why));
    }
    TRY(tx.RunEach("sync.add_repairs", table));
    return tx.Run("sync.trim_repairs", connection, seq - kRepairsKept);
}

Result<std::vector<Repair>> LoadRepairs(sql::Tx& tx, int64_t connection, int64_t limit) {
    const auto rows = TRY(tx.Query("sync.repairs", connection, limit));
    std::vector<Repair> repairs;
    for (size_t i = 0; i < rows.size(); ++i) {
        repairs.push_back({rows.Int(i, 0), static_cast<Kind>(rows.Int(i, 1)), rows.String(i, 2),
                           static_cast<What>(rows.Int(i, 3)), static_cast<Way>(rows.Int(i, 4))});
    }
    return repairs;
}

}  // namespace daybook::stripe
