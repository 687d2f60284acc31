#include "server/people_imports.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "base/io.h"
#include "base/log.h"
#include "base/text.h"

namespace daybook::server {
namespace {

using profiles::CsvLook;
using profiles::ImportRow;
using profiles::ImportState;

constexpr size_t kKeptMax = 100;           // imports of an account
constexpr size_t kLookedAtMax = 512 << 10;  // more than a row may have
constexpr size_t kPiece = 64 << 10;
constexpr size_t kRowsAtOnce = 100;
constexpr Micros kTellEvery = kSecond / 4;

Error NoSuchImport() { return NotFound("There is no such import: perhaps it is older than seven days, or held somebody who was erased.", "resource_missing"); }

Error CannotWrite() { return Unavailable(fmt::format("The file cannot be written: {}. Make room and try again.", SystemMessage(errno)), "disk_full"); }

// Puts `bytes` at `offset`, and ends the file there.
Status WriteAt(const std::string& path, int64_t offset, std::string_view bytes) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return CannotWrite();
    bool good = ftruncate(file, offset) == 0;
    while (good && !bytes.empty()) {
        const ssize_t written = pwrite(file, bytes.data(), bytes.size(), offset);
        good = written > 0 || (written < 0 && errno == EINTR);
        if (written <= 0) continue;
        bytes.remove_prefix(static_cast<size_t>(written));
        offset += written;
    }
    good = good && fsync(file) == 0;
    Status done = good ? Status() : CannotWrite();
    close(file);
    return done;
}

std::string ReadAt(std::ifstream& file, size_t most) {
    std::string bytes(most, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<size_t>(file.gcount()));
    return bytes;
}

bool Holds(const std::string& path, const std::vector<std::string>& words) {
    std::ifstream file(path, std::ios::binary);
    std::string kept;
    while (file) {
        kept += AsciiLower(ReadAt(file, kPiece));
        if (std::any_of(words.begin(), words.end(), [&](const std::string& word) { return kept.find(word) != std::string::npos; })) return true;
        kept.erase(0, kept.size() - std::min<size_t>(kept.size(), 400));
    }
    return false;
}

}  // namespace

PeopleImports::PeopleImports(sql::Database& database, stripe::Tasks& tasks, const Clock& clock, std::string folder, Events events)
    : database_(database), tasks_(tasks), clock_(clock), folder_(std::move(folder)), events_(std::move(events)), worker_(tasks, [this] { return Step(); }) {}

std::string PeopleImports::PathOf(const ImportRow& row) const { return fmt::format("{}/{}.csv", folder_, EncodeId("imp", row.id)); }
std::string PeopleImports::RefusedPathOf(const ImportRow& row) const { return fmt::format("{}/{}-refused.csv", folder_, EncodeId("imp", row.id)); }

void PeopleImports::Start() { worker_.Wake(); }
void PeopleImports::Stop() { worker_.Stop(); }

bool PeopleImports::Stopped(int64_t id) { return worker_.stopping() || worker_.Dropped(id); }

Result<std::optional<ImportRow>> PeopleImports::Next() {
    std::optional<ImportRow> next;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        for (ImportRow& row : TRY(profiles::AllImports(tx))) {
            if (row.state != ImportState::kChecking && row.state != ImportState::kRunning) continue;
            next = std::move(row);
            break;
        }
        return {};
    }));
    return next;
}

bool PeopleImports::Step() {
    DropOld();
    auto next = Next();
    if (!next.ok()) Log(Level::kWarn, "import.unread", {{"error", next.error().message}});
    const bool found = next.ok() && next->has_value();
    return found && !worker_.stopping() && Run(std::move(**next));
}

// A check begins at the beginning after a crash; an import behind what was stored.
bool PeopleImports::Run(ImportRow row) {
    if (row.state == ImportState::kChecking) row.Rewind();
    told_ = 0;
    const Status done = Pass(row);
    if (Stopped(row.id)) return true;
    const Status ended = End(row, done);
    events_.stored();
    if (ended.ok()) return true;
    Log(Level::kWarn, "import.not_noted", {{"error", ended.error().message}});
    tasks_.After(5 * kSecond, [this] { worker_.Wake(); });
    return false;
}

