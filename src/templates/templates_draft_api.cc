// Checking words that need not be stored.
#include "templates/api_parts.h"
#include "templates/templates_api.h"
#include "templates/words.h"

namespace daybook::templates {

http::Response CheckTemplate(const http::Request& request, const ApiContext& context) {
    return Answer(request, [&]() -> Result<std::string> {
        const http::Body body = TRY(http::Body::Read(request, {"template", "channel", "subject", "preview_text", "body", "blocks", "text", "title", "link", "missing"}));
        std::vector<Finding> findings;
        TRY(context.database.Read([&](sql::Tx& tx) -> Status {
            const Draft draft = TRY(ReadDraft(tx, context.account, body));
            const std::vector<Snippet> snippets = TRY(LoadSnippets(tx, context.account));
            findings = Check(draft.kind, draft.content, {snippets, Words(TRY(context.profile_words(tx)))});
            return {};
        }));
        std::string text;
        JsonWriter json(text);
        json.BeginObject().Member("object", "template_check").Member("publishable", CountErrors(findings) == 0);
        WriteFindings(json.Key("findings"), findings);
        json.EndObject();
        return text;
    });
}

}  // namespace daybook::templates
