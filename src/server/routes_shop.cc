// The routes of the shop's screens: people, what belongs to them, reports.
#include "profiles/api.h"
#include "reports/api.h"
#include "segments/members.h"
#include "server/handlers.h"
#include "server/routes_parts.h"
#include "stripe/api.h"
#include "stripe/attributes.h"
#include "stripe/explain.h"
#include "stripe/person_api.h"

namespace daybook::server {
namespace {

using http::Method;
using http::Request;

// A handler of profiles/, with its context made for the caller.
template <typename Function>
RouteHandler OfProfiles(App::Parts& parts, Function function) {
    return [&parts, function](const Request& request, const Caller& caller) {
        profiles::ApiContext context{caller.account, *parts.database, parts.clock, parts.pending->Of(caller.account),
                                     stripe::FindByObject, stripe::SourcesJson, {}, segments::MembershipsOf(*parts.segments)};
        return function(request, context);
    };
}

// A handler of stripe/, with the context of its screens.
template <typename Function>
RouteHandler OfViews(App::Parts& parts, Function function) {
    return [&parts, function](const Request& request, const Caller& caller) {
        return function(request, stripe::ViewContext{caller.account, *parts.database, parts.mirror->bodies(), parts.clock});
    };
}

void AddPeople(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kGet, "/v1/profiles", Access::kRead, "List profiles, the newest first.", "", "ProfileList",
                      Paging({{"email", kText, "Exactly this address, normalised."},
                              {"stripe_customer_id", kText, "The profile of this Stripe customer."},
                              {"query", kText, "Each word begins a word of the name, the e-mail or its domain, the phone's digits, or a customer id; or the whole is an id of Stripe's (in_, sub_, ch_, cs_, re_, cn_) or an invoice number."},
                              {"country", kText, "Two letters; several with commas between."},
                              {"order_status", kText, "Of the last order: draft, open, paid, void, uncollectible; several with commas."},
                              {"subscription", kText, "Has one: active, trial, past_due, paused, cancelled; several with commas."},
                              {"orders", kText, "Paid orders: none, one, many; several with commas."},
                              {"has_email", kFlag, "Has an e-mail address."},
                              {"shared_email", kFlag, "Several Stripe customers share its e-mail address."},
                              {"deleted", kFlag, "Deleted in Stripe."},
                              {"not_counted", kText, "Has invoices or payments that are no orders: free_trial, nothing_due, credit, not_paid, pending, not_captured, tie_unknown."},
                              {"created_after", R"({"type":"integer"})", "Unix seconds: created then or later."},
                              {"created_before", R"({"type":"integer"})", "Unix seconds: created earlier."},
                              {"segment", kText, "The id of a segment they are in."},
                              {"at", R"({"type":"integer"})", "Unix seconds: who was in the segment then."}}),
                      OfProfiles(p, profiles::List)});
    routes.push_back({Method::kGet, "/v1/profiles/export", Access::kRead, "All profiles, or those of a segment, as CSV or JSON lines.", "", "",
                      {{"format", R"({"enum":["csv","jsonl"],"default":"csv"})", "csv or jsonl."},
                       {"segment", kText, "The id of a segment: its people alone."}, {"at", R"({"type":"integer"})", "Unix seconds: who was in the segment then."}}, OfProfiles(p, profiles::Export)});
    routes.push_back({Method::kGet, "/v1/profiles/{id}", Access::kRead, "One profile.", "", "Profile", {}, OfProfiles(p, profiles::Get)});
    routes.push_back({Method::kGet, "/v1/profiles/{id}/export", Access::kRead, "Everything that is held of one person, as JSON.", "", "ProfileExport", {}, Bind(p, ExportProfile)});
    routes.push_back({Method::kDelete, "/v1/profiles/{id}", Access::kAdmin, "Erase a person, for good: everything that is held of them, Stripe's objects included.", "", "Deleted", {}, Bind(p, EraseProfile), kNotesItself});
    routes.push_back({Method::kGet, "/v1/profiles/{id}/activities", Access::kRead, "What happened to a profile, the newest first.", "", "ActivityList", Paging(), Bind(p, ListActivities)});
    routes.push_back({Method::kPost, "/v1/profiles/{id}/sync", Access::kWrite, "Read a profile's Stripe objects again, now.", "", "ProfileSync", {}, [&p](const Request& request, const Caller& caller) { return stripe::PostProfileSync(*p.sync, *p.database, caller.account, request); }, "profile.sync"});
    routes.push_back({Method::kPost, "/v1/profiles", Access::kWrite, "Make a person that need not be at Stripe.", "ProfileEdit", "Profile", {}, Bind(p, CreateProfile), kNotesItself});
    routes.push_back({Method::kPatch, "/v1/profiles/{id}", Access::kWrite, "Set values of one's own; what belongs to Stripe is refused.", "ProfileEdit", "Profile", {}, Bind(p, PatchProfile), kNotesItself});
}

