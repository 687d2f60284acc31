// Making one-time links and sessions: what the handlers and the command line share.
#pragma once

#include <string>

#include "accounts/audit.h"
#include "accounts/links.h"
#include "accounts/users.h"
#include "server/browser.h"
#include "server/handlers.h"

namespace daybook::server {

// What --public-url says.
Site SiteOf(const Parts& parts);
// Where people reach this server, without a slash at the end. Without --public-url: http://127.0.0.1:PORT, as it listens.
std::string AddressOf(const Parts& parts);
// "https://daybook.example.com/welcome#TOKEN".
std::string LinkAddress(const Parts& parts, std::string_view token);

// The parts of App::OwnerLink and App::DemoLink.
Result<std::string> MakeOwnerLink(Parts& parts);
Result<std::string> MakeDemoLink(Parts& parts);

// The audit log's entry about this request.
accounts::AuditEntry EntryOf(const Parts& parts, std::string_view actor, const http::Request& request, std::string act,
                             std::string target, std::vector<std::string> changes = {});

// {"object":"session",…}: who is signed in, to what, as what.
Result<std::string> SessionJson(Parts& parts, const accounts::User& user);
// The session object with the cookie of `token`. kForbidden https_needed.
Result<http::Response> SignedInResponse(Parts& parts, const http::Request& request, const accounts::User& user, std::string_view token);

}  // namespace daybook::server
