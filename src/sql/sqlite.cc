#include "sql/sqlite.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/io.h"
#include "base/log.h"
#include "sql/check_text.h"
#include "sql/log_mover.h"
#include "sql/sqlite_handle.h"

namespace daybook::sql {
namespace {

// stack.md §1: older ones can corrupt a database whose log is moved while another connection
// writes.
constexpr int kOldestVersion = 3'051'003;
// Log pages of 8 kB. After each of the first the log is moved, beside the writer; at the second the
// writer moves the rest and waits for readers, so that the log begins anew: without that, it and
// readers that overlap would let it grow for ever. Everybody waits meanwhile, so that the rest is
// moved beside the writer until it is a small one, unless the log has reached the last.
constexpr int kCheckpointPages = 4'000;
constexpr int kRestartPages = 12'000;
constexpr int kRestPages = 400;
constexpr int kLongestPages = 18'000;
constexpr int kRestartWaitMs = 1'500;
constexpr int kBusyMs = 10'000;
constexpr int kWriterCacheKb = 56 * 1024;
constexpr int kReaderCacheKb = 6 * 1024;

struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinishStatement>;

// Puts the statement back at its start, whatever happens. The bindings stay: each run binds all of
// them.
class Resetting {
  public:
    explicit Resetting(sqlite3_stmt* statement) : statement_(statement) {}
    ~Resetting() { sqlite3_reset(statement_); }

  private:
    sqlite3_stmt* statement_;
};

Error Explain(sqlite3* db, const std::string& folder, std::string_view what) {
    const int extended = sqlite3_extended_errcode(db);
    const int system = sqlite3_system_errno(db);
    const char* said = sqlite3_errmsg(db);
    switch (extended & 0xff) {
        case SQLITE_FULL:
            return FileError(folder, ENOSPC);
        case SQLITE_IOERR:
            if (system == ENOSPC || system == EDQUOT) return FileError(folder, ENOSPC);
            return Unavailable(
                fmt::format("The disk that holds {} failed: {} ({}). Look at the system's log.",
                            folder, said, system ? SystemMessage(system) : "no detail"),
                "disk_failed");
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return FileError(folder, system ? system : EACCES);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Unavailable(
                fmt::format(
                    "Another program holds the database in {} locked. Close it, then try again.",
                    folder),
                "database_locked");
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return Corrupt(fmt::format("The database in {} is damaged or no Daybook database ({}). "
                                       "Restore a backup, or "
                                       "choose another folder with --data.",
                                       folder, said),
                           "database_corrupt");
        case SQLITE_CONSTRAINT:
            if (extended == SQLITE_CONSTRAINT_DATATYPE || extended == SQLITE_CONSTRAINT_NOTNULL)
                return Invalid(fmt::format("{}: {}", what, said));
            return Conflict(fmt::format("{}: {}", what, said), "constraint");
        case SQLITE_TOOBIG:
            return Invalid(fmt::format("{}: a value is too large.", what));
        default:
            return Internal(fmt::format("{}: {} (SQLite {})", what, said, extended));
    }
}

class SqliteConnection final : public Connection {
  public:
    SqliteConnection(DatabaseHandle db, std::string path, SqliteRole role,
                     const Catalogue& catalogue, Hook hook)
        : Connection(catalogue, std::move(hook)),
          db_(std::move(db)),
          path_(std::move(path)),
          folder_(FolderOf(path_)),
          role_(role),
          mover_(path_),
          prepared_(catalogue.all().size()) {}

    // Counts the log's pages from now on. After the settings: wal_autocheckpoint takes the hook's
    // place.
    void WatchLog() { sqlite3_wal_hook(db_.get(), &SqliteConnection::OnCommit, this); }

    // The last checkpoint, so that a stopped Daybook leaves one file.
    ~SqliteConnection() override {
        if (role_ == SqliteRole::kWriter) Checkpoint(SQLITE_CHECKPOINT_TRUNCATE, 0);
    }

    Engine engine() const override { return Engine::kSqlite; }
    Status LockDue(std::span<const int64_t>) override { return {}; }

    Status Prepare(const Statement& statement) override {
        auto handle = Prepared(statement);
        if (!handle.ok()) return handle.TakeError();
        return {};
    }

    Status Script(std::string_view text) override {
        if (sqlite3_exec(db_.get(), std::string(text).c_str(), nullptr, nullptr, nullptr) ==
            SQLITE_OK)
            return {};
        return Wrong("A script");
    }

