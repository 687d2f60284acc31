// daybook doctor | migrate
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <fmt/format.h>

#include "base/json_write.h"
#include "server/app.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"
#include "sql/database.h"

namespace daybook::server {
namespace {

struct Finding {
    std::string name;
    bool ok;
    std::string message;
};

Finding FolderFinding(const std::string& folder) {
    std::error_code failed;
    if (!std::filesystem::exists(folder, failed)) return {"folder", true, folder + " does not exist yet; it is made at the first start."};
    bool ok = access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
    return {"folder", ok, ok ? folder + " can be written." : folder + " cannot be written. Change its owner or choose another with --data."};
}

Finding KeyFinding(const std::string& folder) {
    std::string path = folder + "/master.key";
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) return {"master key", true, "There is no master.key yet."};
    bool ok = (info.st_mode & 077) == 0;
    return {"master key", ok, ok ? "master.key is yours alone. Keep a copy apart from the backup: without it the Stripe key must be pasted again."
                                 : path + " can be read by others than its owner. Run: chmod 600 " + path};
}

void AddServerFindings(Remote& remote, std::vector<Finding>& findings) {
    findings.push_back({"server", true, remote.server_runs() ? "A server runs on this store." : "No server runs on this store."});
    auto text = remote.Call(http::Method::kGet, "/v1/doctor");
    if (!text.ok()) {
        findings.push_back({"checks", false, text.error().message});
        return;
    }
    boost::json::value value = boost::json::parse(*text);
    for (const boost::json::value& check : Member(value, "checks").as_array()) {
        findings.push_back({Show(check, "name"), Truth(check, "ok"), Show(check, "message")});
    }
}

void Print(const std::vector<Finding>& findings, const StoreOptions& store) {
    if (!store.json) {
        for (const Finding& finding : findings) fmt::print("{} {:<11} {}\n", finding.ok ? "ok  " : "FAIL", finding.name, finding.message);
        return;
    }
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("object", "doctor").Key("checks").BeginArray();
    for (const Finding& finding : findings) {
        out.BeginObject().Member("name", finding.name).Member("ok", finding.ok).Member("message", finding.message).EndObject();
    }
    out.EndArray().EndObject();
    fmt::print("{}\n", text);
}

}  // namespace

int Doctor(const StoreOptions& store, const ServeOptions& serve) {
    std::vector<Finding> findings = {FolderFinding(store.data), KeyFinding(store.data)};
    const auto app = MakeAppOptions(store, serve);
    findings.push_back({"settings", app.ok(), app.ok() ? fmt::format("Would listen on {}; Stripe is at {}.", serve.listen, serve.stripe_api_base) : app.error().message});
    if (app.ok()) {
        auto remote = Remote::Open(store, serve);
        findings.push_back({"database", remote.ok(), remote.ok() ? DescribeStore(*app) + " opens, in this version's form." : remote.error().message});
        if (remote.ok()) AddServerFindings(**remote, findings);
    }
    Print(findings, store);
    bool all = true;
    for (const Finding& finding : findings) all = all && finding.ok;
    return all ? kGood : kFailed;
}

int Migrate(const StoreOptions& store, bool dry_run) {
    auto app = MakeAppOptions(store, {});
    if (!app.ok()) return Fail(app.error(), store);
    auto pending = sql::Database::Pending(DatabaseUrl(*app));
    if (!pending.ok()) return Fail(pending.error(), store);
    if (!dry_run && !pending->empty()) {
        auto remote = Remote::Open(store, {});
        if (!remote.ok()) return Fail(remote.error(), store);
    }
    if (store.json) {
        std::string text;
        JsonWriter out(text);
        out.BeginObject().Member("applied", !dry_run).Key("steps").BeginArray();
        for (const std::string& step : *pending) out.String(step);
        out.EndArray().EndObject();
        fmt::print("{}\n", text);
        return kGood;
    }
    for (const std::string& step : *pending) fmt::print("{} {}\n", dry_run ? "would apply" : "applied", step);
    if (pending->empty()) fmt::print("{} is current.\n", DescribeStore(*app));
    return kGood;
}

}  // namespace daybook::server
