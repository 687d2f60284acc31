// The handlers that belong to no feature's api.cc, by subject. Each is plain: request in, response out.
#pragma once

#include "http/message.h"
#include "profiles/edit.h"
#include "server/app.h"
#include "server/parts.h"
#include "server/route.h"

namespace daybook::server {

using Parts = App::Parts;

// handlers_accounts.cc
http::Response GetAccount(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PatchAccount(Parts& parts, const http::Request& request, const Caller& caller);
http::Response CreateKey(Parts& parts, const http::Request& request, const Caller& caller);
http::Response ListKeys(Parts& parts, const http::Request& request, const Caller& caller);
http::Response RevokeKey(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_session.cc: who is signed in
http::Response GetSetup(Parts& parts, const http::Request& request, const Caller& caller);
http::Response SignIn(Parts& parts, const http::Request& request, const Caller& caller);
http::Response GetSession(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PatchSession(Parts& parts, const http::Request& request, const Caller& caller);
http::Response SignOut(Parts& parts, const http::Request& request, const Caller& caller);
http::Response ChangePassword(Parts& parts, const http::Request& request, const Caller& caller);
http::Response ListSessions(Parts& parts, const http::Request& request, const Caller& caller);
http::Response EndSession(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_links.cc: one-time links
http::Response InspectLink(Parts& parts, const http::Request& request, const Caller& caller);
http::Response RedeemLink(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_users.cc: the people of the house
http::Response ListUsers(Parts& parts, const http::Request& request, const Caller& caller);
http::Response CreateUser(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PatchUser(Parts& parts, const http::Request& request, const Caller& caller);
http::Response DeleteUser(Parts& parts, const http::Request& request, const Caller& caller);
http::Response ResetUser(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_audit.cc
http::Response ListAudit(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_people.cc
http::Response ListActivities(Parts& parts, const http::Request& request, const Caller& caller);
http::Response CreateExport(Parts& parts, const http::Request& request, const Caller& caller);
http::Response ListExports(Parts& parts, const http::Request& request, const Caller& caller);
http::Response GetExport(Parts& parts, const http::Request& request, const Caller& caller);
http::Response GetExportFile(Parts& parts, const http::Request& request, const Caller& caller);
http::Response DeleteExport(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_fields.cc: the field catalogue, and the fields that the shop makes itself
http::Response ListFields(Parts& parts, const http::Request& request, const Caller& caller);
http::Response GetField(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PutField(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PatchField(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PreviewField(Parts& parts, const http::Request& request, const Caller& caller);
http::Response DeleteField(Parts& parts, const http::Request& request, const Caller& caller);
// Everybody's own fields must be computed again, where there are any.
Status RecomputeFields(sql::Tx& tx, AccountId account);

// handlers_refusal.cc: what in Stripe's metadata means that somebody wants no e-mail
http::Response GetUnsubscribed(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PutUnsubscribed(Parts& parts, const http::Request& request, const Caller& caller);
http::Response DeleteUnsubscribed(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PreviewUnsubscribed(Parts& parts, const http::Request& request, const Caller& caller);
http::Response ListUnsubscribedSuggestions(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_imports.cc: people from files
http::Response CreateImport(Parts& parts, const http::Request& request, const Caller& caller);
http::Response UploadImport(Parts& parts, const http::Request& request, const Caller& caller);
http::Response ListImports(Parts& parts, const http::Request& request, const Caller& caller);
http::Response GetImport(Parts& parts, const http::Request& request, const Caller& caller);
http::Response CheckImport(Parts& parts, const http::Request& request, const Caller& caller);
http::Response StartImport(Parts& parts, const http::Request& request, const Caller& caller);
http::Response GetRefusedRows(Parts& parts, const http::Request& request, const Caller& caller);
http::Response DeleteImport(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_profiles.cc: people changed by hand
// What changing people takes, at this moment.
profiles::EditParts EditPartsOf(Parts& parts, AccountId account);
http::Response CreateProfile(Parts& parts, const http::Request& request, const Caller& caller);
http::Response PatchProfile(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_person.cc: everything of one person
http::Response ExportProfile(Parts& parts, const http::Request& request, const Caller& caller);
http::Response EraseProfile(Parts& parts, const http::Request& request, const Caller& caller);

// handlers_watch.cc
http::Response OpenStream(Parts& parts, const http::Request& request, const Caller& caller);
http::Response GetHealth(Parts& parts);
http::Response GetReady(Parts& parts);
http::Response GetMetrics(Parts& parts);
http::Response GetDoctor(Parts& parts);

// Finds the members of segments that are being built, in the background (app.cc).
void BuildSegments(Parts& parts);
// handlers_proof.cc
http::Response GetFsck(Parts& parts, const http::Request& request, const Caller& caller);

}  // namespace daybook::server
