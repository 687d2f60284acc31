// /v1/exports.
#include <fstream>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "http/body.h"
#include "http/window.h"
#include "server/handlers.h"

namespace daybook::server {
namespace {

using profiles::ExportRow;

http::Response Answer(const Result<ExportRow>& row, const http::Request& request) {
    if (!row.ok()) return http::ErrorResponse(row.error(), request.request_id);
    std::string text;
    JsonWriter json(text);
    profiles::WriteExport(json, *row);
    return http::JsonResponse(200, std::move(text));
}

Result<ExportRow> Find(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const Error missing = NotFound(fmt::format("There is no export {}: perhaps it is older than seven days.", ToUtf8(request.Path("id").substr(0, 40))), "resource_missing");
    const auto id = DecodeId("exp", request.Path("id"));
    if (!id) return missing;
    std::optional<ExportRow> row;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        row = TRY(profiles::FindExport(tx, caller.account, *id));
        return {};
    }));
    if (!row) return missing;
    return std::move(*row);
}

Result<ExportRow> Create(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const auto body = TRY(http::Body::Read(request, {"kind", "format", "filter", "fields"}));
    if (TRY(body.RequiredText("kind")) != "profiles") return Invalid("kind must be profiles.", "kind");
    ExportRow row;
    row.account = caller.account;
    row.format = TRY(profiles::ParseFormat(TRY(body.Text("format")).value_or("csv")));
    row.filter = body.Json("filter").value_or("{}");
    row.fields = fmt::format("{}", fmt::join(TRY(body.Texts("fields")).value_or(std::vector<std::string>()), ","));
    return parts.exports->Create(std::move(row));
}

Result<std::string> ListJson(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::vector<ExportRow> rows;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        rows = TRY(profiles::ListExports(tx, caller.account));
        return {};
    }));
    const auto window = TRY(http::WindowOf(rows, paging, [](const ExportRow& row) { return EncodeId("exp", row.id); }));
    return http::ListJson("/v1/exports", window.has_more, [&](JsonWriter& out) {
        for (size_t i = window.begin; i < window.end; ++i) profiles::WriteExport(out, rows[i]);
    });
}

}  // namespace

http::Response CreateExport(Parts& parts, const http::Request& request, const Caller& caller) {
    return Answer(Create(parts, request, caller), request);
}

http::Response GetExport(Parts& parts, const http::Request& request, const Caller& caller) {
    return Answer(Find(parts, request, caller), request);
}

http::Response ListExports(Parts& parts, const http::Request& request, const Caller& caller) {
    const Result<std::string> json = ListJson(parts, request, caller);
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, *json);
}

http::Response DeleteExport(Parts& parts, const http::Request& request, const Caller& caller) {
    const auto row = Find(parts, request, caller);
    if (!row.ok()) return Answer(row, request);
    const Status dropped = parts.exports->Drop(caller.account, row->id);
    if (!dropped.ok()) return http::ErrorResponse(dropped.error(), request.request_id);
    return Answer(row, request);
}

http::Response GetExportFile(Parts& parts, const http::Request& request, const Caller& caller) {
    const auto row = Find(parts, request, caller);
    if (!row.ok()) return http::ErrorResponse(row.error(), request.request_id);
    if (row->state == profiles::ExportState::kRemoved) return http::ErrorResponse(Conflict(row->error.value_or(""), "export_removed"), request.request_id);
    if (row->state == profiles::ExportState::kFailed) {
        const Error none = Conflict(fmt::format("The export failed, so there is no file: {}", row->error.value_or("")), "export_not_done");
        return http::ErrorResponse(none, request.request_id);
    }
    if (row->state != profiles::ExportState::kDone) {
        const Error early = Conflict(fmt::format("The export is {}; its file is there once it is done.", profiles::ExportStateName(row->state)), "export_not_done");
        return http::ErrorResponse(early, request.request_id);
    }
    // Shared because std::function must be copyable; one connection pulls from it.
    auto file = std::make_shared<std::ifstream>(parts.exports->PathOf(*row), std::ios::binary);
    if (!file->is_open()) return http::ErrorResponse(NotFound("The file of this export is gone. Ask for it again.", "resource_missing"), request.request_id);
    http::Response response;
    response.headers.Set("Content-Type", row->format == profiles::Format::kCsv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson");
    response.headers.Set("Content-Disposition", fmt::format("attachment; filename=\"profiles.{}\"", profiles::FormatName(row->format)));
    response.source = [file](std::string& chunk) -> Result<bool> {
        constexpr size_t kPiece = 256 << 10;
        const size_t had = chunk.size();
        chunk.resize(had + kPiece);
        file->read(chunk.data() + had, static_cast<std::streamsize>(kPiece));
        chunk.resize(had + static_cast<size_t>(file->gcount()));
        return chunk.size() > had;
    };
    return response;
}

}  // namespace daybook::server
