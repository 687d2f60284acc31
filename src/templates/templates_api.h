// The HTTP handlers of templates: request in, response out (api.md §2).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/ids.h"
#include "http/message.h"
#include "images/images.h"
#include "liquid/schema.h"
#include "sql/database.h"
#include "templates/lacking.h"

namespace daybook::templates {

// A person as templates see them. `held` keeps what the value points to.
struct Person {
    std::shared_ptr<const void> held;
    liquid::Value value;
    std::string id;
};

inline constexpr std::string_view kLongest = "longest";

// Whom a request is for, and what answers it.
struct ApiContext {
    AccountId account{};
    sql::Database& database;
    const Clock& clock;
    std::string actor;   // "usr_…", "key_…"
    // The object `profile` as its own module tells it (profiles/words.h).
    std::function<Result<liquid::Known>(sql::Tx&)> profile_words;
    // One of the account's people, or kLongest: somebody who has the longest value of each field. kNotFound; kConflict
    // still_counting.
    std::function<Result<Person>(sql::Tx&, std::string_view id, liquid::Arena&)> person;
    // Who lacks what, of a segment or (empty) of everybody: as it was last counted, which this begins. kNotFound.
    std::function<Result<LackingPtr>(std::string_view segment)> lacking;
    std::string address;  // of this server as people reach it, without a slash at the end
    images::Maker& images;
};

// GET /v1/templates ?kind= ?query= ?archived= and paging: without contents; those that were put away only where it asks for them.
http::Response ListTemplates(const http::Request& request, const ApiContext& context);
// POST /v1/templates {"name","kind","content"?}
http::Response CreateTemplate(const http::Request& request, const ApiContext& context);
// GET /v1/templates/{id}: with the draft's content.
http::Response GetTemplate(const http::Request& request, const ApiContext& context);
// PATCH /v1/templates/{id} {"name"?,"content"?,"archived"?,"version"?}: saves the draft, whatever is wrong with it, and tells that
// as "findings"; puts a template away (a snippet that others use is refused, 409 template_in_use) or takes it back. One that is put away changes in no other way
// (409 template_archived).
http::Response PatchTemplate(const http::Request& request, const ApiContext& context);
// DELETE /v1/templates/{id}: a snippet that others use is refused (409 template_in_use).
http::Response DeleteTemplate(const http::Request& request, const ApiContext& context);
// POST /v1/templates/{id}/publish {"version"?}: 400 template_has_errors where Check found some, with the first one's place; else the
// template with "findings": its warnings.
http::Response PublishTemplate(const http::Request& request, const ApiContext& context);
// POST /v1/templates/check {"template"} or {"channel", parts…}, "segment"?: what is wrong with a draft, or with words as they are typed.
http::Response CheckTemplate(const http::Request& request, const ApiContext& context);
// POST /v1/templates/preview {"channel", parts…, "profile"?, "data"?, "segment"?}: a message as one person would get it, and warnings.
http::Response PreviewTemplate(const http::Request& request, const ApiContext& context);
// GET /v1/templates/words ?profile=: the names, filters and tags that templates may use, and what each name prints.
http::Response GetTemplateWords(const http::Request& request, const ApiContext& context);
// GET /v1/templates/values ?segment=: how many of a segment, or of everybody, lack each field of a person.
http::Response GetTemplateValues(const http::Request& request, const ApiContext& context);
// GET /v1/templates/{id}/revisions and paging: without contents.
http::Response ListTemplateRevisions(const http::Request& request, const ApiContext& context);
// GET /v1/templates/{id}/revisions/{revision}
http::Response GetTemplateRevision(const http::Request& request, const ApiContext& context);
// POST /v1/templates/{id}/restore {"revision","version"?}: the draft becomes what that revision was.
http::Response RestoreTemplate(const http::Request& request, const ApiContext& context);

// POST /v1/images ?name=, the file as body: a picture to keep, told by its content. The same one again is the one that is there.
http::Response UploadImage(const http::Request& request, const ApiContext& context);
// GET /v1/images and paging; GET /v1/images/{id}
http::Response ListKeptImages(const http::Request& request, const ApiContext& context);
http::Response GetImage(const http::Request& request, const ApiContext& context);
// DELETE /v1/images/{id}: one that a template or the brand shows is refused (409 image_in_use).
http::Response DeleteKeptImage(const http::Request& request, const ApiContext& context);
// GET /images/{file}: the picture itself, for anybody.
http::Response GetImageFile(const http::Request& request, sql::Database& database);

// GET and PATCH /v1/brand: logo, colours and font of e-mails made of blocks.
http::Response GetBrand(const http::Request& request, const ApiContext& context);
http::Response PatchBrand(const http::Request& request, const ApiContext& context);

}  // namespace daybook::templates
