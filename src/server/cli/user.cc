// daybook user create | list | reset
#include <fmt/format.h>

#include "base/clock.h"
#include "base/json_write.h"
#include "base/text.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/output.h"
#include "server/cli/remote.h"

namespace daybook::server {
namespace {

// The link on standard output, alone; what it is on standard error.
int ShowLink(const StoreOptions& store, const std::string& email, const std::string& json, std::string_view sentence) {
    const boost::json::value made = boost::json::parse(json);
    if (!Hand(store.json ? json : Show(made, "link"))) {
        return SayLost(fmt::format("The link was made, but could not be shown. Make another: daybook user reset --email {}", email));
    }
    if (!store.json) Say(sentence);
    return kGood;
}

Result<boost::json::array> Users(Remote& remote) {
    return WholeList([&](const std::string& target) { return remote.Call(http::Method::kGet, target); }, "/v1/users");
}

Result<std::string> IdOf(Remote& remote, const std::string& email) {
    std::string wanted = NormaliseEmail(email).value_or("");
    const auto users = TRY(Users(remote));
    for (const boost::json::value& user : users) {
        if (Show(user, "email") == wanted) return Show(user, "id");
    }
    return NotFound(fmt::format("There is no user {} here. List them: daybook user list", email));
}

}  // namespace

int UserCreate(const StoreOptions& store, const ServeOptions& serve, const UserOptions& options) {
    auto remote = Remote::Open(store, serve, Remote::Absent::kMake);
    if (!remote.ok()) return Fail(remote.error(), store);
    std::string body;
    JsonWriter out(body);
    out.BeginObject().Member("email", options.email).Member("role", options.role);
    if (!options.name.empty()) out.Member("name", options.name);
    out.EndObject();
    auto text = (*remote)->Call(http::Method::kPost, "/v1/users", body);
    if (!text.ok()) return Fail(text.error(), store);
    return ShowLink(store, options.email, *text, "Give them this link. It works once, within 3 days.");
}

int UserList(const StoreOptions& store, const ServeOptions& serve) {
    auto remote = Remote::Open(store, serve);
    if (!remote.ok()) return Fail(remote.error(), store);
    const auto users = Users(**remote);
    if (!users.ok()) return Fail(users.error(), store);
    if (store.json) {
        fmt::print("{}\n", WholeListJson("/v1/users", *users));
        return kGood;
    }
    for (const boost::json::value& user : *users) {
        int64_t seen = Number(user, "last_seen");
        std::string state = Show(user, "state") == "invited" ? "invited" : "last seen " + FormatUtc(seen * kSecond).substr(0, 10);
        fmt::print("{}  {:<8} {:<32} {:<24} {}\n", Show(user, "id"), Show(user, "role"), Show(user, "email"), Show(user, "name"), state);
    }
    return kGood;
}

int UserReset(const StoreOptions& store, const ServeOptions& serve, const UserOptions& options) {
    auto remote = Remote::Open(store, serve);
    if (!remote.ok()) return Fail(remote.error(), store);
    auto id = IdOf(**remote, options.email);
    if (!id.ok()) return Fail(id.error(), store);
    auto text = (*remote)->Call(http::Method::kPost, "/v1/users/" + UrlEncode(*id) + "/reset");
    if (!text.ok()) return Fail(text.error(), store);
    return ShowLink(store, options.email, *text, "Give them this link. It works once; a new password within the hour, an invitation within 3 days.");
}

}  // namespace daybook::server
