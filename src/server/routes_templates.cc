// The routes of templates.
#include "profiles/custom_fields.h"
#include "profiles/words.h"
#include "server/handlers.h"
#include "server/links.h"
#include "server/routes_parts.h"
#include "server/template_people.h"
#include "templates/templates_api.h"

namespace daybook::server {
namespace {

using http::Method;
using http::Request;

Result<liquid::Known> ProfileWords(sql::Tx& tx, AccountId account) {
    const auto fields = TRY(profiles::LoadCustomFields(tx, account));
    return profiles::ProfileWords(*fields);
}

template <typename Function>
RouteHandler OfTemplates(App::Parts& parts, Function function) {
    return [&parts, function](const Request& request, const Caller& caller) {
        return function(request, templates::ApiContext{caller.account, *parts.database, parts.clock, caller.actor,
                                                       [account = caller.account](sql::Tx& tx) { return ProfileWords(tx, account); },
                                                       [&parts, account = caller.account](sql::Tx& tx, std::string_view id, liquid::Arena& arena) { return PersonFor(parts, tx, account, id, arena); },
                                                       [&parts, account = caller.account](std::string_view segment) { return LackingOf(parts, account, segment); },
                                                       AddressOf(parts), parts.images});
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
                {"query", kText, "A part of the name."},
                {"archived", kFlag, "true: those that were put away, and no others. They are left out otherwise."}}), templates::ListTemplates);
    add(Method::kPost, kPath, Access::kWrite, "Make a template, as a draft.", "TemplateCreate", "Template", {}, templates::CreateTemplate, "template.create");
    add(Method::kGet, kOne, Access::kRead, "One template, with its draft.", "", "Template", {}, templates::GetTemplate);
    add(Method::kPatch, kOne, Access::kWrite, "Rename a template, save its draft, whatever is wrong with it, or put it into the archive.", "TemplatePatch", "Template", {}, templates::PatchTemplate, "template.change");
    add(Method::kDelete, kOne, Access::kWrite, "Delete a template with its revisions; a snippet only where no template uses it.", "", "Deleted", {}, templates::DeleteTemplate, "template.delete");
    add(Method::kPost, "/v1/templates/{id}/publish", Access::kWrite, "Send the draft from now on; refused where it has mistakes.", "TemplatePublish", "Template", {}, templates::PublishTemplate, "template.publish");
    add(Method::kPost, "/v1/templates/check", Access::kRead, "What is wrong with a template, or with words as they are typed.", "TemplateCheckCreate", "TemplateCheck", {}, templates::CheckTemplate, kChangesNothing);
    add(Method::kGet, "/v1/templates/words", Access::kRead, "The names, filters and tags that templates may use.", "", "TemplateWords",
        {{"profile", kText, "prf_…: examples are of this person; without it what people have is missing."}}, templates::GetTemplateWords);
    add(Method::kPost, "/v1/images", Access::kWrite, "Keep a picture for messages: JPEG, PNG, GIF or WebP as the body, at most 10 MB. It is made anew, at most 1,200 pixels wide.", "ImageFile", "Image",
        {{"name", kText, "What the file is called."}}, templates::UploadImage, "image.upload");
    add(Method::kGet, "/v1/images", Access::kRead, "The pictures that are kept for messages, the newest first.", "", "ImageList", Paging(), templates::ListKeptImages);
    add(Method::kGet, "/v1/images/{id}", Access::kRead, "One picture that is kept.", "", "Image", {}, templates::GetImage);
    add(Method::kDelete, "/v1/images/{id}", Access::kWrite, "Delete a picture that no template and no brand shows. Messages that were sent with it show a gap.", "", "Deleted", {}, templates::DeleteKeptImage, "image.delete");
    routes.push_back({Method::kGet, "/images/{file}", Access::kOpen, "A picture of a message.", "", "", {},
                      [&p](const Request& request, const Caller&) { return templates::GetImageFile(request, *p.database); }});
    add(Method::kGet, "/v1/templates/values", Access::kRead, "How many people lack each field. They are counted in the background, at most every five minutes.", "", "TemplateValues",
        {{"segment", kText, "seg_…: of its members; without it, of everybody."}}, templates::GetTemplateValues);
    add(Method::kGet, "/v1/brand", Access::kRead, "Logo, colours and font of e-mails made of blocks.", "", "Brand", {}, templates::GetBrand);
    add(Method::kPatch, "/v1/brand", Access::kWrite, "Change how e-mails made of blocks look; null gives a default back.", "BrandPatch", "Brand", {}, templates::PatchBrand, "brand.change");
    add(Method::kPost, "/v1/templates/preview", Access::kRead, "A message as one person would get it, with warnings. Its own links lead nowhere.", "TemplatePreviewCreate", "TemplatePreview", {}, templates::PreviewTemplate, kChangesNothing);
    add(Method::kGet, "/v1/templates/{id}/revisions", Access::kRead, "What a template was, the newest first, without contents. Pages go by revision numbers.", "", "TemplateRevisionList", Paging(), templates::ListTemplateRevisions);
    add(Method::kGet, "/v1/templates/{id}/revisions/{revision}", Access::kRead, "One revision, with its content.", "", "TemplateRevision", {}, templates::GetTemplateRevision);
    add(Method::kPost, "/v1/templates/{id}/restore", Access::kWrite, "Make the draft what a revision was.", "TemplateRestore", "Template", {}, templates::RestoreTemplate, "template.restore");
}

}  // namespace daybook::server