Status PeopleImports::Pass(ImportRow& row) {
    const CsvLook look = TRY(Look(row));
    if (row.position == 0) {
        row.position = look.begin;
        row.line = look.line;
    }
    std::ifstream file(PathOf(row), std::ios::binary);
    file.seekg(row.position);
    profiles::CsvReader reader(look.delimiter, row.position, row.line);
    profiles::CheckMemory memory;
    profiles::CheckMemory* const check = row.state == ImportState::kChecking ? &memory : nullptr;
    std::vector<profiles::CsvRow> rows;
    for (bool more = true; more;) {
        const std::string piece = ReadAt(file, kPiece);
        more = !piece.empty();
        if (more) reader.Feed(piece);
        else reader.End();
        profiles::CsvRow next;
        while (reader.Next(next)) {
            profiles::CheckWidth(look, next);
            rows.push_back(std::move(next));
            if (rows.size() < kRowsAtOnce) continue;
            TRY(Store(row, rows, look, check));
            rows.clear();
            if (Stopped(row.id)) return {};
        }
    }
    return rows.empty() ? Status() : Store(row, rows, look, check);
}

// People and how far the file is in one transaction. What was refused is written before it: a crash in between leaves lines
// that the next try cuts off.
Status PeopleImports::Store(ImportRow& row, const std::vector<profiles::CsvRow>& rows, const CsvLook& look, profiles::CheckMemory* memory) {
    if (row.rows() + static_cast<int64_t>(rows.size()) > profiles::kImportRowsMax)
        return Invalid(fmt::format("The file has more than {} rows. Split it, and import the parts one after another.", profiles::kImportRowsMax), "file", "import_too_large");
    ImportRow after;
    std::string refused;
    const auto take = [&](sql::Tx& tx) -> Status {
        after = row;
        refused = row.refused_size == 0 ? profiles::RefusedHead(look) : std::string();
        const profiles::EditRules rules = TRY(profiles::LoadEditRules(tx, row.account));
        const auto targets = TRY(profiles::TargetsOf(look, row.map, rules));
        profiles::EditParts parts = events_.parts(row.account);
        parts.lane = profiles::Lane::kBulk;
        const size_t head = refused.size();
        TRY(profiles::TakeRows(tx, parts, rules, targets, rows, memory, after, refused));
        if (refused.size() == head) refused.clear();
        after.refused_size += static_cast<int64_t>(refused.size());
        if (!refused.empty()) TRY(WriteAt(RefusedPathOf(row), row.refused_size, refused));
        return {};
    };
    if (memory != nullptr) {
        TRY(database_.Read(take));
    } else {
        TRY(database_.Write(
            [&](sql::Tx& tx) -> Status {
                if (!TRY(profiles::FindImport(tx, row.account, row.id))) return Conflict("The import was deleted.", "import_deleted");
                TRY(take(tx));
                return profiles::SaveImport(tx, after);
            },
            sql::Durability::kBulk, sql::Priority::kBulk));
        events_.stored();
    }
    row = after;
    if (told_ != 0 && clock_.Monotonic() - told_ < kTellEvery) return {};
    told_ = clock_.Monotonic();
    if (memory != nullptr) return Save(row);
    events_.changed(row);
    return {};
}

Status PeopleImports::End(ImportRow& row, const Status& done) {
    row.expires = clock_.Now() + profiles::kImportKept;
    if (!done.ok()) row.error = done.error().message;
    if (!done.ok()) row.state = ImportState::kFailed;
    else row.state = row.state == ImportState::kChecking ? ImportState::kChecked : ImportState::kDone;
    TRY(Save(row));
    std::error_code ignored;
    if (row.state == ImportState::kDone) std::filesystem::remove(PathOf(row), ignored);
    return {};
}

Status PeopleImports::Save(const ImportRow& row) {
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        // One that was deleted meanwhile stays so.
        if (!TRY(profiles::FindImport(tx, row.account, row.id))) return {};
        return profiles::SaveImport(tx, row);
    }));
    events_.changed(row);
    return {};
}

Result<ImportRow> PeopleImports::Create(AccountId account, std::string name) {
    ImportRow row;
    row.account = account;
    row.name = std::move(name);
    row.created = clock_.Now();
    row.expires = row.created + profiles::kImportKept;
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        if (TRY(profiles::ListImports(tx, account)).size() >= kKeptMax)
            return Error{Code::kLimited, fmt::format("There are {} imports already. Delete some first.", kKeptMax), "too_many_imports", {}};
        row.id = TRY(profiles::NextImportId(tx, row.created));
        return profiles::SaveImport(tx, row);
    }));
    return row;
}

