#include "templates/html_scan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace daybook::templates {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::array<std::string_view, 6> kRawElements = {"script", "style", "title", "textarea", "noscript", "xmp"};

void AppendCodePoint(std::string& out, uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

// The entity that `text` (behind the &) begins with, appended; its length, 0 where there is none.
size_t AppendEntity(std::string& out, std::string_view text) {
    static constexpr std::pair<std::string_view, std::string_view> kNamed[] = {
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\u00A0"}, {"copy", "©"}, {"reg", "®"}, {"trade", "™"},
        {"hellip", "…"}, {"mdash", "—"}, {"ndash", "–"}, {"lsquo", "‘"}, {"rsquo", "’"}, {"ldquo", "“"}, {"rdquo", "”"}, {"bull", "•"}, {"middot", "·"},
        {"euro", "€"}, {"pound", "£"}, {"zwnj", "\u200C"}, {"shy", "\u00AD"}, {"times", "×"}, {"rarr", "→"}, {"larr", "←"}, {"colon", ":"}, {"Tab", "\t"},
        {"NewLine", "\n"}, {"auml", "ä"}, {"ouml", "ö"}, {"uuml", "ü"}, {"Auml", "Ä"}, {"Ouml", "Ö"}, {"Uuml", "Ü"}, {"szlig", "ß"}, {"eacute", "é"}};
    if (text.starts_with('#')) {
        const bool hex = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
        const char* begin = text.data() + (hex ? 2 : 1);
        uint32_t code = 0;
        const auto [end, failed] = std::from_chars(begin, text.data() + text.size(), code, hex ? 16 : 10);
        if (end == begin) return 0;
        AppendCodePoint(out, failed == std::errc() ? code : 0xFFFD);
        const auto length = static_cast<size_t>(end - text.data());
        return length + (length < text.size() && text[length] == ';' ? 1 : 0);
    }
    constexpr size_t kLongest = std::string_view("NewLine").size();
    const size_t end = text.substr(0, kLongest + 1).find(';');
    if (end == std::string_view::npos) return 0;
    for (const auto& [name, character] : kNamed) {
        if (text.substr(0, end) != name) continue;
        out += character;
        return end + 1;
    }
    return 0;
}

// Behind {{ … }} or {% … %} where one begins at `at`; else `at`.
size_t SkipLanguage(std::string_view text, size_t at, HtmlLanguage language) {
    if (language != HtmlLanguage::kTemplate || text[at] != '{' || at + 1 >= text.size()) return at;
    const char kind = text[at + 1];
    if (kind != '{' && kind != '%') return at;
    const size_t end = text.find(kind == '{' ? "}}" : "%}", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
}

}  // namespace

std::optional<HtmlAttribute> HtmlToken::Find(std::string_view attribute) const {
    HtmlAttributes left = attributes;
    while (const auto one = left.Next()) {
        if (one->name.size() == attribute.size() && StartsWithNoCase(one->name, attribute)) return one;
    }
    return std::nullopt;
}

// Where the next tag or comment may begin.
size_t HtmlScanner::TextEnd(size_t from) const {
    for (size_t i = from; i < text_.size();) {
        if (const size_t behind = SkipLanguage(text_, i, language_); behind != i) {
            i = behind;
            continue;
        }
        if (text_[i] == '<' && i + 1 < text_.size()) {
            const char next = text_[i + 1];
            if (IsLetter(next) || next == '/' || next == '!' || next == '?') return i;
        }
        ++i;
    }
    return text_.size();
}

bool HtmlScanner::Next(HtmlToken& token) {
    token = {};
    if (at_ >= text_.size()) return false;
    token.at = at_;
    size_t end = at_;
    if (!raw_until_.empty()) {
        // Only its own end tag ends such an element.
        while (end < text_.size() && !(text_[end] == '<' && StartsWithNoCase(text_.substr(end), raw_until_))) ++end;
        raw_until_.clear();
    } else {
        end = TextEnd(at_);
    }
    if (end > at_) {
        token.raw = text_.substr(at_, end - at_);
        at_ = end;
        return true;
    }
    return Tag(token);
}

bool HtmlScanner::Tag(HtmlToken& token) {
    const std::string_view rest = text_.substr(at_);
    const bool comment = rest.starts_with("<!--");
    if (comment || rest[1] == '!' || rest[1] == '?' || (rest[1] == '/' && (rest.size() < 3 || !IsLetter(rest[2])))) {
        const std::string_view mark = comment ? "-->" : ">";
        const size_t close = rest.find(mark, comment ? 4 : 2);
        token.kind = HtmlToken::Kind::kComment;
        token.raw = rest.substr(0, close == std::string_view::npos ? rest.size() : close + mark.size());
        at_ += token.raw.size();
        return true;
    }
    const bool closes = rest[1] == '/';
    size_t at = at_ + (closes ? 2 : 1);
    const size_t name = at;
    while (at < text_.size() && !IsSpace(text_[at]) && text_[at] != '/' && text_[at] != '>') ++at;
    token.kind = closes ? HtmlToken::Kind::kClose : HtmlToken::Kind::kOpen;
    token.name = AsciiLower(text_.substr(name, at - name));
    token.attributes = HtmlAttributes(text_, at, language_);
    HtmlAttributes left = token.attributes;
    while (left.Next()) {
    }
    token.raw = text_.substr(at_, left.at() - at_);
    at_ = left.at();
    if (!closes && std::find(kRawElements.begin(), kRawElements.end(), token.name) != kRawElements.end()) raw_until_ = "</" + token.name;
    return true;
}

std::optional<HtmlAttribute> HtmlAttributes::Next() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (const size_t behind = SkipLanguage(text_, at_, language_); behind != at_) {
            at_ = behind;
            continue;
        }
        if (c != '>' && c != '/' && !IsSpace(c)) return Read();
        ++at_;
        if (c == '>') text_ = text_.substr(0, at_);
    }
    return std::nullopt;
}

