// daybook doctor | migrate
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include <fmt/format.h>

#include "accounts/secrets.h"
#include "base/json_write.h"
#include "http/listen.h"
#include "server/app.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/remote.h"
#include "sql/database.h"
#include "stripe/key.h"

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
    if (IsFile(folder)) return {"folder", false, NoFolder(folder).message};
    bool ok = access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
    return {"folder", ok, ok ? folder + " can be written." : folder + " cannot be written. Change its owner or choose another with --data."};
}

// What opening the store says of the file, or a running server of what it cannot open with it.
std::string KeyTrouble(const Result<std::unique_ptr<Remote>>& remote) {
    if (!remote.ok()) return remote.error().param == accounts::kMasterKey ? remote.error().message : "";
    auto integration = (*remote)->Call(http::Method::kGet, "/v1/integrations/stripe");
    if (!integration.ok()) return {};
    boost::json::value value = boost::json::parse(*integration);
    const boost::json::value& error = Member(value, "error");
    return error.is_object() && Show(error, "code") == accounts::kMasterKeyChanged ? Show(error, "message") : "";
}

Finding KeyFinding(const std::string& folder, const Result<std::unique_ptr<Remote>>& remote) {
    std::string path = folder + "/master.key";
    std::string trouble = KeyTrouble(remote);
    struct stat info {};
    if (!trouble.empty()) return {"master key", false, std::move(trouble)};
    if (stat(path.c_str(), &info) != 0) {
        // Beside a running server it was there.
        if (remote.ok()) return {"master key", false, path + " is missing: the next start needs it. Put the file back from where you keep it."};
        return {"master key", true, "There is no master.key yet."};
    }
    Status good = accounts::CheckMasterKey(path);
    return {"master key", good.ok(), good.ok() ? "master.key is yours alone. Keep a copy apart from the backup: without it the Stripe key must be pasted again, "
                                                 "and people who were erased may come back."
                                               : good.error().message};
}

// What serve would say of its settings, of each that is wrong. A server that runs has its port already, and was perhaps
// started with others.
std::vector<Finding> SettingsFindings(const std::vector<Error>& wrong, const ServeOptions& serve, bool server_runs) {
    std::vector<Finding> findings;
    const auto fail = [&](const Error& error) { findings.push_back({"settings", false, error.message}); };
    for (const Error& error : wrong) fail(error);
    if (!serve.connect_key_file.empty()) {
        if (const auto key = ReadKey("--connect-key-file", serve.connect_key_file); !key.ok()) fail(key.error());
    }
    const bool listens = std::ranges::none_of(wrong, [](const Error& error) { return error.param == "listen"; });
    if (listens && !server_runs) {
        const auto listening = http::ListenTcp(serve.listen);
        if (listening.ok()) close(listening->fd);
        else fail(listening.error());
    }
    if (!findings.empty()) return findings;
    const std::string good = server_runs ? "They can be used. The server that runs has those that it was started with."
                                         : fmt::format("Would listen on {}; Stripe is at {}.", serve.listen, serve.stripe_api_base);
    return {{"settings", true, good}};
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
    std::vector<Finding> findings = {FolderFinding(store.data)};
    // Where what a server is started with is wrong, the store can be looked at all the same.
    const std::vector<Error> wrong = WrongSettings(store, serve);
    const ServeOptions usable = wrong.empty() ? serve : ServeOptions();
    const auto app = MakeAppOptions(store, usable);
    Result<std::unique_ptr<Remote>> remote = app.ok() ? Remote::Open(store, usable) : Result<std::unique_ptr<Remote>>(app.error());
    findings.push_back(KeyFinding(store.data, remote));
    std::ranges::move(SettingsFindings(wrong, serve, remote.ok() && (*remote)->server_runs()), std::back_inserter(findings));
    if (remote.ok()) {
        findings.push_back({"database", true, DescribeStore(*app) + " opens, in this version's form."});
        AddServerFindings(**remote, findings);
    } else if (app.ok() && !HasStore(store) && !IsFile(store.data)) {
        findings.push_back({"database", true, "There is no database yet; it is made at the first start."});
    } else if (app.ok() && remote.error().param != accounts::kMasterKey) {
        findings.push_back({"database", false, remote.error().message});
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
        auto remote = Remote::Open(store, {}, Remote::Absent::kMake);
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
