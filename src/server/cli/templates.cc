// daybook templates list | show | check | publish
#include <fmt/format.h>

#include "base/json_write.h"
#include "base/text.h"
#include "server/cli/commands.h"
#include "server/cli/json.h"
#include "server/cli/tell.h"

namespace daybook::server {
namespace {

Result<std::string> Path(const TemplatesOptions& options, std::string_view more = {}) {
    return TRY(PathOf({"/v1/templates", "tpl", "template"}, options.id)).append(more);
}

void PrintTemplate(const boost::json::value& one) {
    fmt::print("{}  {}\n", Show(one, "id"), Show(one, "name"));
    for (const std::string_view name : {"kind", "state", "revision", "published_revision", "version", "updated_by"}) {
        const std::string text = Show(one, name);
        fmt::print("  {:<18} {}\n", name, text.empty() ? "-" : text);
    }
    const boost::json::value& content = Member(one, "content");
    if (!content.is_object()) return;
    for (const auto& part : content.as_object()) fmt::print("\n{}:\n{}\n", std::string_view(part.key()), EscapeControls(Text(content, part.key()), "\n\t"));
}

// "error body 2:4  profile has no stripe_total_order. …", a line each.
void PrintFindings(const boost::json::value& findings) {
    if (!findings.is_array()) return;
    for (const auto& one : findings.as_array()) {
        const std::string line = Show(one, "line"), column = Show(one, "column");
        const std::string place = line.empty() ? "" : fmt::format(" {}:{}", line, column.empty() ? "1" : column);
        fmt::print("{} {}{}  {}\n", Show(one, "severity"), Show(one, "part"), place, Show(one, "message"));
    }
}

}  // namespace

int TemplatesList(const StoreOptions& store, const TemplatesOptions& options) {
    return TellList(store, "/v1/templates", options.list, "No templates.\n", [](const boost::json::value& one) {
        fmt::print("{}  {:<40.40} {:<8} {}\n", Show(one, "id"), Show(one, "name"), Show(one, "kind"), Show(one, "state"));
    });
}

int TemplatesShow(const StoreOptions& store, const TemplatesOptions& options) { return TellOf(store, http::Method::kGet, Path(options), "", PrintTemplate); }

int TemplatesCheck(const StoreOptions& store, const TemplatesOptions& options) {
    std::string body;
    JsonWriter(body).BeginObject().Member("template", options.id).EndObject();
    bool publishable = false;
    const int code = Tell(store, [&](Remote& remote) -> Result<std::string> {
        std::string text = TRY(remote.Call(http::Method::kPost, "/v1/templates/check", body));
        publishable = Truth(boost::json::parse(text), "publishable");
        return text;
    }, [](const boost::json::value& check) { PrintFindings(Member(check, "findings")); });
    return code == kGood && !publishable ? kFailed : code;
}

int TemplatesPublish(const StoreOptions& store, const TemplatesOptions& options) {
    return TellOf(store, http::Method::kPost, Path(options, "/publish"), "{}", [](const boost::json::value& one) {
        fmt::print("{} is published.\n", Show(one, "id"));
        PrintFindings(Member(one, "findings"));
    });
}

}  // namespace daybook::server
