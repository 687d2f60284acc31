#include <fmt/format.h>

#include "accounts/accounts.h"
#include "accounts/audit.h"
#include "base/ids.h"
#include "base/json_write.h"
#include "http/body.h"
#include "http/parameters.h"
#include "http/window.h"
#include "segments/segments_store.h"
#include "server/handlers.h"
#include "server/recompute.h"

namespace daybook::server {
namespace {

http::Response Fail(const Error& error, const http::Request& request) { return http::ErrorResponse(error, request.request_id); }

accounts::AuditEntry Entry(const Parts& parts, const Caller& caller, const http::Request& request, std::string act, std::string target) {
    return {0, parts.clock.Now(), caller.actor, std::move(act), std::move(target), request.request_id};
}

Result<accounts::Account> LoadAccount(Parts& parts, AccountId id) {
    std::optional<accounts::Account> account;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        account = TRY(accounts::Load(tx, id));
        return {};
    }));
    return std::move(*account);
}

// Notes what becomes of a key, in the transaction in which it does.
accounts::ApiKeys::Also Noting(const Parts& parts, const Caller& caller, const http::Request& request, const char* act) {
    return [&parts, &caller, &request, act](sql::Tx& tx, const accounts::ApiKey& key) {
        return accounts::Append(tx, caller.account, Entry(parts, caller, request, act, EncodeId("key", key.id)));
    };
}

Result<std::string> KeysJson(Parts& parts, const http::Request& request, const Caller& caller) {
    const http::Paging paging = TRY(http::ReadPaging(request));
    const std::vector<accounts::ApiKey> keys = TRY(parts.keys->List(caller.account));
    const auto window = TRY(http::WindowOf(keys, paging, [](const accounts::ApiKey& key) { return EncodeId("key", key.id); }));
    return http::ListJson("/v1/api-keys", window.has_more, [&](JsonWriter& out) {
        for (size_t i = window.begin; i < window.end; ++i) out.Raw(accounts::ToJson(keys[i]));
    });
}

}  // namespace

http::Response GetAccount(Parts& parts, const http::Request& request, const Caller& caller) {
    auto account = LoadAccount(parts, caller.account);
    if (!account.ok()) return Fail(account.error(), request);
    return http::JsonResponse(200, accounts::ToJson(*account));
}

http::Response PatchAccount(Parts& parts, const http::Request& request, const Caller& caller) {
    std::optional<accounts::Account> account;
    bool days_moved = false;
    Status done = parts.database->Write([&](sql::Tx& tx) -> Status {
        const accounts::Account before = TRY(accounts::Load(tx, caller.account));
        account = TRY(accounts::Patched(before, request.body));
        TRY(accounts::Save(tx, *account));
        days_moved = before.time_zone != account->time_zone;
        if (days_moved) TRY(segments::RestartAll(tx, caller.account));
        // An amount without a currency is of the shop's.
        if (before.currency != account->currency) TRY(RecomputeFields(tx, caller.account));
        accounts::AuditEntry entry = Entry(parts, caller, request, "account.change", EncodeId("acc", Number(caller.account)));
        entry.changes = accounts::NamesOfMembers(request.body);
        return accounts::Append(tx, caller.account, entry);
    });
    if (!done.ok()) return Fail(done.error(), request);
    parts.recompute_sweeps->Look(caller.account);
    parts.field_sweeps->Look(caller.account);
    if (days_moved) BuildSegments(parts);
    return http::JsonResponse(200, accounts::ToJson(*account));
}

http::Response CreateKey(Parts& parts, const http::Request& request, const Caller& caller) {
    auto body = http::Body::Read(request, {"name", "scope"});
    if (!body.ok()) return Fail(body.error(), request);
    auto name = body->RequiredText("name");
    if (!name.ok()) return Fail(name.error(), request);
    auto text = body->Text("scope");
    if (!text.ok()) return Fail(text.error(), request);
    auto scope = accounts::ParseScope(text->value_or("read"));
    if (!scope) return Fail(Invalid("scope is read, write or admin.", "scope", "parameter_invalid"), request);
    auto created = parts.keys->Create(caller.account, *name, *scope, Noting(parts, caller, request, "api_key.create"));
    if (!created.ok()) return Fail(created.error(), request);
    return http::JsonResponse(200, accounts::ToJson(created->key, created->secret));
}

http::Response ListKeys(Parts& parts, const http::Request& request, const Caller& caller) {
    auto json = KeysJson(parts, request, caller);
    return json.ok() ? http::JsonResponse(200, std::move(*json)) : Fail(json.error(), request);
}

http::Response RevokeKey(Parts& parts, const http::Request& request, const Caller& caller) {
    auto id = DecodeId("key", request.Path("id"));
    if (!id) return Fail(NotFound("There is no such API key."), request);
    auto key = parts.keys->Revoke(caller.account, *id, Noting(parts, caller, request, "api_key.revoke"));
    if (!key.ok()) return Fail(key.error(), request);
    return http::JsonResponse(200, accounts::ToJson(*key));
}

}  // namespace daybook::server
