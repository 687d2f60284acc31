// Signing in and out, and what is one's own: name, theme, password, sessions.
#include <algorithm>

#include <fmt/format.h>

#include "base/crypto.h"
#include "base/json_write.h"
#include "base/log.h"
#include "base/text.h"
#include "http/body.h"
#include "http/parameters.h"
#include "http/window.h"
#include "server/links.h"

namespace daybook::server {
namespace {

constexpr std::string_view kThemes[] = {"auto", "light", "dark"};

http::Response Fail(const Error& error, const http::Request& request) { return http::ErrorResponse(error, request.request_id); }

http::Response Finish(Result<http::Response> response, const http::Request& request) {
    return response.ok() ? std::move(*response) : Fail(response.error(), request);
}

Error WrongCredentials() {
    return {Code::kUnauthenticated, "The e-mail address or the password is wrong.", "credentials_wrong", {}};
}

// The name as one that nobody can read: the same one has the same text in the log of one process.
void LogRefused(Parts& parts, const http::Request& request, std::string_view name, std::string_view reason) {
    constexpr size_t kShown = 16;
    const auto left_out = parts.refused_sign_ins.Take();
    if (!left_out) return;
    Log(Level::kWarn, "session.refused", {{"reason", reason}, {"address", ClientAddress(request)}, {"name", HexEncode(HmacSha256(parts.log_key, name)).substr(0, kShown)},
                                          {"request", request.request_id}, {"left_out", *left_out}});
}

// Once a row of failures, and after the answer: who waits for it learns nothing of whether the name is known.
void NoteThrottled(Parts& parts, const http::Request& request, const accounts::User& user) {
    parts.database->Submit(
        [account = user.account, entry = EntryOf(parts, "system", request, "session.refused", EncodeId("usr", user.id))](sql::Tx& tx) {
            return accounts::Append(tx, account, entry);
        },
        sql::Durability::kBulk, sql::Priority::kLive, [](const Status& noted) {
            if (!noted.ok()) Log(Level::kError, "audit.not_noted", {{"act", "session.refused"}, {"error", noted.error().message}});
        });
}

// The 429 of whoever tries too often; nothing where they may try.
std::optional<http::Response> TooOften(Parts& parts, const http::Request& request, std::string_view name) {
    const Micros wait = parts.sign_ins.Wait(name, ClientAddress(request));
    if (wait == 0) return std::nullopt;
    LogRefused(parts, request, name, "rate_limited");
    int64_t seconds = (wait + kSecond - 1) / kSecond;
    http::Response response = Fail({Code::kLimited, fmt::format("That was wrong too often. Try again in {} s.", seconds), "rate_limited", {}}, request);
    response.headers.Set("Retry-After", std::to_string(seconds));
    return response;
}

// Whether the password is this user's (nobody's: never), noted for TooOften. Takes as long either way.
Result<bool> Proves(Parts& parts, const http::Request& request, std::string_view name, const std::optional<accounts::User>& user, std::string_view password) {
    std::string encoded = user ? user->password.value_or("") : "";
    bool right = TRY(parts.passwords->Verify(encoded, password));
    if (right) {
        parts.sign_ins.Succeeded(name, ClientAddress(request));
    } else {
        LogRefused(parts, request, name, "credentials_wrong");
        if (parts.sign_ins.Failed(name, ClientAddress(request)) && user) NoteThrottled(parts, request, *user);
    }
    return right;
}

Result<http::Response> BeginSession(Parts& parts, const http::Request& request, accounts::User user) {
    std::string token = accounts::MakeToken();
    TRY(SessionCookie(SiteOf(parts), request, token));  // refused before anything is stored
    std::string actor = EncodeId("usr", user.id);
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        user = TRY(accounts::LoadUser(tx, user.account, user.id));
        accounts::Session session = TRY(parts.sessions->Begin(tx, user, token, ClientAddress(request), request.headers.Get("User-Agent")));
        return accounts::Append(tx, user.account, EntryOf(parts, actor, request, "session.create", EncodeId("ses", session.id)));
    }));
    return SignedInResponse(parts, request, user, token);
}

Result<http::Response> TrySignIn(Parts& parts, const http::Request& request) {
    TRY(CheckOrigin(SiteOf(parts), request, Proof::kIfBrowser));
    http::Body body = TRY(http::Body::Read(request, {"email", "password"}));
    std::string given = TRY(body.RequiredText("email"));
    std::string password = TRY(body.RequiredText("password"));
    std::string email = NormaliseEmail(given).value_or("");
    if (auto refused = TooOften(parts, request, email)) return std::move(*refused);
    std::optional<accounts::User> user;
    if (!email.empty()) {
        TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
            user = TRY(accounts::FindUser(tx, email));
            return {};
        }));
    }
    if (password.size() > 4 * accounts::kPasswordCharactersMax) password.clear();
    bool right = TRY(Proves(parts, request, email, user, password));
    if (!right) return WrongCredentials();
    return BeginSession(parts, request, std::move(*user));
}

