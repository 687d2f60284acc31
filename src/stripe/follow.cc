#include "stripe/follow.h"

namespace daybook::stripe {
namespace {

std::optional<int64_t> NullIfZero(int64_t value) {
    return value == 0 ? std::nullopt : std::optional<int64_t>(value);
}

int64_t DayOf(Micros now) { return now / kDay; }

}  // namespace

Result<Followed> LoadFollow(sql::Tx& tx, int64_t connection) {
    const auto rows = TRY(tx.Query("sync.follow", connection));
    Followed read;
    if (rows.empty()) return read;
    read.follow = {.events = static_cast<Grant>(rows.Int(0, 0)),
                   .event_cursor = rows.Int(0, 1),
                   .events_at = rows.Int(0, 2),
                   .news_at = rows.Int(0, 3),
                   .open_at = rows.Int(0, 4),
                   .paid_month = rows.Int(0, 10),
                   .forgotten_at = rows.Int(0, 9)};
    read.heard = {.events = rows.Int(0, 5),
                  .first = rows.Int(0, 6),
                  .last = rows.Int(0, 7),
                  .usual_gap = rows.Int(0, 8)};
    return read;
}

Status SaveFollow(sql::Tx& tx, int64_t connection, const Follow& follow) {
    return tx.Run("sync.save_follow", connection, static_cast<int64_t>(follow.events),
                  NullIfZero(follow.event_cursor), NullIfZero(follow.events_at), NullIfZero(follow.news_at),
                  NullIfZero(follow.open_at), NullIfZero(follow.forgotten_at), follow.paid_month);
}

Status SaveHeard(sql::Tx& tx, int64_t connection, const Heard& heard) {
    return tx.Run("sync.save_heard", connection, heard.events, NullIfZero(heard.first), NullIfZero(heard.last),
                  heard.usual_gap);
}

Status AddReads(sql::Tx& tx, int64_t connection, Micros now, int64_t requests) {
    TRY(tx.Run("sync.add_reads", connection, DayOf(now), requests));
    return tx.Run("sync.drop_reads", connection, DayOf(now) - kBudgetDays);
}

Result<int64_t> ReadsOfMonth(sql::Tx& tx, int64_t connection, Micros now) {
    const auto rows = TRY(tx.Query("sync.reads_since", connection, DayOf(now) - kBudgetDays + 1));
    int64_t sum = 0;
    for (size_t i = 0; i < rows.size(); ++i) sum += rows.Int(i, 1);
    return sum;
}

Status DeleteFollow(sql::Tx& tx, int64_t connection) {
    TRY(tx.Run("sync.delete_follow", connection));
    TRY(tx.Run("sync.delete_reads", connection));
    TRY(tx.Run("sync.delete_walks", connection));
    return tx.Run("sync.delete_repairs", connection);
}

}  // namespace daybook::stripe
