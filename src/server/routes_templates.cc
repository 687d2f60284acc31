// The routes of templates.
#include "profiles/api.h"
#include "profiles/custom_fields.h"
#include "profiles/profile_json.h"
#include "profiles/profile_store.h"
#include "profiles/words.h"
#include "server/handlers.h"
#include "server/links.h"
#include "server/routes_parts.h"
#include "templates/templates_api.h"

namespace daybook::server {
namespace {

using http::Method;
using http::Request;

Result<liquid::Known> ProfileWords(sql::Tx& tx, AccountId account) {
    const auto fields = TRY(profiles::LoadCustomFields(tx, account));
    return profiles::ProfileWords(*fields);
}

Result<templates::Person> PersonOf(sql::Tx& tx, AccountId account, std::string_view id, liquid::Arena& arena) {
    auto found = TRY(profiles::Find(tx, account, TRY(profiles::ReadProfileId(id))));
    if (!found) return profiles::NoSuchProfile(id);
    const auto profile = std::make_shared<const profiles::Profile>(std::move(*found));
    return templates::Person{profile, profiles::ProfileValue(arena, *profile), profiles::ProfileName(profile->id)};
}

template <typename Function>
RouteHandler OfTemplates(App::Parts& parts, Function function) {
    return [&parts, function](const Request& request, const Caller& caller) {
        return function(request, templates::ApiContext{caller.account, *parts.database, parts.clock, caller.actor,
                                                       [account = caller.account](sql::Tx& tx) { return ProfileWords(tx, account); },
                                                       [account = caller.account](sql::Tx& tx, std::string_view id, liquid::Arena& arena) { return PersonOf(tx, account, id, arena); },
                                                       AddressOf(parts)});
    };
}

}  // namespace

void AddTemplates(std::vector<Route>& routes, App::Parts& p) {
    constexpr std::string_view kPath = "/v1/templates", kOne = "/v1/templates/{id}";
    const auto add = [&](Method method, std::string_view pattern, Access access, std::string_view summary, std::string_view body,
                         std::string_view answer, std::vector<QueryParameter> query, auto handler, std::string_view act = {}) {
        routes.push_back({method, pattern, access, summary, body, answer, std::move(query), OfTemplates(p, handler), act});
    };
    add(Method::kGet, kPath, Access::kRead, "List templates, the newest first, without their contents.", "", "TemplateList",
        Paging({{"kind", R"({"enum":["email","sms","push","webhook","snippet"]})", "Only those of this kind."},
                {"query", kText, "A part of the name."}}), templates::ListTemplates);
    add(Method::kPost, kPath, Access::kWrite, "Make a template, as a draft.", "TemplateCreate", "Template", {}, templates::CreateTemplate, "template.create");
    add(Method::kGet, kOne, Access::kRead, "One template, with its draft.", "", "Template", {}, templates::GetTemplate);
    add(Method::kPatch, kOne, Access::kWrite, "Rename a template, or save its draft, whatever is wrong with it.", "TemplatePatch", "Template", {}, templates::PatchTemplate, "template.change");
    add(Method::kDelete, kOne, Access::kWrite, "Delete a template with its revisions; a snippet only where no template uses it.", "", "Deleted", {}, templates::DeleteTemplate, "template.delete");
    add(Method::kPost, "/v1/templates/{id}/publish", Access::kWrite, "Send the draft from now on; refused where it has mistakes.", "TemplatePublish", "Template", {}, templates::PublishTemplate, "template.publish");
    add(Method::kPost, "/v1/templates/check", Access::kRead, "What is wrong with a template, or with words as they are typed.", "TemplateCheckCreate", "TemplateCheck", {}, templates::CheckTemplate, kChangesNothing);
    add(Method::kGet, "/v1/templates/words", Access::kRead, "The names, filters and tags that templates may use.", "", "TemplateWords",
        {{"profile", kText, "prf_…: examples are of this person; without it what people have is missing."}}, templates::GetTemplateWords);
    add(Method::kGet, "/v1/brand", Access::kRead, "Logo, colours and font of e-mails made of blocks.", "", "Brand", {}, templates::GetBrand);
    add(Method::kPatch, "/v1/brand", Access::kWrite, "Change how e-mails made of blocks look; null gives a default back.", "BrandPatch", "Brand", {}, templates::PatchBrand, "brand.change");
    add(Method::kPost, "/v1/templates/preview", Access::kRead, "A message as one person would get it, with warnings. Its own links lead nowhere.", "TemplatePreviewCreate", "TemplatePreview", {}, templates::PreviewTemplate, kChangesNothing);
    add(Method::kGet, "/v1/templates/{id}/revisions", Access::kRead, "What a template was, the newest first, without contents. Pages go by revision numbers.", "", "TemplateRevisionList", Paging(), templates::ListTemplateRevisions);
    add(Method::kGet, "/v1/templates/{id}/revisions/{revision}", Access::kRead, "One revision, with its content.", "", "TemplateRevision", {}, templates::GetTemplateRevision);
    add(Method::kPost, "/v1/templates/{id}/restore", Access::kWrite, "Make the draft what a revision was.", "TemplateRestore", "Template", {}, templates::RestoreTemplate, "template.restore");
}

}  // namespace daybook::server
