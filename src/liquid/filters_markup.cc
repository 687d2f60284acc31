// HTML, URLs, Base64.
#include <array>

#include "base/text.h"
#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/json.h"

namespace daybook::liquid {
namespace {

Value Made(State& state, std::string_view text) {
    if (!state.Allow(text.size())) return Value::Nil();
    return Value::String(state.arena().Copy(text));
}

Value MadeSafe(State& state, std::string_view text) {
    Value value = Made(state, text);
    value.safe = true;
    return value;
}

Value Escape(State& state, const Value& input, Arguments) {
    if (input.is_nil() || (input.is_string() && input.safe)) return input;
    std::string& out = state.scratch();
    AppendEscaped(out, state.Text(input));
    return MadeSafe(state, out);
}

// Bytes of an entity (&name; or &#123;) that `text` begins with; 0 if there is none.
size_t EntityLength(std::string_view text) {
    size_t i = 1;
    bool number = text.size() > 1 && text[1] == '#';
    if (number) ++i;
    size_t start = i;
    auto fits = [&](char c) {
        if (number) return c >= '0' && c <= '9';
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    while (i < text.size() && fits(text[i])) ++i;
    return i > start && i < text.size() && text[i] == ';' ? i + 1 : 0;
}

Value EscapeOnce(State& state, const Value& input, Arguments) {
    std::string_view text = state.Text(input);
    std::string& out = state.scratch();
    for (size_t i = 0; i < text.size();) {
        size_t entity = text[i] == '&' ? EntityLength(text.substr(i)) : 0;
        if (entity > 0) out += text.substr(i, entity);
        else AppendEscaped(out, text.substr(i, 1));
        i += entity > 0 ? entity : 1;
    }
    return MadeSafe(state, out);
}

Value Raw(State& state, const Value& input, Arguments) { return Value::Safe(state.Text(input)); }

// Unescaped text is escaped first where output is HTML: only the line breaks are markup.
Value NewlineToBr(State& state, const Value& input, Arguments) {
    std::string_view text = state.Text(input);
    std::string escaped;
    bool safe = input.is_string() && input.safe;
    if (state.options().escaping == Escaping::kHtml && !safe) {
        AppendEscaped(escaped, text);
        text = escaped;
    }
    std::string& out = state.scratch();
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (text[i] == '\n') out += "<br />\n";
        else out.push_back(text[i]);
    }
    return MadeSafe(state, out);
}

// Without each shortest run from `open` to `close`.
std::string Without(std::string_view text, std::string_view open, std::string_view close) {
    std::string out;
    size_t from = 0;
    while (true) {
        size_t start = text.find(open, from);
        size_t end = start == std::string_view::npos ? start : text.find(close, start + open.size());
        if (end == std::string_view::npos) break;
        out += text.substr(from, start - from);
        from = end + close.size();
    }
    out += text.substr(from);
    return out;
}

Value StripHtml(State& state, const Value& input, Arguments) {
    struct Kind {
        std::string_view open, close;
        bool closes = true;  // false: nothing closes it from here on
    };
    Kind kinds[] = {{"<script", "</script>"}, {"<!--", "-->"}, {"<style", "</style>"}};
    std::string_view text = state.Text(input);
    std::string blocks;
    for (size_t i = 0; i < text.size();) {
        size_t behind = std::string_view::npos;
        for (Kind& kind : kinds) {
            if (text[i] != '<' || !kind.closes || !text.substr(i).starts_with(kind.open)) continue;
            size_t end = text.find(kind.close, i + kind.open.size());
            kind.closes = end != std::string_view::npos;
            if (kind.closes) behind = end + kind.close.size();
        }
        if (behind == std::string_view::npos) {
            blocks.push_back(text[i++]);
        } else {
            i = behind;
        }
    }
    return Made(state, Without(blocks, "<", ">"));
}

bool IsUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
}

void AppendPercent(std::string& out, char c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    out.push_back('%');
    out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
}

Value UrlEncodeFilter(State& state, const Value& input, Arguments) {
    if (input.is_nil()) return input;
    std::string& out = state.scratch();
    for (char c : state.Text(input)) {
        if (IsUnreserved(c)) out.push_back(c);
        else if (c == ' ') out.push_back('+');
        else AppendPercent(out, c);
    }
    return Made(state, out);
}

Value UrlParamEscape(State& state, const Value& input, Arguments) {
    if (input.is_nil()) return input;
    return Made(state, UrlEncode(state.Text(input)));
}

int HexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

Value UrlDecodeFilter(State& state, const Value& input, Arguments) {
    if (input.is_nil()) return input;
    std::string_view text = state.Text(input);
    std::string& out = state.scratch();
    for (size_t i = 0; i < text.size(); ++i) {
        bool pair = text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 && HexDigit(text[i + 2]) >= 0;
        if (pair) {
            out.push_back(static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2])));
            i += 2;
        } else {
            out.push_back(text[i] == '+' ? ' ' : text[i]);
        }
    }
    if (!IsUtf8(out)) return state.Fail("invalid byte sequence in UTF-8");
    return Made(state, out);
}

constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string Base64(std::string_view bytes, std::string_view alphabet) {
    std::string out;
    for (size_t i = 0; i < bytes.size(); i += 3) {
        uint32_t three = static_cast<unsigned char>(bytes[i]) << 16;
        if (i + 1 < bytes.size()) three |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[i + 1])) << 8;
        if (i + 2 < bytes.size()) three |= static_cast<unsigned char>(bytes[i + 2]);
        out.push_back(alphabet[three >> 18]);
        out.push_back(alphabet[(three >> 12) & 63]);
        out.push_back(i + 1 < bytes.size() ? alphabet[(three >> 6) & 63] : '=');
        out.push_back(i + 2 < bytes.size() ? alphabet[three & 63] : '=');
    }
    return out;
}

constexpr uint8_t kNoDigit = 0xFF;

consteval std::array<uint8_t, 256> DigitsOf(std::string_view alphabet) {
    std::array<uint8_t, 256> digits;
    digits.fill(kNoDigit);
    for (size_t i = 0; i < alphabet.size(); ++i) digits[static_cast<unsigned char>(alphabet[i])] = static_cast<uint8_t>(i);
    return digits;
}
constexpr std::array<uint8_t, 256> kPlainDigits = DigitsOf(kPlain);
constexpr std::array<uint8_t, 256> kUrlSafeDigits = DigitsOf(kUrlSafe);

enum class Padding { kNeeded, kOptional };

bool FromBase64(std::string_view text, const std::array<uint8_t, 256>& digits, Padding padding, std::string& out) {
    std::string padded(text);
    while (padding == Padding::kOptional && padded.size() % 4 != 0) padded.push_back('=');
    if (padded.size() % 4 != 0 || (padding == Padding::kOptional && text.size() % 4 == 1)) return false;
    for (size_t i = 0; i < padded.size(); i += 4) {
        bool last = i + 4 == padded.size();
        size_t pads = !last || padded[i + 3] != '=' ? 0 : padded[i + 2] == '=' ? 2 : 1;
        uint32_t four = 0;
        for (size_t j = 0; j < 4; ++j) {
            uint8_t digit = j >= 4 - pads ? 0 : digits[static_cast<unsigned char>(padded[i + j])];
            if (digit == kNoDigit) return false;
            four = four << 6 | digit;
        }
        if ((pads == 1 && (four & 0xFF) != 0) || (pads == 2 && (four & 0xFFFF) != 0)) return false;
        out.push_back(static_cast<char>(four >> 16));
        if (pads < 2) out.push_back(static_cast<char>(four >> 8));
        if (pads < 1) out.push_back(static_cast<char>(four));
    }
    return true;
}

Value Base64Encode(State& state, const Value& input, Arguments) { return Made(state, Base64(state.Text(input), kPlain)); }
Value Base64UrlSafeEncode(State& state, const Value& input, Arguments) { return Made(state, Base64(state.Text(input), kUrlSafe)); }

Value Base64Decode(State& state, const Value& input, Arguments) {
    std::string out;
    if (!FromBase64(state.Text(input), kPlainDigits, Padding::kNeeded, out)) {
        return state.Fail("invalid base64 provided to base64_decode");
    }
    return Made(state, ToUtf8(out));
}

Value Base64UrlSafeDecode(State& state, const Value& input, Arguments) {
    std::string out;
    if (!FromBase64(state.Text(input), kUrlSafeDigits, Padding::kOptional, out)) {
        return state.Fail("invalid base64 provided to base64_url_safe_decode");
    }
    return Made(state, ToUtf8(out));
}

Value Json(State& state, const Value& input, Arguments) {
    std::string out;
    AppendJson(out, input, State::kTextMax);
    if (!state.FitsText(out.size()) || !state.Allow(out.size())) return Value::Nil();
    if (state.options().escaping == Escaping::kNone) return Made(state, out);
    // Within HTML no text may end the script that it stands in.
    std::string html;
    for (char c : out) {
        if (c == '<') html += "\\u003c";
        else if (c == '>') html += "\\u003e";
        else if (c == '&') html += "\\u0026";
        else html.push_back(c);
    }
    return MadeSafe(state, html);
}

constexpr Filter kFilters[] = {
    {"base64_decode", Base64Decode},
    {"base64_encode", Base64Encode},
    {"base64_url_safe_decode", Base64UrlSafeDecode},
    {"base64_url_safe_encode", Base64UrlSafeEncode},
    {"escape", Escape},
    {"escape_once", EscapeOnce},
    {"h", Escape},
    {"json", Json},
    {"newline_to_br", NewlineToBr},
    {"raw", Raw},
    {"strip_html", StripHtml},
    {"url_decode", UrlDecodeFilter},
    {"url_encode", UrlEncodeFilter},
    {"url_param_escape", UrlParamEscape},
};

}  // namespace

std::span<const Filter> MarkupFilters() { return kFilters; }

}  // namespace daybook::liquid
