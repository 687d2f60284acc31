// HTML as a sequence of texts, tags and comments, without making a tree: enough to find links and images, to take out what
// must not be sent, and to make a plain text. Never fails: what is no tag is text, as in HTML's own rules (13.2.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daybook::templates {

struct HtmlAttribute {
    std::string_view name;    // as it is written
    std::string_view value;   // between the quotes, entities as they are
    size_t begin = 0, end = 0;  // the whole attribute in the text
};

// In a template, what stands between {{ }} and {% %} is never taken for HTML.
enum class HtmlLanguage : uint8_t { kPlain, kTemplate };

// The attributes of one tag, read one by one and kept nowhere: a broken tag may have a hundred thousand.
class HtmlAttributes {
  public:
    HtmlAttributes() = default;
    // `at`: behind the tag's name in `text`.
    HtmlAttributes(std::string_view text, size_t at, HtmlLanguage language) : text_(text), at_(at), language_(language) {}
    // Nothing at the tag's end.
    std::optional<HtmlAttribute> Next();
    // Behind what was read; behind the tag once Next was nothing.
    size_t at() const { return at_; }

  private:
    HtmlAttribute Read();

    std::string_view text_;
    size_t at_ = 0;
    HtmlLanguage language_ = HtmlLanguage::kPlain;
};

struct HtmlToken {
    enum class Kind : uint8_t { kText, kOpen, kClose, kComment };
    Kind kind = Kind::kText;
    std::string_view raw;       // as it is written
    std::string name;           // of a tag, in lower case
    HtmlAttributes attributes;  // all of them; a copy reads them again
    size_t at = 0;              // in the text

    // The first attribute of a name, which is given in lower case: of equal ones HTML takes the first.
    std::optional<HtmlAttribute> Find(std::string_view attribute) const;
};

class HtmlScanner {
  public:
    HtmlScanner(std::string_view text, HtmlLanguage language) : text_(text), language_(language) {}
    // False at the end. Views into the text.
    bool Next(HtmlToken& token);

  private:
    bool Tag(HtmlToken& token);
    size_t TextEnd(size_t from) const;

    std::string_view text_;
    HtmlLanguage language_;
    size_t at_ = 0;
    std::string raw_until_;   // within script, style, title, textarea: nothing but their end is a tag
};

// Whether a link may be sent: http, https, mailto, tel, sms, a place in the page, or no scheme at all. `value` with entities.
bool IsSafeLink(std::string_view value);
// &amp; and the like, &#39; and &#x27; as characters.
std::string DecodeEntities(std::string_view text);
void AppendEscaped(std::string& out, std::string_view text);

}  // namespace daybook::templates
