// What the files of templates' handlers share.
#pragma once

#include <string>
#include <string_view>

#include "base/json_write.h"
#include "http/body.h"
#include "http/errors.h"
#include "http/message.h"
#include "templates/check.h"
#include "templates/templates_store.h"

namespace daybook::templates {

// Answers with what `work` came to, a JSON text.
template <typename Work>
http::Response Answer(const http::Request& request, Work work) {
    const Result<std::string> done = work();
    return done.ok() ? http::JsonResponse(200, *done) : http::ErrorResponse(done.error(), request.request_id);
}

// kNotFound (resource_missing) where the account has no template of this id.
Result<Template> FindTemplate(sql::Tx& tx, AccountId account, std::string_view id);
Result<Kind> ReadKind(std::string_view name, std::string_view param = "kind");
// kNotFound where it is no number.
Result<int64_t> ReadRevisionNumber(std::string_view text);

// The draft that a request speaks of: {"template"}, {"channel", parts…}, or a stored one with parts in place of its own.
struct Draft {
    Kind kind = Kind::kEmail;
    Content content;
};
inline constexpr std::string_view kDraftMembers[] = {"template", "channel", "subject", "preview_text", "body", "blocks", "text", "title", "link", "missing"};
Result<Draft> ReadDraft(sql::Tx& tx, AccountId account, const http::Body& body);

void WriteFindings(JsonWriter& json, std::span<const Finding> findings);

}  // namespace daybook::templates