    Result<Rows> Direct(const std::string& text, std::span<const Param> params) override {
        StatementHandle handle = TRY(Compile(text, "A statement"));
        TRY(Bind(handle.get(), params, text));
        Rows rows;
        TRY(Step(handle.get(), text, rows));
        return rows;
    }

    void Maintain(Moment moment) override {
        const bool long_log = log_pages_ >= kRestartPages, moving = mover_.moving();
        const int rest = log_pages_ - moved_pages_;  // at least: what is being moved is not in it
        if (log_pages_ >= kLongestPages || (long_log && !moving && rest < kRestPages))
            return Checkpoint(SQLITE_CHECKPOINT_RESTART, kRestartWaitMs);
        if (moment == Moment::kIdle && wants_maintenance()) return MoveAll();
        if (moving || rest < (long_log ? kRestPages : kCheckpointPages)) return;
        mover_.Start();
        moved_pages_ = log_pages_;
    }

    bool wants_maintenance() const override { return log_pages_ > moved_pages_; }

  protected:
    Result<Rows> DoQuery(const Statement& statement, std::span<const Param> params) override {
        sqlite3_stmt* handle = TRY(Prepared(statement));
        Resetting resetting(handle);
        TRY(Bind(handle, params, statement.name));
        Rows rows;
        TRY(Step(handle, statement.name, rows));
        return rows;
    }

    Result<Rows> DoEach(const Statement& statement, const ParamTable& table) override {
        sqlite3_stmt* handle = TRY(Prepared(statement));
        Rows rows;
        int64_t affected = 0;
        for (size_t row = 0; row < table.rows(); ++row) {
            Resetting resetting(handle);
            TRY(BindRow(handle, table, row, statement.name));
            TRY(Step(handle, statement.name, rows));
            affected += rows.affected();
        }
        rows.SetAffected(affected);
        return rows;
    }

    Status DoBegin(Mode mode) override {
        if (mode == Mode::kRead) return Simple("BEGIN");
        if (mode != synchronous_) {  // Refused inside a transaction, so it stands before it.
            TRY(Simple(mode == Mode::kWriteFull ? "PRAGMA synchronous = FULL"
                                                : "PRAGMA synchronous = NORMAL"));
            synchronous_ = mode;
        }
        return Simple("BEGIN IMMEDIATE");
    }

    Status DoCommit(Mode) override { return Simple("COMMIT"); }

    void DoRollback() override {
        if (sqlite3_get_autocommit(db_.get()) == 0) (void)Simple("ROLLBACK");
    }

    Status DoSavepoint() override { return Simple("SAVEPOINT job"); }
    Status DoRelease() override { return Simple("RELEASE job"); }

    bool DoRollbackToSavepoint() override {
        if (sqlite3_get_autocommit(db_.get()) != 0)
            return false;  // A full disk may have ended the transaction.
        return Simple("ROLLBACK TO job").ok() && Simple("RELEASE job").ok();
    }

  private:
    static int OnCommit(void* self, sqlite3*, const char*, int pages) {
        auto* connection = static_cast<SqliteConnection*>(self);
        if (pages < connection->log_pages_) connection->moved_pages_ = 0;  // The log began anew.
        connection->log_pages_ = pages;
        connection->longest_ = std::max(connection->longest_, pages);
        return SQLITE_OK;
    }

    // A long log leaves a file as long, which is given back to the disk.
    void MoveAll() {
        Checkpoint(longest_ < kCheckpointPages ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE, 0);
    }

    void Checkpoint(int kind, int wait_ms) {
        int pages = 0, moved = 0;
        mover_.Wait();
        sqlite3_busy_timeout(db_.get(), wait_ms);
        int result = sqlite3_wal_checkpoint_v2(db_.get(), nullptr, kind, &pages, &moved);
        sqlite3_busy_timeout(db_.get(), kBusyMs);
        if (result != SQLITE_OK && result != SQLITE_BUSY) {
            Log(Level::kWarn, "sql.checkpoint_failed", {{"error", sqlite3_errmsg(db_.get())}});
            moved_pages_ = log_pages_;  // Not again before the log has grown further.
            return;
        }
        // A reader of an old snapshot may keep a part back; what is left is tried again after as
        // many new pages.
        log_pages_ = pages > 0 ? pages : 0;
        moved_pages_ = log_pages_;
        if (kind != SQLITE_CHECKPOINT_PASSIVE && result == SQLITE_OK) log_pages_ = moved_pages_ = 0;
        if (kind == SQLITE_CHECKPOINT_TRUNCATE && result == SQLITE_OK) longest_ = 0;
    }