void AddFields(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kGet, "/v1/fields", Access::kRead, "The field catalogue: Daybook's fields, then the shop's own.", "", "FieldList", {}, Bind(p, ListFields)});
    routes.push_back({Method::kPost, "/v1/fields/preview", Access::kRead, "What a field would come to: how many would have a value, and how many would lose theirs.", "FieldTry", "FieldPreview", {}, Bind(p, PreviewField), kChangesNothing});
    routes.push_back({Method::kGet, "/v1/fields/{name}", Access::kRead, "One field.", "", "Field", {}, Bind(p, GetField)});
    routes.push_back({Method::kPut, "/v1/fields/{name}", Access::kWrite, "Make a field, or say anew what it is. With a source it is computed from Stripe's objects.", "FieldPut", "Field", {}, Bind(p, PutField), "field.put"});
    routes.push_back({Method::kPatch, "/v1/fields/{name}", Access::kWrite, "Rename or retype a field of the shop's own.", "FieldPatch", "Field", {}, Bind(p, PatchField), "field.change"});
    routes.push_back({Method::kDelete, "/v1/fields/{name}", Access::kWrite, "Delete a field of the shop's own, with everybody's values.", "", "Field", {}, Bind(p, DeleteField), "field.delete"});
}

void AddAttributes(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kGet, "/v1/integrations/stripe/attributes", Access::kRead, "What the stored objects hold that could become a field, and what Stripe documents besides.", "", "StripeAttributeList", {}, OfViews(p, stripe::ListAttributes)});
}

void AddUnsubscribed(std::vector<Route>& routes, App::Parts& p) {
    constexpr std::string_view kPath = "/v1/integrations/stripe/unsubscribed";
    constexpr std::string_view kShape = "StripeUnsubscribed";
    routes.push_back({Method::kGet, kPath, Access::kRead, "What in the metadata of Stripe's customers means that they want no e-mail.", "", kShape, {}, Bind(p, GetUnsubscribed)});
    routes.push_back({Method::kPut, kPath, Access::kAdmin, "Choose a metadata key and its values that mean unsubscribed; who says so is unsubscribed, and stays it.", "StripeUnsubscribedPut", kShape, {}, Bind(p, PutUnsubscribed), "stripe.unsubscribed"});
    routes.push_back({Method::kDelete, kPath, Access::kAdmin, "No key means unsubscribed any more; who was unsubscribed stays so.", "", kShape, {}, Bind(p, DeleteUnsubscribed), "stripe.unsubscribed_off"});
    routes.push_back({Method::kPost, "/v1/integrations/stripe/unsubscribed/preview", Access::kRead, "How many people a key and its values would unsubscribe.", "StripeUnsubscribedPut", "StripeUnsubscribedPreview", {}, Bind(p, PreviewUnsubscribed), kChangesNothing});
    routes.push_back({Method::kGet, "/v1/integrations/stripe/unsubscribed/suggestions", Access::kRead, "Metadata keys and values of some thousand customers, those that probably mean it first.", "", "StripeUnsubscribedSuggestions", {}, Bind(p, ListUnsubscribedSuggestions)});
}

// A handler of reports/, with the integration as it stands.
template <typename Function>
RouteHandler OfReports(App::Parts& parts, Function function) {
    return [&parts, function](const Request& request, const Caller& caller) {
        auto view = parts.sync->Look(caller.account);
        if (!view.ok()) return http::ErrorResponse(view.error(), request.request_id);
        return function(request, reports::ApiContext{caller.account, *parts.database, parts.clock, parts.mirror->bodies(), std::move(*view)});
    };
}

void AddReports(std::vector<Route>& routes, App::Parts& p) {
    constexpr std::string_view kMoment = R"({"type":"integer"})";
    const auto add = [&](std::string_view pattern, std::string_view summary, std::string_view answer, auto handler, std::vector<QueryParameter> query) {
        routes.push_back({Method::kGet, pattern, Access::kRead, summary, "", answer, std::move(query), OfReports(p, handler)});
    };
    add("/v1/reports/overview", "Sales, new and returning customers over time, in the shop's time zone.", "Overview", reports::GetOverview,
        {{"from", kMoment, "Unix seconds; 29 days before `to`."}, {"to", kMoment, "Unix seconds; now."},
         {"interval", R"({"enum":["day","week","month"],"default":"day"})", "How long each point is; weeks begin on Monday."}});
    add("/v1/reports/import", "What the import came to, and what would make it more complete.", "ImportReport", reports::GetImport, {});
    add("/v1/reports/since", "What is new since a moment, at most of the last 30 days.", "Since", reports::GetSince,
        {{"at", kMoment, "Unix seconds."}});
    add("/v1/activities", "What happened lately, to anybody, the newest first: the last 30 days.", "RecentActivityList", reports::ListActivities, Paging());
}

