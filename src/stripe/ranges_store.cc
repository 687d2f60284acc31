#include "stripe/ranges_store.h"

namespace daybook::stripe {
namespace {

std::optional<std::string> NullIfEmpty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

std::optional<int64_t> NullIfZero(int64_t value) {
    return value == 0 ? std::nullopt : std::optional<int64_t>(value);
}

// Another job's failure (a full disk, a lost connection) left less stored than is known in memory.
Status ExpectOne(const sql::Rows& rows) {
    if (rows.affected() == 1) return {};
    return Conflict("The import's position has changed meanwhile; it is read again.",
                    "stripe_range_moved");
}

}  // namespace

Result<std::vector<Range>> LoadOpenRanges(sql::Tx& tx, const PassKey& key) {
    const auto rows = TRY(tx.Query("sync.ranges", key.connection, static_cast<int64_t>(key.kind),
                                   key.pass));
    std::vector<Range> ranges;
    for (size_t i = 0; i < rows.size(); ++i) {
        Range range;
        range.hi = rows.Int(i, 0);
        range.lo = rows.Int(i, 1);
        range.cursor = rows.String(i, 2);
        range.cursor_at = rows.Int(i, 3);
        range.top = i == 0;
        if (rows.Int(i, 4) == 0) ranges.push_back(std::move(range));
    }
    return ranges;
}

Status BeginPass(sql::Tx& tx, int64_t connection, ResourceRow& row, int64_t now_seconds,
                 int64_t fetch_no) {
    const auto kind = static_cast<int64_t>(row.kind);
    row.pass += 1;
    row.imported = 0;
    row.state = Progress::kRunning;
    row.error.reset();
    row.retry_at = 0;
    TRY(tx.Run("sync.drop_ranges", connection, kind));
    TRY(SaveResource(tx, connection, row));
    const Range whole = WholeRange(now_seconds);
    return tx.Run("sync.insert_range", connection, kind, row.pass, whole.hi, whole.lo, fetch_no);
}

Status AdvanceRange(sql::Tx& tx, const PassKey& key, const Range& before, const Range& after) {
    ASSERT(before.hi == after.hi && before.lo == after.lo && !before.done);
    return ExpectOne(TRY(tx.Query("sync.advance_range", key.connection,
                                  static_cast<int64_t>(key.kind), key.pass, before.hi, before.lo,
                                  before.cursor, NullIfEmpty(after.cursor),
                                  NullIfZero(after.cursor_at),
                                  static_cast<int64_t>(after.done ? 1 : 0))));
}

Status StoreSplit(sql::Tx& tx, const PassKey& key, const Range& before, const Range& lower) {
    ASSERT(lower.lo == before.lo && lower.hi < before.hi && lower.hi > lower.lo);
    TRY(ExpectOne(TRY(tx.Query("sync.raise_range", key.connection,
                               static_cast<int64_t>(key.kind), key.pass, before.hi, before.lo,
                               lower.hi))));
    return tx.Run("sync.insert_range", key.connection, static_cast<int64_t>(key.kind), key.pass,
                  lower.hi, lower.lo, int64_t{0});
}

Status AddImported(sql::Tx& tx, const PassKey& key, int64_t count) {
    if (count == 0) return {};
    return tx.Run("sync.add_imported", key.connection, static_cast<int64_t>(key.kind), count,
                  key.pass, static_cast<int64_t>(Grant::kGranted));
}

Result<bool> CompleteIfDone(sql::Tx& tx, const PassKey& key, Micros now) {
    const auto kind = static_cast<int64_t>(key.kind);
    const auto open = TRY(tx.Query("sync.ranges_open", key.connection, kind, key.pass));
    ASSERT(open.size() == 1);
    if (open.Int(0, 0) != 0) return false;
    // Once the first pass over the payments is whole, charges count: their people are swept (SweepFrom).
    const std::optional<int64_t> sweep =
        key.kind == Kind::kInvoicePayment ? std::optional<int64_t>(1) : std::nullopt;
    TRY(tx.Run("sync.pass_complete", key.connection, kind, key.pass,
               static_cast<int64_t>(Progress::kDone), now, sweep));
    TRY(tx.Run("sync.drop_ranges", key.connection, kind));
    return true;
}

}  // namespace daybook::stripe