    Error Wrong(std::string_view what) { return Explain(db_.get(), folder_, what); }

    Result<StatementHandle> Compile(const std::string& text, std::string_view what) {
        sqlite3_stmt* raw = nullptr;
        int result = sqlite3_prepare_v3(db_.get(), text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
        StatementHandle handle(raw);
        if (result != SQLITE_OK) return Wrong(what);
        return handle;
    }

    Result<sqlite3_stmt*> Prepared(const Statement& statement) {
        StatementHandle& handle = prepared_[statement.index];
        if (!handle) handle = TRY(Compile(statement.sqlite, statement.name));
        return handle.get();
    }

    // Transaction statements are compiled once too. `text` is a literal: its address is the key.
    Status Simple(const char* text) {
        StatementHandle* found = nullptr;
        for (auto& [key, handle] : simple_)
            if (key == text) found = &handle;
        if (found == nullptr) {
            StatementHandle handle = TRY(Compile(text, text));
            found = &simple_.emplace_back(text, std::move(handle)).second;
        }
        Resetting resetting(found->get());
        int result = sqlite3_step(found->get());
        if (result == SQLITE_DONE || result == SQLITE_ROW) return {};
        return Wrong(text);
    }

    Status BindText(sqlite3_stmt* handle, int index, std::string_view text, std::string_view name) {
        if (!IsStorableText(text)) return TextError(name, index);
        // A null pointer would bind NULL.
        sqlite3_bind_text(handle, index, text.data() ? text.data() : "",
                          static_cast<int>(text.size()), SQLITE_STATIC);
        return {};
    }

    void BindBytes(sqlite3_stmt* handle, int index, std::string_view bytes) {
        if (bytes.empty()) {
            sqlite3_bind_zeroblob(handle, index, 0);
            return;
        }
        sqlite3_bind_blob(handle, index, bytes.data(), static_cast<int>(bytes.size()),
                          SQLITE_STATIC);
    }

    Status Bind(sqlite3_stmt* handle, std::span<const Param> params, std::string_view name) {
        for (size_t i = 0; i < params.size(); ++i) {
            const int index = static_cast<int>(i + 1);
            const Param::Value& value = params[i].value();
            if (const auto* integer = std::get_if<int64_t>(&value))
                sqlite3_bind_int64(handle, index, *integer);
            else if (const auto* text = std::get_if<Text>(&value))
                TRY(BindText(handle, index, text->value, name));
            else if (const auto* bytes = std::get_if<Bytes>(&value))
                BindBytes(handle, index, bytes->value);
            else if (const auto* numbers = std::get_if<Int64List>(&value))
                BindNumbers(handle, index, *numbers);
            else if (const auto* texts = std::get_if<TextList>(&value))
                TRY(BindTexts(handle, index, *texts, name));
            else
                sqlite3_bind_null(handle, index);
        }
        return {};
    }

    static void BindNumbers(sqlite3_stmt* handle, int index, Int64List numbers) {
        sqlite3_carray_bind(handle, index, const_cast<int64_t*>(numbers.data()),
                            static_cast<int>(numbers.size()), SQLITE_CARRAY_INT64, SQLITE_STATIC);
    }

    Status BindTexts(sqlite3_stmt* handle, int index, TextList texts, std::string_view name) {
        std::vector<const char*>& pointers = pointers_[index];
        pointers.clear();
        for (const std::string& text : texts) {
            if (!IsStorableText(text)) return TextError(name, index);
            pointers.push_back(text.c_str());
        }
        sqlite3_carray_bind(handle, index, pointers.data(), static_cast<int>(pointers.size()),
                            SQLITE_CARRAY_TEXT, SQLITE_STATIC);
        return {};
    }

    Status BindRow(sqlite3_stmt* handle, const ParamTable& table, size_t row,
                   std::string_view name) {
        for (size_t column = 0; column < table.columns(); ++column) {
            const int index = static_cast<int>(column + 1);
            ParamTable::View cell = table.view(row, column);
            switch (cell.kind) {
                case ParamTable::CellKind::kNull:
                    sqlite3_bind_null(handle, index);
                    break;
                case ParamTable::CellKind::kInt:
                    sqlite3_bind_int64(handle, index, cell.integer);
                    break;
                case ParamTable::CellKind::kText:
                    TRY(BindText(handle, index, cell.bytes, name));
                    break;
                case ParamTable::CellKind::kBytes:
                    BindBytes(handle, index, cell.bytes);
                    break;
            }
        }
        return {};
    }

    Status Step(sqlite3_stmt* handle, std::string_view name, Rows& rows) {
        const int columns = sqlite3_column_count(handle);
        rows.SetColumns(static_cast<size_t>(columns));
        for (;;) {
            int result = sqlite3_step(handle);
            if (result == SQLITE_DONE) break;
            if (result != SQLITE_ROW) return Wrong(name);
            for (int i = 0; i < columns; ++i) TRY(AddCell(handle, i, name, rows));
        }
        rows.SetAffected(
            columns == 0 && sqlite3_stmt_readonly(handle) == 0 ? sqlite3_changes64(db_.get()) : 0);
        return {};
    }

    static Status AddCell(sqlite3_stmt* handle, int i, std::string_view name, Rows& rows) {
        switch (sqlite3_column_type(handle, i)) {
            case SQLITE_INTEGER:
                rows.AddInt(sqlite3_column_int64(handle, i));
                return {};
            case SQLITE_NULL:
                rows.AddNull();
                return {};
            case SQLITE_FLOAT:
                return Internal(fmt::format("{}: column {} is a fraction.", name, i + 1));
            default:
                break;
        }
        const auto* data = static_cast<const char*>(sqlite3_column_blob(handle, i));
        rows.AddText(std::string_view(data, static_cast<size_t>(sqlite3_column_bytes(handle, i))));
        return {};
    }

    DatabaseHandle db_;
    const std::string path_, folder_;
    const SqliteRole role_;
    Mode synchronous_ = Mode::kRead;  // kRead: not yet set
    int log_pages_ = 0, moved_pages_ = 0;
    int longest_ = 0;  // pages the log had at most since its file was last cut to nothing
    LogMover mover_;
    // Declared after db_: statements are finished before it is closed.
    std::vector<StatementHandle> prepared_;
    std::vector<std::pair<const char*, StatementHandle>> simple_;
    std::map<int, std::vector<const char*>> pointers_;  // of the lists that are bound, by parameter
};

constexpr const char* kNewFile = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;";
constexpr const char* kSettings =
    "PRAGMA wal_autocheckpoint = 0; PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF;"
    "PRAGMA journal_size_limit = 134217728; PRAGMA cache_size = -{};";

}  // namespace

void CloseDatabase::operator()(sqlite3* db) const { sqlite3_close_v2(db); }

Result<std::unique_ptr<Connection>> OpenSqlite(const std::string& path, SqliteRole role,
                                               const Catalogue& catalogue, Connection::Hook hook) {
    if (sqlite3_libversion_number() < kOldestVersion) {
        return Unavailable(
            fmt::format(
                "SQLite {} can damage databases; Daybook needs 3.51.3 or newer. Build it again "
                "with ./run.",
                sqlite3_libversion()),
            "sqlite_too_old");
    }
    const std::string folder = FolderOf(path);
    const bool writes = role == SqliteRole::kWriter;
    sqlite3* raw = nullptr;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE;
    int result =
        sqlite3_open_v2(path.c_str(), &raw, writes ? flags | SQLITE_OPEN_CREATE : flags, nullptr);
    DatabaseHandle db(raw);
    if (result != SQLITE_OK) return Explain(db.get(), folder, "Opening the database");
    sqlite3_busy_timeout(db.get(), kBusyMs);
    if (!writes) sqlite3_db_config(db.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3* open = db.get();
    auto connection =
        std::make_unique<SqliteConnection>(std::move(db), path, role, catalogue, std::move(hook));
    if (writes && sqlite3_db_readonly(open, "main") == 1) return FileError(folder, EACCES);
    if (writes) TRY(connection->Script(kNewFile));
    TRY(connection->Script(
        fmt::format(fmt::runtime(kSettings), writes ? kWriterCacheKb : kReaderCacheKb)));
    if (writes)
        connection->WatchLog();
    else
        TRY(connection->Script("PRAGMA query_only = ON;"));
    return std::unique_ptr<Connection>(std::move(connection));
}

int64_t SqliteBytes(const std::string& path) {
    int64_t sum = 0;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code missing;
        auto size = std::filesystem::file_size(path + suffix, missing);
        if (!missing) sum += static_cast<int64_t>(size);
    }
    return sum;
}

}  // namespace daybook::sql
