// GET /v1/profiles/{id}/export and DELETE /v1/profiles/{id}: everything that is held of one person, and nothing any more.
#include <memory>

#include <fmt/format.h>

#include "accounts/audit.h"
#include "base/log.h"
#include "base/text.h"
#include "http/parameters.h"
#include "profiles/api.h"
#include "profiles/identity.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "segments/history.h"
#include "segments/segments_store.h"
#include "server/erased_file.h"
#include "server/handlers.h"
#include "server/old_exports.h"
#include "server/person_export.h"
#include "stripe/erase_person.h"

namespace daybook::server {
namespace {

// Who was erased: what traces outside of the transaction are found by.
struct Erased {
    profiles::Profile profile;
    std::vector<std::string> names;   // "prf_…": its own, and those that were merged into it
};

Status EraseRows(Parts& parts, sql::Tx& tx, const Caller& caller, const http::Request& request, const Erased& erased) {
    const stripe::EraseContext context{caller.account, parts.mirror->bodies(), *parts.erasures, parts.clock.Now()};
    TRY(stripe::ErasePerson(tx, context, erased.profile.id));
    TRY(segments::Forget(tx, erased.profile.id));
    for (const std::string& name : erased.names) TRY(accounts::ForgetReasons(tx, caller.account, name));
    TRY(parts.idempotency->ForgetAnswers(tx, caller.account, erased.names));
    accounts::AuditEntry entry{0, parts.clock.Now(), caller.actor, "profile.erase", erased.names.front(), request.request_id};
    return accounts::Append(tx, caller.account, entry);
}

Result<Erased> Erase(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {}));
    const ProfileId named = TRY(profiles::ReadProfileId(request.Path("id")));
    Erased erased;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        auto profile = TRY(profiles::Find(tx, caller.account, named));
        if (!profile) return profiles::NoSuchProfile(request.Path("id"));
        erased.profile = std::move(*profile);
        erased.names = {profiles::ProfileName(erased.profile.id)};
        for (const ProfileId former : TRY(profiles::AliasesOf(tx, erased.profile.id))) erased.names.push_back(profiles::ProfileName(former));
        return EraseRows(parts, tx, caller, request, erased);
    }));
    return erased;
}

// They are gone already: what is left does not fail the request.
void TidyUp(Parts& parts, AccountId account, const Erased& erased) {
    const Status beside = ReconcileErased(parts.options.data, *parts.database);
    if (!beside.ok()) Log(Level::kError, "erase.not_kept_beside", {{"why", beside.error().message}});
    const Status files = RemoveExportsOf(parts, account, erased.profile, erased.names);
    if (!files.ok()) Log(Level::kError, "erase.exports_left", {{"why", files.error().message}});
    if (const auto& email = erased.profile.fields.email) {
        const Status imports = parts.imports->Forget(account, {AsciiLower(*email)});
        if (!imports.ok()) Log(Level::kError, "erase.imports_left", {{"why", imports.error().message}});
    }
    const Status settled = parts.settle->SettleNow({erased.profile.id});
    if (!settled.ok()) parts.settle->Wake();
    std::string text;
    JsonWriter(text).BeginObject().Member("id", erased.names.front()).Member("updated", parts.clock.Now() / kSecond).Key("fields").BeginArray().EndArray().EndObject();
    parts.bus.Publish({account, "profile", erased.names.front(), std::move(text)});
}

}  // namespace

http::Response ExportProfile(Parts& parts, const http::Request& request, const Caller& caller) {
    const auto begin = [&](std::string& chunk) -> Result<std::shared_ptr<PersonExport>> {
        TRY(http::CheckQuery(request, {}));
        // Shared because std::function must be copyable; one connection pulls from it.
        auto made = std::make_shared<PersonExport>(stripe::ViewContext{caller.account, *parts.database, parts.mirror->bodies(), parts.clock},
                                                   parts.pending->Of(caller.account));
        TRY(made->Begin(request.Path("id"), chunk));
        return made;
    };
    http::Response response;
    auto person = begin(response.body);
    if (!person.ok()) return http::ErrorResponse(person.error(), request.request_id);
    response.headers.Set("Content-Type", "application/json");
    response.headers.Set("Content-Disposition", fmt::format("attachment; filename=\"{}.json\"", (*person)->name()));
    response.source = [made = *person](std::string& chunk) { return made->Next(chunk); };
    return response;
}

http::Response EraseProfile(Parts& parts, const http::Request& request, const Caller& caller) {
    const Result<Erased> erased = Erase(parts, request, caller);
    if (!erased.ok()) return http::ErrorResponse(erased.error(), request.request_id);
    TidyUp(parts, caller.account, *erased);
    std::string json;
    JsonWriter(json).BeginObject().Member("id", erased->names.front()).Member("object", "profile").Member("deleted", true).EndObject();
    return http::JsonResponse(200, std::move(json));
}

}  // namespace daybook::server
