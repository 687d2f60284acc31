// What a template says, by parts; which parts it has depends on its kind (api.md *Templates*).
//
//   email    subject, preview_text, body (HTML) or blocks (blocks.h), text
//   sms      body            push   title, body, link
//   webhook  body (JSON)     snippet body
//
// As JSON: an object of texts, `blocks` an array, and `missing`: "blank" or "skip". Parts that are empty are left out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "templates/templates.h"

namespace daybook::templates {

// What becomes of a message that prints a value which the person does not have (product.md decision 12).
enum class Missing : uint8_t { kBlank, kSkip };

struct Content {
    std::string subject, preview_text, body, text, title, link;
    std::string blocks;  // JSON; empty: the body is HTML
    Missing missing = Missing::kBlank;
    friend bool operator==(const Content&, const Content&) = default;
};

// How values are printed in a part.
enum class PartForm : uint8_t { kText, kLine, kHtml, kJson };

struct Part {
    Kind kind;
    std::string_view name;
    PartForm form;
    std::string Content::*text;
};
// The parts of a kind, in the order in which they are read.
std::span<const Part> PartsOf(Kind kind);

// All that may hold the template language: the parts that are not empty, and every text within the blocks.
std::vector<std::string> TextsOf(Kind kind, const Content& content);

inline constexpr size_t kPartBytesMax = 512 << 10;
// What a line comes to: a message with a longer one fails.
inline constexpr size_t kLineBytesMax = 16 << 10;
// Objects, lists, members and elements of a content; a full newsletter has a thousand.
inline constexpr size_t kValuesMax = 20'000;

// `content` with the members of this JSON object, all others as they were; null empties a part, blocks and body of an
// e-mail replace each other. kInvalid with `param` "content.subject" for a part that the kind does not have, a value that is
// no text, one over kPartBytesMax, or more than kValuesMax of them.
Result<Content> Changed(Kind kind, Content content, std::string_view json);
// kCorrupt where it cannot be read.
Result<Content> ReadContent(Kind kind, std::string_view json);
std::string ContentJson(Kind kind, const Content& content);

}  // namespace daybook::templates