void AddExports(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kPost, "/v1/exports", Access::kWrite, "Write the profiles that a filter lists into a file, in the background.", "ExportCreate", "Export", {}, Bind(p, CreateExport), "export.create"});
    routes.push_back({Method::kGet, "/v1/exports", Access::kRead, "The exports of the last seven days, the newest first.", "", "ExportList", Paging(), Bind(p, ListExports)});
    routes.push_back({Method::kGet, "/v1/exports/{id}", Access::kRead, "One export.", "", "Export", {}, Bind(p, GetExport)});
    routes.push_back({Method::kGet, "/v1/exports/{id}/file", Access::kRead, "The file of an export that is done.", "", "", {}, Bind(p, GetExportFile)});
    routes.push_back({Method::kDelete, "/v1/exports/{id}", Access::kWrite, "Delete an export and its file; one under way stops.", "", "Export", {}, Bind(p, DeleteExport), "export.delete"});
}

void AddImports(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kPost, "/v1/imports", Access::kWrite, "Begin to import people from a CSV file: its pieces follow.", "ImportCreate", "Import", {}, Bind(p, CreateImport), "import.create"});
    routes.push_back({Method::kGet, "/v1/imports", Access::kRead, "The imports of the last seven days, the newest first.", "", "ImportList", Paging(), Bind(p, ListImports)});
    routes.push_back({Method::kGet, "/v1/imports/{id}", Access::kRead, "One import, with the columns of its file as long as that is here.", "", "Import", {}, Bind(p, GetImport)});
    routes.push_back({Method::kPut, "/v1/imports/{id}/file", Access::kWrite, "A piece of the file, at most 1 MiB, as it is: text/csv.", "CsvFile", "Import",
                      {{"offset", R"({"type":"integer","minimum":0,"default":0})", "Where the piece begins: the size so far."}}, Bind(p, UploadImport), "import.upload"});
    routes.push_back({Method::kPost, "/v1/imports/{id}/check", Access::kWrite, "Say what the file would come to, and change nobody.", "ImportBegin", "Import", {}, Bind(p, CheckImport), "import.check"});
    routes.push_back({Method::kPost, "/v1/imports/{id}/start", Access::kWrite, "Import the file, in the background.", "ImportBegin", "Import", {}, Bind(p, StartImport), "import.start"});
    routes.push_back({Method::kGet, "/v1/imports/{id}/refused", Access::kRead, "The rows that were refused, each with its line, column and reason, as CSV.", "", "", {}, Bind(p, GetRefusedRows)});
    routes.push_back({Method::kDelete, "/v1/imports/{id}", Access::kWrite, "Delete an import and its files; one under way stops, and who was imported stays.", "", "Import", {}, Bind(p, DeleteImport), "import.delete"});
}

void AddPerson(std::vector<Route>& routes, App::Parts& p) {
    const auto add = [&](std::string_view pattern, std::string_view summary, std::string_view answer, auto handler,
                         std::vector<QueryParameter> query = Paging()) {
        routes.push_back({Method::kGet, pattern, Access::kRead, summary, "", answer, std::move(query), OfViews(p, handler)});
    };
    add("/v1/profiles/{id}/orders", "A profile's orders, the newest first: invoices, and payments without one.", "OrderList",
        stripe::ListOrders);
    add("/v1/profiles/{id}/subscriptions", "A profile's subscriptions, the newest first.", "SubscriptionList",
        stripe::ListSubscriptions);
    add("/v1/profiles/{id}/customers", "The Stripe customers that are this profile; the first is the primary.",
        "StripeCustomerList", stripe::ListCustomers);
    add("/v1/profiles/{id}/objects", "The Stripe objects that are stored of a profile, the newest first.", "StripeObjectList",
        stripe::ListObjects);
    add("/v1/profiles/{id}/objects/{object}", "One of them: its JSON as it came from Stripe.", "StripeRaw", stripe::GetObject, {});
    add("/v1/profiles/{id}/explain", "How a field came about: what counts, what is left out, and why.", "FieldExplanation",
        stripe::GetExplanation, {{"field", kText, "A name of GET /v1/fields."}});
}

}  // namespace

void AddShop(std::vector<Route>& routes, App::Parts& parts) {
    AddPeople(routes, parts);
    AddFields(routes, parts);
    AddAttributes(routes, parts);
    AddUnsubscribed(routes, parts);
    AddPerson(routes, parts);
    AddReports(routes, parts);
    AddExports(routes, parts);
    AddImports(routes, parts);
}

}  // namespace daybook::server
