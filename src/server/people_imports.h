// People from files, in the background: one file at a time, a piece at a time. The files lie in DIR/imports. What a crash cut
// off goes on by itself; a file goes when it is imported, what was refused of it seven days later.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "profiles/people_import.h"
#include "server/job_worker.h"
#include "sql/database.h"
#include "stripe/tasks.h"

namespace daybook::server {

class PeopleImports {
  public:
    struct Events {
        // An import began, went on (at most four times a second), or ended. On the pool.
        std::function<void(const profiles::ImportRow&)> changed;
        // People were stored: they must be settled.
        std::function<void()> stored;
        // What changing people takes, at this moment.
        std::function<profiles::EditParts(AccountId)> parts;
    };
    // What is named must outlive it and the tasks that run.
    PeopleImports(sql::Database& database, stripe::Tasks& tasks, const Clock& clock, std::string folder, Events events);

    // Takes up what waits, now and whenever something is asked for.
    void Start();
    void Stop();

    Result<profiles::ImportRow> Create(AccountId account, std::string name);
    // A piece of the file, to be put at `offset`. kConflict where it does not follow what is here, or the import has begun.
    Result<profiles::ImportRow> Upload(AccountId account, int64_t id, int64_t offset, std::string_view bytes);
    enum class Deed { kCheck, kImport };
    // Begins; kInvalid where the choices mean nothing, kConflict where it runs or is done.
    Result<profiles::ImportRow> Begin(AccountId account, int64_t id, Deed deed, profiles::ColumnMap map, bool keep_stripe);
    // What its beginning says; kInvalid where that is no CSV file.
    Result<profiles::CsvLook> Look(const profiles::ImportRow& row) const;
    Status Drop(AccountId account, int64_t id);
    // Drops those that hold this address: of a person who is erased.
    Status Forget(AccountId account, const std::vector<std::string>& addresses);
    std::string RefusedPathOf(const profiles::ImportRow& row) const;

  private:
    std::string PathOf(const profiles::ImportRow& row) const;
    bool Step();
    Result<std::optional<profiles::ImportRow>> Next();
    // False where its end could not be stored: it is tried again in a moment.
    bool Run(profiles::ImportRow row);
    Status Pass(profiles::ImportRow& row);
    Status Store(profiles::ImportRow& row, const std::vector<profiles::CsvRow>& rows, const profiles::CsvLook& look, profiles::CheckMemory* memory);
    Status End(profiles::ImportRow& row, const Status& done);
    Status Save(const profiles::ImportRow& row);
    bool Stopped(int64_t id);
    void DropOld();

    sql::Database& database_;
    stripe::Tasks& tasks_;
    const Clock& clock_;
    const std::string folder_;
    const Events events_;
    JobWorker worker_;
    Micros told_ = 0;  // the worker's
};

}  // namespace daybook::server
