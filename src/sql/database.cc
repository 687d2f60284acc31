#include "sql/database.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>

#include <fmt/format.h>

#include "base/io.h"
#include "sql/lock.h"
#include "sql/migrate.h"
#include "sql/postgres.h"
#include "sql/sqlite.h"
#include "sql/writer.h"

namespace daybook::sql {
namespace {

constexpr auto kReaderWait = std::chrono::seconds(30);

// Connections that wait for a reader, made when first needed.
class ReaderPool {
  public:
    using Make = std::function<Result<std::unique_ptr<Connection>>()>;
    ReaderPool(size_t most, Make make) : most_(most), make_(std::move(make)) {}

    Result<std::unique_ptr<Connection>> Take() {
        std::unique_lock lock(mutex_);
        bool free =
            freed_.wait_for(lock, kReaderWait, [this] { return !idle_.empty() || made_ < most_; });
        if (!free)
            return Unavailable("All database readers are busy. Try again in a moment.",
                               "readers_busy");
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        ++made_;
        lock.unlock();
        auto connection = make_();
        if (!connection.ok()) Drop();
        return connection;
    }

    void Give(std::unique_ptr<Connection> connection) {
        {
            std::lock_guard lock(mutex_);
            idle_.push_back(std::move(connection));
        }
        freed_.notify_one();
    }

    void Close() {
        std::lock_guard lock(mutex_);
        made_ -= idle_.size();
        idle_.clear();
    }

    void Drop() {
        {
            std::lock_guard lock(mutex_);
            --made_;
        }
        freed_.notify_one();
    }

  private:
    const size_t most_;
    const Make make_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;  // guarded by mutex_
    size_t made_ = 0;                                // guarded by mutex_
};

class Store final : public Database {
  public:
    Store(Options options, Engine engine, Catalogue catalogue)
        : options_(std::move(options)),
          engine_(engine),
          catalogue_(std::move(catalogue)),
          readers_(static_cast<size_t>(std::max(1, options_.readers)),
                   [this] { return Connect(false); }) {}

    // Jobs first, for their ends may read; then the readers, so that SQLite's writer is the last
    // and leaves one file.
    ~Store() override {
        if (writer_) writer_->Stop();
        readers_.Close();
    }

    void Drain() override { writer_->Stop(); }

    Status Start() {
        if (engine_ == Engine::kSqlite) {
            lock_ = TRY(FolderLock::Take(FolderOf(Path())));
        }
        std::unique_ptr<Connection> connection = TRY(Connect(true));
        std::vector<std::string> pending =
            TRY(PendingMigrations(*connection, embedded::Migrations()));
        if (!pending.empty() && !options_.migrate) {
            return Unavailable(
                fmt::format("The database lacks {} migrations ({} …). Run `daybook migrate`.",
                            pending.size(), pending.front()),
                "migration_needed");
        }
        TRY(Migrate(*connection, embedded::Migrations()));
        writer_ = std::make_unique<Writer>(std::move(connection), Writer::Limits());
        return {};
    }

    Engine engine() const override { return engine_; }
    Changes& changes() override { return changes_; }

    Status Read(const std::function<Status(Tx&)>& read) override {
        std::unique_ptr<Connection> connection = TRY(readers_.Take());
        Status status = connection->Begin(Connection::Mode::kRead);
        if (status.ok()) status = read(*connection);
        if (const Error* failure = connection->failure(); failure != nullptr && status.ok())
            status = *failure;
        connection->Rollback();
        readers_.Give(std::move(connection));
        return status;
    }

    void Submit(Job job, Durability durability, Priority priority,
                std::function<void(Status)> done) override {
        writer_->Submit(std::move(job), durability, priority, std::move(done));
    }

    Status PrepareAll() override {
        std::unique_ptr<Connection> connection = TRY(readers_.Take());
        Status status;
        for (const Statement& statement : catalogue_.all()) {
            status = connection->Prepare(statement);
            if (!status.ok()) break;
        }
        connection->Rollback();
        readers_.Give(std::move(connection));
        return status;
    }

    Stats stats() override {
        const Writer::Counters& counters = writer_->counters();
        Stats out;
        out.commits = counters.commits;
        out.jobs = counters.jobs;
        out.statements = counters.statements;
        out.queue = counters.queue;
        out.last_commit_took = counters.last_commit_took;
        out.bytes = engine_ == Engine::kSqlite ? SqliteBytes(Path()) : PostgresBytesNow();
        return out;
    }

  private:
    std::string Path() const { return options_.url.substr(std::string_view("sqlite:").size()); }

    Result<std::unique_ptr<Connection>> Connect(bool writer) {
        std::unique_ptr<Connection> connection =
            engine_ == Engine::kSqlite
                ? TRY(OpenSqlite(Path(), writer ? SqliteRole::kWriter : SqliteRole::kReader,
                                 catalogue_, options_.before_statement))
                : TRY(OpenPostgres(options_.url,
                                   writer ? PostgresRole::kWriter : PostgresRole::kReader,
                                   catalogue_, options_.before_statement));
        connection->Tell(changes_);
        return connection;
    }

    int64_t PostgresBytesNow() {
        auto connection = readers_.Take();
        if (!connection.ok()) return 0;
        auto bytes = PostgresBytes(**connection);
        readers_.Give(std::move(*connection));
        return bytes.ok() ? *bytes : 0;
    }

    const Options options_;
    const Engine engine_;
    const Catalogue catalogue_;
    FolderLock lock_;
    Changes changes_;
    ReaderPool readers_;
    std::unique_ptr<Writer> writer_;
};

Result<Engine> EngineOf(std::string_view url) {
    if (url.starts_with("sqlite:")) return Engine::kSqlite;
    if (url.starts_with("postgres://") || url.starts_with("postgresql://"))
        return Engine::kPostgres;
    return Invalid("The database is named sqlite:PATH or postgres://USER@HOST/NAME.", "url");
}

}  // namespace

Result<std::vector<std::string>> Database::Pending(const std::string& url) {
    const Engine engine = TRY(EngineOf(url));
    const Catalogue none;
    const std::string path = url.substr(std::string_view("sqlite:").size());
    std::error_code unseen;
    if (engine == Engine::kSqlite && !std::filesystem::exists(path, unseen) && !unseen) {
        std::vector<std::string> all;
        for (const Migration& migration : embedded::Migrations()) all.emplace_back(migration.first);
        return all;
    }
    auto connection =
        TRY(engine == Engine::kSqlite ? OpenSqlite(path, SqliteRole::kReader, none, {})
                                      : OpenPostgres(url, PostgresRole::kReader, none, {}));
    return PendingMigrations(*connection, embedded::Migrations());
}

Result<std::unique_ptr<Database>> Database::Open(Options options) {
    Engine engine = TRY(EngineOf(options.url));
    Catalogue catalogue = TRY(Catalogue::Parse(options.statements_of, options.names));
    auto store = std::make_unique<Store>(std::move(options), engine, std::move(catalogue));
    TRY(store->Start());
    return std::unique_ptr<Database>(std::move(store));
}

Status Database::Write(const Job& job, Durability durability, Priority priority) {
    ASSERT(!Writer::OnWriterThread());  // It would wait for itself.
    // Shared: the writer may still be inside set_value when the caller goes on.
    auto promise = std::make_shared<std::promise<Status>>();
    std::future<Status> done = promise->get_future();
    Submit(job, durability, priority,
           [promise](Status status) { promise->set_value(std::move(status)); });
    return done.get();
}

}  // namespace daybook::sql
