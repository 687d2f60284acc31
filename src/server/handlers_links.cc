// One-time links: what one is for, and using it.
#include <fmt/format.h>

#include "accounts/accounts.h"
#include "base/json_write.h"
#include "base/random.h"
#include "http/body.h"
#include "server/links.h"

namespace daybook::server {
namespace {

using accounts::LinkKind;

http::Response Finish(Result<http::Response> response, const http::Request& request) {
    return response.ok() ? std::move(*response) : http::ErrorResponse(response.error(), request.request_id);
}

// A link and, unless it makes one, its user.
struct Found {
    accounts::Link link;
    std::optional<accounts::User> user;
};

// An owner's link is worth nothing once there is an owner.
Result<Found> Find(Parts& parts, sql::Tx& tx, std::string_view token) {
    Found found{TRY(accounts::FindLink(tx, token, parts.clock.Now())), {}};
    if (found.link.user != 0) found.user = TRY(accounts::LoadUser(tx, found.link.account, found.link.user));
    else if (TRY(accounts::HasOwner(tx, found.link.account))) return NotFound("There is an owner already. Sign in, or ask for an invitation.", "link_invalid");
    return found;
}

Result<Found> ReadLink(Parts& parts, std::string_view token) {
    std::optional<Found> found;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        found = TRY(Find(parts, tx, token));
        return {};
    }));
    return std::move(*found);
}

// What the person filled in. Which members are needed depends on the kind of link.
struct Answers {
    std::string email, name, password_hash;
    std::optional<std::string> time_zone;
};

Result<Answers> ReadAnswers(Parts& parts, const http::Body& body, const Found& found) {
    Answers answers;
    LinkKind kind = found.link.kind;
    if (kind == LinkKind::kDemo) return answers;
    answers.email = kind == LinkKind::kOwner ? TRY(accounts::CheckEmail(TRY(body.RequiredText("email")))) : found.user->email;
    if (kind != LinkKind::kReset) answers.name = TRY(accounts::CheckName(TRY(body.RequiredText("name"))));
    answers.time_zone = TRY(body.Text("time_zone"));
    std::string password = TRY(body.RequiredText("password"));
    TRY(accounts::CheckPassword(password, answers.email));
    answers.password_hash = TRY(parts.passwords->Hash(password));
    return answers;
}

// The browser's zone, unless somebody chose one. One that is not known here is passed over: it is a convenience.
Status TakeTimeZone(sql::Tx& tx, AccountId id, const std::optional<std::string>& zone) {
    accounts::Account account = TRY(accounts::Load(tx, id));
    if (!zone || account.time_zone != "UTC" || *zone == "UTC") return {};
    std::string patch;
    JsonWriter(patch).BeginObject().Member("time_zone", *zone).EndObject();
    auto patched = accounts::Patched(account, patch);
    return patched.ok() ? accounts::Save(tx, *patched) : Status{};
}

Result<accounts::User> MakeOwner(Parts& parts, sql::Tx& tx, AccountId account, const Answers& answers) {
    accounts::User user;
    user.id = RandomId();
    user.account = account;
    user.email = answers.email;
    user.name = answers.name;
    user.role = accounts::Role::kOwner;
    user.password = answers.password_hash;
    user.created = parts.clock.Now();
    // Somebody who was invited as owner and never came would keep the address taken.
    if (auto known = TRY(accounts::FindUser(tx, user.email)); known && known->account == account && !known->active()) {
        TRY(accounts::RemoveUser(tx, *known));
    }
    TRY(accounts::InsertUser(tx, user));
    TRY(TakeTimeZone(tx, account, answers.time_zone));
    return user;
}

// Uses the link in the transaction that does what it is for.
Result<accounts::User> Use(Parts& parts, sql::Tx& tx, std::string_view token, const Answers& answers) {
    Found found = TRY(Find(parts, tx, token));
    TRY(accounts::TakeLink(tx, token, parts.clock.Now()));
    if (found.link.kind == LinkKind::kOwner) return MakeOwner(parts, tx, found.link.account, answers);
    accounts::User user = std::move(*found.user);
    if (found.link.kind == LinkKind::kDemo) return user;
    if (found.link.kind == LinkKind::kInvitation) user.name = answers.name;
    user.password = answers.password_hash;
    TRY(accounts::SaveUser(tx, user));
    if (found.link.kind == LinkKind::kReset) TRY(parts.sessions->EndAll(tx, user.id, 0));
    return user;
}

Result<http::Response> Redeem(Parts& parts, const http::Request& request) {
    TRY(CheckOrigin(SiteOf(parts), request, Proof::kIfBrowser));
    http::Body body = TRY(http::Body::Read(request, {"token", "email", "name", "password", "time_zone"}));
    std::string link = TRY(body.RequiredText("token"));
    Found found = TRY(ReadLink(parts, link));
    std::string token = accounts::MakeToken();
    TRY(SessionCookie(SiteOf(parts), request, token));  // refused before the link is used
    Answers answers = TRY(ReadAnswers(parts, body, found));
    accounts::User user;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        user = TRY(Use(parts, tx, link, answers));
        std::string id = EncodeId("usr", user.id);
        TRY(parts.sessions->Begin(tx, user, token, ClientAddress(request), request.headers.Get("User-Agent")));
        std::string act = fmt::format("link.{}", accounts::LinkKindName(found.link.kind));
        return accounts::Append(tx, user.account, EntryOf(parts, id, request, act, id));
    }));
    parts.sign_ins.Succeeded(user.email, ClientAddress(request));
    return SignedInResponse(parts, request, user, token);
}

Result<http::Response> Inspect(Parts& parts, const http::Request& request) {
    http::Body body = TRY(http::Body::Read(request, {"token"}));
    Found found = TRY(ReadLink(parts, TRY(body.RequiredText("token"))));
    std::string text;
    JsonWriter out(text);
    out.BeginObject().Member("object", "link").Member("kind", accounts::LinkKindName(found.link.kind)).Key("email");
    if (found.user) out.String(found.user->email);
    else out.Null();
    out.Key("name");
    if (found.user && !found.user->name.empty()) out.String(found.user->name);
    else out.Null();
    out.Key("role");
    if (found.user) out.String(accounts::RoleName(found.user->role));
    else out.Null();
    out.Member("expires", found.link.expires / kSecond).EndObject();
    return http::JsonResponse(200, std::move(text));
}

}  // namespace

http::Response InspectLink(Parts& parts, const http::Request& request, const Caller&) { return Finish(Inspect(parts, request), request); }
http::Response RedeemLink(Parts& parts, const http::Request& request, const Caller&) { return Finish(Redeem(parts, request), request); }

}  // namespace daybook::server
