// One connection of one engine, used by one thread at a time. The writer owns one, the reader pool
// the others.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "sql/database.h"
#include "sql/statement.h"

namespace daybook::sql {

// Reasons of errors after which the same jobs may be run again.
inline constexpr std::string_view kRepeat = "serialization_failure";  // 40001, 40P01
inline constexpr std::string_view kLost = "connection_lost";  // the transaction did not commit

inline bool MayRepeat(const Error& error) {
    return error.reason == kRepeat || error.reason == kLost;
}

class Connection : public Tx {
  public:
    enum class Mode { kRead, kWriteBulk, kWriteFull };
    using Hook = std::function<Status(std::string_view)>;

    // `catalogue` must outlive the connection.
    Connection(const Catalogue& catalogue, Hook hook)
        : catalogue_(catalogue), hook_(std::move(hook)) {}

    // Where writes are told; `changes` must outlive the connection. Before the first Begin.
    void Tell(Changes& changes) { changes_ = &changes; }
    void Touch(int64_t part) final;
    int64_t taken_after() const final { return taken_after_; }

    Result<Rows> QueryWith(std::string_view statement, std::span<const Param> params) final;
    Result<Rows> Each(std::string_view statement, const ParamTable& rows) final;

    Status Begin(Mode mode);
    // Rolls back by itself where it fails. Success: everything since Begin is stored.
    Status Commit();
    void Rollback();
    // A job among others in one transaction.
    Status Savepoint();
    Status Release();
    // False: the whole transaction is lost.
    bool RollbackToSavepoint();

    // The first error of a statement since Begin or Savepoint. PostgreSQL lets nothing follow an
    // error, so neither engine does: later statements fail with the same error, and the job is
    // rolled back whatever it returned.
    const Error* failure() const { return failure_ ? &*failure_ : nullptr; }

    // Prepares a statement of the catalogue, so that its text is checked.
    virtual Status Prepare(const Statement& statement) = 0;
    // Text that is no named statement; several statements separated by ';'. For migrations and
    // settings.
    virtual Status Script(std::string_view text) = 0;
    // One such statement with rows. Its integers and texts come as of a named one.
    virtual Result<Rows> Direct(const std::string& text, std::span<const Param> params = {}) = 0;

    // The writer calls this between groups: SQLite moves its log into the database when that is
    // worth it.
    enum class Moment { kBusy, kIdle };
    virtual void Maintain(Moment) {}
    // True where Maintain(kIdle) would have something to do.
    virtual bool wants_maintenance() const { return false; }

    int64_t statements() const { return statements_; }

  protected:
    virtual Result<Rows> DoQuery(const Statement& statement, std::span<const Param> params) = 0;
    virtual Result<Rows> DoEach(const Statement& statement, const ParamTable& rows) = 0;
    virtual Status DoBegin(Mode mode) = 0;
    virtual Status DoCommit(Mode mode) = 0;
    virtual void DoRollback() = 0;
    virtual Status DoSavepoint() = 0;
    virtual Status DoRelease() = 0;
    virtual bool DoRollbackToSavepoint() = 0;

    Status CallHook(std::string_view statement) { return hook_ ? hook_(statement) : Status(); }
    Mode mode() const { return mode_; }
    // Keeps the first failure of a statement that runs beside the catalogue (LockDue).
    Status Keep(Status status);

  private:
    void Ended();
    Result<const Statement*> Ready(std::string_view name);
    Result<Rows> Keep(Result<Rows> rows);

    const Catalogue& catalogue_;
    Hook hook_;
    Mode mode_ = Mode::kRead;
    Changes* changes_ = nullptr;  // null: nobody is told
    int64_t taken_after_ = 0;
    std::optional<Error> failure_;
    int64_t statements_ = 0;
};

}  // namespace daybook::sql
