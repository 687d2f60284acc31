#include "templates/check_html.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "liquid/program.h"
#include "templates/html_scan.h"
#include "templates/kept_images.h"

namespace daybook::templates {
namespace {

constexpr std::array<std::string_view, 9> kDropped = {"script", "iframe", "object", "embed", "form", "input", "link", "base", "applet"};

class HtmlCheck {
  public:
    HtmlCheck(std::string_view html, std::string_view part, std::vector<Finding>& findings) : html_(html), part_(part), findings_(findings) {}

    void Tag(const HtmlToken& tag) {
        if (std::find(kDropped.begin(), kDropped.end(), tag.name) != kDropped.end())
            Warn("not_shown", tag.at, fmt::format("Mail programs do not show <{}>: leave it out.", tag.name));
        if (tag.name == "img" && !tag.Find("alt"))
            Warn("image_without_text", tag.at, "An image has no alt text: say what it shows, for those who see no images; alt=\"\" where it only decorates.");
        HtmlAttributes left = tag.attributes;
        while (const auto attribute = left.Next()) Attribute(tag, *attribute);
    }

  private:
    void Attribute(const HtmlToken& tag, const HtmlAttribute& attribute) {
        const std::string name = AsciiLower(attribute.name);
        if (name.starts_with("on") && name.size() > 3) Warn("not_shown", attribute.begin, fmt::format("Mail programs run no scripts: leave {} out.", name));
        if (name != "href" && name != "src" && name != "background") return;
        const std::string_view value = Trim(attribute.value);
        if (!IsSafeLink(value)) {
            Warn("unsafe_link", attribute.begin, fmt::format("The link {} is not sent: links begin with https:, http:, mailto:, tel: or sms:.", value.substr(0, 60)));
        } else if (value.starts_with('/') && !value.starts_with("//") && !IsKeptImage(value)) {
            Warn("relative_link", attribute.begin, fmt::format("{} leads nowhere in an e-mail: write the whole address, https://….", value.substr(0, 60)));
        } else if (value.empty() && tag.name == "a") {
            Warn("empty_link", attribute.begin, "A link has no address.");
        }
    }
    void Warn(std::string code, size_t at, std::string message) {
        if (findings_.size() >= kFindingsMax) return;
        const liquid::Place place = places_.At(html_, static_cast<uint32_t>(at));
        findings_.push_back({Severity::kWarning, std::move(code), std::string(part_), place.line, place.column, std::move(message), {}});
    }

    std::string_view html_, part_;
    std::vector<Finding>& findings_;
    liquid::Places places_;
};

}  // namespace

void CheckHtml(std::string_view html, std::string_view part, std::vector<Finding>& findings) {
    HtmlCheck check(html, part, findings);
    HtmlScanner scanner(html, HtmlLanguage::kTemplate);
    HtmlToken token;
    while (scanner.Next(token)) {
        if (token.kind == HtmlToken::Kind::kOpen) check.Tag(token);
    }
}

void CheckSize(size_t bytes, std::string_view part, std::vector<Finding>& findings) {
    if (bytes < kShownBytesNear) return;
    const bool over = bytes > kShownBytesMax;
    findings.push_back({Severity::kWarning, "too_large", std::string(part), 0, 0,
                        fmt::format("This has {} KB, and Gmail shows {} KB of a message{}: shorten it.", bytes >> 10, kShownBytesMax >> 10,
                                    over ? ", so its end with the unsubscribe link is cut off" : ""), {}});
}

}  // namespace daybook::templates
