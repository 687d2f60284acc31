// The routes about the people of the house and what they may do.
#include "server/handlers.h"
#include "server/routes_parts.h"

namespace daybook::server {
namespace {

using http::Method;

void AddSession(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kGet, "/v1/setup", Access::kOpen, "Whether somebody owns this shop yet.", "", "Setup", {}, Bind(p, GetSetup)});
    routes.push_back({Method::kPost, "/v1/links/inspect", Access::kOpen, "What a one-time link is for.", "LinkToken", "Link", {}, Bind(p, InspectLink)});
    routes.push_back({Method::kPost, "/v1/links/redeem", Access::kOpen, "Use a one-time link; signs in.", "LinkRedeem", "Session", {}, Bind(p, RedeemLink)});
    routes.push_back({Method::kPost, "/v1/session", Access::kOpen, "Sign in.", "SignIn", "Session", {}, Bind(p, SignIn)});
    routes.push_back({Method::kGet, "/v1/session", Access::kPerson, "Who is signed in.", "", "Session", {}, Bind(p, GetSession)});
    routes.push_back({Method::kPatch, "/v1/session", Access::kPerson, "Change one's own name or theme.", "SessionPatch", "Session", {}, Bind(p, PatchSession), kNotesItself});
    routes.push_back({Method::kDelete, "/v1/session", Access::kPerson, "Sign out.", "", "Deleted", {}, Bind(p, SignOut), kNotesItself});
    routes.push_back({Method::kPost, "/v1/session/password", Access::kPerson, "Change one's own password; ends one's other sessions.", "PasswordChange", "Session", {}, Bind(p, ChangePassword), kNotesItself});
    routes.push_back({Method::kGet, "/v1/sessions", Access::kPerson, "List one's own sessions, the newest first.", "", "UserSessionList", Paging(), Bind(p, ListSessions)});
    routes.push_back({Method::kDelete, "/v1/sessions/{id}", Access::kPerson, "End one of one's own sessions.", "", "Deleted", {}, Bind(p, EndSession), kNotesItself});
}

void AddUsers(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kGet, "/v1/users", Access::kAdmin, "List the users, the newest first.", "", "UserList", Paging(), Bind(p, ListUsers)});
    routes.push_back({Method::kPost, "/v1/users", Access::kAdmin, "Invite a user. The one-time link is only in this answer.", "UserCreate", "User", {}, Bind(p, CreateUser), kNotesItself});
    routes.push_back({Method::kPatch, "/v1/users/{id}", Access::kAdmin, "Change a user's role or name.", "UserPatch", "User", {}, Bind(p, PatchUser), kNotesItself});
    routes.push_back({Method::kDelete, "/v1/users/{id}", Access::kAdmin, "Remove a user; ends their sessions.", "", "Deleted", {}, Bind(p, DeleteUser), kNotesItself});
    routes.push_back({Method::kPost, "/v1/users/{id}/reset", Access::kAdmin, "Make a one-time link for a new password, or the invitation again; ends their sessions. Not for oneself by session: POST /v1/session/password.", "", "NewLink", {}, Bind(p, ResetUser), kNotesItself});
    routes.push_back({Method::kGet, "/v1/audit", Access::kAdmin, "Who changed what, the newest first.", "", "AuditList", Paging(), Bind(p, ListAudit)});
}

void AddAccount(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kGet, "/v1/account", Access::kRead, "The shop's settings.", "", "Account", {}, Bind(p, GetAccount)});
    routes.push_back({Method::kPatch, "/v1/account", Access::kAdmin, "Change the shop's settings.", "AccountPatch", "Account", {}, Bind(p, PatchAccount), kNotesItself});
    routes.push_back({Method::kPost, "/v1/api-keys", Access::kAdmin, "Create an API key. Its value is only in this answer.", "ApiKeyCreate", "ApiKey", {}, Bind(p, CreateKey), kNotesItself});
    routes.push_back({Method::kGet, "/v1/api-keys", Access::kAdmin, "List the API keys, the newest first.", "", "ApiKeyList", Paging(), Bind(p, ListKeys)});
    routes.push_back({Method::kDelete, "/v1/api-keys/{id}", Access::kAdmin, "Revoke an API key.", "", "ApiKey", {}, Bind(p, RevokeKey), kNotesItself});
}

}  // namespace

void AddHouse(std::vector<Route>& routes, App::Parts& parts) {
    AddSession(routes, parts);
    AddUsers(routes, parts);
    AddAccount(routes, parts);
}

}  // namespace daybook::server
