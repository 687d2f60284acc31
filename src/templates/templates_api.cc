#include "templates/templates_api.h"

#include <fmt/format.h>

#include "base/random.h"
#include "base/text.h"
#include "http/body.h"
#include "http/errors.h"
#include "http/window.h"
#include "templates/api_parts.h"
#include "templates/check.h"
#include "templates/snippets.h"
#include "templates/words.h"

namespace daybook::templates {
namespace {

constexpr size_t kNameBytesMax = 200;
constexpr int64_t kTemplatesMax = 2000;

using Findings = std::optional<std::vector<Finding>>;  // nothing: it was not checked

std::string_view StateOf(const Template& one) {
    if (one.published == 0) return "draft";
    return one.published == one.revision ? "published" : "changed";
}

void WriteMoment(JsonWriter& json, std::string_view name, Micros at) {
    json.Key(name);
    at > 0 ? json.Int(at / kSecond) : json.Null();
}

void WriteNumber(JsonWriter& json, std::string_view name, int64_t number) {
    json.Key(name);
    number > 0 ? json.Int(number) : json.Null();
}

// `content`: JSON; empty: it is left out. So are the findings of what was not checked.
void Write(JsonWriter& json, const Template& one, std::string_view content, const Findings& findings = std::nullopt) {
    json.BeginObject().Member("object", "template").Member("id", IdText(one.id)).Member("name", one.name).Member("kind", KindName(one.kind));
    json.Member("state", StateOf(one)).Member("version", one.version).Member("revision", one.revision);
    WriteNumber(json, "published_revision", one.published);
    WriteMoment(json, "published_at", one.published_at);
    WriteMoment(json, "archived", one.archived);
    if (!content.empty()) json.Key("content").Raw(content);
    if (findings) WriteFindings(json.Key("findings"), *findings);
    json.Member("created", one.created / kSecond).Member("updated", one.updated / kSecond).Member("updated_by", one.actor).EndObject();
}

void Write(JsonWriter& json, const Template& one, const Revision& revision) {
    json.BeginObject().Member("object", "template_revision").Member("template", IdText(one.id)).Member("revision", revision.number);
    json.Member("sent", revision.number == one.published);
    if (!revision.content.empty()) json.Key("content").Raw(revision.content);
    json.Member("saved", revision.saved / kSecond).Member("saved_by", revision.actor);
    WriteMoment(json, "published", revision.published);
    WriteNumber(json, "restored_from", revision.restored);
    json.EndObject();
}

Result<std::string> ReadName(std::string_view given, Kind kind) {
    const std::string name(Trim(given));
    if (name.empty()) return Invalid("name is empty: give the template a name.", "name");
    if (name.size() > kNameBytesMax) return Invalid(fmt::format("name is longer than {} bytes.", kNameBytesMax), "name");
    for (const char c : name) {
        if (static_cast<unsigned char>(c) < 0x20) return Invalid("name has a line break or another control character: leave it out.", "name");
    }
    if (kind == Kind::kSnippet) TRY(CheckSnippetName(name));
    return name;
}

Result<bool> ReadArchived(const http::Request& request) {
    const std::string_view given = request.Query("archived").value_or("false");
    if (given != "true" && given != "false") return Invalid("archived must be true or false.", "archived");
    return given == "true";
}

Status CheckFree(sql::Tx& tx, const Template& one) {
    const auto other = TRY(FindByName(tx, one.account, one.kind, one.name));
    if (!other || *other == one.id) return {};
    const bool away = TRY(Find(tx, one.account, *other)).value_or(Template()).archived > 0;
    return Conflict(fmt::format("There is a template {} of this kind already{}. Choose another name.", ToUtf8(one.name), away ? ", in the archive" : ""), "already_exists");
}

// Nobody may be left with words that are not there.
Status CheckUnused(sql::Tx& tx, const Template& one) {
    if (one.kind != Kind::kSnippet) return {};
    const std::vector<std::string> users = TRY(UsersOf(tx, one.account, one));
    if (users.empty()) return {};
    return Conflict(fmt::format("{} is used by {}. Change or delete them first.", one.name, fmt::join(users, ", ")), "template_in_use");
}

// `at` 0: takes it back. One that is there already stays as it is.
Status PutAway(sql::Tx& tx, Template& one, Micros at) {
    if ((one.archived > 0) == (at > 0)) return {};
    if (at > 0) TRY(CheckUnused(tx, one));
    one.archived = at;
    return {};
}

Result<std::string> OneJson(sql::Tx& tx, const Template& one, const Findings& findings = std::nullopt) {
    const auto draft = TRY(FindRevision(tx, one.id, one.revision));
    if (!draft) return Corrupt("A template's draft is missing.", "template_unreadable");
    std::string text;
    JsonWriter json(text);
    Write(json, one, draft->content, findings);
    return text;
}

// What POST /v1/templates/check tells of such words. `lacking` is counted by then, or not.
Result<std::vector<Finding>> FindingsOf(sql::Tx& tx, const ApiContext& context, Kind kind, const Content& content, const LackingPtr& lacking) {
    const std::vector<Snippet> snippets = TRY(LoadSnippets(tx, context.account, kind, content));
    return Check(kind, content, {snippets, Words(TRY(context.profile_words(tx))), lacking.get()});
}

// Changes the template of a request in one transaction: `change` alters it and says what it found, then it is written under the
// next version.
template <typename Change>
http::Response ChangeOne(const http::Request& request, const ApiContext& context, const http::Body& body, Change change) {
    return Answer(request, [&]() -> Result<std::string> {
        const auto version = TRY(body.Integer("version"));
        std::string text;
        TRY(context.database.Write([&](sql::Tx& tx) -> Status {
            Template one = TRY(FindTemplate(tx, context.account, request.Path("id")));
            if (version && *version != one.version)
                return Conflict("Somebody else changed this template meanwhile. Look at it again, then change yours.", "changed_meanwhile");
            if (one.archived > 0 && !body.Has("archived"))
                return Conflict(fmt::format("{} is in the archive: take it back, then change it.", one.name), "template_archived");
            const Findings findings = TRY(change(tx, one));
            one = TRY(Update(tx, std::move(one), context.actor, context.clock.Now()));
            text = TRY(OneJson(tx, one, findings));
            return {};
        }));
        return text;
    });
}

Result<Revision> RevisionOf(sql::Tx& tx, const Template& one, int64_t number) {
    auto revision = TRY(FindRevision(tx, one.id, number));
    if (!revision) return NotFound(fmt::format("{} has no revision {}.", ToUtf8(one.name), number), "resource_missing");
    return std::move(*revision);
}

Error HasErrors(std::span<const Finding> findings) {
    const size_t count = CountErrors(findings);
    for (const Finding& one : findings) {
        if (one.severity != Severity::kError) continue;
        std::string where = one.part;
        if (one.line > 0) where += fmt::format(", line {}", one.line);
        if (one.column > 0) where += fmt::format(", column {}", one.column);
        return Invalid(fmt::format("This cannot be published yet: {} {} found. {}: {}", count, count == 1 ? "mistake was" : "mistakes were", where, one.message),
                       "content." + one.part, "template_has_errors");
    }
    return Internal("a template was refused without a reason");
}

}  // namespace

http::Response ListTemplates(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {"kind", "query", "archived", http::kLimit, http::kStartingAfter, http::kEndingBefore}));
        const http::Paging paging = TRY(http::ReadPaging(request));
        std::optional<Kind> kind;
        if (const auto wanted = request.Query("kind")) kind = TRY(ReadKind(*wanted));
        const bool archived = TRY(ReadArchived(request));
        std::vector<Template> all;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            all = TRY(List(tx, context.account));
            return {};
        }));
        const std::string words = SimpleFold(Trim(request.Query("query").value_or("")));
        std::erase_if(all, [&](const Template& one) {
            return (one.archived > 0) != archived || (kind && one.kind != *kind) || SimpleFold(one.name).find(words) == std::string::npos;
        });
        const http::Window window = TRY(http::WindowOf(all, paging, [](const Template& one) { return IdText(one.id); }));
        return http::ListJson("/v1/templates", window.has_more, [&](JsonWriter& json) {
            for (size_t i = window.begin; i < window.end; ++i) Write(json, all[i], std::string_view());
        });
    });
}

