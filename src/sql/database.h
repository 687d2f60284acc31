// One database on two engines: sqlite:PATH or postgres://….
//
// Statements are named ("profiles.mark_due": file profiles.sql, "-- name: mark_due"); the text is one for both
// engines (sql/statement.h tells its few macros). Reading takes a snapshot on a pooled connection of the calling
// thread; writing is a job for the one writer thread, which commits jobs in groups.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "sql/changes.h"
#include "sql/value.h"

namespace daybook::sql {

enum class Engine { kSqlite, kPostgres };

// A transaction, or a read-only snapshot. Only valid inside the function it was given to.
class Tx {
  public:
    virtual ~Tx() = default;
    virtual Engine engine() const = 0;

    // One statement, one round trip.
    virtual Result<Rows> QueryWith(std::string_view statement, std::span<const Param> params) = 0;
    // A statement with {{rows}}, over all rows of the table: SQLite runs it once a row, PostgreSQL once in all.
    // RETURNING rows come together; their order is not the table's on PostgreSQL. Empty table: nothing happens.
    virtual Result<Rows> Each(std::string_view statement, const ParamTable& rows) = 0;

    template <typename... Args>
    Result<Rows> Query(std::string_view statement, const Args&... args) {
        const Param params[] = {Param(args)..., Param()};
        return QueryWith(statement, std::span<const Param>(params, sizeof...(Args)));
    }
    // The same where no rows are expected back.
    template <typename... Args>
    Status Run(std::string_view statement, const Args&... args) {
        auto rows = Query(statement, args...);
        if (!rows.ok()) return rows.TakeError();
        return {};
    }
    Status RunEach(std::string_view statement, const ParamTable& rows) {
        auto result = Each(statement, rows);
        if (!result.ok()) return result.TakeError();
        return {};
    }
    // Says that this transaction writes to a part of the store (changes.h).
    virtual void Touch(int64_t part) = 0;
    // Of a snapshot: Changes::Now() before it was taken.
    virtual int64_t taken_after() const = 0;
    // Locks rows of `due` in key order on PostgreSQL (SELECT … FOR UPDATE); nothing on SQLite, whose writer is alone.
    virtual Status LockDue(std::span<const int64_t> profiles) = 0;
};

// How much a commit must survive before its job is told that it is done.
enum class Durability {
    kBulk,   // may be lost in a power cut (never in a crash of the program): pages of an import, settles
    kFull,   // synced to disk: what is acknowledged to somebody
};

// Which job goes first when several wait: what somebody waits for, then the rest.
enum class Priority { kLive, kBulk };

// What a write job does. It may run twice (a serialisation failure, a lost connection), so it must have no effect
// but through the transaction until it is told of the commit. An error rolls this job back, not its neighbours.
using Job = std::function<Status(Tx&)>;

struct Options {
    std::string url;                                  // "sqlite:/path/to/daybook.db" or "postgres://…"
    std::vector<std::string_view> statements_of;      // texts of the *.sql files: embedded::profiles, …
    std::vector<std::string_view> names;              // the file stems in the same order: "profiles", …
    int readers = 4;
    // Called before each statement by name (of writing transactions BEGIN and COMMIT too, as "begin", "commit"), on
    // the thread that runs it. The simulator ends the process here, or returns an error that stands for the engine's
    // (reason "serialization_failure" or "connection_lost": the job is run again).
    std::function<Status(std::string_view statement)> before_statement;
    bool migrate = true;                              // false: fail where the schema is not current
};

class Database {
  public:
    virtual ~Database() = default;

    // kConflict: another process serves this store. kCorrupt with reason "database_too_new": a newer version wrote
    // it. kUnavailable: cannot be reached or opened (says why). Applies missing migrations where asked to.
    static Result<std::unique_ptr<Database>> Open(Options options);

    // For `migrate --dry-run`: the names of the migrations that Open would apply. Changes nothing, takes no lock.
    static Result<std::vector<std::string>> Pending(const std::string& url);

    virtual Engine engine() const = 0;
    // What was written to, by whoever says so (Tx::Touch).
    virtual Changes& changes() = 0;
    // Runs `read` on the calling thread with a snapshot. Keep it under a second.
    virtual Status Read(const std::function<Status(Tx&)>& read) = 0;
    // Queues a job for the writer; `done` is called on the writer thread after the commit (or the failure).
    virtual void Submit(Job job, Durability durability, Priority priority, std::function<void(Status)> done) = 0;
    // The same, waiting. Not from the writer thread.
    virtual Status Write(const Job& job, Durability durability = Durability::kFull, Priority priority = Priority::kLive);

    // Does and answers what is queued, and what that queues; what is submitted later fails. Before those end whom the answers
    // reach.
    virtual void Drain() {}

    // Prepares every named statement, so that a test sees the engine accept each.
    virtual Status PrepareAll() = 0;

    // For /metrics, doctor and benchmarks.
    struct Stats {
        int64_t commits = 0, jobs = 0, statements = 0;
        int64_t queue = 0;            // jobs that wait now
        int64_t bytes = 0;            // size of the database with its log
        Micros last_commit_took = 0;
    };
    virtual Stats stats() = 0;
};

}  // namespace daybook::sql
