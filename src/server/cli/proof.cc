// daybook stripe verify | fsck: is the copy what Stripe has, and are the profiles what the copy gives?
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "base/json_write.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

constexpr std::string_view kTarget = "/v1/integrations/stripe";
constexpr auto kLookEvery = std::chrono::milliseconds(250);

const boost::json::array& Rows(const boost::json::value& object, std::string_view name) {
    static const boost::json::array kNone;
    const boost::json::value& value = Member(object, name);
    return value.is_array() ? value.as_array() : kNone;
}

void ShowProgress(const boost::json::value& integration, std::string& last) {
    std::string line;
    for (const boost::json::value& row : Rows(Member(integration, "proof"), "resources")) {
        if (Truth(row, "running")) line += fmt::format("  {} {}", Show(row, "resource"), Number(row, "compared"));
    }
    if (line.empty() || line == last) return;
    last = line;
    fmt::print(stderr, "comparing:{}\n", line);
}

// The integration once nothing is being compared any more.
Result<std::string> WaitForProof(Remote& remote) {
    std::string last;
    for (;;) {
        std::string text = TRY(remote.Call(http::Method::kGet, std::string(kTarget)));
        const boost::json::value integration = boost::json::parse(text);
        const std::string state = Show(integration, "state");
        if (state == "failed" || state == "paused" || state == "disconnected") {
            const boost::json::value& error = Member(integration, "error");
            return Unavailable("The comparison ended early: " + (error.is_object() ? Show(error, "message") : "the connection is " + state + "."));
        }
        if (!Truth(Member(integration, "proof"), "verifying")) return text;
        ShowProgress(integration, last);
        std::this_thread::sleep_for(kLookEvery);
    }
}

int64_t PrintProof(const boost::json::value& integration) {
    int64_t repaired = 0;
    const boost::json::value& proof = Member(integration, "proof");
    for (const boost::json::value& row : Rows(proof, "resources")) {
        repaired += Number(row, "repaired");
        fmt::print("  {:<18} {:>10} objects  {}\n", Show(row, "resource"), Number(row, "objects"),
                   Number(row, "repaired") == 0 ? "equal" : fmt::format("{} repaired", Number(row, "repaired")));
    }
    if (repaired == 0) {
        fmt::print("Everything stored here equals what Stripe has.\n");
        return 0;
    }
    fmt::print("{} objects differed and were repaired. The newest:\n", repaired);
    for (const boost::json::value& row : Rows(proof, "repairs")) {
        fmt::print("  {:<18} {:<32} {:<9} {}\n", Show(row, "resource"), Show(row, "id"), Show(row, "what"), Show(row, "why"));
    }
    return repaired;
}

int64_t CountRepaired(const boost::json::value& integration) {
    int64_t repaired = 0;
    for (const boost::json::value& row : Rows(Member(integration, "proof"), "resources")) repaired += Number(row, "repaired");
    return repaired;
}

}  // namespace

int StripeVerify(const StoreOptions& store, const ServeOptions& serve) {
    auto remote = Remote::Open(store, serve);
    if (!remote.ok()) return Fail(remote.error(), store);
    Status started = (*remote)->StartBackground();
    if (!started.ok()) return Fail(started.error(), store);
    auto text = (*remote)->Call(http::Method::kPost, std::string(kTarget) + "/verify");
    if (text.ok()) text = WaitForProof(**remote);
    if (!text.ok()) return Fail(text.error(), store);
    const boost::json::value integration = boost::json::parse(*text);
    if (store.json) fmt::print("{}\n", *text);
    const int64_t repaired = store.json ? CountRepaired(integration) : PrintProof(integration);
    return repaired == 0 ? kGood : kFailed;
}

int Fsck(const StoreOptions& store) {
    auto remote = Remote::Open(store, {});
    if (!remote.ok()) return Fail(remote.error(), store);
    int64_t profiles = 0, waiting = 0, found = 0;
    std::string after;
    std::string json;
    JsonWriter out(json);
    out.BeginObject().Member("object", "fsck").Key("findings").BeginArray();
    do {
        auto text = (*remote)->Call(http::Method::kGet, "/v1/fsck" + (after.empty() ? "" : "?starting_after=" + after));
        if (!text.ok()) return Fail(text.error(), store);
        const boost::json::value slice = boost::json::parse(*text);
        profiles += Number(slice, "profiles");
        waiting += Number(slice, "waiting");
        for (const boost::json::value& finding : Rows(slice, "findings")) {
            ++found;
            out.Raw(boost::json::serialize(finding));
            if (store.json) continue;
            const bool everybody = Member(finding, "profile").is_null();
            fmt::print("{}  {}\n", everybody ? "everybody" : Show(finding, "profile"), Show(finding, "message"));
        }
        const boost::json::value& next = Member(slice, "next");
        after = next.is_string() ? std::string(next.as_string()) : "";
    } while (!after.empty());
    out.EndArray().Member("profiles", profiles).Member("waiting", waiting).EndObject();
    if (store.json) fmt::print("{}\n", json);
    else fmt::print("{} profiles compared, {} differences, {} not settled yet.\n", profiles, found, waiting);
    return found == 0 ? kGood : kFailed;
}

}  // namespace daybook::server