http::Response CreateTemplate(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"name", "kind", "content"}));
        Template one{.id = TemplateId{RandomId()}, .account = context.account, .actor = context.actor};
        one.kind = TRY(ReadKind(TRY(body.RequiredText("kind"))));
        one.name = TRY(ReadName(TRY(body.RequiredText("name")), one.kind));
        one.created = one.updated = context.clock.Now();
        const Content content = TRY(Changed(one.kind, {}, body.Json("content").value_or("{}")));
        std::string text;
        TRY(context.database.Write([&](sql::Tx& tx) -> Status {
            TRY(CheckFree(tx, one));
            if (TRY(CountOf(tx, context.account)) >= kTemplatesMax)
                return Conflict(fmt::format("There are {} templates; no more can be made. Delete some first.", kTemplatesMax), "templates_full");
            TRY(Insert(tx, one, content));
            text = TRY(OneJson(tx, one));
            return {};
        }));
        return text;
    });
}

http::Response GetTemplate(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {}));
        std::string text;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            text = TRY(OneJson(tx, TRY(FindTemplate(tx, context.account, request.Path("id")))));
            return {};
        }));
        return text;
    });
}

http::Response PatchTemplate(const http::Request& request, const ApiContext& context) {
    const auto body = http::Body::Read(request, {"name", "content", "archived", "version"});
    if (!body.ok()) return http::ErrorResponse(body.error(), request.request_id);
    const auto lacking = context.lacking({});
    if (!lacking.ok()) return http::ErrorResponse(lacking.error(), request.request_id);
    return ChangeOne(request, context, *body, [&](sql::Tx& tx, Template& one) -> Result<Findings> {
        if (const auto name = TRY(body->Text("name"))) {
            one.name = TRY(ReadName(*name, one.kind));
            TRY(CheckFree(tx, one));
        }
        if (const auto archived = TRY(body->Flag("archived"))) TRY(PutAway(tx, one, *archived ? context.clock.Now() : 0));
        if (!body->Has("content")) return Findings();
        const Content before = TRY(ReadContent(one.kind, TRY(RevisionOf(tx, one, one.revision)).content));
        const Content after = TRY(Changed(one.kind, before, *body->Json("content")));
        if (after != before) TRY(SaveDraft(tx, one, after, context.actor, context.clock.Now()));
        return Findings(TRY(FindingsOf(tx, context, one.kind, after, *lacking)));
    });
}

