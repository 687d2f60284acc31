// daybook stripe unsubscribed
#include <fmt/format.h>

#include "base/json_write.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

constexpr std::string_view kTarget = "/v1/integrations/stripe/unsubscribed";

std::string BodyOf(const StripeOptions& options) {
    std::string body;
    JsonWriter out(body);
    out.BeginObject().Member("key", options.metadata_key).Key("values").BeginArray();
    for (const std::string& value : options.metadata_values) out.String(value);
    out.EndArray().EndObject();
    return body;
}

void PrintSuggestions(const boost::json::value& suggestions) {
    for (const boost::json::value& one : Member(suggestions, "data").as_array()) {
        if (!Truth(one, "likely")) continue;
        const boost::json::value& value = Member(one, "values").as_array().front();
        fmt::print("  perhaps --key '{}' --value '{}'   {} customers\n", Show(one, "key"), Show(value, "value"), Show(value, "found"));
    }
}

void PrintChoice(const boost::json::value& choice) {
    if (Show(choice, "key").empty()) fmt::print("No metadata of Stripe's customers mean unsubscribed.\n");
    else fmt::print("Unsubscribed: customers whose metadata {} is one of {}\n", Show(choice, "key"), boost::json::serialize(Member(choice, "values")));
    fmt::print("  {} people are unsubscribed by their metadata{}\n", Show(choice, "people"), Show(choice, "state") == "ready" ? "" : " so far; it is being computed");
}

void PrintPreview(const boost::json::value& preview) {
    fmt::print("{} people would be unsubscribed who are not yet; {} customers say so, of {}", Show(preview, "people"), Show(preview, "saying"), Show(preview, "looked_at"));
    if (Number(preview, "looked_at") < Number(preview, "customers")) fmt::print(" that were looked at, of {}", Show(preview, "customers"));
    fmt::print(".\n");
}

}  // namespace

int StripeUnsubscribed(const StoreOptions& store, const ServeOptions& serve, const StripeOptions& options) {
    auto remote = Remote::Open(store, serve);
    if (!remote.ok()) return Fail(remote.error(), store);
    const bool chosen = !options.metadata_key.empty();
    const http::Method method = options.off ? http::Method::kDelete : !chosen ? http::Method::kGet : options.dry_run ? http::Method::kPost : http::Method::kPut;
    auto text = (*remote)->Call(method, std::string(kTarget) + (options.dry_run ? "/preview" : ""), chosen ? BodyOf(options) : "");
    if (!text.ok()) return Fail(text.error(), store);
    const boost::json::value answer = boost::json::parse(*text);
    if (store.json) fmt::print("{}\n", *text);
    else if (options.dry_run) PrintPreview(answer);
    else PrintChoice(answer);
    if (store.json || method != http::Method::kGet || !Show(answer, "key").empty()) return kGood;
    auto suggestions = (*remote)->Call(http::Method::kGet, std::string(kTarget) + "/suggestions");
    if (!suggestions.ok()) return Fail(suggestions.error(), store);
    PrintSuggestions(boost::json::parse(*suggestions));
    return kGood;
}

}  // namespace daybook::server
