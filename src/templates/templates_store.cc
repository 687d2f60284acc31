#include "templates/templates_store.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/assert.h"
#include "base/text.h"
#include "templates/snippets.h"

namespace daybook::templates {
namespace {

// The name by which two templates of a kind are the same. Snippets are called as the language calls partials.
std::string Folded(Kind kind, std::string_view name) { return kind == Kind::kSnippet ? AsciiLower(name) : SimpleFold(name); }

Template ReadRow(const sql::Rows& rows, size_t i, AccountId account) {
    return {TemplateId{rows.Int(i, 0)}, account,       static_cast<Kind>(rows.Int(i, 1)), rows.String(i, 2), rows.Int(i, 3), rows.Int(i, 4),
            rows.Int(i, 5),             rows.Int(i, 6), rows.Int(i, 7),                    rows.String(i, 8), rows.Int(i, 9), rows.Int(i, 10)};
}

Revision ReadRevision(const sql::Rows& rows, size_t i) {
    return {rows.Int(i, 0), rows.String(i, 1), rows.Int(i, 2), rows.String(i, 3), rows.Int(i, 4), rows.Int(i, 5)};
}

Status Put(sql::Tx& tx, TemplateId id, const Revision& revision) {
    return tx.Run("templates.put_revision", Number(id), revision.number, revision.content, revision.saved, revision.actor, revision.published,
                  revision.restored);
}

Status DropOldDrafts(sql::Tx& tx, const Template& one) {
    int drafts = 0;
    for (const Revision& revision : TRY(ListRevisions(tx, one.id))) {
        if (revision.published > 0 || ++drafts <= kDraftsMax) continue;
        TRY(tx.Run("templates.delete_revision", Number(one.id), revision.number));
    }
    return {};
}

}  // namespace

Result<std::vector<Template>> List(sql::Tx& tx, AccountId account) {
    const sql::Rows rows = TRY(tx.Query("templates.list", Number(account)));
    std::vector<Template> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back(ReadRow(rows, i, account));
    return all;
}

Result<std::optional<Template>> Find(sql::Tx& tx, AccountId account, TemplateId id) {
    const sql::Rows rows = TRY(tx.Query("templates.find", Number(account), Number(id)));
    if (rows.empty()) return std::optional<Template>();
    return std::optional(ReadRow(rows, 0, account));
}

Result<std::optional<TemplateId>> FindByName(sql::Tx& tx, AccountId account, Kind kind, std::string_view name) {
    const sql::Rows rows = TRY(tx.Query("templates.find_name", Number(account), static_cast<int>(kind), Folded(kind, name)));
    if (rows.empty()) return std::optional<TemplateId>();
    return std::optional(TemplateId{rows.Int(0, 0)});
}

Result<int64_t> CountOf(sql::Tx& tx, AccountId account) { return TRY(tx.Query("templates.count", Number(account))).Int(0, 0); }

Status Insert(sql::Tx& tx, const Template& one, const Content& content) {
    TRY(tx.Run("templates.insert", Number(one.id), Number(one.account), static_cast<int>(one.kind), one.name, Folded(one.kind, one.name), one.created,
               one.actor));
    return Put(tx, one.id, {1, ContentJson(one.kind, content), one.created, one.actor, 0, 0});
}

Result<Template> Update(sql::Tx& tx, Template one, std::string_view actor, Micros now) {
    ++one.version;
    one.updated = now;
    one.actor = actor;
    TRY(tx.Run("templates.update", Number(one.account), Number(one.id), one.name, Folded(one.kind, one.name), one.version, one.revision, one.published,
               one.updated, one.actor, one.archived > 0 ? std::optional(one.archived) : std::nullopt));
    return one;
}

Status SaveDraft(sql::Tx& tx, Template& one, const Content& content, std::string_view actor, Micros now, int64_t restored) {
    const auto draft = TRY(FindRevision(tx, one.id, one.revision));
    ASSERT(draft.has_value());
    const bool same_draft = draft->published == 0 && draft->actor == actor && now - draft->saved < kDraftOpen && draft->restored == restored;
    if (!same_draft) ++one.revision;
    // A draft that goes on being saved is as old as its first save: else it would never be kept.
    TRY(Put(tx, one.id, {one.revision, ContentJson(one.kind, content), same_draft ? draft->saved : now, std::string(actor), 0, restored}));
    return same_draft ? Status() : DropOldDrafts(tx, one);
}

Status MarkPublished(sql::Tx& tx, Template& one, Micros now) {
    auto draft = TRY(FindRevision(tx, one.id, one.revision));
    ASSERT(draft.has_value());
    if (draft->published == 0) {
        draft->published = now;
        TRY(Put(tx, one.id, *draft));
    }
    one.published = one.revision;
    one.published_at = draft->published;
    return {};
}

Status Delete(sql::Tx& tx, AccountId account, TemplateId id) {
    TRY(tx.Run("templates.delete_revisions", Number(id)));
    return tx.Run("templates.delete", Number(account), Number(id));
}

Result<std::optional<Revision>> FindRevision(sql::Tx& tx, TemplateId id, int64_t number) {
    const sql::Rows rows = TRY(tx.Query("templates.revision", Number(id), number));
    if (rows.empty()) return std::optional<Revision>();
    return std::optional(ReadRevision(rows, 0));
}

Result<std::vector<Revision>> ListRevisions(sql::Tx& tx, TemplateId id) {
    const sql::Rows rows = TRY(tx.Query("templates.revisions", Number(id)));
    std::vector<Revision> all;
    for (size_t i = 0; i < rows.size(); ++i) all.push_back(ReadRevision(rows, i));
    return all;
}

Result<std::vector<Snippet>> LoadSnippets(sql::Tx& tx, AccountId account, Kind kind, const Content& content) {
    const int snippet = static_cast<int>(Kind::kSnippet);
    const sql::Rows rows = TRY(tx.Query("templates.snippets", Number(account), snippet));
    std::vector<Snippet> all;
    std::map<std::string, size_t> places;
    for (size_t i = 0; i < rows.size(); ++i) {
        all.push_back({rows.String(i, 0), {}, rows.Int(i, 1) > 0});
        places[Folded(Kind::kSnippet, all.back().name)] = i;
    }
    std::set<std::string> asked;
    std::vector<std::string> unread;
    const auto ask = [&](const std::set<std::string>& names) {
        const bool any = names.contains("");
        for (const auto& [name, place] : places) {
            if ((any || names.contains(name)) && asked.insert(name).second) unread.push_back(name);
        }
    };
    ask(SnippetsIn(kind, content));
    while (!unread.empty()) {
        const sql::Rows contents = TRY(tx.Query("templates.snippet_contents", Number(account), snippet, std::exchange(unread, {})));
        for (size_t i = 0; i < contents.size(); ++i) {
            std::string& body = all[places.at(contents.String(i, 0))].body;
            body = TRY(ReadContent(Kind::kSnippet, contents.TextAt(i, 1))).body;
            ask(SnippetsIn(body));
        }
    }
    return all;
}

Result<std::vector<std::string>> UsersOf(sql::Tx& tx, AccountId account, const Template& snippet) {
    const sql::Rows rows = TRY(tx.Query("templates.contents", Number(account)));
    std::vector<std::string> users;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows.Int(i, 0) == Number(snippet.id)) continue;
        const std::string name = rows.String(i, 2);
        if (!users.empty() && users.back() == name) continue;
        const auto kind = static_cast<Kind>(rows.Int(i, 1));
        if (SnippetsIn(kind, TRY(ReadContent(kind, rows.TextAt(i, 3)))).contains(Folded(Kind::kSnippet, snippet.name))) users.push_back(name);
    }
    return users;
}

}  // namespace daybook::templates