Result<http::Response> TryChangePassword(Parts& parts, const http::Request& request, const Caller& caller) {
    accounts::User user = caller.signed_in->user;
    http::Body body = TRY(http::Body::Read(request, {"current_password", "password"}));
    std::string current = TRY(body.RequiredText("current_password"));
    std::string password = TRY(body.RequiredText("password"));
    if (auto refused = TooOften(parts, request, user.email)) return std::move(*refused);
    TRY(accounts::CheckPassword(password, user.email));
    bool right = TRY(Proves(parts, request, user.email, user, current));
    if (!right) return Invalid("This is not your current password.", "current_password", "credentials_wrong");
    std::string encoded = TRY(parts.passwords->Hash(password));
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        user = TRY(accounts::LoadUser(tx, caller.account, user.id));
        user.password = encoded;
        TRY(accounts::SaveUser(tx, user));
        TRY(parts.sessions->EndAll(tx, user.id, caller.signed_in->session.id));
        return accounts::Append(tx, caller.account, EntryOf(parts, caller.actor, request, "session.password", caller.actor, {"password"}));
    }));
    return http::JsonResponse(200, TRY(SessionJson(parts, user)));
}

Result<http::Response> TryPatchSession(Parts& parts, const http::Request& request, const Caller& caller) {
    http::Body body = TRY(http::Body::Read(request, {"name", "theme"}));
    auto name = TRY(body.Text("name"));
    auto theme = TRY(body.Text("theme"));
    if (theme && std::ranges::find(kThemes, *theme) == std::end(kThemes)) return Invalid("theme is auto, light or dark.", "theme");
    if (name) name = TRY(accounts::CheckName(*name));
    accounts::User user;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        user = TRY(accounts::LoadUser(tx, caller.account, caller.signed_in->user.id));
        std::vector<std::string> changes;
        if (name) {
            user.name = *name;
            changes.push_back("name");
        }
        if (theme) {
            user.theme = *theme;
            changes.push_back("theme");
        }
        if (changes.empty()) return {};
        TRY(accounts::SaveUser(tx, user));
        return accounts::Append(tx, caller.account, EntryOf(parts, caller.actor, request, "session.change", caller.actor, changes));
    }));
    user.last_visit = caller.signed_in->user.last_visit;
    return http::JsonResponse(200, TRY(SessionJson(parts, user)));
}

Result<http::Response> List(Parts& parts, const http::Request& request, const Caller& caller) {
    TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::vector<accounts::Session> sessions;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        sessions = TRY(parts.sessions->List(tx, caller.signed_in->user.id));
        return {};
    }));
    const auto window = TRY(http::WindowOf(sessions, paging, [](const accounts::Session& session) { return EncodeId("ses", session.id); }));
    return http::JsonResponse(200, http::ListJson("/v1/sessions", window.has_more, [&](JsonWriter& out) {
        for (size_t i = window.begin; i < window.end; ++i) out.Raw(accounts::ToJson(sessions[i], sessions[i].id == caller.signed_in->session.id));
    }));
}

}  // namespace

http::Response GetSetup(Parts& parts, const http::Request& request, const Caller&) {
    bool ready = false;
    Status read = parts.database->Read([&](sql::Tx& tx) -> Status {
        ready = TRY(accounts::HasOwner(tx, parts.home));
        return {};
    });
    if (!read.ok()) return Fail(read.error(), request);
    std::string text;
    JsonWriter(text).BeginObject().Member("object", "setup").Member("state", ready ? "ready" : "owner_needed").Member("demo", parts.options.demo).EndObject();
    return http::JsonResponse(200, std::move(text));
}

http::Response SignIn(Parts& parts, const http::Request& request, const Caller&) { return Finish(TrySignIn(parts, request), request); }

http::Response GetSession(Parts& parts, const http::Request& request, const Caller& caller) {
    auto json = SessionJson(parts, caller.signed_in->user);
    return json.ok() ? http::JsonResponse(200, std::move(*json)) : Fail(json.error(), request);
}

http::Response PatchSession(Parts& parts, const http::Request& request, const Caller& caller) {
    return Finish(TryPatchSession(parts, request, caller), request);
}

http::Response ChangePassword(Parts& parts, const http::Request& request, const Caller& caller) {
    return Finish(TryChangePassword(parts, request, caller), request);
}

http::Response SignOut(Parts& parts, const http::Request& request, const Caller& caller) {
    int64_t session = caller.signed_in->session.id;
    Status done = parts.database->Write([&](sql::Tx& tx) -> Status {
        TRY(parts.sessions->End(tx, caller.signed_in->user.id, session));
        return accounts::Append(tx, caller.account, EntryOf(parts, caller.actor, request, "session.end", EncodeId("ses", session)));
    });
    if (!done.ok()) return Fail(done.error(), request);
    http::Response response = http::JsonResponse(200, R"({"object":"session","deleted":true})");
    ForgetCookies(response);
    return response;
}

http::Response ListSessions(Parts& parts, const http::Request& request, const Caller& caller) { return Finish(List(parts, request, caller), request); }

http::Response EndSession(Parts& parts, const http::Request& request, const Caller& caller) {
    auto id = DecodeId("ses", request.Path("id"));
    if (!id) return Fail(NotFound("There is no such session; it may have ended."), request);
    Status done = parts.database->Write([&](sql::Tx& tx) -> Status {
        TRY(parts.sessions->End(tx, caller.signed_in->user.id, *id));
        return accounts::Append(tx, caller.account, EntryOf(parts, caller.actor, request, "session.end", EncodeId("ses", *id)));
    });
    if (!done.ok()) return Fail(done.error(), request);
    std::string text;
    JsonWriter(text).BeginObject().Member("id", EncodeId("ses", *id)).Member("object", "user_session").Member("deleted", true).EndObject();
    return http::JsonResponse(200, std::move(text));
}

}  // namespace daybook::server