Result<ImportRow> PeopleImports::Upload(AccountId account, int64_t id, int64_t offset, std::string_view bytes) {
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    ImportRow row;
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        auto found = TRY(profiles::FindImport(tx, account, id));
        if (!found) return NoSuchImport();
        row = std::move(*found);
        if (row.state != ImportState::kUploading) return Conflict(fmt::format("The import is {}: its file stays as it is. Make another import.", profiles::ImportStateName(row.state)), "import_begun");
        if (offset != row.size) return Conflict(fmt::format("The file has {} bytes so far: send what follows, with offset={}.", row.size, row.size), "import_offset");
        if (row.size + static_cast<int64_t>(bytes.size()) > profiles::kImportBytesMax)
            return Invalid(fmt::format("The file is larger than {} MB. Split it, and import the parts one after another.", profiles::kImportBytesMax >> 20), "file", "body_too_large");
        TRY(WriteAt(PathOf(row), row.size, bytes));
        row.size += static_cast<int64_t>(bytes.size());
        return profiles::SaveImport(tx, row);
    }));
    return row;
}

Result<CsvLook> PeopleImports::Look(const ImportRow& row) const {
    std::ifstream file(PathOf(row), std::ios::binary);
    if (!file.is_open()) return Invalid("There is no file yet: send it with PUT /v1/imports/{id}/file.", "file", "import_without_file");
    const std::string beginning = ReadAt(file, kLookedAtMax);
    return profiles::LookAtCsv(beginning, static_cast<int64_t>(beginning.size()) == row.size);
}

Result<ImportRow> PeopleImports::Begin(AccountId account, int64_t id, Deed deed, profiles::ColumnMap map, bool keep_stripe) {
    ImportRow row;
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        auto found = TRY(profiles::FindImport(tx, account, id));
        if (!found) return NoSuchImport();
        row = std::move(*found);
        const bool rests = row.state == ImportState::kUploading || row.state == ImportState::kChecked || row.state == ImportState::kFailed;
        if (!rests) return Conflict(fmt::format("The import is {}. Make another one to import again.", profiles::ImportStateName(row.state)), "import_begun");
        if (!map.empty()) row.map = std::move(map);
        row.keep_stripe = keep_stripe;
        const CsvLook look = TRY(Look(row));
        (void)TRY(profiles::TargetsOf(look, row.map, TRY(profiles::LoadEditRules(tx, account))));
        row.left_out = profiles::LeftOut(look, row.map);
        row.Rewind();
        row.state = deed == Deed::kCheck ? ImportState::kChecking : ImportState::kRunning;
        return profiles::SaveImport(tx, row);
    }));
    events_.changed(row);
    worker_.Wake();
    return row;
}

Status PeopleImports::Drop(AccountId account, int64_t id) {
    std::optional<ImportRow> row;
    TRY(database_.Write([&](sql::Tx& tx) -> Status {
        row = TRY(profiles::FindImport(tx, account, id));
        if (row) TRY(profiles::DropImport(tx, id));
        return {};
    }));
    if (!row) return {};
    worker_.Drop(id);
    std::error_code ignored;
    std::filesystem::remove(PathOf(*row), ignored);
    std::filesystem::remove(RefusedPathOf(*row), ignored);
    return {};
}

Status PeopleImports::Forget(AccountId account, const std::vector<std::string>& addresses) {
    std::vector<ImportRow> rows;
    TRY(database_.Read([&](sql::Tx& tx) -> Status {
        rows = TRY(profiles::ListImports(tx, account));
        return {};
    }));
    for (const ImportRow& row : rows) {
        if (Holds(PathOf(row), addresses) || Holds(RefusedPathOf(row), addresses)) TRY(Drop(account, row.id));
    }
    return {};
}

void PeopleImports::DropOld() {
    std::vector<ImportRow> old;
    const Status read = database_.Read([&](sql::Tx& tx) -> Status {
        for (ImportRow& row : TRY(profiles::AllImports(tx))) {
            const bool works = row.state == ImportState::kChecking || row.state == ImportState::kRunning;
            if (!works && row.expires < clock_.Now()) old.push_back(std::move(row));
        }
        return {};
    });
    if (!read.ok()) Log(Level::kWarn, "import.unread", {{"error", read.error().message}});
    for (const ImportRow& row : old) {
        const Status dropped = Drop(row.account, row.id);
        if (!dropped.ok()) Log(Level::kWarn, "import.not_dropped", {{"error", dropped.error().message}});
    }
}

}  // namespace daybook::server
