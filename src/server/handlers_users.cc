// Users: inviting, changing, removing them. Only an owner (or the operator, over the socket) touches owners.
#include <fmt/format.h>

#include "base/json_write.h"
#include "base/random.h"
#include "http/body.h"
#include "http/parameters.h"
#include "http/window.h"
#include "server/links.h"

namespace daybook::server {
namespace {

using accounts::Role;
using accounts::User;

http::Response Finish(Result<http::Response> response, const http::Request& request) {
    return response.ok() ? std::move(*response) : http::ErrorResponse(response.error(), request.request_id);
}

Status MayTouch(const Caller& caller, Role role) {
    if (role != Role::kOwner || caller.role == Role::kOwner) return {};
    return Error{Code::kForbidden, "Only an owner makes, changes or removes owners.", "owner_needed", {}};
}

Result<Role> RoleNamed(std::string_view name) {
    auto role = accounts::ParseRole(name);
    if (!role) return Invalid("role is owner, admin, marketer or viewer.", "role");
    return *role;
}

Result<User> Target(sql::Tx& tx, const http::Request& request, const Caller& caller) {
    auto id = DecodeId("usr", request.Path("id"));
    if (!id) return NotFound("There is no such user.");
    User user = TRY(accounts::LoadUser(tx, caller.account, *id));
    TRY(MayTouch(caller, user.role));
    return user;
}

Status Note(Parts& parts, sql::Tx& tx, const http::Request& request, const Caller& caller, std::string act, const User& user, std::vector<std::string> changes) {
    return accounts::Append(tx, caller.account, EntryOf(parts, caller.actor, request, std::move(act), EncodeId("usr", user.id), std::move(changes)));
}

Result<http::Response> Create(Parts& parts, const http::Request& request, const Caller& caller) {
    http::Body body = TRY(http::Body::Read(request, {"email", "role", "name"}));
    User user;
    user.id = RandomId();
    user.account = caller.account;
    user.email = TRY(accounts::CheckEmail(TRY(body.RequiredText("email"))));
    user.role = TRY(RoleNamed(TRY(body.RequiredText("role"))));
    if (auto name = TRY(body.Text("name")); name && !name->empty()) user.name = TRY(accounts::CheckName(*name));
    user.created = parts.clock.Now();
    TRY(MayTouch(caller, user.role));
    std::string token = accounts::MakeToken();
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        TRY(accounts::InsertUser(tx, user));
        TRY(accounts::PutLink(tx, {accounts::LinkKind::kInvitation, user.account, user.id, user.created + accounts::kLinkAge}, token));
        return Note(parts, tx, request, caller, "user.create", user, {"email", "role"});
    }));
    return http::JsonResponse(200, accounts::ToJson(user, LinkAddress(parts, token)));
}

Result<http::Response> Patch(Parts& parts, const http::Request& request, const Caller& caller) {
    http::Body body = TRY(http::Body::Read(request, {"role", "name"}));
    std::optional<Role> role;
    if (auto name = TRY(body.Text("role"))) role = TRY(RoleNamed(*name));
    auto name = TRY(body.Text("name"));
    if (name) name = TRY(accounts::CheckName(*name));
    if (role) TRY(MayTouch(caller, *role));
    User user;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        user = TRY(Target(tx, request, caller));
        if (role && *role != Role::kOwner) TRY(accounts::KeepAnOwner(tx, user));
        std::vector<std::string> changes;
        if (role) changes.push_back("role");
        if (name) changes.push_back("name");
        user.role = role.value_or(user.role);
        user.name = name.value_or(user.name);
        TRY(accounts::SaveUser(tx, user));
        return Note(parts, tx, request, caller, "user.change", user, changes);
    }));
    return http::JsonResponse(200, accounts::ToJson(user));
}

Result<http::Response> Remove(Parts& parts, const http::Request& request, const Caller& caller) {
    User user;
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        user = TRY(Target(tx, request, caller));
        TRY(accounts::KeepAnOwner(tx, user));
        TRY(accounts::RemoveUser(tx, user));
        return Note(parts, tx, request, caller, "user.remove", user, {});
    }));
    std::string text;
    JsonWriter(text).BeginObject().Member("id", EncodeId("usr", user.id)).Member("object", "user").Member("deleted", true).EndObject();
    return http::JsonResponse(200, std::move(text));
}

// A link for a new password, or the invitation once more. Who is signed in gets none for themselves: a session alone would
// be worth the password.
Result<http::Response> Reset(Parts& parts, const http::Request& request, const Caller& caller) {
    std::string token = accounts::MakeToken();
    TRY(parts.database->Write([&](sql::Tx& tx) -> Status {
        User user = TRY(Target(tx, request, caller));
        if (caller.signed_in && caller.signed_in->user.id == user.id) return Invalid("Change your own password with your current one.", "id");
        Micros now = parts.clock.Now();
        bool known = user.active();
        TRY(accounts::PutLink(tx, {known ? accounts::LinkKind::kReset : accounts::LinkKind::kInvitation, user.account, user.id,
                                   now + (known ? accounts::kResetLinkAge : accounts::kLinkAge)}, token));
        TRY(parts.sessions->EndAll(tx, user.id, 0));
        return Note(parts, tx, request, caller, known ? "user.reset" : "user.invite", user, {});
    }));
    std::string text;
    JsonWriter(text).BeginObject().Member("object", "link").Member("link", LinkAddress(parts, token)).EndObject();
    return http::JsonResponse(200, std::move(text));
}

Result<http::Response> List(Parts& parts, const http::Request& request, const Caller& caller) {
    const http::Paging paging = TRY(http::ReadPaging(request));
    std::vector<User> users;
    TRY(parts.database->Read([&](sql::Tx& tx) -> Status {
        users = TRY(accounts::ListUsers(tx, caller.account));
        return {};
    }));
    const auto window = TRY(http::WindowOf(users, paging, [](const User& user) { return EncodeId("usr", user.id); }));
    return http::JsonResponse(200, http::ListJson("/v1/users", window.has_more, [&](JsonWriter& out) {
        for (size_t i = window.begin; i < window.end; ++i) out.Raw(accounts::ToJson(users[i]));
    }));
}

}  // namespace

http::Response ListUsers(Parts& parts, const http::Request& request, const Caller& caller) { return Finish(List(parts, request, caller), request); }
http::Response CreateUser(Parts& parts, const http::Request& request, const Caller& caller) { return Finish(Create(parts, request, caller), request); }
http::Response PatchUser(Parts& parts, const http::Request& request, const Caller& caller) { return Finish(Patch(parts, request, caller), request); }
http::Response DeleteUser(Parts& parts, const http::Request& request, const Caller& caller) { return Finish(Remove(parts, request, caller), request); }
http::Response ResetUser(Parts& parts, const http::Request& request, const Caller& caller) { return Finish(Reset(parts, request, caller), request); }

}  // namespace daybook::server
