// Exports in the background: one at a time, a piece at a time, into DIR/exports. What was under way when the program
// ended is begun again; files are deleted with their rows, seven days after they were made.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "profiles/export.h"
#include "server/job_worker.h"
#include "sql/database.h"
#include "stripe/tasks.h"

namespace daybook::server {

class Exports {
  public:
    struct Events {
        // An export began, went on (at most four times a second), or ended. On the pool.
        std::function<void(const profiles::ExportRow&)> changed;
        // The Stripe resources that are still being read, for `stripe.pending`.
        std::function<std::vector<std::string>(AccountId)> pending;
        profiles::Memberships memberships;
    };
    // What is named must outlive it and the tasks that run.
    Exports(sql::Database& database, stripe::Tasks& tasks, const Clock& clock, std::string folder, Events events);

    // Takes up what waits, now and whenever something is asked for.
    void Start();
    // The one under way ends soon, and is begun again by the next Start of a program.
    void Stop();

    // Stores the request and begins. kInvalid where it asks for nothing that there is, kLimited where too many wait.
    Result<profiles::ExportRow> Create(profiles::ExportRow row);
    // Takes its row and file away; one under way stops.
    Status Drop(AccountId account, int64_t id);
    // Takes its file away, for somebody in it was erased; the filter too where that names them. Its row says so until it
    // expires; one under way stops.
    enum class Filter { kKept, kForgotten };
    Status Remove(AccountId account, int64_t id, Filter filter);
    std::string PathOf(const profiles::ExportRow& row) const;

  private:
    bool Step();
    Result<std::vector<profiles::ExportRow>> Waiting();
    void Make(profiles::ExportRow row);
    Status Fill(profiles::ExportRow& row);
    Status Write(profiles::Exporter& exporter, profiles::ExportRow& row, int file);
    void Discard(const profiles::ExportRow& row);
    // kConflict export_deleted: it was deleted or removed meanwhile, and stays so.
    Status Save(const profiles::ExportRow& row);
    void DropOld();

    sql::Database& database_;
    const Clock& clock_;
    const std::string folder_;
    const Events events_;
    JobWorker worker_;
};

}  // namespace daybook::server
