// The routes of the help centre.
#include "help/api.h"
#include "server/handlers.h"
#include "server/routes_parts.h"

namespace daybook::server {
namespace {

using http::Method;

template <typename Function>
RouteHandler OfHelp(App::Parts& parts, Function function) {
    return [&parts, function](const http::Request& request, const Caller& caller) {
        return function(request, help::ApiContext{caller.account, caller.actor, *parts.help, *parts.database, parts.clock});
    };
}

}  // namespace

void AddHelp(std::vector<Route>& routes, App::Parts& p) {
    routes.push_back({Method::kGet, "/v1/help", Access::kRead, "List the help articles, or search them.", "", "HelpArticleList",
                      {{"query", kText, "Each word begins a word of the article; titles come first."}}, OfHelp(p, help::List)});
    routes.push_back({Method::kGet, "/v1/help/feedback", Access::kAdmin, "What readers say of the articles, the newest first.", "", "HelpFeedbackList",
                      {{"limit", kLimit, "How many to give."}, {"starting_after", kText, "An id: go on after it."}}, OfHelp(p, help::GetFeedback)});
    routes.push_back({Method::kGet, "/v1/help/{slug}", Access::kRead, "One help article, as HTML and as Markdown.", "", "HelpArticle", {}, OfHelp(p, help::Get)});
    routes.push_back({Method::kPost, "/v1/help/{slug}/feedback", Access::kRead, "Say whether an article helped.", "HelpFeedbackCreate", "HelpFeedback", {}, OfHelp(p, help::PostFeedback), "help.feedback"});
    routes.push_back({Method::kGet, "/help/images/{file}", Access::kOpen, "A picture of an article.", "", "", {},
                      [&p](const http::Request& request, const Caller&) { return help::GetPicture(request, *p.help); }});
}

}  // namespace daybook::server
