// Blocks as HTML. Every block is a row of one table; Outlook's Word engine gets a table of fixed width around it.
#include <algorithm>
#include <span>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "templates/block_table.h"
#include "templates/blocks.h"
#include "templates/html_scan.h"
#include "templates/rich_text.h"

namespace daybook::templates {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr int64_t kWidth = 600, kSide = 32;
constexpr std::string_view kTable = "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";
constexpr std::string_view kMuted = "#6b7280", kLine = "#e5e7eb";

// What cannot be inlined: narrow screens, and dark mode (Apple Mail; [data-ogsc] is Outlook's application).
constexpr std::string_view kHeadStyle =
    ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    "@media (max-width:620px){.db-col{display:block!important;width:100%!important;padding:0!important}.db-pad{padding-left:16px!important;padding-right:16px!important}}"
    "@media (prefers-color-scheme:dark){.db-back{background-color:#111317!important}.db-card{background-color:#1b1e24!important}"
    ".db-card .db-text{color:#e7e9ec!important}.db-card .db-mute{color:#a3a9b3!important}.db-card .db-link{color:#8ab4f8!important}"
    ".db-card .db-line{border-color:#3a4049!important}}"
    "[data-ogsc] .db-card .db-text{color:#e7e9ec!important}[data-ogsc] .db-card .db-mute{color:#a3a9b3!important}"
    "[data-ogsc] .db-card .db-link{color:#8ab4f8!important}"
    "[data-ogsb] .db-card{background-color:#1b1e24!important}[data-ogsb] .db-back{background-color:#111317!important}";

// The members of a block, with what stands there where one is left out or is no value of its form.
class Reader {
  public:
    Reader(const object& block, std::string_view type) : block_(block), type_(type) {}
    std::string_view Text(std::string_view name, std::string_view other = {}) const {
        const value* found = block_.if_contains(name);
        if (found == nullptr || !found->is_string() || found->as_string().empty()) return other;
        return found->as_string();
    }
    std::string_view Color(std::string_view name, std::string_view other) const {
        const std::string_view color = Text(name, other);
        return IsColor(color) ? color : other;
    }
    std::string_view Align(std::string_view other = "left") const {
        const std::string_view align = Text("align", other);
        return align == "left" || align == "center" || align == "right" ? align : other;
    }
    std::string_view Name(std::string_view name, std::string_view other) const {
        const std::string_view text = Text(name, other);
        return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos ? text : other;
    }
    std::string_view Condition() const {
        const std::string_view condition = Text("show_if");
        return condition.find("%}") == std::string_view::npos ? condition : std::string_view();
    }
    int64_t Number(std::string_view name, int64_t other) const {
        const value* found = block_.if_contains(name);
        const BlockMember* member = FindMember(type_, name);
        if (found == nullptr || !found->is_int64() || member == nullptr) return other;
        return std::clamp(found->as_int64(), member->least, member->most);
    }
    bool Flag(std::string_view name) const {
        const value* found = block_.if_contains(name);
        return found != nullptr && found->is_bool() && found->as_bool();
    }
    const array* List(std::string_view name) const {
        const value* found = block_.if_contains(name);
        return found == nullptr ? nullptr : found->if_array();
    }

  private:
    const object& block_;
    std::string_view type_;
};

class Writer {
  public:
    Writer(std::string& out, const Brand& brand) : out_(out), brand_(brand) {}

    void Document(const array& blocks) {
        Add("<!DOCTYPE html>\n<html lang=\"en\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">"
            "<meta name=\"supported-color-schemes\" content=\"light dark\"><title></title>"
            "<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]--><style>");
        Add(kHeadStyle);
        Format("</style></head><body class=\"db-back\" style=\"margin:0;padding:0;width:100%;background-color:{}\">{} class=\"db-back\" style=\"background-color:{}\"><tr>"
            "<td align=\"center\" style=\"padding:24px 8px\">"
            "<!--[if mso]><table role=\"presentation\" width=\"{}\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->"
            "{} style=\"max-width:{}px;margin:0 auto\">\n", brand_.background_color, kTable, brand_.background_color, kWidth, kTable, kWidth);
        Logo();
        for (const value& block : blocks) Top(block);
        Add("</table><!--[if mso]></td></tr></table><![endif]--></td></tr></table></body></html>\n");
    }

  private:
    template <typename... Args>
    void Format(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }
    void Add(std::string_view text) { out_ += text; }
    void Words(std::string_view words) { AppendWords(out_, words, kPartBytesMax); }
    void Rich(std::string_view html) { AppendRichText(out_, html, brand_, kPartBytesMax); }
    bool IsFull() const { return out_.size() > kPartBytesMax; }

