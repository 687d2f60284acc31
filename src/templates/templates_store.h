// Tables template and template_revision.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sql/database.h"
#include "templates/content.h"
#include "templates/templates.h"

namespace daybook::templates {

// Without their contents, the newest first.
Result<std::vector<Template>> List(sql::Tx& tx, AccountId account);
Result<std::optional<Template>> Find(sql::Tx& tx, AccountId account, TemplateId id);
// Another template of this kind that is called so, whatever its case.
Result<std::optional<TemplateId>> FindByName(sql::Tx& tx, AccountId account, Kind kind, std::string_view name);
Result<int64_t> CountOf(sql::Tx& tx, AccountId account);

// With revision 1. `one`: id, account, kind, name, created, actor.
Status Insert(sql::Tx& tx, const Template& one, const Content& content);
// Writes what `one` now says under the next version, and returns it so.
Result<Template> Update(sql::Tx& tx, Template one, std::string_view actor, Micros now);
// Into the draft, or as the next revision; `one.revision` then says which. Old drafts over kDraftsMax go.
Status SaveDraft(sql::Tx& tx, Template& one, const Content& content, std::string_view actor, Micros now, int64_t restored = 0);
// The draft is what is sent from now on.
Status MarkPublished(sql::Tx& tx, Template& one, Micros now);
Status Delete(sql::Tx& tx, AccountId account, TemplateId id);

inline constexpr int kDraftsMax = 50;                       // revisions that never were published, a template
inline constexpr Micros kDraftOpen = 10 * 60 * kSecond;     // so long saves go into the same draft

// Nothing where there is none.
Result<std::optional<Revision>> FindRevision(sql::Tx& tx, TemplateId id, int64_t number);
// Without their contents, the newest first.
Result<std::vector<Revision>> ListRevisions(sql::Tx& tx, TemplateId id);

struct Snippet {
    std::string name;
    std::string body;
    bool published = false;
};
// All by name. Bodies are of those that the content asks for, by itself or through others (all where it makes a name while
// rendering), as they are sent; of one that never was published, its draft. The others' are empty.
Result<std::vector<Snippet>> LoadSnippets(sql::Tx& tx, AccountId account, Kind kind, const Content& content);
// The names of templates that use a snippet, as drafts or as what is sent.
Result<std::vector<std::string>> UsersOf(sql::Tx& tx, AccountId account, const Template& snippet);

}  // namespace daybook::templates
