#include "sql/connection.h"

#include <fmt/format.h>

namespace daybook::sql {

Result<const Statement*> Connection::Ready(std::string_view name) {
    if (failure_) return *failure_;
    const Statement* statement = catalogue_.Find(name);
    if (statement == nullptr) return Internal(fmt::format("There is no statement named {}.", name));
    TRY(CallHook(name));
    ++statements_;
    return statement;
}

Result<Rows> Connection::Keep(Result<Rows> rows) {
    if (!rows.ok() && !failure_) failure_ = rows.error();
    return rows;
}

Status Connection::Keep(Status status) {
    if (!status.ok() && !failure_) failure_ = status.error();
    return status;
}

Result<Rows> Connection::QueryWith(std::string_view name, std::span<const Param> params) {
    auto statement = Ready(name);
    if (!statement.ok()) return Keep(Result<Rows>(statement.TakeError()));
    if ((*statement)->params != params.size() || !(*statement)->rows.empty()) {
        return Keep(Result<Rows>(Internal(fmt::format(
            "Statement {} takes {} {}, not {} parameters.", name, (*statement)->params,
            (*statement)->rows.empty() ? "parameters" : "row columns", params.size()))));
    }
    return Keep(DoQuery(**statement, params));
}

Result<Rows> Connection::Each(std::string_view name, const ParamTable& rows) {
    if (rows.empty() && !failure_) return Rows();
    auto statement = Ready(name);
    if (!statement.ok()) return Keep(Result<Rows>(statement.TakeError()));
    if ((*statement)->rows.size() != rows.columns()) {
        return Keep(
            Result<Rows>(Internal(fmt::format("Statement {} takes rows of {} columns, not {}.",
                                              name, (*statement)->rows.size(), rows.columns()))));
    }
    return Keep(DoEach(**statement, rows));
}

void Connection::Touch(int64_t part) {
    ASSERT(mode_ != Mode::kRead);
    if (changes_ != nullptr) changes_->Open(part);
}

Status Connection::Begin(Mode mode) {
    failure_.reset();
    mode_ = mode;
    if (mode == Mode::kRead && changes_ != nullptr) taken_after_ = changes_->Now();
    if (mode != Mode::kRead) TRY(CallHook("begin"));
    return DoBegin(mode);
}

Status Connection::Commit() {
    ASSERT(!failure_);
    Status hooked = mode_ == Mode::kRead ? Status() : CallHook("commit");
    Status done = hooked.ok() ? DoCommit(mode_) : std::move(hooked);
    if (!done.ok()) DoRollback();
    Ended();
    return done;
}

void Connection::Rollback() {
    DoRollback();
    failure_.reset();
    Ended();
}

void Connection::Ended() {
    if (mode_ != Mode::kRead && changes_ != nullptr) changes_->Close();
}

Status Connection::Savepoint() {
    ASSERT(!failure_);
    return Keep(DoSavepoint());
}

Status Connection::Release() {
    ASSERT(!failure_);
    return Keep(DoRelease());
}

bool Connection::RollbackToSavepoint() {
    bool kept = DoRollbackToSavepoint();
    failure_.reset();
    return kept;
}

}  // namespace daybook::sql
