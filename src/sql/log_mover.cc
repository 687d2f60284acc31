#include "sql/log_mover.h"

#include <pthread.h>
#include <sqlite3.h>

#include "base/log.h"
#include "sql/sqlite_handle.h"

namespace daybook::sql {
namespace {

// Null where the file cannot be opened, which the log then says.
DatabaseHandle Open(const std::string& path) {
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE;
    const int result = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    DatabaseHandle db(raw);
    if (result == SQLITE_OK) {
        // Closing moves nothing: the writer closes last, and moves the rest.
        sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        return db;
    }
    Log(Level::kWarn, "sql.checkpoint_failed", {{"error", sqlite3_errmsg(raw)}});
    return nullptr;
}

void Move(sqlite3* db) {
    const int result =
        sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY)
        Log(Level::kWarn, "sql.checkpoint_failed", {{"error", sqlite3_errmsg(db)}});
}

}  // namespace

LogMover::~LogMover() {
    {
        std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void LogMover::Start() {
    {
        std::lock_guard lock(mutex_);
        wanted_ = true;
    }
    if (!thread_.joinable()) thread_ = std::thread([this] { Loop(); });
    changed_.notify_all();
}

bool LogMover::moving() const {
    std::lock_guard lock(mutex_);
    return wanted_;
}

void LogMover::Wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !wanted_; });
}

void LogMover::Loop() {
    pthread_setname_np(pthread_self(), "log-mover");
    auto db = Open(path_);
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return wanted_ || stop_; });
        if (!wanted_) return;
        lock.unlock();
        if (!db) db = Open(path_);
        if (db) Move(db.get());
        lock.lock();
        wanted_ = false;
        changed_.notify_all();
    }
}

}  // namespace daybook::sql
