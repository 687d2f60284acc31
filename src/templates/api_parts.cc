#include "templates/api_parts.h"

#include <charconv>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::templates {

Result<Template> FindTemplate(sql::Tx& tx, AccountId account, std::string_view id) {
    if (const auto number = DecodeId("tpl", id)) {
        if (auto found = TRY(Find(tx, account, TemplateId{*number}))) return std::move(*found);
    }
    return NotFound(fmt::format("There is no template {}.", ToUtf8(id.substr(0, 40))), "resource_missing");
}

Result<Kind> ReadKind(std::string_view name, std::string_view param) {
    if (const auto kind = FindKind(name)) return *kind;
    return Invalid(fmt::format("{} must be email, sms, push, webhook or snippet.", param), std::string(param));
}

Result<int64_t> ReadRevisionNumber(std::string_view text) {
    int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed == std::errc() && end == text.data() + text.size()) return number;
    return NotFound(fmt::format("There is no revision {}: they are numbered from 1.", ToUtf8(text.substr(0, 40))), "resource_missing");
}

Result<Draft> ReadDraft(sql::Tx& tx, AccountId account, const http::Body& body) {
    Draft draft;
    const auto id = TRY(body.Text("template"));
    const auto channel = TRY(body.Text("channel"));
    if (!id && !channel) return Invalid("Name a stored template with template, or the kind of the words with channel.", "channel", "parameter_missing");
    if (channel) draft.kind = TRY(ReadKind(*channel, "channel"));
    if (id) {
        const Template one = TRY(FindTemplate(tx, account, *id));
        if (channel && draft.kind != one.kind) return Invalid(fmt::format("This template is of kind {}: leave channel out.", KindName(one.kind)), "channel");
        draft.kind = one.kind;
        const auto stored = TRY(FindRevision(tx, one.id, one.revision));
        if (!stored) return Corrupt("A template's draft is missing.", "template_unreadable");
        draft.content = TRY(ReadContent(one.kind, stored->content));
    }
    std::string parts;
    JsonWriter json(parts);
    json.BeginObject();
    for (const std::string_view name : kDraftMembers) {
        if (name != "template" && name != "channel" && body.Has(name)) json.Key(name).Raw(*body.Json(name));
    }
    json.EndObject();
    draft.content = TRY(Changed(draft.kind, std::move(draft.content), parts));
    return draft;
}

void WriteFindings(JsonWriter& json, std::span<const Finding> findings) {
    const auto number = [&](std::string_view name, uint32_t value) {
        json.Key(name);
        value > 0 ? json.Int(value) : json.Null();
    };
    json.BeginArray();
    for (const Finding& one : findings) {
        json.BeginObject().Member("severity", one.severity == Severity::kError ? "error" : "warning").Member("code", one.code).Member("part", one.part);
        number("line", one.line);
        number("column", one.column);
        json.Member("message", one.message).Key("suggestion");
        one.suggestion.empty() ? json.Null() : json.String(one.suggestion);
        json.EndObject();
    }
    json.EndArray();
}

}  // namespace daybook::templates
