// daybook api-key create | list | revoke
#include <fmt/format.h>

#include "base/clock.h"
#include "base/json_write.h"
#include "base/text.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/output.h"
#include "server/cli/remote.h"
#include "server/cli/tell.h"

namespace daybook::server {
namespace {

std::string When(const boost::json::value& key, std::string_view member) {
    int64_t at = Number(key, member);
    return at == 0 ? "never" : FormatUtc(at * kSecond).substr(0, 10);
}

}  // namespace

int ApiKeyCreate(const StoreOptions& store, const ApiKeyOptions& options) {
    auto remote = Remote::Open(store, {}, Remote::Absent::kMake);
    if (!remote.ok()) return Fail(remote.error(), store);
    std::string body;
    JsonWriter(body).BeginObject().Member("name", options.name).Member("scope", options.scope).EndObject();
    auto text = (*remote)->Call(http::Method::kPost, "/v1/api-keys", body);
    if (!text.ok()) return Fail(text.error(), store);
    const boost::json::value key = boost::json::parse(*text);
    if (!Hand(store.json ? *text : Show(key, "key"))) {
        return SayLost(fmt::format("The API key {0} was made, but could not be shown, and is shown only once. Revoke it (daybook api-key revoke {0}) and make another.", Show(key, "id")));
    }
    if (!store.json) Say("This is the only time the key is shown. Send it as: Authorization: Bearer dbk_…");
    return kGood;
}

int ApiKeyList(const StoreOptions& store, const ApiKeyOptions&) {
    auto remote = Remote::Open(store, {});
    if (!remote.ok()) return Fail(remote.error(), store);
    const auto keys = WholeList([&](const std::string& target) { return (*remote)->Call(http::Method::kGet, target); }, "/v1/api-keys");
    if (!keys.ok()) return Fail(keys.error(), store);
    if (store.json) {
        fmt::print("{}\n", WholeListJson("/v1/api-keys", *keys));
        return kGood;
    }
    for (const boost::json::value& key : *keys) {
        std::string state = Number(key, "revoked") != 0 ? "revoked " + When(key, "revoked") : "last used " + When(key, "last_used");
        fmt::print("{}  {:<6} {:<16} {:<24} {}\n", Show(key, "id"), Show(key, "scope"), Show(key, "hint"),
                   Show(key, "name"), state);
    }
    return kGood;
}

int ApiKeyRevoke(const StoreOptions& store, const ApiKeyOptions& options) {
    return TellOf(store, http::Method::kDelete, PathOf({"/v1/api-keys", "key", "API key"}, options.id), "",
                  [](const boost::json::value&) { fmt::print(stderr, "Revoked. Requests with this key are refused from now on.\n"); });
}

}  // namespace daybook::server
