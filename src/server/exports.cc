#include "server/exports.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "base/io.h"
#include "base/log.h"

namespace daybook::server {
namespace {

using profiles::ExportRow;
using profiles::ExportState;

constexpr size_t kKeptMax = 100;   // exports of an account
constexpr Micros kTellEvery = kSecond / 4;

constexpr std::string_view kDeleted = "export_deleted";

Error Deleted() { return Conflict("The export was deleted.", std::string(kDeleted)); }

Status WriteWhole(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return Unavailable(fmt::format("The export cannot be written: {}. Make room and ask for it again.", SystemMessage(errno)), "disk_full");
        bytes.remove_prefix(static_cast<size_t>(written));
    }
    return {};
}

}  // namespace

Exports::Exports(sql::Database& database, stripe::Tasks& tasks, const Clock& clock, std::string folder, Events events)
    : database_(database), clock_(clock), folder_(std::move(folder)), events_(std::move(events)), worker_(tasks, [this] { return Step(); }) {}

std::string Exports::PathOf(const ExportRow& row) const {
    return fmt::format("{}/{}.{}", folder_, EncodeId("exp", row.id), profiles::FormatName(row.format));
}

void Exports::Start() { worker_.Wake(); }

void Exports::Stop() { worker_.Stop(); }

Result<std::vector<ExportRow>> Exports::Waiting() {
    std::vector<ExportRow> waiting;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        for (ExportRow& row : TRY(profiles::AllExports(tx))) {
            if (row.state == ExportState::kWaiting || row.state == ExportState::kRunning) waiting.push_back(std::move(row));
        }
        return {};
    }));
    return waiting;
}

bool Exports::Step() {
    DropOld();
    auto waiting = Waiting();
    if (!waiting.ok()) Log(Level::kWarn, "export.unread", {{"error", waiting.error().message}});
    if (waiting.ok() && !waiting->empty() && !worker_.stopping()) Make(std::move(waiting->front()));
    return waiting.ok() && waiting->size() > 1;
}

void Exports::Make(ExportRow row) {
    row.state = ExportState::kRunning;
    row.rows = row.bytes = 0;
    Status done = Save(row);
    if (done.ok()) done = Fill(row);
    if (worker_.stopping()) return;
    row.state = done.ok() ? ExportState::kDone : ExportState::kFailed;
    if (!done.ok()) row.error = done.error().message;
    row.expires = clock_.Now() + profiles::kExportKept;
    const Status saved = Save(row);
    if (saved.ok()) return;
    if (saved.error().reason == kDeleted) Discard(row);
    else Log(Level::kWarn, "export.not_noted", {{"error", saved.error().message}});
}

Status Exports::Fill(ExportRow& row) {
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    const std::string part = PathOf(row) + ".part";
    const int file = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return Unavailable(fmt::format("The export cannot be written to {}: {}.", folder_, SystemMessage(errno)));
    auto query = profiles::QueryOf(row);
    Status done = query.ok() ? Status() : query.error();
    if (done.ok()) {
        profiles::Exporter exporter(database_, row.account, events_.pending(row.account), std::move(*query), events_.memberships);
        done = Write(exporter, row, file);
    }
    if (done.ok() && fsync(file) != 0) done = Unavailable(fmt::format("The export cannot be written: {}.", SystemMessage(errno)));
    close(file);
    if (done.ok()) std::filesystem::rename(part, PathOf(row), failed);
    else std::filesystem::remove(part, failed);
    return done;
}

Status Exports::Write(profiles::Exporter& exporter, ExportRow& row, int file) {
    Micros told = clock_.Monotonic();
    std::string chunk;
    for (;;) {
        if (worker_.stopping()) return Unavailable("The server stops; the export begins again when it is back.");
        if (worker_.Dropped(row.id)) return Deleted();
        chunk.clear();
        if (!TRY(exporter.Next(chunk))) return {};
        TRY(WriteWhole(file, chunk));
        row.bytes += static_cast<int64_t>(chunk.size());
        row.rows = exporter.rows();
        if (clock_.Monotonic() - told < kTellEvery) continue;
        told = clock_.Monotonic();
        events_.changed(row);
    }
}

void Exports::Discard(const ExportRow& row) {
    std::error_code ignored;
    std::filesystem::remove(PathOf(row), ignored);
}

Status Exports::Save(const ExportRow& row) {
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        const auto kept = TRY(profiles::FindExport(tx, row.account, row.id));
        if (!kept || kept->state == ExportState::kRemoved) return Deleted();
        return profiles::SaveExport(tx, row);
    }));
    events_.changed(row);
    return {};
}

Result<ExportRow> Exports::Create(ExportRow row) {
    TRY(database_.Read([&](sql::Tx& tx) { return profiles::CheckExport(tx, row); }));
    row.created = clock_.Now();
    row.expires = row.created + profiles::kExportKept;
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        if (TRY(profiles::ListExports(tx, row.account)).size() >= kKeptMax) {
            return Error{Code::kLimited, fmt::format("There are {} exports already. Delete some first.", kKeptMax), "too_many_exports", {}};
        }
        row.id = TRY(profiles::NextExportId(tx, row.created));
        return profiles::SaveExport(tx, row);
    }));
    worker_.Wake();
    return row;
}

Status Exports::Drop(AccountId account, int64_t id) {
    std::optional<ExportRow> row;
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        row = TRY(profiles::FindExport(tx, account, id));
        if (row) TRY(profiles::DropExport(tx, id));
        return {};
    }));
    if (!row) return {};
    worker_.Drop(id);
    Discard(*row);
    return {};
}

Status Exports::Remove(AccountId account, int64_t id, Filter filter) {
    std::optional<ExportRow> row;
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        row = TRY(profiles::FindExport(tx, account, id));
        if (!row) return {};
        row->state = ExportState::kRemoved;
        row->error = "Somebody in this export was erased, so its file was removed. Export again: then it holds everybody else.";
        row->rows = row->bytes = 0;
        if (filter == Filter::kForgotten) row->filter = "{}";
        return profiles::SaveExport(tx, *row);
    }));
    if (!row) return {};
    worker_.Drop(id);
    Discard(*row);
    events_.changed(*row);
    return {};
}

void Exports::DropOld() {
    std::vector<ExportRow> old;
    const Status read = database_.Read([&](sql::Tx& tx) -> Status {
        for (ExportRow& row : TRY(profiles::AllExports(tx))) {
            const bool over = row.state != ExportState::kWaiting && row.state != ExportState::kRunning;
            if (over && row.expires < clock_.Now()) old.push_back(std::move(row));
        }
        return {};
    });
    if (!read.ok()) Log(Level::kWarn, "export.unread", {{"error", read.error().message}});
    for (const ExportRow& row : old) {
        const Status dropped = Drop(row.account, row.id);
        if (!dropped.ok()) Log(Level::kWarn, "export.not_dropped", {{"error", dropped.error().message}});
    }
}

}  // namespace daybook::server
