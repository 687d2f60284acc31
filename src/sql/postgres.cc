#include "sql/postgres.h"

#include <unistd.h>

#include <chrono>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/ids.h"
#include "base/log.h"
#include "base/text.h"
#include "sql/holder.h"
#include "sql/postgres_address.h"
#include "sql/postgres_codec.h"

namespace daybook::sql {
namespace {

// Plans must not depend on statistics that an import outruns: every statement has its index, so a
// plan that reads a whole table, chosen while it was small, is never right (README.md).
constexpr const char* kSettings =
    "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = "
    "off;"
    "SET plan_cache_mode = force_generic_plan; SET client_min_messages = warning; SET lock_timeout "
    "= '30s';"
    "SET idle_in_transaction_session_timeout = '5min'; SET bytea_output = 'hex'; SET timezone = "
    "'UTC'";
constexpr const char* kTakeLock =
    "SELECT CASE WHEN pg_try_advisory_lock(hashtext('daybook'), hashtext(current_schema())) THEN 1 "
    "ELSE 0 END";
constexpr const char* kSayWhoHolds = "SELECT set_config('application_name', $1, false)";
constexpr const char* kWhoHolds =
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database() "
    "AND CAST(CAST(l.classid AS bigint) AS bit(32)) = CAST(hashtext('daybook') AS bit(32)) "
    "AND CAST(CAST(l.objid AS bigint) AS bit(32)) = CAST(hashtext(current_schema()) AS bit(32))";
constexpr const char* kLockDue =
    "SELECT 1 FROM due JOIN unnest(CAST($1 AS bigint[]), CAST($2 AS bigint[])) AS v(block, "
    "profile) "
    "ON due.block = v.block AND due.profile = v.profile ORDER BY due.block, due.profile FOR UPDATE "
    "OF due";
constexpr int kReconnects = 8;  // with a back-off of 50 ms … 3 s: about 10 s in all
constexpr int kOpenTries = 40;   // waits of 50 ms for the lock of a process that just ended
constexpr int kLockTries =
    40;  // a lost connection's lock goes away when its server process notices

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Handle = std::unique_ptr<PGconn, CloseConnection>;
using Answer = std::unique_ptr<PGresult, ClearResult>;

// libpq's messages name host and user, never the password; only the first line is for people.
std::string FirstLine(const char* text) {
    std::string_view line = text == nullptr ? "no detail" : text;
    return std::string(Trim(line.substr(0, line.find('\n'))));
}

Error CannotConnect(PGconn* connection) {
    return Unavailable(
        fmt::format("PostgreSQL cannot be reached: {}. Check that it runs and that the database's "
                    "address, user and password are right.",
                    FirstLine(PQerrorMessage(connection))),
        "database_unreachable");
}

Error Explain(PGconn* connection, const PGresult* result, std::string_view what) {
    const char* field = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state = field == nullptr ? "" : field;
    const char* primary =
        result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string said = FirstLine(primary == nullptr ? PQerrorMessage(connection) : primary);
    if (state == "40001" || state == "40P01") return Unavailable(said, std::string(kRepeat));
    if (PQstatus(connection) != CONNECTION_OK || state.starts_with("08") ||
        state.starts_with("57P"))
        return Unavailable(fmt::format("The connection to PostgreSQL was lost: {}", said),
                           std::string(kLost));
    if (state == "53100") {
        return Unavailable(
            "The disk of the PostgreSQL server is full. Free some space on it; what is stored is "
            "safe.",
            "disk_full");
    }
    if (state == "25006") {
        return Unavailable(
            "PostgreSQL is read-only (a replica?). Give Daybook the address of the primary server.",
            "data_unwritable");
    }
    if (state.starts_with("53") || state == "55P03")
        return Unavailable(fmt::format("PostgreSQL is busy: {}", said));
    if (state.starts_with("22") || state == "23502")
        return Invalid(fmt::format("{}: {}", what, said));
    if (state.starts_with("23")) return Conflict(fmt::format("{}: {}", what, said), "constraint");
    if (state == "42501") {
        return Unavailable(
            fmt::format("PostgreSQL does not allow this to Daybook's user: {}. Grant it.", said),
            "data_unwritable");
    }
    return Internal(fmt::format("{}: {} (PostgreSQL {})", what, said, state));
}

bool Failed(const PGresult* result) {
    ExecStatusType status = PQresultStatus(result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
}

struct Prepared {
    bool ready = false;
    std::vector<PgType> params;
};

// The arguments of one execution: values in one buffer, whose addresses are taken when it is
// complete.
struct Args {
    std::string bytes;
    std::vector<size_t> begins;
    std::vector<bool> nulls;
    std::string_view statement;

    void Clear(std::string_view of) {
        bytes.clear();
        begins.clear();
        nulls.clear();
        statement = of;
    }
    void Open() {
        begins.push_back(bytes.size());
        nulls.push_back(false);
    }
};

auto Filler(std::span<const Param> params) {
    return [params](Args& args, const Prepared& prepared) -> Status {
        for (size_t i = 0; i < params.size() && i < prepared.params.size(); ++i) {
            args.Open();
            args.nulls.back() = params[i].null();
            if (params[i].null()) continue;
            TRY(EncodeValue(args.bytes, params[i], prepared.params[i], args.statement,
                            static_cast<int>(i + 1)));
        }
        return {};
    };
}

class PostgresConnection final : public Connection {
  public:
    PostgresConnection(std::string url, PostgresRole role, const Catalogue& catalogue, Hook hook)
        : Connection(catalogue, std::move(hook)),
          url_(std::move(url)),
          role_(role),
          prepared_(catalogue.all().size()) {}

    Engine engine() const override { return Engine::kPostgres; }

    // Without any retry.
    Status Connect() {
        TRY(CheckPostgresAddress(url_));
        handle_.reset(PQconnectdb(url_.c_str()));
        std::fill(prepared_.begin(), prepared_.end(), Prepared());
        due_ = Prepared();
        if (PQstatus(handle_.get()) != CONNECTION_OK) return CannotConnect(handle_.get());
        PQsetNoticeProcessor(
            handle_.get(), [](void*, const char*) {}, nullptr);
        TRY(Script(kSettings));
        PQenterPipelineMode(handle_.get());
        return {};
    }

    // The lock of a connection that was just lost may live on a little: `tries` waits of 50 ms.
    Status TakeLock(int tries) {
        for (int i = 0; i < tries; ++i) {
            if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
            Rows rows = TRY(Direct(kTakeLock, {}));
            if (rows.Int(0, 0) == 1) return SayWhoHolds();
        }
        Rows holder = TRY(Direct(kWhoHolds, {}));
        return InUse("this PostgreSQL database", holder.empty() ? "" : std::string(holder.TextAt(0, 0)));
    }

    // To whoever asks for the lock meanwhile, perhaps from another machine.
    Status SayWhoHolds() {
        char host[64] = {};
        const bool known = gethostname(host, sizeof host - 1) == 0;
        const std::string holder = ThisProcess() + (known ? fmt::format(" on {}", host) : "");
        const Param params[] = {Param(holder)};
        TRY(Direct(kSayWhoHolds, params));
        return {};
    }

    Status Prepare(const Statement& statement) override {
        return Ready(prepared_[statement.index], statement.name, statement.postgres);
    }

    Status Script(std::string_view text) override {
        PQexitPipelineMode(handle_.get());
        Answer answer(PQexec(handle_.get(), std::string(text).c_str()));
        Status done;
        if (!answer || Failed(answer.get()))
            done = Explain(handle_.get(), answer.get(), "A script");
        PQenterPipelineMode(handle_.get());
        return done;
    }

    Result<Rows> Direct(const std::string& text, std::span<const Param> params) override {
        Prepared once;
        return Execute(once, "", text, Filler(params));
    }

    Status LockDue(std::span<const int64_t> profiles) override {
        if (profiles.empty()) return {};
        TRY(CallHook("sql.lock_due"));
        std::vector<int64_t> blocks;
        for (int64_t profile : profiles) blocks.push_back(profile / kBlockSize);
        const Param params[] = {Param(Int64List(blocks)), Param(Int64List(profiles))};
        auto rows = Execute(due_, "sql.lock_due", kLockDue, Filler(params));
        if (!rows.ok()) return Keep(Status(rows.TakeError()));
        return {};
    }

  protected:
    Result<Rows> DoQuery(const Statement& statement, std::span<const Param> params) override {
        return Execute(prepared_[statement.index], statement.name, statement.postgres,
                       Filler(params));
    }

    Result<Rows> DoEach(const Statement& statement, const ParamTable& table) override {
        auto fill = [&](Args& args, const Prepared& prepared) -> Status {
            for (size_t column = 0; column < table.columns(); ++column) {
                args.Open();
                TRY(EncodeColumn(args.bytes, table, column, prepared.params[column],
                                 args.statement));
            }
            return {};
        };
        return Execute(prepared_[statement.index], statement.name, statement.postgres, fill);
    }

    // Nothing is sent before the first statement, which then takes it along.
    Status DoBegin(Mode mode) override {
        if (!alive()) TRY(Reconnect());
        xid_.clear();
        xid_asked_ = false;
        begun_ = false;
        waiting_.clear();
        if (mode == Mode::kRead)
            waiting_.push_back("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        else
            waiting_.push_back("BEGIN ISOLATION LEVEL READ COMMITTED");
        if (mode == Mode::kWriteBulk) waiting_.push_back("SET LOCAL synchronous_commit = off");
        if (mode == Mode::kWriteFull) waiting_.push_back("SET LOCAL synchronous_commit = on");
        if (mode != Mode::kRead) waiting_.push_back(kOwnXid);
        return {};
    }

    Status DoCommit(Mode) override {
        if (!begun_) {  // Nothing was sent: nothing to commit.
            waiting_.clear();
            return {};
        }
        waiting_.push_back("COMMIT");
        Answer answer;
        Status sent = Collect(SendWaiting(), "commit", answer);
        begun_ = false;
        // An aborted transaction answers COMMIT with ROLLBACK. Failures are kept, so none gets
        // here.
        ASSERT(!sent.ok() || PQcmdStatus(answer.get()) == std::string_view("COMMIT"));
        if (sent.ok() || sent.error().reason != kLost || xid_.empty()) return sent;
        return AskCommitted(sent.TakeError());
    }

    void DoRollback() override {
        waiting_.clear();
        if (begun_ && PQstatus(handle_.get()) == CONNECTION_OK) {
            waiting_.push_back("ROLLBACK");
            (void)Flush("rollback");
        }
        begun_ = false;
    }

    Status DoSavepoint() override {
        waiting_.push_back("SAVEPOINT job");
        return {};
    }

    Status DoRelease() override {
        waiting_.push_back("RELEASE job");
        return {};
    }

    bool DoRollbackToSavepoint() override {
        if (!waiting_.empty() && waiting_.back() == std::string_view("SAVEPOINT job")) {
            waiting_.pop_back();  // The job failed before it sent anything.
            return true;
        }
        waiting_.push_back("ROLLBACK TO job");
        waiting_.push_back("RELEASE job");
        return Flush("rollback").ok();
    }

  private:
    static constexpr const char* kOwnXid = "SELECT CAST(pg_current_xact_id() AS text)";

    bool alive() const { return PQstatus(handle_.get()) == CONNECTION_OK; }

    // The statement prepared on this connection, with the types that the server found for its
    // parameters.
    Status Ready(Prepared& prepared, const std::string& name, const std::string& text) {
        if (prepared.ready) return {};
        Status described = alive() ? Describe(prepared, name, text)
                                   : Status(Explain(handle_.get(), nullptr, name));
        // A connection that died while it lay in the pool: nothing was begun yet, so a new one is
        // as good.
        if (described.ok() || described.error().reason != kLost || begun_) return described;
        TRY(Reconnect());
        return Describe(prepared, name, text);
    }

    Status Describe(Prepared& prepared, const std::string& name, const std::string& text) {
        PQsendPrepare(handle_.get(), name.c_str(), text.c_str(), 0, nullptr);
        PQsendDescribePrepared(handle_.get(), name.c_str());
        Answer described;
        TRY(Collect(2, name.empty() ? std::string_view("A statement") : name, described));
        prepared.params.clear();
        for (int i = 0; i < PQnparams(described.get()); ++i)
            prepared.params.push_back(static_cast<PgType>(PQparamtype(described.get(), i)));
        prepared.ready = true;
        return {};
    }

    // Runs the prepared statement; `fill` puts its values into Args.
    template <typename Fill>
    Result<Rows> Execute(Prepared& prepared, const std::string& name, const std::string& text,
                         Fill fill) {
        const std::string_view what = name.empty() ? std::string_view("A statement") : name;
        TRY(Ready(prepared, name, text));
        args_.Clear(what);
        TRY(fill(args_, prepared));
        if (args_.begins.size() != prepared.params.size()) {
            return Internal(fmt::format("{}: {} parameters given, {} wanted.", what,
                                        args_.begins.size(), prepared.params.size()));
        }
        const bool may_begin_again = !begun_ && mode() == Mode::kRead;
        Answer answer;
        Status done = Send(name, what, answer);
        if (!done.ok() && may_begin_again && done.error().reason == kLost) {
            begun_ = false;
            TRY(Reconnect());
            TRY(DoBegin(Mode::kRead));
            prepared.ready = false;
            TRY(Ready(prepared, name, text));
            done = Send(name, what, answer);
        }
        if (!done.ok()) return done.TakeError();
        return Decode(answer.get(), what);
    }

    Status Send(const std::string& name, std::string_view what, Answer& answer) {
        const size_t count = args_.begins.size();
        values_.resize(count);
        lengths_.resize(count);
        formats_.assign(count, 1);
        for (size_t i = 0; i < count; ++i) {
            size_t end = i + 1 < count ? args_.begins[i + 1] : args_.bytes.size();
            values_[i] = args_.nulls[i] ? nullptr : args_.bytes.data() + args_.begins[i];
            lengths_[i] = static_cast<int>(end - args_.begins[i]);
        }
        size_t commands = SendWaiting() + 1;
        PQsendQueryPrepared(handle_.get(), name.c_str(), static_cast<int>(count), values_.data(),
                            lengths_.data(), formats_.data(), 1);
        return Collect(commands, what, answer);
    }

    size_t SendWaiting() {
        for (const char* text : waiting_) {
            PQsendQueryParams(handle_.get(), text, 0, nullptr, nullptr, nullptr, nullptr, 0);
            xid_asked_ = xid_asked_ || text == kOwnXid;
        }
        size_t count = waiting_.size();
        begun_ = begun_ || count > 0;
        waiting_.clear();
        return count;
    }

    Status Flush(std::string_view what) {
        Answer last;
        return Collect(SendWaiting(), what, last);
    }

    // Reads the answers of `count` commands; `last` is the last one's. An error: the first.
    Status Collect(size_t count, std::string_view what, Answer& last) {
        if (count == 0) return {};
        std::optional<Error> error;
        if (PQpipelineSync(handle_.get()) != 1) return Explain(handle_.get(), nullptr, what);
        for (size_t i = 0; i < count; ++i) {
            Answer answer(PQgetResult(handle_.get()));
            if (!answer) return Explain(handle_.get(), nullptr, what);
            if (PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) break;
            const bool bad = Failed(answer.get());
            if (bad && !error && PQresultStatus(answer.get()) != PGRES_PIPELINE_ABORTED)
                error = Explain(handle_.get(), answer.get(), what);
            if (!bad && xid_asked_ && PQresultStatus(answer.get()) == PGRES_TUPLES_OK)
                TakeXid(answer.get());
            last = std::move(answer);
            while (Answer(PQgetResult(handle_.get()))) {
            }  // The end of this command's results.
        }
        for (;;) {  // Up to the end of the pipeline.
            Answer answer(PQgetResult(handle_.get()));
            if (answer && PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) break;
            if (PQstatus(handle_.get()) != CONNECTION_OK) break;
        }
        if (PQstatus(handle_.get()) != CONNECTION_OK && !error)
            error = Explain(handle_.get(), nullptr, what);
        if (error) return std::move(*error);
        return {};
    }

    void TakeXid(const PGresult* answer) {
        xid_ = PQgetvalue(answer, 0, 0);
        xid_asked_ = false;
    }

    Result<Rows> Decode(const PGresult* answer, std::string_view what) {
        Rows rows;
        const int columns = PQnfields(answer);
        rows.SetColumns(static_cast<size_t>(columns));
        if (columns == 0) {
            std::string_view affected = PQcmdTuples(const_cast<PGresult*>(answer));
            rows.SetAffected(affected.empty() ? 0 : std::stoll(std::string(affected)));
            return rows;
        }
        for (int row = 0; row < PQntuples(answer); ++row) {
            for (int i = 0; i < columns; ++i) {
                if (PQgetisnull(answer, row, i)) {
                    rows.AddNull();
                    continue;
                }
                std::string_view bytes(PQgetvalue(answer, row, i),
                                       static_cast<size_t>(PQgetlength(answer, row, i)));
                TRY(DecodeValue(rows, bytes, static_cast<PgType>(PQftype(answer, i)), what));
            }
        }
        return rows;
    }

    Status Reconnect() {
        Status connected;
        for (int i = 0; i < kReconnects; ++i) {
            if (i > 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(std::min(50 << i, 3'000)));
            connected = Connect();
            if (connected.ok())
                return role_ == PostgresRole::kWriter ? TakeLock(kLockTries) : Status();
        }
        Log(Level::kWarn, "sql.postgres_unreachable", {{"error", connected.error().message}});
        return connected;
    }

    // The connection broke at COMMIT: the server knows whether it took place.
    Status AskCommitted(Error lost) {
        const std::string xid = xid_;
        TRY(Reconnect());
        for (int i = 0; i < kLockTries; ++i) {
            const Param params[] = {Param(xid)};
            Rows rows =
                TRY(Direct("SELECT pg_xact_status(CAST(CAST($1 AS text) AS xid8))", params));
            if (rows.TextAt(0, 0) == "committed") return {};
            if (rows.TextAt(0, 0) == "aborted") return lost;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return Unavailable(
            "PostgreSQL does not say whether the last change was stored. Look before repeating it.",
            "commit_unknown");
    }

    const std::string url_;
    const PostgresRole role_;
    Handle handle_;
    std::vector<Prepared> prepared_;
    Prepared due_;
    bool begun_ = false;                // BEGIN was sent
    std::vector<const char*> waiting_;  // goes along with the next statement
    bool xid_asked_ = false;
    std::string xid_;  // of the write transaction
    Args args_;
    std::vector<const char*> values_;
    std::vector<int> lengths_, formats_;
};

}  // namespace

Result<std::unique_ptr<Connection>> OpenPostgres(const std::string& url, PostgresRole role,
                                                 const Catalogue& catalogue,
                                                 Connection::Hook hook) {
    auto connection = std::make_unique<PostgresConnection>(url, role, catalogue, std::move(hook));
    TRY(connection->Connect());
    // So may that of a process that was killed just now: whoever restarts it at once is not refused.
    if (role == PostgresRole::kWriter) TRY(connection->TakeLock(kOpenTries));
    return std::unique_ptr<Connection>(std::move(connection));
}

Result<int64_t> PostgresBytes(Connection& connection) {
    Rows rows = TRY(connection.Direct(
        "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r' "
        "AND relnamespace = to_regnamespace(quote_ident(current_schema()))"));
    return rows.Int(0, 0);
}

}  // namespace daybook::sql
