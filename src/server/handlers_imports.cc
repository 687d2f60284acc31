// /v1/imports: people from files.
#include <algorithm>
#include <fstream>
#include <memory>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "http/body.h"
#include "http/parameters.h"
#include "http/window.h"
#include "profiles/people_import.h"
#include "server/handlers.h"
#include "server/people_imports.h"

namespace daybook::server {
namespace {

using profiles::ImportRow;
using profiles::ImportState;

constexpr size_t kNameBytesMax = 200;

Error NoSuchImport() { return NotFound("There is no such import: perhaps it is older than seven days, or held somebody who was erased.", "resource_missing"); }

Result<int64_t> IdOf(const http::Request& request) {
    const auto id = DecodeId("imp", request.Path("id"));
    if (!id) return NoSuchImport();
    return *id;
}

Result<ImportRow> Find(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const int64_t id = TRY(IdOf(request));
    std::optional<ImportRow> row;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        row = TRY(profiles::FindImport(tx, caller.account, id));
        return {};
    }));
    if (!row) return NoSuchImport();
    return std::move(*row);
}

// With its columns, as long as they can be chosen.
Result<std::string> JsonOf(Parts& parts, const ImportRow& row) {
    std::string text;
    JsonWriter json(text);
    if (row.size == 0 || row.state == ImportState::kRunning || row.state == ImportState::kDone) {
        profiles::WriteImport(json, row, nullptr, nullptr);
        return text;
    }
    const profiles::CsvLook look = TRY(parts.imports->Look(row));
    std::shared_ptr<const profiles::CustomFields> fields;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        fields = TRY(profiles::LoadCustomFields(tx, row.account));
        return {};
    }));
    profiles::WriteImport(json, row, &look, fields.get());
    return text;
}

http::Response Answer(Parts& parts, const http::Request& request, const Result<ImportRow>& row) {
    Result<std::string> json = row.ok() ? JsonOf(parts, *row) : Result<std::string>(row.error());
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

Result<ImportRow> Create(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const auto body = TRY(http::Body::Read(request, {"kind", "name"}));
    if (TRY(body.Text("kind")).value_or("profiles") != "profiles") return Invalid("kind must be profiles.", "kind");
    std::string name = FoldSpace(TRY(body.Text("name")).value_or("people.csv"));
    if (name.size() > kNameBytesMax) return Invalid(fmt::format("name is longer than {} bytes.", kNameBytesMax), "name");
    return parts.imports->Create(caller.account, std::move(name));
}

Result<ImportRow> Upload(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {"offset"}));
    const int64_t offset = TRY(http::ReadInteger(request, "offset", 0, profiles::kImportBytesMax, 0));
    const ImportRow row = TRY(parts.imports->Upload(caller.account, TRY(IdOf(request)), offset, request.body));
    if (row.size == 0) return Invalid("The file is empty: its first line names the columns.", "file", "csv_unreadable");
    return row;
}

Result<profiles::ColumnMap> ReadMap(const http::Body& body) {
    profiles::ColumnMap map;
    if (!body.Has("map")) return map;
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(*body.Json("map"), failed);
    const Error wrong = Invalid("map must be an object: the name of each column, and the field that it is.", "map");
    if (failed || !value.is_object()) return wrong;
    for (const auto& [column, field] : value.as_object()) {
        if (!field.is_string() && !field.is_null()) return wrong;
        if (field.is_string()) map.emplace(column, std::string(field.as_string()));
    }
    return map;
}

http::Response Begin(Parts& parts, const http::Request& request, const Caller& caller, PeopleImports::Deed deed) {
    const auto begin = [&]() -> Result<ImportRow> {
        TRY(http::CheckQuery(request, {}));
        const int64_t id = TRY(IdOf(request));
        const auto body = TRY(http::Body::Read(request, {"map", "keep_stripe"}));
        return parts.imports->Begin(caller.account, id, deed, TRY(ReadMap(body)), TRY(body.Flag("keep_stripe")).value_or(false));
    };
    return Answer(parts, request, begin());
}

Result<std::string> ListJson(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::vector<ImportRow> rows;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        rows = TRY(profiles::ListImports(tx, caller.account));
        return {};
    }));
    const auto window = TRY(http::WindowOf(rows, paging, [](const ImportRow& row) { return EncodeId("imp", row.id); }));
    return http::ListJson("/v1/imports", window.has_more, [&](JsonWriter& out) {
        for (size_t i = window.begin; i < window.end; ++i) profiles::WriteImport(out, rows[i], nullptr, nullptr);
    });
}

}  // namespace

http::Response CreateImport(Parts& parts, const http::Request& request, const Caller& caller) { return Answer(parts, request, Create(parts, request, caller)); }
http::Response UploadImport(Parts& parts, const http::Request& request, const Caller& caller) { return Answer(parts, request, Upload(parts, request, caller)); }
http::Response GetImport(Parts& parts, const http::Request& request, const Caller& caller) { return Answer(parts, request, Find(parts, request, caller)); }
http::Response CheckImport(Parts& parts, const http::Request& request, const Caller& caller) { return Begin(parts, request, caller, PeopleImports::Deed::kCheck); }
http::Response StartImport(Parts& parts, const http::Request& request, const Caller& caller) { return Begin(parts, request, caller, PeopleImports::Deed::kImport); }

http::Response ListImports(Parts& parts, const http::Request& request, const Caller& caller) {
    Result<std::string> json = ListJson(parts, request, caller);
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

http::Response DeleteImport(Parts& parts, const http::Request& request, const Caller& caller) {
    const auto row = Find(parts, request, caller);
    std::string text;
    JsonWriter json(text);
    if (row.ok()) profiles::WriteImport(json, *row, nullptr, nullptr);
    const Status dropped = row.ok() ? parts.imports->Drop(caller.account, row->id) : Status(row.error());
    if (!dropped.ok()) return http::ErrorResponse(dropped.error(), request.request_id);
    return http::JsonResponse(200, std::move(text));
}

http::Response GetRefusedRows(Parts& parts, const http::Request& request, const Caller& caller) {
    const auto row = Find(parts, request, caller);
    if (!row.ok()) return http::ErrorResponse(row.error(), request.request_id);
    // Shared because std::function must be copyable; one connection pulls from it.
    auto file = std::make_shared<std::ifstream>(parts.imports->RefusedPathOf(*row), std::ios::binary);
    if (row->refused_size == 0 || !file->is_open()) return http::ErrorResponse(NotFound("No row of this import was refused.", "resource_missing"), request.request_id);
    http::Response response;
    response.headers.Set("Content-Type", "text/csv; charset=utf-8; header=present");
    response.headers.Set("Content-Disposition", "attachment; filename=\"refused.csv\"");
    response.source = [file, left = row->refused_size](std::string& chunk) mutable -> Result<bool> {
        constexpr int64_t kPiece = 256 << 10;
        const size_t had = chunk.size();
        chunk.resize(had + static_cast<size_t>(std::min(kPiece, left)));
        file->read(chunk.data() + had, static_cast<std::streamsize>(chunk.size() - had));
        chunk.resize(had + static_cast<size_t>(file->gcount()));
        left -= file->gcount();
        return chunk.size() > had;
    };
    return response;
}

}  // namespace daybook::server
