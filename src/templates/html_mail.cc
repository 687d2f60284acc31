#include "templates/html_mail.h"

#include <algorithm>
#include <array>
#include <optional>
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
    HtmlAttributes left = tag.attributes;
    while (const auto attribute = left.Next()) {
        const std::string name = AsciiLower(attribute->name);
        const bool runs = name.starts_with("on") || name == "srcdoc";
        const bool unsafe = IsAmong(kLinks, name) && !IsSafeLink(attribute->value);
        const bool kept = IsAmong(kLinks, name) && IsKeptImage(attribute->value);
        if (!runs && !unsafe && !kept) continue;
        out += tag.raw.substr(copied, attribute->begin - tag.at - copied);
        if (kept) out += fmt::format("{}=\"{}{}\"", attribute->name, address, attribute->value);
        else if (!runs) out += fmt::format("{}=\"#\"", attribute->name);
        copied = attribute->end - tag.at;
    }
    out += tag.raw.substr(copied);
}

// ---- plain text ----

constexpr std::array<std::string_view, 24> kBlocks = {"p", "div", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "section", "article",
                                                     "header", "footer", "hr", "center", "pre", "dl", "dt", "dd"};
constexpr std::array<std::string_view, 10> kParagraphs = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote"};
constexpr std::array<std::string_view, 4> kUnshown = {"head", "style", "script", "title"};
constexpr std::array<std::string_view, 6> kVoid = {"br", "img", "hr", "meta", "input", "link"};

// Empty where it has none.
std::string_view ValueOf(const HtmlToken& tag, std::string_view name) {
    const auto attribute = tag.Find(name);
    return attribute ? attribute->value : std::string_view();
}

bool IsHidden(const HtmlToken& tag) {
    std::string rules;
    for (const char c : AsciiLower(ValueOf(tag, "style"))) {
        if (c != ' ') rules += c;
    }
    return rules.find("display:none") != std::string::npos;
}

constexpr size_t kNotesMax = 1000;

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
        const std::string_view name = tag.name;
        if (IsAmong(kUnshown, name) || (IsHidden(tag) && !IsAmong(kVoid, name))) {
            skipped_ = name;
            skipped_depth_ = 1;
            return;
        }
        if (name == "br") text_ += '\n', space_ = false;
        if (IsAmong(kBlocks, name)) Break(IsAmong(kParagraphs, name) ? 2 : 1);
        if (name == "li") AddText("- ");
        if (name == "td" || name == "th") space_ = true;
        if (name == "a") link_ = std::string(Trim(DecodeEntities(ValueOf(tag, "href"))));
        if (name == "img") AddText(DecodeEntities(ValueOf(tag, "alt")));
    }
    void Close(std::string_view name) {
        if (IsAmong(kBlocks, name)) Break(IsAmong(kParagraphs, name) ? 2 : 1);
        if (name == "a") EndLink();
    }
    void EndLink() {
        // A link that shows its own address needs no note.
        if (!link_.empty() && link_ != "#" && !text_.ends_with(link_)) text_ += NoteOf(link_);
        link_.clear();
    }
    // Behind so many notes an address stands where it is linked.
    std::string NoteOf(const std::string& link) {
        auto known = numbers_.find(link);
        if (known == numbers_.end() && links_.size() >= kNotesMax) return fmt::format(" {}", link);
        if (known == numbers_.end()) {
            links_.push_back(link);
            known = numbers_.emplace(link, links_.size()).first;
        }
        return fmt::format(" [{}]", known->second);
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
        while (have < lines && have < text_.size() && text_[text_.size() - 1 - have] == '\n') ++have;
        for (; have < lines; ++have) text_ += '\n';
    }

    std::string text_, link_, skipped_;
    std::vector<std::string> links_;
    std::unordered_map<std::string, size_t> numbers_;  // of links, from 1
    int skipped_depth_ = 0;
    bool space_ = false;
};

// Behind the <body>, without one behind the <html>; nothing where there is neither.
std::optional<size_t> BodyOf(std::string_view html) {
    HtmlScanner scanner(html, HtmlLanguage::kPlain);
    HtmlToken token;
    std::optional<size_t> found;
    while (scanner.Next(token)) {
        if (token.kind != HtmlToken::Kind::kOpen) continue;
        const size_t behind = token.at + token.raw.size();
        if (token.name == "body") return behind;
        if (token.name == "html" && !found) found = behind;
    }
    return found;
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
    if (const auto body = BodyOf(html)) return fmt::format("{}{}{}", html.substr(0, *body), hidden, html.substr(*body));
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