HtmlAttribute HtmlAttributes::Read() {
    HtmlAttribute attribute{.begin = at_};
    size_t i = at_ + 1;  // a name may begin with =
    while (i < text_.size() && !IsSpace(text_[i]) && text_[i] != '/' && text_[i] != '>' && text_[i] != '=') ++i;
    attribute.name = text_.substr(at_, i - at_);
    size_t equals = i;
    while (equals < text_.size() && IsSpace(text_[equals])) ++equals;
    if (equals < text_.size() && text_[equals] == '=') {
        i = equals + 1;
        while (i < text_.size() && IsSpace(text_[i])) ++i;
        const char quote = i < text_.size() ? text_[i] : '\0';
        const bool quoted = quote == '"' || quote == '\'';
        const size_t from = quoted ? ++i : i;
        while (i < text_.size() && (quoted ? text_[i] != quote : !IsSpace(text_[i]) && text_[i] != '>')) {
            const size_t behind = SkipLanguage(text_, i, language_);
            i = behind != i ? behind : i + 1;
        }
        i = std::min(i, text_.size());
        attribute.value = text_.substr(from, i - from);
        if (quoted && i < text_.size()) ++i;
    }
    attribute.end = at_ = i;
    return attribute;
}

std::string DecodeEntities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (size_t i = 0; i < text.size();) {
        const size_t length = text[i] == '&' ? AppendEntity(out, text.substr(i + 1)) : 0;
        if (length == 0) out += text[i];
        i += 1 + length;
    }
    return out;
}

void AppendEscaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
}

bool IsSafeLink(std::string_view value) {
    // A browser passes over control characters and blanks in front, and over tabs and line breaks anywhere.
    std::string link;
    for (const char c : DecodeEntities(value)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 || (byte == 0x20 && !link.empty())) link += c;
    }
    const size_t colon = link.find(':');
    if (colon == std::string::npos || link.find_first_of("/?#") < colon) return true;
    const std::string scheme = AsciiLower(std::string_view(link).substr(0, colon));
    for (const std::string_view safe : {"http", "https", "mailto", "tel", "sms"}) {
        if (scheme == safe) return true;
    }
    return false;
}

}  // namespace daybook::templates
