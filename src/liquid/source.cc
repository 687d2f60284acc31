// Brackets are found by their first closing pair; quotes do not protect them. That is the language.
#include "liquid/source.h"

#include <algorithm>

#include "liquid/convert.h"

namespace daybook::liquid {
namespace {

bool IsWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

size_t SkipSpace(std::string_view text, size_t i) {
    while (i < text.size() && IsSpace(text[i])) ++i;
    return i;
}

size_t NameLength(std::string_view text) {
    if (!text.empty() && text[0] == '#') return 1;
    size_t i = 0;
    while (i < text.size() && IsWord(text[i])) ++i;
    return i;
}

std::optional<TagParts> Split(std::string_view body) {
    TagParts parts;
    size_t name = SkipSpace(body, 0);
    parts.before = body.substr(0, name);
    size_t length = NameLength(body.substr(name));
    if (length == 0) return std::nullopt;
    parts.name = body.substr(name, length);
    size_t markup = SkipSpace(body, name + length);
    parts.between = body.substr(name + length, markup - name - length);
    parts.markup = body.substr(markup);
    return parts;
}

}  // namespace

std::optional<TagParts> SplitTag(std::string_view token) {
    if (token.size() < 4 || !token.starts_with("{%") || !token.ends_with("%}")) return std::nullopt;
    std::string_view body = token.substr(2, token.size() - 4);
    if (body.starts_with('-')) body.remove_prefix(1);
    if (body.ends_with('-')) body.remove_suffix(1);
    return Split(body);
}

std::optional<TagParts> SplitLine(std::string_view line) { return Split(line); }

std::optional<std::string_view> Source::Next() {
    if (kind_ == SourceKind::kLiquidTag) {
        if (ended_) return std::nullopt;
        size_t end = rest_.find('\n');
        std::string_view line = rest_.substr(0, end);
        ended_ = end == std::string_view::npos;
        rest_.remove_prefix(ended_ ? rest_.size() : end + 1);
        ++line_;
        return line;
    }
    if (rest_.empty()) return std::nullopt;
    std::string_view token = NextInDocument();
    line_ += static_cast<uint32_t>(std::count(token.begin(), token.end(), '\n'));
    return token;
}

std::string_view Source::NextInDocument() {
    size_t open = 0;
    while ((open = rest_.find('{', open)) != std::string_view::npos) {
        char next = open + 1 < rest_.size() ? rest_[open + 1] : '\0';
        if (next == '{' || next == '%') break;
        ++open;
    }
    if (open == 0) return rest_[1] == '{' ? Variable() : Tag(2);
    std::string_view text = rest_.substr(0, open);
    rest_.remove_prefix(text.size());
    return text;
}

// {{ a } ends at its single bracket, {{ {% x %} at the tag's end; the parser refuses both.
std::string_view Source::Variable() {
    auto take = [this](size_t length) {
        std::string_view token = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return token;
    };
    size_t i = 2;
    while ((i = rest_.find_first_of("{}", i)) != std::string_view::npos) {
        bool last = i + 1 >= rest_.size();
        if (rest_[i] == '}') {
            if (last) return take(rest_.size());
            return take(rest_[i + 1] == '}' ? i + 2 : i + 1);
        }
        if (!last && rest_[i + 1] == '%') return Tag(i + 2);
        ++i;
    }
    const std::string_view token = rest_.substr(0, 2);
    rest_ = {};
    return token;
}

std::string_view Source::Tag(size_t from) {
    size_t close = rest_.find("%}", from);
    if (close == std::string_view::npos) {
        std::string_view token = from == 2 ? rest_.substr(0, 2) : std::string_view("{%");
        rest_ = {};
        return token;
    }
    std::string_view token = rest_.substr(0, close + 2);
    rest_.remove_prefix(token.size());
    return token;
}

}  // namespace daybook::liquid
