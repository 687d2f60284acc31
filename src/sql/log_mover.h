// Moves SQLite's log into the database on a thread of its own, while the writer goes on.
//
// During an import two thirds of the writer's time would else go into reading the log back, writing
// the pages to their places and waiting for the disk. It moves what no reader needs in the log any
// more and never waits for anybody (SQLITE_CHECKPOINT_PASSIVE); beginning the log anew stays with
// the writer.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace daybook::sql {

class LogMover {
  public:
    // Path of the database. Nothing is opened before the first Start.
    explicit LogMover(std::string path) : path_(std::move(path)) {}
    // Waits for a move that runs.
    ~LogMover();

    // Begins a move and returns at once; where one runs already, that one must do.
    void Start();
    bool moving() const;
    // Returns when no move runs. A move that failed is in the log; what it left is moved by the next.
    void Wait();

  private:
    void Loop();

    const std::string path_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool wanted_ = false, stop_ = false;  // guarded by mutex_
    std::thread thread_;                  // the caller's alone
};

}  // namespace daybook::sql
