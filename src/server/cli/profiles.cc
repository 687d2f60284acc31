// daybook profiles list | show | export | erase
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/money.h"
#include "base/text.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"
#include "server/cli/tell.h"

namespace daybook::server {
namespace {

void AddParameter(std::string& target, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    target += target.find('?') == std::string::npos ? '?' : '&';
    target += fmt::format("{}={}", name, UrlEncode(value));
}

std::string ListTarget(const ProfilesOptions& options) {
    std::string target = "/v1/profiles";
    AddParameter(target, "email", options.email);
    AddParameter(target, "stripe_customer_id", options.stripe_customer_id);
    AddParameter(target, "query", options.query);
    AddParameter(target, "starting_after", options.starting_after);
    AddParameter(target, "ending_before", options.ending_before);
    AddParameter(target, "limit", std::to_string(options.limit));
    return target;
}

std::string Total(const boost::json::value& fields) {
    std::string currency = Show(fields, "stripe_currency");
    if (currency.empty()) return "";
    return fmt::format("{} {}", FormatMajor(Number(fields, "stripe_total_sales"), currency), currency);
}

void PrintRow(const boost::json::value& profile) {
    const boost::json::value& fields = Member(profile, "fields");
    std::string name = fmt::format("{} {}", Show(fields, "first_name"), Show(fields, "last_name"));
    fmt::print("{}  {:<28.28} {:<32.32} {:>6} {:>16}\n", Show(profile, "id"), Trim(name), Show(fields, "email"),
               Show(fields, "stripe_total_orders"), Total(fields));
}

std::string Readable(std::string_view name, const boost::json::value& fields) {
    std::string text = Show(fields, name);
    if (text.empty()) return "-";
    if (name == "stripe_total_sales") return Total(fields).empty() ? text : Total(fields);
    if (name == "stripe_order_last_value") {
        std::string currency = Show(fields, "stripe_order_last_currency");
        return fmt::format("{} {}", FormatMajor(Number(fields, name), currency), currency);
    }
    if (name.ends_with("_order_date")) return FormatUtc(Number(fields, name) * kSecond).substr(0, 19) + "Z";
    return text;
}

void PrintProfile(const boost::json::value& profile) {
    fmt::print("{}\n", Show(profile, "id"));
    const boost::json::value& fields = Member(profile, "fields");
    if (!fields.is_object()) return;
    for (const auto& member : fields.as_object()) {
        fmt::print("  {:<34} {}\n", std::string_view(member.key()), Readable(member.key(), fields));
    }
    const boost::json::value& stripe = Member(profile, "stripe");
    fmt::print("  {:<34} {}\n", "stripe customers", boost::json::serialize(Member(stripe, "customer_ids")));
    fmt::print("  {:<34} {}\n", "sales", boost::json::serialize(Member(stripe, "sales")));
    const boost::json::value& pending = Member(stripe, "pending");
    if (pending.is_array() && !pending.as_array().empty()) {
        fmt::print("  still being read: {}\n", boost::json::serialize(pending));
    }
}

// The address is typed, or the id where there is none. kInvalid: it was not.
Status AskToErase(const boost::json::value& profile) {
    const std::string email = Show(Member(profile, "fields"), "email");
    const std::string word = email.empty() ? Show(profile, "id") : email;
    if (isatty(STDIN_FILENO) == 0) {
        return Invalid(fmt::format("Erasing {} cannot be undone. Run it on a terminal to be asked, or add --yes.", Show(profile, "id")), "--yes");
    }
    fmt::print(stderr, "Everything that Daybook holds of this person is erased, for good; Stripe keeps what it has. Type {} to go on: ", word);
    std::string typed;
    std::getline(std::cin, typed);
    if (Trim(typed) == word) return {};
    return Invalid("That is something else: nobody was erased.", "id");
}

}  // namespace

int ProfilesList(const StoreOptions& store, const ProfilesOptions& options) {
    auto remote = Remote::Open(store, {});
    if (!remote.ok()) return Fail(remote.error(), store);
    auto text = (*remote)->Call(http::Method::kGet, ListTarget(options));
    if (!text.ok()) return Fail(text.error(), store);
    if (store.json) {
        fmt::print("{}\n", *text);
        return kGood;
    }
    boost::json::value list = boost::json::parse(*text);
    for (const boost::json::value& profile : Member(list, "data").as_array()) PrintRow(profile);
    if (Member(list, "data").as_array().empty()) fmt::print(stderr, "No profiles.\n");
    if (Truth(list, "has_more")) {
        fmt::print(stderr, "More: --starting-after {}\n", Show(Member(list, "data").as_array().back(), "id"));
    }
    return kGood;
}

int ProfilesShow(const StoreOptions& store, const ProfilesOptions& options) {
    return TellOf(store, http::Method::kGet, PathOf(kProfile, options.id), "", PrintProfile);
}

int ProfilesErase(const StoreOptions& store, const ProfilesOptions& options) {
    return Tell(store, [&](Remote& remote) -> Result<std::string> {
        const std::string target = TRY(PathOf(kProfile, options.id));
        const std::string profile = TRY(remote.Call(http::Method::kGet, target));
        if (!options.yes) TRY(AskToErase(boost::json::parse(profile)));
        return remote.Call(http::Method::kDelete, target);
    }, [&](const boost::json::value&) { fmt::print("{} is erased.\n", options.id); });
}

int ProfilesExport(const StoreOptions& store, const ProfilesOptions& options) {
    if (!options.person) return ExportTo(store, "/v1/profiles/export?format=" + UrlEncode(options.format), options.output);
    Result<std::string> target = PathOf(kProfile, *options.person);
    if (target.ok()) *target += "/export";
    return ExportTo(store, target, options.output);
}

int ExportTo(const StoreOptions& store, const Result<std::string>& target, const std::string& output) {
    auto remote = Remote::Open(store, {});
    if (!remote.ok()) return Fail(remote.error(), store);
    if (!target.ok()) return Fail(target.error(), store);
    std::FILE* out = output.empty() ? stdout : std::fopen(output.c_str(), "wb");
    if (out == nullptr) {
        return Fail(Invalid(fmt::format("{} cannot be written. Choose another file with --output.", output), "output", "configuration"), store);
    }
    Status done = (*remote)->Stream(*target, [&](std::string_view piece) -> Status {
        if (std::fwrite(piece.data(), 1, piece.size(), out) == piece.size()) return {};
        return Unavailable("The export could not be written: the disk is full or the reader went away.");
    });
    bool closed = out == stdout ? std::fflush(out) == 0 : std::fclose(out) == 0;
    if (done.ok() && !closed) done = Unavailable("The export could not be written whole: is the disk full?");
    return done.ok() ? kGood : Fail(done.error(), store);
}

}  // namespace daybook::server
