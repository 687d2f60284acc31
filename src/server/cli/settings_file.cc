#include "server/cli/settings_file.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "base/text.h"

namespace daybook::server {
namespace {

constexpr std::string_view kShape = "Each line is a flag's name without dashes, such as listen = \"127.0.0.1:8484\"; a text stands in quotation marks.";

Error Wrong(const toml::source_region& where, std::string_view what) {
    return Invalid(fmt::format("line {}: {} {}", where.begin.line, what, kShape));
}

// As it would stand behind a flag; nothing for a date, a table, or a list within a list.
std::optional<std::string> TextOf(const toml::node& value) {
    if (const auto* text = value.as_string()) return text->get();
    if (const auto* number = value.as_integer()) return fmt::format("{}", number->get());
    if (const auto* number = value.as_floating_point()) return fmt::format("{}", number->get());
    if (const auto* truth = value.as_boolean()) return fmt::format("{}", truth->get());
    return std::nullopt;
}

Result<Setting> SettingOf(const toml::key& key, const toml::node& value) {
    Setting setting{.key = std::string(key.str()), .values = {}, .list = value.is_array(), .line = static_cast<int>(key.source().begin.line)};
    const Error no_value = Wrong(key.source(), fmt::format("{} is no text, number, true, false, or list of them.", ToUtf8(setting.key.substr(0, 80))));
    if (!setting.list) {
        const auto text = TextOf(value);
        if (!text) return no_value;
        setting.values.push_back(*text);
        return setting;
    }
    for (const toml::node& one : *value.as_array()) {
        const auto text = TextOf(one);
        if (!text) return no_value;
        setting.values.push_back(*text);
    }
    return setting;
}

}  // namespace

Result<std::vector<Setting>> ReadSettings(std::string_view text) {
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) return Wrong(parsed.error().source(), fmt::format("this is not TOML ({}).", parsed.error().description()));
    std::vector<Setting> settings;
    for (const auto& [key, value] : parsed.table()) settings.push_back(TRY(SettingOf(key, value)));
    std::ranges::sort(settings, {}, &Setting::line);  // a table of TOML has no order
    return settings;
}

}  // namespace daybook::server
