#include "server/exposition.h"

#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace daybook::server {
namespace {

void AppendEscaped(std::string& out, std::string_view value, bool quotes) {
    for (char c : value) {
        if (c == '\\') out += "\\\\";
        else if (c == '\n') out += "\\n";
        else if (c == '"' && quotes) out += "\\\"";
        else out += c;
    }
}

}  // namespace

void Exposition::Family(std::string_view name, std::string_view type, std::string_view help) {
    text_ += fmt::format("# HELP {} ", name);
    AppendEscaped(text_, help, false);
    text_ += fmt::format("\n# TYPE {} {}\n", name, type);
}

void Exposition::Sample(std::string_view name, Labels labels, double value) {
    text_ += name;
    if (labels.size() > 0) {
        char before = '{';
        for (const auto& [label, text] : labels) {
            text_ += before;
            text_ += label;
            text_ += "=\"";
            AppendEscaped(text_, text, true);
            text_ += '"';
            before = ',';
        }
        text_ += '}';
    }
    if (std::isfinite(value) && value == std::floor(value) && std::abs(value) < 1e15) {
        fmt::format_to(std::back_inserter(text_), " {}\n", static_cast<int64_t>(value));
    } else {
        fmt::format_to(std::back_inserter(text_), " {}\n", value);
    }
}

}  // namespace daybook::server
