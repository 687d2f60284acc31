// daybook segments list | show | create | preview | recipes | explain | export | delete
#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/json_write.h"
#include "base/money.h"
#include "base/text.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"
#include "server/cli/tell.h"

namespace daybook::server {
namespace {

Result<std::string> Path(const SegmentsOptions& options, std::string_view more = {}) {
    return TRY(PathOf({"/v1/segments", "seg", "segment"}, options.id)).append(more);
}

std::string Moment(const boost::json::value& value, std::string_view member) {
    return Member(value, member).is_null() ? "-" : FormatUtc(Number(value, member) * kSecond).substr(0, 19) + "Z";
}

// {"amount":100,"product":"prod_1"} of "amount=100" and "product=prod_1": what is no JSON value is a text.
Status WriteValues(JsonWriter& json, const std::vector<std::string>& values) {
    json.BeginObject();
    for (const std::string& one : values) {
        const size_t sign = one.find('=');
        if (sign == std::string::npos || sign == 0) return Invalid(fmt::format("{} is no value: give NAME=VALUE, such as amount=100.", one), "--value");
        const std::string value = one.substr(sign + 1);
        boost::system::error_code failed;
        (void)boost::json::parse(value, failed);
        json.Key(one.substr(0, sign));
        failed ? json.String(value) : json.Raw(value);
    }
    json.EndObject();
    return {};
}

// {"name"?,"condition"} or {"name"?,"recipe","values"?} or {"name","kind":"static"}, with the condition from a file.
Result<std::string> BodyOf(const SegmentsOptions& options) {
    std::string body;
    JsonWriter json(body);
    json.BeginObject();
    if (!options.name.empty()) json.Member("name", options.name);
    if (options.fixed) json.Member("kind", "static");
    if (!options.recipe.empty()) json.Member("recipe", options.recipe);
    if (!options.values.empty()) TRY(WriteValues(json.Key("values"), options.values));
    if (!options.condition_file.empty()) {
        const std::string condition(Trim(TRY(ReadGiven("--condition-file", options.condition_file))));
        boost::system::error_code failed;
        const auto parsed = boost::json::parse(condition, failed);
        if (failed || !parsed.is_object()) return Invalid(fmt::format("{} holds no condition: a JSON object such as {{\"field\":\"stripe_total_orders\",\"op\":\"gte\",\"value\":2}}.", options.condition_file), "--condition-file");
        json.Key("condition").Raw(condition);
    }
    json.EndObject();
    return body;
}

// The ready-made segments, once the shop has counted whom each would mean: what it suggests for their values is known then.
Result<std::string> CountedRecipes(Remote& remote) {
    for (;;) {
        const std::string text = TRY(remote.Call(http::Method::kGet, "/v1/segment-recipes"));
        const boost::json::value list = boost::json::parse(text);
        const auto& all = Member(list, "data").as_array();
        if (std::none_of(all.begin(), all.end(), [](const auto& one) { return Member(one, "counted").is_null(); })) return text;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

// Of a condition, or of a recipe with what the shop suggests for it.
int DoWith(const StoreOptions& store, const SegmentsOptions& options, const std::string& target, const Printer& print) {
    return Tell(store, [&](Remote& remote) -> Result<std::string> {
        const std::string body = TRY(BodyOf(options));
        if (!options.recipe.empty()) TRY(CountedRecipes(remote));
        return remote.Call(http::Method::kPost, target, body);
    }, print);
}

void PrintSegment(const boost::json::value& segment) {
    fmt::print("{}  {}\n", Show(segment, "id"), Show(segment, "name"));
    for (const std::string_view name : {"kind", "state", "size", "sentence", "condition", "currency", "used_by"}) {
        const std::string text = Show(segment, name);
        fmt::print("  {:<12} {}\n", name, text.empty() ? "-" : text);
    }
    for (const std::string_view name : {"created", "updated"}) fmt::print("  {:<12} {}\n", name, Moment(segment, name));
}

void PrintPreview(const boost::json::value& preview) {
    fmt::print("{}\n{} people", Show(preview, "sentence"), Number(preview, "size"));
    if (Member(preview, "sales").is_object()) {
        for (const auto& [currency, net] : Member(preview, "sales").as_object())
            fmt::print(", {} {}", FormatMajor(net.is_int64() ? net.as_int64() : 0, std::string_view(currency)), std::string_view(currency));
    }
    fmt::print("\n");
    if (!Member(preview, "sample").is_array()) return;
    for (const auto& one : Member(preview, "sample").as_array())
        fmt::print("  {}  {}\n", Show(one, "id"), Show(Member(one, "fields"), "email"));
}

void PrintExplanation(const boost::json::value& why) {
    fmt::print("{} {} in {}", Show(why, "profile"), Truth(why, "member") ? "is" : "is not", Show(why, "segment"));
    fmt::print(", since {}; changes by time alone: {}\n", Moment(why, "since"), Moment(why, "next_change"));
    if (!Member(why, "conditions").is_array()) return;
    for (const auto& one : Member(why, "conditions").as_array()) {
        fmt::print("  {:<4} {:<28} {:<28} changes {}\n", Truth(one, "holds") ? "yes" : "no", Show(one, "path"),
                   boost::json::serialize(Member(one, "actual")), Moment(one, "next_change"));
    }
}

}  // namespace

int SegmentsList(const StoreOptions& store, const SegmentsOptions& options) {
    return TellList(store, "/v1/segments", options.list, "No segments.\n",
                    [](const boost::json::value& one) { fmt::print("{}  {:<32.32} {:<8} {:>10}\n", Show(one, "id"), Show(one, "name"), Show(one, "kind"), Show(one, "size")); });
}

int SegmentsShow(const StoreOptions& store, const SegmentsOptions& options) {
    return TellOf(store, http::Method::kGet, Path(options, options.at.empty() ? "" : "?at=" + UrlEncode(options.at)), "", PrintSegment);
}

int SegmentsCreate(const StoreOptions& store, const SegmentsOptions& options) {
    return DoWith(store, options, "/v1/segments", PrintSegment);
}

int SegmentsPreview(const StoreOptions& store, const SegmentsOptions& options) {
    return DoWith(store, options, "/v1/segments/preview", PrintPreview);
}

int SegmentsRecipes(const StoreOptions& store, const SegmentsOptions&) {
    return Tell(store, CountedRecipes, [](const boost::json::value& list) {
        for (const auto& one : Member(list, "data").as_array()) {
            std::string values;
            for (const auto& value : Member(one, "values").as_array()) {
                const std::string proposed = Show(value, "proposed");
                values += fmt::format("  {}={}", Show(value, "name"), proposed.empty() ? "?" : proposed);
            }
            const std::string size = Show(one, "size"), unavailable = Show(one, "unavailable");
            fmt::print("{:<22} {:>10}  {}{}\n", Show(one, "id"), size.empty() ? "-" : size, Show(one, "name"), values);
            if (!unavailable.empty()) fmt::print("{:<22} {:>10}  {}\n", "", "", unavailable);
        }
    });
}

int SegmentsExplain(const StoreOptions& store, const SegmentsOptions& options) {
    return TellOf(store, http::Method::kGet, Path(options, "/explain?profile=" + UrlEncode(options.profile)), "", PrintExplanation);
}

int SegmentsDelete(const StoreOptions& store, const SegmentsOptions& options) {
    return TellOf(store, http::Method::kDelete, Path(options), "",
              [](const boost::json::value& gone) { fmt::print("{} is deleted.\n", Show(gone, "id")); });
}

int SegmentsExport(const StoreOptions& store, const SegmentsOptions& options) {
    std::string target = fmt::format("/v1/profiles/export?format={}&segment={}", UrlEncode(options.format), UrlEncode(options.id));
    if (!options.at.empty()) target += "&at=" + UrlEncode(options.at);
    return ExportTo(store, target, options.output);
}

}  // namespace daybook::server
