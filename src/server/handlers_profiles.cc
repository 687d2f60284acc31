// POST /v1/profiles and PATCH /v1/profiles/{id}: people changed by hand or by the API.
#include "accounts/audit.h"
#include "http/body.h"
#include "http/parameters.h"
#include "profiles/api.h"
#include "profiles/edit.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "segments/members.h"
#include "server/handlers.h"
#include "stripe/connection.h"
#include "stripe/dashboard.h"

namespace daybook::server {
namespace {

// The page of the person's primary customer in Stripe's Dashboard.
Result<std::string> StripePage(sql::Tx& tx, const profiles::Profile& profile) {
    const auto connection = TRY(stripe::LoadConnectionOf(tx, profile.account));
    if (!connection || !profile.fields.stripe_customer_id) return std::string();
    return stripe::DashboardUrl(connection->mode, stripe::Kind::kCustomer, *profile.fields.stripe_customer_id);
}

// The log keeps changes apart by blanks: these are no-break spaces.
std::string OneWord(std::string_view text) {
    std::string word;
    for (const char c : text) word += c == ' ' ? "\u00a0" : std::string(1, c);
    return word;
}

// The names of what was changed, never the values; and why somebody gets e-mail again.
std::vector<std::string> ChangesOf(const profiles::Edit& edit, const profiles::CustomFields& fields) {
    std::vector<std::string> names;
    for (const auto& [field, value] : edit.standard) names.emplace_back(profiles::RowOf(field).name);
    for (const auto& [id, value] : edit.custom) names.push_back(fields.Find(id)->name);
    if (edit.tags) names.emplace_back("tags");
    if (!edit.reason.empty()) names.push_back("reason:" + OneWord(edit.reason));
    return names;
}

enum class Deed { kMake, kChange };

// What the one transaction does and notes; the number of who was made or changed.
Result<ProfileId> Apply(Parts& parts, const http::Request& request, const Caller& caller, Deed deed) {
    TRY(http::CheckQuery(request, {}));
    const auto body = TRY(http::Body::Read(request, {"fields", "custom", "tags", "reason"}));
    const ProfileId named = deed == Deed::kChange ? TRY(profiles::ReadProfileId(request.Path("id"))) : ProfileId{};
    ProfileId id{};
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        if (deed == Deed::kChange && !TRY(profiles::Find(tx, caller.account, named))) return profiles::NoSuchProfile(request.Path("id"));
        const profiles::EditRules rules = TRY(profiles::LoadEditRules(tx, caller.account));
        const profiles::Edit edit = TRY(profiles::ReadEdit(body, rules));
        const profiles::EditParts how = EditPartsOf(parts, caller.account);
        id = deed == Deed::kMake ? TRY(profiles::Make(tx, how, rules, edit)) : TRY(profiles::Change(tx, how, rules, named, edit));
        accounts::AuditEntry entry{0, parts.clock.Now(), caller.actor, deed == Deed::kMake ? "profile.create" : "profile.change",
                                   profiles::ProfileName(id), request.request_id, ChangesOf(edit, *rules.fields)};
        return accounts::Append(tx, caller.account, entry);
    }));
    return id;
}

Result<std::string> Answer(Parts& parts, const Caller& caller, ProfileId id) {
    TRY(parts.settle->SettleNow({id}));
    const std::vector<std::string> pending = parts.pending->Of(caller.account);
    std::optional<profiles::Profile> profile;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        profile = TRY(profiles::Find(tx, caller.account, id));
        return profile ? segments::ShowSegments(tx, caller.account, {&*profile, 1}) : Status();
    }));
    std::string json;
    JsonWriter out(json);
    if (!profile) return Unavailable("The change is stored; the profile is shown in a moment.", "not_settled");
    profiles::WriteProfile(out, *profile, pending);
    return json;
}

http::Response Do(Parts& parts, const http::Request& request, const Caller& caller, Deed deed) {
    const Result<ProfileId> id = Apply(parts, request, caller, deed);
    if (!id.ok()) return http::ErrorResponse(id.error(), request.request_id);
    parts.settle->Wake();
    Result<std::string> json = Answer(parts, caller, *id);
    if (!json.ok()) return http::ErrorResponse(json.error(), request.request_id);
    return http::JsonResponse(200, std::move(*json));
}

}  // namespace

profiles::EditParts EditPartsOf(Parts& parts, AccountId account) {
    return {account, *parts.numbers, parts.clock.Now(), StripePage, parts.erasures.get()};
}

http::Response CreateProfile(Parts& parts, const http::Request& request, const Caller& caller) {
    return Do(parts, request, caller, Deed::kMake);
}

http::Response PatchProfile(Parts& parts, const http::Request& request, const Caller& caller) {
    return Do(parts, request, caller, Deed::kChange);
}

}  // namespace daybook::server
