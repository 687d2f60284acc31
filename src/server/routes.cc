#include "server/routes.h"

#include "server/handlers.h"
#include "server/routes_parts.h"
#include "stripe/api.h"
#include "stripe/webhook.h"

namespace daybook::server {
namespace {

using http::Method;
using http::Request;

// A handler of stripe/api.h, for the caller's account.
template <typename Function>
RouteHandler OfStripe(App::Parts& parts, Function function) {
    return [&parts, function](const Request& request, const Caller& caller) { return function(*parts.sync, caller.account, request); };
}

void AddStripe(std::vector<Route>& routes, App::Parts& p) {
    constexpr std::string_view kPath = "/v1/integrations/stripe";
    constexpr std::string_view kObject = "StripeIntegration";
    auto add = [&](Method method, std::string_view pattern, Access access, std::string_view summary, std::string_view body, auto handler, std::string_view act = {}) {
        routes.push_back({method, pattern, access, summary, body, kObject, {}, OfStripe(p, handler), act});
    };
    add(Method::kGet, kPath, Access::kRead, "The connected Stripe account, its permissions and its import.", "", stripe::GetIntegration);
    add(Method::kPut, kPath, Access::kAdmin, "Connect a Stripe account, or replace its key or webhook secret.", "StripeConnect", stripe::PutIntegration, "stripe.connect");
    add(Method::kDelete, kPath, Access::kAdmin, "Forget the key; keep or erase what was read.", "", stripe::DeleteIntegration, "stripe.disconnect");
    routes.back().query = {{"data", R"({"enum":["keep","erase"],"default":"keep"})", "What happens to the profiles."}};
    add(Method::kPost, "/v1/integrations/stripe/check", Access::kAdmin, "Probe the permissions again.", "", stripe::PostCheck, "stripe.check");
    add(Method::kPost, "/v1/integrations/stripe/sync", Access::kAdmin, "Read everything again.", "", stripe::PostSync, "stripe.sync");
    add(Method::kPost, "/v1/integrations/stripe/verify", Access::kAdmin, "Compare everything stored with Stripe, and repair what differs.", "", stripe::PostVerify, "stripe.verify");
    add(Method::kPost, "/v1/integrations/stripe/pause", Access::kAdmin, "Stop reading until resumed.", "", stripe::PostPause, "stripe.pause");
    add(Method::kPost, "/v1/integrations/stripe/resume", Access::kAdmin, "Go on reading.", "", stripe::PostResume, "stripe.resume");
    routes.push_back({Method::kPost, "/webhooks/stripe", Access::kOpen, "Stripe's webhook. The signature is checked on the raw body.", "StripeEvent", "Received", {},
                      [&p](const Request& request, const Caller&) { return stripe::HandleWebhook(*p.sync, request); }});
}

void AddWatch(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kGet, "/v1/stream", Access::kRead, "Server-sent events: integration, profile, profiles, activity, counters, export, import; ended when the caller may no longer watch.", "", "", {}, Bind(p, OpenStream)});
    routes.push_back({Method::kGet, "/v1/doctor", Access::kRead, "Checks of the running server.", "", "Doctor", {},
                      [&p](const Request&, const Caller&) { return GetDoctor(p); }});
    routes.push_back({Method::kGet, "/v1/fsck", Access::kAdmin, "Compare the next profiles with what the stored Stripe objects give.", "", "Fsck",
                      {{"starting_after", kText, "Go on after it: \"next\" of the answer before."}}, Bind(p, GetFsck)});
    routes.push_back({Method::kGet, "/healthz", Access::kOpen, "Alive.", "", "Health", {}, [&p](const Request&, const Caller&) { return GetHealth(p); }});
    routes.push_back({Method::kGet, "/readyz", Access::kOpen, "Ready to take requests.", "", "Health", {}, [&p](const Request&, const Caller&) { return GetReady(p); }});
    routes.push_back({Method::kGet, "/metrics", Access::kMetrics, "Figures in Prometheus' format.", "", "", {}, [&p](const Request&, const Caller&) { return GetMetrics(p); }});
    routes.push_back({Method::kGet, "/openapi.json", Access::kOpen, "This document.", "", "", {},
                      [&p](const Request&, const Caller&) { return http::JsonResponse(200, OpenApiDocument(p.routes)); }});
}

}  // namespace

std::vector<Route> MakeRoutes(App::Parts& parts) {
    std::vector<Route> routes;
    AddStripe(routes, parts);
    AddShop(routes, parts);
    AddSegments(routes, parts);
    AddTemplates(routes, parts);
    AddHouse(routes, parts);
    AddHelp(routes, parts);
    AddWatch(routes, parts);
    return routes;
}

}  // namespace daybook::server
