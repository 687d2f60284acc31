#include "stripe/connection.h"

#include <algorithm>

#include "stripe/follow.h"

namespace daybook::stripe {
namespace {

// error = code "\n" message
std::optional<std::string> Pack(const std::optional<Problem>& problem) {
    if (!problem) return std::nullopt;
    return problem->code + "\n" + problem->message;
}

std::optional<Problem> Unpack(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const size_t end = text->find('\n');
    if (end == std::string::npos) return Problem{"internal", *text};
    return Problem{text->substr(0, end), text->substr(end + 1)};
}

std::optional<int64_t> NullIfZero(int64_t value) {
    return value == 0 ? std::nullopt : std::optional<int64_t>(value);
}

Connection ConnectionAt(const sql::Rows& rows, size_t row) {
    Connection c;
    c.id = rows.Int(row, 0);
    c.account = static_cast<AccountId>(rows.Int(row, 1));
    c.mode = static_cast<Mode>(rows.Int(row, 2));
    c.state = static_cast<State>(rows.Int(row, 3));
    c.key_hint = rows.String(row, 4);
    c.probe_id = rows.OptionalString(row, 5);
    c.history_before = rows.Int(row, 6);
    c.error = Unpack(rows.OptionalString(row, 7));
    c.error_at = rows.Int(row, 8);
    c.last_event = rows.Int(row, 9);
    c.created = rows.Int(row, 10);
    return c;
}

}  // namespace

std::string_view ShownName(Shown shown) {
    switch (shown) {
        case Shown::kDisconnected: return "disconnected";
        case Shown::kImporting: return "importing";
        case Shown::kLive: return "live";
        case Shown::kPaused: return "paused";
        case Shown::kFailed: return "failed";
    }
    return "disconnected";
}

Shown ShownState(const Connection& connection, const std::vector<ResourceRow>& resources) {
    switch (connection.state) {
        case State::kDisconnected:
        case State::kErasing: return Shown::kDisconnected;
        case State::kPaused: return Shown::kPaused;
        case State::kFailed: return Shown::kFailed;
        case State::kConnected: break;
    }
    // Before anything ran too: without customers there is nobody to show.
    const bool barred = std::ranges::any_of(resources, [](const ResourceRow& row) {
        return row.kind == Kind::kCustomer && row.granted == Grant::kMissing;
    });
    if (barred) return Shown::kFailed;
    const bool live = std::ranges::all_of(resources, [](const ResourceRow& row) {
        return !row.readable() || row.complete_at != 0;
    });
    return live ? Shown::kLive : Shown::kImporting;
}

Micros LastSynced(const std::vector<ResourceRow>& resources) {
    Micros last = 0;
    for (const ResourceRow& row : resources) {
        if (!row.readable()) continue;
        if (row.complete_at == 0) return 0;
        last = last == 0 ? row.complete_at : std::min(last, row.complete_at);
    }
    return last;
}

Result<std::vector<Connection>> LoadConnections(sql::Tx& tx) {
    const auto rows = TRY(tx.Query("sync.connections"));
    std::vector<Connection> connections;
    for (size_t i = 0; i < rows.size(); ++i) connections.push_back(ConnectionAt(rows, i));
    return connections;
}

Result<std::optional<Connection>> LoadConnectionOf(sql::Tx& tx, AccountId account) {
    const auto rows = TRY(tx.Query("sync.connection_of", Number(account)));
    if (rows.empty()) return std::optional<Connection>();
    return std::optional<Connection>(ConnectionAt(rows, 0));
}

Status SaveConnection(sql::Tx& tx, Connection& c) {
    if (c.id == 0) {
        const auto rows = TRY(tx.Query("sync.next_connection"));
        ASSERT(rows.size() == 1);
        c.id = rows.Int(0, 0);
    }
    return tx.Run("sync.save_connection", c.id, Number(c.account), static_cast<int64_t>(c.mode),
                  static_cast<int64_t>(c.state), c.key_hint, c.probe_id, c.history_before,
                  Pack(c.error), NullIfZero(c.error_at), NullIfZero(c.last_event), c.created);
}

Status SetProbeId(sql::Tx& tx, int64_t connection, std::string_view customer) {
    return tx.Run("sync.set_probe_id", connection, customer);
}

Status SetLastEvent(sql::Tx& tx, int64_t connection, int64_t at) {
    return tx.Run("sync.set_last_event", connection, at);
}

Status DeleteConnection(sql::Tx& tx, int64_t connection) {
    TRY(DeleteFollow(tx, connection));
    TRY(tx.Run("sync.delete_hints", connection));
    TRY(tx.Run("sync.delete_ranges", connection));
    TRY(tx.Run("sync.delete_resources", connection));
    return tx.Run("sync.delete_connection", connection);
}

Result<std::vector<ResourceRow>> LoadResources(sql::Tx& tx, int64_t connection) {
    const auto rows = TRY(tx.Query("sync.resources", connection));
    std::vector<ResourceRow> resources;
    for (const Resource& resource : kResources) {
        ResourceRow row;
        row.kind = resource.kind;
        for (size_t i = 0; i < rows.size(); ++i) {
            if (rows.Int(i, 0) != static_cast<int64_t>(resource.kind)) continue;
            row.granted = static_cast<Grant>(rows.Int(i, 1));
            row.state = static_cast<Progress>(rows.Int(i, 2));
            row.pass = rows.Int(i, 3);
            row.imported = rows.Int(i, 4);
            row.complete_at = rows.Int(i, 5);
            row.error = Unpack(rows.OptionalString(i, 6));
            row.retry_at = rows.Int(i, 7);
        }
        resources.push_back(std::move(row));
    }
    return resources;
}

Status SaveResource(sql::Tx& tx, int64_t connection, const ResourceRow& row) {
    return tx.Run("sync.save_resource", connection, static_cast<int64_t>(row.kind),
                  static_cast<int64_t>(row.granted), static_cast<int64_t>(row.state), row.pass,
                  row.imported, NullIfZero(row.complete_at), Pack(row.error),
                  NullIfZero(row.retry_at));
}

Status SetResourceState(sql::Tx& tx, int64_t connection, const ResourceRow& row) {
    return tx.Run("sync.set_resource_state", connection, static_cast<int64_t>(row.kind),
                  static_cast<int64_t>(row.granted), static_cast<int64_t>(row.state),
                  Pack(row.error), NullIfZero(row.retry_at));
}

Status ForbidResource(sql::Tx& tx, int64_t connection, Kind kind, const Problem& problem) {
    return tx.Run("sync.forbid_resource", connection, static_cast<int64_t>(kind),
                  static_cast<int64_t>(Grant::kMissing), Pack(problem));
}

Status SetSweep(sql::Tx& tx, int64_t connection, int64_t retry_at) {
    return tx.Run("sync.set_sweep", connection, static_cast<int64_t>(Kind::kInvoicePayment),
                  NullIfZero(retry_at), static_cast<int64_t>(Progress::kDone));
}

Result<bool> TiesKnown(sql::Tx& tx, int64_t connection) {
    const auto rows = TRY(tx.Query("sync.resource_complete", connection,
                                   static_cast<int64_t>(Kind::kInvoicePayment)));
    if (rows.empty()) return false;
    const bool absent = rows.Int(0, 0) == static_cast<int64_t>(Grant::kAbsent);
    return absent || !rows.Null(0, 1);
}

}  // namespace daybook::stripe
