// daybook profiles import
#include <chrono>
#include <fstream>
#include <map>
#include <thread>

#include <fmt/format.h>

#include "base/json_write.h"
#include "base/text.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

constexpr size_t kPiece = 512 << 10;

// The import with its whole file.
Result<boost::json::value> Send(Remote& remote, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file.is_open()) return CannotRead(path);
    std::string body;
    JsonWriter(body).BeginObject().Member("name", ToUtf8(path.substr(path.rfind('/') + 1))).EndObject();
    boost::json::value import = boost::json::parse(TRY(remote.Call(http::Method::kPost, "/v1/imports", body)));
    const std::string target = "/v1/imports/" + Show(import, "id");
    for (int64_t offset = 0;;) {
        std::string piece(kPiece, '\0');
        file.read(piece.data(), kPiece);
        piece.resize(static_cast<size_t>(file.gcount()));
        if (file.bad()) return CannotRead(path);
        if (piece.empty() && offset > 0) return import;
        import = boost::json::parse(TRY(remote.Call(http::Method::kPut, fmt::format("{}/file?offset={}", target, offset), piece)));
        offset += static_cast<int64_t>(piece.size());
    }
}

// "Column=field" of the command line over what the names of the columns suggest; "Column=" leaves one out.
Result<std::map<std::string, std::string>> MapOf(const boost::json::value& import, const std::vector<std::string>& given) {
    std::map<std::string, std::string> map;
    for (const boost::json::value& column : Member(Member(import, "layout"), "columns").as_array()) {
        if (const std::string field = Show(column, "suggested"); !field.empty()) map[Show(column, "name")] = field;
    }
    for (const std::string& one : given) {
        const size_t sign = one.rfind('=');
        if (sign == std::string::npos) return Invalid(fmt::format("--map {} names no field: write --map \"Column=field\".", one), "--map");
        const std::string column = one.substr(0, sign), field = one.substr(sign + 1);
        std::erase_if(map, [&](const auto& other) { return other.first == column || other.second == field; });
        if (!field.empty()) map[column] = field;
    }
    return map;
}

std::string BodyOf(const std::map<std::string, std::string>& map, bool keep_stripe) {
    std::string body;
    JsonWriter out(body);
    out.BeginObject().Key("map").BeginObject();
    for (const auto& [column, field] : map) out.Member(column, field);
    out.EndObject().Member("keep_stripe", keep_stripe).EndObject();
    return body;
}

Result<std::string> Wait(Remote& remote, const std::string& target) {
    for (;;) {
        auto text = remote.Call(http::Method::kGet, target);
        if (!text.ok()) return GoesOn(text.error(), "The import");
        const std::string state = Show(boost::json::parse(*text), "state");
        if (state != "checking" && state != "running") return text;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

void Print(const boost::json::value& import) {
    const bool done = Show(import, "state") == "done";
    for (const auto& [column, field] : Member(import, "map").as_object()) fmt::print("  {} → {}\n", EscapeControls(std::string_view(column)), std::string_view(field.as_string()));
    for (const boost::json::value& column : Member(import, "left_out").as_array()) {
        fmt::print("  {0} → nothing: it is left out (--map \"{0}=FIELD\" takes it)\n", EscapeControls(std::string_view(column.as_string())));
    }
    fmt::print("{} {}: {} {}, {} {}, {} unchanged, {} refused\n", Show(import, "rows"), Number(import, "rows") == 1 ? "row" : "rows", Show(import, "made"), done ? "made" : "would be made", Show(import, "changed"),
               done ? "changed" : "would be changed", Show(import, "unchanged"), Show(import, "refused"));
    for (const boost::json::value& reason : Member(import, "reasons").as_array()) {
        const std::string column = Show(reason, "column");
        fmt::print("! line {}{}: {}\n", Show(reason, "line"), column.empty() ? "" : ", " + column, Show(reason, "message"));
    }
    const size_t told = Member(import, "reasons").as_array().size();
    if (Number(import, "refused") > static_cast<int64_t>(told)) fmt::print("  and more; all of them: --refused FILE\n");
}

Status WriteRefused(Remote& remote, const std::string& target, const std::string& path) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    TRY(remote.Stream(target + "/refused", [&](std::string_view piece) -> Status {
        file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        return {};
    }));
    file.close();
    if (!file) return Invalid(fmt::format("{} cannot be written. Choose another file with --refused.", path), "--refused");
    return {};
}

}  // namespace

int ProfilesImport(const StoreOptions& store, const ProfilesImportOptions& options) {
    auto remote = Remote::Open(store, {}, options.dry_run ? Remote::Absent::kRefuse : Remote::Absent::kMake);
    if (!remote.ok()) return Fail(remote.error(), store);
    const auto run = [&]() -> Result<std::string> {
        if (!options.dry_run) TRY((*remote)->StartBackground());
        const boost::json::value import = TRY(Send(**remote, options.file));
        const std::string target = "/v1/imports/" + Show(import, "id");
        const std::string body = BodyOf(TRY(MapOf(import, options.map)), options.keep_stripe);
        (void)TRY((*remote)->Call(http::Method::kPost, target + (options.dry_run ? "/check" : "/start"), body));
        std::string text = TRY(Wait(**remote, target));
        const boost::json::value ended = boost::json::parse(text);
        if (!options.refused.empty() && Number(ended, "refused") > 0) TRY(WriteRefused(**remote, target, options.refused));
        if (options.dry_run) (void)TRY((*remote)->Call(http::Method::kDelete, target));
        return text;
    };
    const auto text = run();
    if (!text.ok()) return Fail(text.error(), store);
    const boost::json::value import = boost::json::parse(*text);
    if (store.json) fmt::print("{}\n", *text);
    else Print(import);
    if (Show(import, "state") == "failed") return Fail(Error{Code::kInvalid, Show(import, "error"), "import_failed", {}}, store);
    return Number(import, "refused") > 0 ? kFailed : kGood;
}

}  // namespace daybook::server
