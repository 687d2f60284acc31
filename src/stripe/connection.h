// A Stripe connection of an account and the state of its resources, as stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"
#include "stripe/key.h"
#include "stripe/resources.h"

namespace daybook::stripe {

// The numbers are stored. Whether a connected one is importing or live follows from its resources.
enum class State : int16_t {
    kDisconnected = 0,   // the key is gone, the data is kept
    kConnected = 1,
    kPaused = 2,
    kFailed = 3,         // the key is refused, or customers cannot be read
    kErasing = 4,        // disconnected, and its data is being erased
};

// What is wrong, for programs and for people; heals by itself or says what to do.
struct Problem {
    std::string code;
    std::string message;
    friend bool operator==(const Problem&, const Problem&) = default;
};

struct Connection {
    int64_t id = 0;
    AccountId account{};
    Mode mode = Mode::kTest;
    State state = State::kDisconnected;
    std::string key_hint;
    std::optional<std::string> probe_id;   // a customer of this shop: another shop's key does not find it
    Micros history_before = 0;             // when the first key was accepted: what lies before is import
    std::optional<Problem> error;
    Micros error_at = 0;
    int64_t last_event = 0;                // unix seconds; 0: none yet
    Micros created = 0;
};

enum class Grant : int16_t { kMissing = 0, kGranted = 1, kAbsent = 2 };  // absent: not in this API version
enum class Progress : int16_t { kIdle = 0, kRunning = 1, kDone = 2, kParked = 3 };

struct ResourceRow {
    Kind kind = Kind::kUnknown;
    Grant granted = Grant::kMissing;
    Progress state = Progress::kIdle;
    int64_t pass = 0;
    int64_t imported = 0;                  // objects stored in this pass
    Micros complete_at = 0;                // of the last complete pass; 0: none yet
    std::optional<Problem> error;
    Micros retry_at = 0;                   // of a parked one; of invoice_payments once done: 1 + how far the people with
                                           // charges were swept (0: swept)

    bool readable() const { return granted == Grant::kGranted; }
};

// What GET /v1/integrations/stripe calls `state`.
enum class Shown { kDisconnected, kImporting, kLive, kPaused, kFailed };
std::string_view ShownName(Shown shown);
Shown ShownState(const Connection& connection, const std::vector<ResourceRow>& resources);
// The end of the last pass in which every readable resource was complete; 0: none yet.
Micros LastSynced(const std::vector<ResourceRow>& resources);

// ---- store ----
Result<std::vector<Connection>> LoadConnections(sql::Tx& tx);
Result<std::optional<Connection>> LoadConnectionOf(sql::Tx& tx, AccountId account);
// Gives a new connection its number (id == 0), else replaces the row.
Status SaveConnection(sql::Tx& tx, Connection& connection);
Status SetProbeId(sql::Tx& tx, int64_t connection, std::string_view customer);
Status SetLastEvent(sql::Tx& tx, int64_t connection, int64_t at);
Status DeleteConnection(sql::Tx& tx, int64_t connection);

// In the order of kResources; those never seen are kMissing and kIdle.
Result<std::vector<ResourceRow>> LoadResources(sql::Tx& tx, int64_t connection);
Status SaveResource(sql::Tx& tx, int64_t connection, const ResourceRow& row);
// Only granted, state, error and retry_at: what is counted belongs to the import's own transactions.
Status SetResourceState(sql::Tx& tx, int64_t connection, const ResourceRow& row);
// The key may not read it. Hints of this kind are dropped only from then on: what was missed is read once it may again.
Status ForbidResource(sql::Tx& tx, int64_t connection, Kind kind, const Problem& problem);
Status SetSweep(sql::Tx& tx, int64_t connection, int64_t retry_at);
// True once /v1/invoice_payments was read whole, or where this shape does not have it: charges then count.
Result<bool> TiesKnown(sql::Tx& tx, int64_t connection);

}  // namespace daybook::stripe
