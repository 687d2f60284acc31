#include "stripe/api.h"

#include "http/body.h"
#include "http/parameters.h"
#include "profiles/profile_store.h"

namespace daybook::stripe {
namespace {

http::Response Answer(Result<View> view, const http::Request& request) {
    if (!view.ok()) return http::ErrorResponse(view.error(), request.request_id);
    return http::JsonResponse(200, IntegrationJson(*view));
}

// The verbs take neither parameters nor members.
Status CheckEmpty(const http::Request& request) {
    TRY(http::CheckQuery(request, {}));
    (void)TRY(http::Body::Read(request, {}));
    return {};
}

using Verb = Result<View> (Sync::*)(AccountId);

http::Response Run(Sync& sync, Verb verb, AccountId account, const http::Request& request) {
    const Status empty = CheckEmpty(request);
    if (!empty.ok()) return http::ErrorResponse(empty.error(), request.request_id);
    return Answer((sync.*verb)(account), request);
}

// One secret, or several where endpoints or modes share the address.
Result<std::optional<std::vector<std::string>>> WebhookSecrets(const http::Body& body) {
    const std::optional<std::string> json = body.Json("webhook_secret");
    if (json && json->starts_with('[')) return body.Texts("webhook_secret");
    const auto one = TRY(body.Text("webhook_secret"));
    std::optional<std::vector<std::string>> secrets;
    if (one) secrets = {*one};
    return secrets;
}

Result<View> Put(Sync& sync, AccountId account, const http::Request& request) {
    TRY(http::CheckQuery(request, {}));
    const auto body = TRY(http::Body::Read(request, {"api_key", "webhook_secret", "go_live"}));
    const auto key = TRY(body.Text("api_key"));
    const auto secrets = TRY(WebhookSecrets(body));
    if (!key && !secrets) return http::MissingParameter("api_key");
    if (TRY(body.Flag("go_live")).value_or(false)) {
        if (!key) return http::MissingParameter("api_key");
        return sync.GoLive(account, *key, secrets);
    }
    return sync.Connect(account, key, secrets);
}

Result<View> Delete(Sync& sync, AccountId account, const http::Request& request) {
    TRY(http::CheckQuery(request, {"data"}));
    const std::string_view data = request.Query("data").value_or("keep");
    if (data != "keep" && data != "erase") {
        return Invalid("data must be keep (what was imported stays) or erase (it is deleted).", "data");
    }
    return sync.Disconnect(account, data == "erase" ? Sync::Data::kErase : Sync::Data::kKeep);
}

Result<std::string> SyncProfile(Sync& sync, sql::Database& db, AccountId account,
                                const http::Request& request) {
    TRY(CheckEmpty(request));
    const std::string_view text = request.Path("id");
    const std::optional<int64_t> number = DecodeId("prf", text);
    std::optional<profiles::Profile> profile;
    if (number) {
        TRY(db.Read([&](sql::Tx& tx) -> Status {
            profile = TRY(profiles::Find(tx, account, static_cast<ProfileId>(*number)));
            return {};
        }));
    }
    if (!profile) return NotFound("There is no profile with this id.", "resource_missing");
    const int64_t objects = TRY(sync.SyncProfile(account, profile->id));
    std::string json;
    JsonWriter(json)
        .BeginObject()
        .Member("object", "profile_sync")
        .Member("profile", EncodeId("prf", Number(profile->id)))
        .Member("objects", objects)
        .EndObject();
    return json;
}

}  // namespace

http::Response PutIntegration(Sync& sync, AccountId account, const http::Request& request) {
    return Answer(Put(sync, account, request), request);
}

http::Response GetIntegration(Sync& sync, AccountId account, const http::Request& request) {
    const Status known = http::CheckQuery(request, {});
    if (!known.ok()) return http::ErrorResponse(known.error(), request.request_id);
    return Answer(sync.Look(account), request);
}

http::Response DeleteIntegration(Sync& sync, AccountId account, const http::Request& request) {
    return Answer(Delete(sync, account, request), request);
}

http::Response PostCheck(Sync& sync, AccountId account, const http::Request& request) {
    return Run(sync, &Sync::Check, account, request);
}

http::Response PostSync(Sync& sync, AccountId account, const http::Request& request) {
    return Run(sync, &Sync::Resync, account, request);
}

http::Response PostVerify(Sync& sync, AccountId account, const http::Request& request) {
    return Run(sync, &Sync::Verify, account, request);
}

http::Response PostPause(Sync& sync, AccountId account, const http::Request& request) {
    return Run(sync, &Sync::Pause, account, request);
}

http::Response PostResume(Sync& sync, AccountId account, const http::Request& request) {
    return Run(sync, &Sync::Resume, account, request);
}

http::Response PostProfileSync(Sync& sync, sql::Database& db, AccountId account,
                               const http::Request& request) {
    const Result<std::string> json = SyncProfile(sync, db, account, request);
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, *json);
}

}  // namespace daybook::stripe
