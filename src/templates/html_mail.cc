#include "templates/html_mail.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "templates/html_scan.h"
#include "templates/kept_images.h"

namespace daybook::templates {
namespace {

constexpr std::array<std::string_view, 6> kTakenOut = {"script", "iframe", "object", "embed", "applet", "base"};
constexpr std::array<std::string_view, 7> kLinks = {"href", "src", "background", "action", "formaction", "xlink:href", "poster"};

template <typename Names>
bool IsAmong(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void AppendCleanTag(std::string& out, const HtmlToken& tag, std::string_view address) {
    size_t copied = 0;
    for (const HtmlAttribute& attribute : tag.attributes) {
        const std::string name = AsciiLower(attribute.name);
        const bool runs = name.starts_with("on") || name == "srcdoc";
        const bool unsafe = IsAmong(kLinks, name) && !IsSafeLink(attribute.value);
        const bool kept = IsAmong(kLinks, name) && IsKeptImage(attribute.value);
        if (!runs && !unsafe && !kept) continue;
        out += tag.raw.substr(copied, attribute.begin - tag.at - copied);
        if (kept) out += fmt::format("{}=\"{}{}\"", attribute.name, address, attribute.value);
        else if (!runs) out += fmt::format("{}=\"#\"", attribute.name);
        copied = attribute.end - tag.at;
    }
    out += tag.raw.substr(copied);
}

// ---- plain text ----

constexpr std::array<std::string_view, 24> kBlocks = {"p", "div", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "section", "article",
                                                     "header", "footer", "hr", "center", "pre", "dl", "dt", "dd"};
constexpr std::array<std::string_view, 10> kParagraphs = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote"};
constexpr std::array<std::string_view, 4> kUnshown = {"head", "style", "script", "title"};
constexpr std::array<std::string_view, 6> kVoid = {"br", "img", "hr", "meta", "input", "link"};

bool IsHidden(const HtmlToken& tag) {
    const HtmlAttribute* style = tag.Find("style");
    if (style == nullptr) return false;
    std::string rules;
    for (const char c : AsciiLower(style->value)) {
        if (c != ' ') rules += c;
    }
    return rules.find("display:none") != std::string::npos;
}

class TextMaker {
  public:
    void Add(const HtmlToken& token) {
        if (!skipped_.empty()) return Skip(token);
        switch (token.kind) {
            case HtmlToken::Kind::kText: return AddText(DecodeEntities(token.raw));
            case HtmlToken::Kind::kOpen: return Open(token);
            case HtmlToken::Kind::kClose: return Close(token.name);
            case HtmlToken::Kind::kComment: return;
        }
    }
    std::string Done() {
        while (!text_.empty() && (text_.back() == '\n' || text_.back() == ' ')) text_.pop_back();
        for (size_t i = 0; i < links_.size(); ++i) text_ += fmt::format("{}[{}] {}", i == 0 ? "\n\n" : "\n", i + 1, links_[i]);
        if (!text_.empty()) text_ += '\n';
        return std::move(text_);
    }

  private:
    void Skip(const HtmlToken& token) {
        if (token.name != skipped_) return;
        if (token.kind == HtmlToken::Kind::kOpen) ++skipped_depth_;
        if (token.kind == HtmlToken::Kind::kClose && --skipped_depth_ == 0) skipped_.clear();
    }
    void Open(const HtmlToken& tag) {
        if (IsAmong(kUnshown, tag.name) || (IsHidden(tag) && !IsAmong(kVoid, tag.name))) {
            skipped_ = tag.name;
            skipped_depth_ = 1;
            return;
        }
        if (tag.name == "br") text_ += '\n', space_ = false;
        if (IsAmong(kBlocks, tag.name)) Break(IsAmong(kParagraphs, tag.name) ? 2 : 1);
        if (tag.name == "li") AddText("- ");
        if (tag.name == "td" || tag.name == "th") space_ = true;
        if (tag.name == "a") link_ = tag.Find("href") == nullptr ? std::string() : std::string(Trim(DecodeEntities(tag.Find("href")->value)));
        if (tag.name == "img" && tag.Find("alt") != nullptr) AddText(DecodeEntities(tag.Find("alt")->value));
    }
    void Close(std::string_view name) {
        if (IsAmong(kBlocks, name)) Break(IsAmong(kParagraphs, name) ? 2 : 1);
        if (name == "a") EndLink();
    }
    void EndLink() {
        // A link that shows its own address needs no note.
        if (!link_.empty() && link_ != "#" && !text_.ends_with(link_)) {
            const auto [known, fresh] = numbers_.emplace(link_, links_.size() + 1);
            if (fresh) links_.push_back(link_);
            text_ += fmt::format(" [{}]", known->second);
        }
        link_.clear();
    }
    void AddText(std::string_view words) {
        for (size_t i = 0; i < words.size();) {
            const size_t length = std::max<size_t>(Utf8Length(words.substr(i)), 1);
            const std::string_view character = words.substr(i, length);
            i += length;
            const bool blank = character == " " || character == "\n" || character == "\t" || character == "\r" || character == "\u00A0";
            if (blank) {
                space_ = true;
                continue;
            }
            // What only pads a preview text.
            if (character == "\u200C" || character == "\u034F" || character == "\u00AD" || character == "\uFEFF") continue;
            if (space_ && !text_.empty() && text_.back() != '\n' && text_.back() != ' ') text_ += ' ';
            space_ = false;
            text_ += character;
        }
    }
    // At least so many line breaks.
    void Break(size_t lines) {
        space_ = false;
        if (text_.empty()) return;
        size_t have = 0;
        while (have < text_.size() && text_[text_.size() - 1 - have] == '\n') ++have;
        for (; have < lines; ++have) text_ += '\n';
    }

    std::string text_, link_, skipped_;
    std::vector<std::string> links_;
    std::unordered_map<std::string, size_t> numbers_;  // of links, from 1
    int skipped_depth_ = 0;
    bool space_ = false;
};

// Behind the tag of this name; npos where there is none.
size_t Behind(std::string_view html, std::string_view name) {
    HtmlScanner scanner(html, HtmlLanguage::kPlain);
    HtmlToken token;
    while (scanner.Next(token)) {
        if (token.kind == HtmlToken::Kind::kOpen && token.name == name) return token.at + token.raw.size();
    }
    return std::string_view::npos;
}

// Blanks that keep what follows out of the inbox's line.
std::string Hidden(std::string_view preview_text) {
    if (preview_text.empty()) return {};
    std::string hidden = "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">";
    AppendEscaped(hidden, preview_text);
    for (int i = 0; i < 60; ++i) hidden += "&#847;&zwnj;&nbsp;";
    return hidden + "</div>";
}

}  // namespace

std::string CleanHtml(std::string_view html, std::string_view address) {
    std::string out;
    out.reserve(html.size());
    HtmlScanner scanner(html, HtmlLanguage::kPlain);
    HtmlToken token;
    std::string within;  // an element that is taken out with what it holds
    while (scanner.Next(token)) {
        const bool tag = token.kind == HtmlToken::Kind::kOpen || token.kind == HtmlToken::Kind::kClose;
        if (!within.empty()) {
            if (token.kind == HtmlToken::Kind::kClose && token.name == within) within.clear();
            continue;
        }
        if (tag && IsAmong(kTakenOut, token.name)) {
            const bool holds = token.name != "embed" && token.name != "base";
            if (token.kind == HtmlToken::Kind::kOpen && holds) within = token.name;
            continue;
        }
        if (token.kind == HtmlToken::Kind::kOpen) AppendCleanTag(out, token, address);
        else out += token.raw;
    }
    return out;
}

std::string WholeDocument(std::string_view html, std::string_view preview_text, std::string_view title) {
    const std::string hidden = Hidden(preview_text);
    const size_t body = Behind(html, "body");
    if (body != std::string_view::npos) return fmt::format("{}{}{}", html.substr(0, body), hidden, html.substr(body));
    if (const size_t head = Behind(html, "html"); head != std::string_view::npos) return fmt::format("{}{}{}", html.substr(0, head), hidden, html.substr(head));
    std::string whole = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>";
    AppendEscaped(whole, title);
    whole += fmt::format("</title></head><body>{}{}</body></html>\n", hidden, html);
    return whole;
}

std::string TextOfHtml(std::string_view html) {
    TextMaker maker;
    HtmlScanner scanner(html, HtmlLanguage::kPlain);
    HtmlToken token;
    while (scanner.Next(token)) maker.Add(token);
    return maker.Done();
}

}  // namespace daybook::templates
