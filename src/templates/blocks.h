// E-mails of blocks: JSON in, HTML in the template language out, made of tables with inlined styles.
//
//   blocks  = [ block… ]
//   block   = {"type": …, "show_if"?: condition of the language, "id"?: text, members of its type}
//   section      blocks, background, padding          columns      columns: [{"width"?: percent, "blocks": […]}], gap
//   heading      text, level 1–3, align, color        text         html, align, color, size
//   image        src, alt, width, link, align         button       label, link, color, text_color, align, full_width
//   divider      color, thickness                     spacer       height
//   product_list items: "cart.products"               order_summary  source: "cart"
//   html         html                                 footer       html, unsubscribe_label, preferences_label
//
// Texts and links may hold the language. Text around it is escaped; rich text keeps p br b strong i em u s a ul ol li span.
// A section stands in no other block; columns in a section or alone. Lengths are pixels, colours #rrggbb.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "templates/brand.h"
#include "templates/check.h"

namespace daybook::templates {

// The properties that inlined styles use: those that Gmail, Outlook's Word engine and Apple Mail keep, or pass over unharmed.
inline constexpr std::string_view kCssProperties[] = {
    "background-color", "border", "border-radius", "border-top", "color", "display", "font-family", "font-size", "font-weight", "height", "line-height", "margin",
    "max-height", "max-width", "mso-hide", "mso-line-height-rule", "overflow", "padding", "text-align", "text-decoration", "vertical-align", "width"};

// The whole document. A block that is not understood is left out: CheckBlocks tells it. Over kPartBytesMax it ends early, and is
// refused wherever it is read.
std::string BlocksSource(std::string_view blocks, const Brand& brand);

// A text within blocks, and where: "blocks[2].html".
struct BlockText {
    enum class Form : uint8_t { kPlain, kHtml, kCondition, kName };
    std::string part;
    std::string text;
    Form form = Form::kPlain;
};
struct BlocksSeen {
    std::vector<Finding> findings;  // unknown types and members, values that are none
    std::vector<BlockText> texts;
    bool has_footer = false;
};
BlocksSeen CheckBlocks(std::string_view blocks);

}  // namespace daybook::templates
