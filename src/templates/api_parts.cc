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

}  // namespace daybook::templates