http::Response DeleteTemplate(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        std::string text;
        TRY(context.database.Write([&](sql::Tx& tx) -> Status {
            const Template one = TRY(FindTemplate(tx, context.account, request.Path("id")));
            TRY(CheckUnused(tx, one));
            JsonWriter(text).BeginObject().Member("object", "template").Member("id", IdText(one.id)).Member("deleted", true).EndObject();
            return Delete(tx, context.account, one.id);
        }));
        return text;
    });
}

http::Response PublishTemplate(const http::Request& request, const ApiContext& context) {
    const auto body = http::Body::Read(request, {"version"});
    if (!body.ok()) return http::ErrorResponse(body.error(), request.request_id);
    const auto lacking = context.lacking({});
    if (!lacking.ok()) return http::ErrorResponse(lacking.error(), request.request_id);
    return ChangeOne(request, context, *body, [&](sql::Tx& tx, Template& one) -> Result<Findings> {
        const Content content = TRY(ReadContent(one.kind, TRY(RevisionOf(tx, one, one.revision)).content));
        Findings findings = TRY(FindingsOf(tx, context, one.kind, content, *lacking));
        if (CountErrors(*findings) > 0) return HasErrors(*findings);
        TRY(MarkPublished(tx, one, context.clock.Now()));
        return findings;
    });
}

http::Response ListTemplateRevisions(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {http::kLimit, http::kStartingAfter, http::kEndingBefore}));
        const http::Paging paging = TRY(http::ReadPaging(request));
        Template one;
        std::vector<Revision> all;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            one = TRY(FindTemplate(tx, context.account, request.Path("id")));
            all = TRY(ListRevisions(tx, one.id));
            return {};
        }));
        const http::Window window = TRY(http::WindowOf(all, paging, [](const Revision& revision) { return std::to_string(revision.number); }));
        return http::ListJson(fmt::format("/v1/templates/{}/revisions", IdText(one.id)), window.has_more, [&](JsonWriter& json) {
            for (size_t i = window.begin; i < window.end; ++i) Write(json, one, all[i]);
        });
    });
}

http::Response GetTemplateRevision(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        TRY(http::CheckQuery(request, {}));
        std::string text;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            const Template one = TRY(FindTemplate(tx, context.account, request.Path("id")));
            JsonWriter json(text);
            Write(json, one, TRY(RevisionOf(tx, one, TRY(ReadRevisionNumber(request.Path("revision"))))));
            return {};
        }));
        return text;
    });
}

http::Response RestoreTemplate(const http::Request& request, const ApiContext& context) {
    const auto body = http::Body::Read(request, {"revision", "version"});
    if (!body.ok()) return http::ErrorResponse(body.error(), request.request_id);
    return ChangeOne(request, context, *body, [&](sql::Tx& tx, Template& one) -> Result<Findings> {
        const auto number = TRY(body->Integer("revision"));
        if (!number) return http::MissingParameter("revision");
        const Content content = TRY(ReadContent(one.kind, TRY(RevisionOf(tx, one, *number)).content));
        TRY(SaveDraft(tx, one, content, context.actor, context.clock.Now(), *number));
        return Findings();
    });
}

}  // namespace daybook::templates