    void Logo() {
        if (brand_.logo_url.empty()) return;
        Add("<tr><td align=\"center\" style=\"padding:0 0 16px\">");
        if (!brand_.website.empty()) Format("<a href=\"{}\">", brand_.website);
        Format("<img src=\"{}\" width=\"{}\" alt=\"{{{{ company.name | escape }}}}\" style=\"display:block;border:0;width:{}px;max-width:100%;height:auto\">", brand_.logo_url,
            brand_.logo_width, brand_.logo_width);
        Add(brand_.website.empty() ? "</td></tr>\n" : "</a></td></tr>\n");
    }
    // Calls `inner` within the block's condition.
    template <typename Inner>
    void Shown(const Reader& block, Inner inner) {
        const std::string_view condition = block.Condition();
        if (!condition.empty()) Format("{{% if {} %}}", condition);
        inner();
        if (!condition.empty()) Add("{% endif %}");
    }
    void Top(const value& given) {
        const object* block = given.if_object();
        if (block == nullptr || IsFull()) return;
        const Reader section(*block, "section");
        const bool is_section = section.Text("type") == "section";
        const array* list = section.List("blocks");
        if (is_section && list == nullptr) return;
        const std::span<const value> blocks = is_section ? std::span(list->data(), list->size()) : std::span(&given, 1);
        const std::string_view background = is_section ? section.Color("background", brand_.content_color) : std::string_view(brand_.content_color);
        const int64_t padding = is_section ? section.Number("padding", 8) : 0;
        const auto row = [&] {
            // What was given a colour of its own keeps it in dark mode, with its words.
            const bool own = background != brand_.content_color;
            Format("<tr><td class=\"{}db-pad\" style=\"background-color:{};padding:{}px {}px\">", own ? "" : "db-card ", background, padding, kSide);
            for (const value& each : blocks) Inner(each);
            Add("</td></tr>\n");
        };
        if (is_section) Shown(section, row);
        else row();
    }
    void Inner(const value& given) {
        const object* block = given.if_object();
        if (block == nullptr || IsFull()) return;
        const Reader type_only(*block, "");
        const std::string_view type = type_only.Text("type");
        const Reader reader(*block, type);
        Shown(reader, [&] {
            if (type == "columns") return Columns(reader);
            if (type == "html") return Add(reader.Text("html"));
            Format("{}><tr><td style=\"padding:8px 0\">", kTable);
            Leaf(type, reader);
            Add("</td></tr></table>");
        });
    }
    void Leaf(std::string_view type, const Reader& block) {
        if (type == "heading") Heading(block);
        if (type == "text") Text(block);
        if (type == "image") Image(block);
        if (type == "button") Button(block);
        if (type == "divider")
            Format("{}><tr><td class=\"db-line\" style=\"border-top:{}px solid {};font-size:1px;line-height:1px;height:1px\">&nbsp;</td></tr></table>", kTable, block.Number("thickness", 1), block.Color("color", kLine));
        if (type == "spacer") Format("<div style=\"height:{0}px;font-size:1px;line-height:{0}px;mso-line-height-rule:exactly\">&nbsp;</div>", block.Number("height", 16));
        if (type == "product_list") Products(block.Name("items", "cart.products"));
        if (type == "order_summary") Summary(block.Name("source", "cart"));
        if (type == "footer") Footer(block);
    }
    void Columns(const Reader& block) {
        const array* columns = block.List("columns");
        if (columns == nullptr || columns->empty()) return;
        const int64_t gap = block.Number("gap", 16), even = 100 / static_cast<int64_t>(columns->size());
        Format("{}><tr>", kTable);
        for (size_t i = 0; i < columns->size(); ++i) {
            const object* column = (*columns)[i].if_object();
            const value* width = column == nullptr ? nullptr : column->if_contains("width");
            const int64_t share = width != nullptr && width->is_int64() ? std::clamp<int64_t>(width->as_int64(), 5, 100) : even;
            Format("<td class=\"db-col\" width=\"{0}%\" style=\"width:{0}%;vertical-align:top;padding:0 {1}px 0 {2}px\">", share, i + 1 < columns->size() ? gap / 2 : 0, i > 0 ? gap / 2 : 0);
            const array* blocks = column == nullptr ? nullptr : Reader(*column, "").List("blocks");
            for (size_t each = 0; blocks != nullptr && each < blocks->size(); ++each) Inner((*blocks)[each]);
            Add("</td>");
        }
        Add("</tr></table>");
    }
    std::string_view Font() const { return FontStack(brand_.font); }
    void Heading(const Reader& block) {
        constexpr std::array<int, 3> kSizes = {28, 22, 18};
        const int64_t level = block.Number("level", 1);
        Format("<h{} class=\"db-text\" style=\"margin:0;font-family:{};font-size:{}px;line-height:1.25;font-weight:bold;color:{};text-align:{}\">", level, Font(),
            kSizes[static_cast<size_t>(level - 1)], block.Color("color", brand_.text_color), block.Align());
        Words(block.Text("text"));
        Format("</h{}>", level);
    }
    void Text(const Reader& block) {
        Format("<div class=\"db-text\" style=\"font-family:{};font-size:{}px;line-height:1.5;color:{};text-align:{}\">", Font(), block.Number("size", 16), block.Color("color", brand_.text_color), block.Align());
        Rich(block.Text("html"));
        Add("</div>");
    }
    void Link(std::string_view link) {
        if (IsSafeLink(link)) Words(link);
        else Add("#");
    }
    void Image(const Reader& block) {
        const std::string_view link = block.Text("link");
        const int64_t width = block.Number("width", kWidth - 2 * kSide);
        Format("{}><tr><td align=\"{}\">", kTable, block.Align("center"));
        if (!link.empty()) Add("<a href=\""), Link(link), Add("\">");
        Add("<img src=\""), Link(block.Text("src")), Format("\" width=\"{}\" alt=\"", width), Words(block.Text("alt"));
        Format("\" style=\"display:block;border:0;width:{}px;max-width:100%;height:auto\">", width);
        Add(link.empty() ? "</td></tr></table>" : "</a></td></tr></table>");
    }
    void Button(const Reader& block) {
        const std::string_view color = block.Color("color", brand_.primary_color);
        const std::string_view words = block.Color("text_color", TextOn(color));
        const bool full = block.Flag("full_width");
        Format("<table role=\"presentation\"{} cellpadding=\"0\" cellspacing=\"0\" border=\"0\" align=\"{}\"><tr><td align=\"center\" bgcolor=\"{}\" style=\"background-color:{};border-radius:6px;padding:12px 24px\">",
            full ? " width=\"100%\"" : "", block.Align("center"), color, color);
        Add("<a href=\""), Link(block.Text("link"));
        Format("\" style=\"display:block;font-family:{};font-size:16px;line-height:1.25;font-weight:bold;color:{};text-decoration:none\">", Font(), words);
        Words(block.Text("label"));
        Add("</a></td></tr></table>");
    }
    void Cell(std::string_view align, std::string_view weight = "normal") {
        Format("<td class=\"db-text db-line\" align=\"{0}\" style=\"padding:8px 0;border-top:1px solid {1};font-family:{2};font-size:15px;line-height:1.4;font-weight:{3};color:{4};text-align:{0}\">", align, kLine,
            Font(), weight, brand_.text_color);
    }
    void Products(std::string_view items) {
        Format("{}>{{% for product in {} %}}<tr>", kTable, items);
        Cell("left");
        Add("{% if product.image %}<img src=\"{{ product.image }}\" width=\"64\" alt=\"\" style=\"display:block;border:0;width:64px;height:auto\">{% endif %}");
        Format("{{% if product.url %}}<a class=\"db-link\" href=\"{{{{ product.url }}}}\" style=\"color:{};text-decoration:underline\">{{{{ product.name }}}}</a>{{% else %}}{{{{ product.name }}}}{{% endif %}}", brand_.primary_color);
        Add("{% if product.quantity > 1 %} × {{ product.quantity }}{% endif %}</td>");
        Cell("right");
        Add("{% if product.price.currency %}{{ product.price | money }}{% else %}{{ product.price }}{% endif %}</td></tr>{% endfor %}</table>");
    }
    void Summary(std::string_view source) {
        Products(fmt::format("{}.products", source));
        Format("{{% if {}.amount %}}{}><tr>", source, kTable);
        Cell("left", "bold");
        Add("Total</td>");
        Cell("right", "bold");
        Format("{{% if {0}.amount.currency %}}{{{{ {0}.amount | money }}}}{{% else %}}{{{{ {0}.amount }}}}{{% endif %}}</td></tr></table>{{% endif %}}", source);
    }
    void Footer(const Reader& block) {
        Format("<div class=\"db-mute\" style=\"font-family:{};font-size:13px;line-height:1.5;color:{};text-align:center\">", Font(), kMuted);
        Rich(block.Text("html"));
        Add("<p style=\"margin:0 0 8px\">{{ company.name }}{% if company.postal_address %}<br>{{ company.postal_address | newline_to_br }}{% endif %}</p><p style=\"margin:0\">");
        FooterLink("unsubscribe_url", block.Text("unsubscribe_label", "Unsubscribe"));
        if (const std::string_view label = block.Text("preferences_label"); !label.empty()) Add(" · "), FooterLink("preferences_url", label);
        Add("</p></div>");
    }
    void FooterLink(std::string_view url, std::string_view label) {
        Format("<a class=\"db-mute\" href=\"{{{{ {} }}}}\" style=\"color:{};text-decoration:underline\">", url, kMuted);
        Words(label);
        Add("</a>");
    }

    std::string& out_;
    const Brand& brand_;
};

}  // namespace

std::string BlocksSource(std::string_view blocks, const Brand& brand) {
    boost::system::error_code failed;
    const value parsed = boost::json::parse(blocks, failed);
    std::string out;
    if (!failed && parsed.is_array()) Writer(out, brand).Document(parsed.as_array());
    return out;
}

}  // namespace daybook::templates
