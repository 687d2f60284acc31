// HTML as a sequence of texts, tags and comments, without making a tree: enough to find links and images, to take out what
// must not be sent, and to make a plain text. Never fails: what is no tag is text, as in HTML's own rules (13.2.5).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daybook::templates {

struct HtmlAttribute {
    std::string_view name;    // as it is written
    std::string_view value;   // between the quotes, entities as they are
    size_t begin = 0, end = 0;  // the whole attribute in the text
};

struct HtmlToken {
    enum class Kind : uint8_t { kText, kOpen, kClose, kComment };
    Kind kind = Kind::kText;
    std::string_view raw;     // as it is written
    std::string name;         // of a tag, in lower case
    std::vector<HtmlAttribute> attributes;
    size_t at = 0;            // in the text

    // The value of an attribute by its name in lower case; nothing where it has none.
    const HtmlAttribute* Find(std::string_view attribute) const;
};

// In a template, what stands between {{ }} and {% %} is never taken for HTML.
enum class HtmlLanguage : uint8_t { kPlain, kTemplate };

class HtmlScanner {
  public:
    HtmlScanner(std::string_view text, HtmlLanguage language) : text_(text), language_(language) {}
    // False at the end. Views into the text.
    bool Next(HtmlToken& token);

  private:
    bool Tag(HtmlToken& token);
    void Attributes(HtmlToken& token, size_t& at);
    bool Attribute(HtmlToken& token, size_t& at);
    // Behind {{ … }} or {% … %} where one begins at `at`; else `at`.
    size_t SkipLanguage(size_t at) const;
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
