// GET /v1/profiles/export: a page of people at a time, so that memory does not grow with the shop.
//
//   csv   = a line of names, then a line a profile: id, created, updated, the fields of the catalogue in its order,
//           customer_ids (with blanks between). Values as in the JSON: unix seconds, smallest units of money.
//   jsonl = the API's profile object a line
#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "http/parameters.h"
#include "profiles/api.h"
#include "profiles/csv.h"
#include "profiles/fields.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "profiles/search.h"

namespace daybook::profiles {
namespace {

constexpr int kPeopleAPiece = 500;
enum class Format { kCsv, kJsonLines };

void AppendCsvHead(std::string& out) {
    out += "id,created,updated";
    for (const FieldRow& row : FieldCatalogue()) out += fmt::format(",{}", row.name);
    out += ",customer_ids\r\n";
}

void AppendCsvValue(std::string& out, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) AppendCsvText(out, *text);
    else if (const auto* number = std::get_if<int64_t>(&value)) out += fmt::format_int(*number).c_str();
    else if (const auto* flag = std::get_if<bool>(&value)) out += *flag ? "true" : "false";
}

void AppendCsvLine(std::string& out, const Profile& profile) {
    fmt::format_to(std::back_inserter(out), "{},{},{}", ProfileName(profile.id), profile.created, profile.updated);
    for (const FieldRow& row : FieldCatalogue()) {
        out += ',';
        AppendCsvValue(out, row.value(profile.fields));
    }
    out += ',';
    AppendCsvText(out, fmt::format("{}", fmt::join(profile.fields.customer_ids, " ")));
    out += "\r\n";
}

// What is left to be exported. Used by one thread at a time.
class Exporter {
  public:
    Exporter(const ApiContext& context, Format format) : context_(context), format_(format) {}

    Result<bool> Next(std::string& chunk) {
        if (done_) return false;
        bool first = position_.kind == Position::Kind::kFirst;
        if (first && format_ == Format::kCsv) AppendCsvHead(chunk);
        TRY(context_.database.Read([&](sql::Tx& tx) { return Append(tx, chunk); }));
        return true;
    }

  private:
    Status Append(sql::Tx& tx, std::string& chunk) {
        ListPage page = TRY(ListProfiles(tx, context_.account, {}, position_));
        done_ = !page.has_more;
        if (page.ids.empty()) return {};
        std::vector<ProfileId> sorted = page.ids;
        std::ranges::sort(sorted);
        std::vector<Profile> people = TRY(Load(tx, sorted));
        auto newer = [](const Profile& a, const Profile& b) {
            return std::pair(a.created, a.id) > std::pair(b.created, b.id);
        };
        std::ranges::sort(people, newer);
        for (const Profile& person : people) AppendOne(chunk, person);
        position_.kind = Position::Kind::kAfter;
        position_.place = {people.back().created, people.back().id};
        return {};
    }

    void AppendOne(std::string& chunk, const Profile& person) {
        if (format_ == Format::kCsv) return AppendCsvLine(chunk, person);
        JsonWriter out(chunk);
        WriteProfile(out, person, context_.pending_resources);
        chunk += '\n';
    }

    ApiContext context_;
    Format format_;
    Position position_{.limit = kPeopleAPiece};
    bool done_ = false;
};

Result<Format> ReadFormat(const http::Request& request) {
    TRY(http::CheckQuery(request, {"format"}));
    std::string_view format = request.Query("format").value_or("csv");
    if (format == "csv") return Format::kCsv;
    if (format == "jsonl") return Format::kJsonLines;
    return Invalid("format must be csv or jsonl.", "format");
}

}  // namespace

http::Response Export(const http::Request& request, const ApiContext& context) {
    Result<Format> format = ReadFormat(request);
    if (!format.ok()) return http::ErrorResponse(format.error(), request.request_id);
    bool csv = *format == Format::kCsv;
    http::Response response;
    response.headers.Set("Content-Type", csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson");
    response.headers.Set("Content-Disposition",
                         fmt::format("attachment; filename=\"profiles.{}\"", csv ? "csv" : "jsonl"));
    // Shared because std::function must be copyable; one connection pulls from it.
    auto exporter = std::make_shared<Exporter>(context, *format);
    response.source = [exporter](std::string& chunk) { return exporter->Next(chunk); };
    return response;
}

}  // namespace daybook::profiles
