// A template's text as tokens: text, {{ … }}, {% … %}; or the lines of a {% liquid %} tag.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace daybook::liquid {

enum class SourceKind { kDocument, kLiquidTag };

class Source {
  public:
    Source(std::string_view text, uint32_t line, SourceKind kind) : rest_(text), line_(line), kind_(kind) {}

    // The next token; nothing at the end. An unclosed {{ or {% is the token "{{" or "{%".
    std::optional<std::string_view> Next();
    // The line after the tokens given out.
    uint32_t line() const { return line_; }
    bool is_liquid_tag() const { return kind_ == SourceKind::kLiquidTag; }

  private:
    std::string_view NextInDocument();
    std::string_view Variable();
    std::string_view Tag(size_t from);

    std::string_view rest_;
    uint32_t line_;
    SourceKind kind_;
    bool ended_ = false;
};

// {% name markup %} in its parts.
struct TagParts {
    std::string_view before;  // white space between the bracket and the name
    std::string_view name;
    std::string_view between;  // white space behind the name
    std::string_view markup;
};
// Nothing where `token` is no tag with a name.
std::optional<TagParts> SplitTag(std::string_view token);
// The same for a line of a {% liquid %} tag.
std::optional<TagParts> SplitLine(std::string_view line);

}  // namespace daybook::liquid
