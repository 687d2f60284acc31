#include "http/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace daybook::http {
namespace {

bool HasControl(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool IsPlainPathByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '/' ||
           c == '_' || c == '-';
}

Status CheckSegments(std::string_view path) {
    for (std::string_view rest = path.substr(1);;) {
        size_t end = rest.find('/');
        std::string_view segment = rest.substr(0, end);
        if (segment == "." || segment == "..")
            return Invalid("The path must not hold \".\" or \"..\".");
        if (end == std::string_view::npos) return {};
        rest.remove_prefix(end + 1);
    }
}

Result<std::string> ParsePath(std::string_view raw) {
    if (!raw.starts_with('/'))
        return Invalid("The request target must be a path that begins with \"/\".");
    if (std::all_of(raw.begin(), raw.end(), IsPlainPathByte)) return std::string(raw);
    // An encoded slash would change what the path means after decoding.
    if (raw.find("%2F") != std::string_view::npos || raw.find("%2f") != std::string_view::npos) {
        return Invalid("The path must not hold an encoded slash (%2F).");
    }
    auto path = UrlDecode(raw);
    if (!path) {
        return Invalid("The path holds a \"%\" that is not followed by two hexadecimal digits.");
    }
    if (!IsUtf8(*path)) return Invalid("The path is not UTF-8.");
    if (HasControl(*path)) return Invalid("The path must not hold control characters.");
    TRY(CheckSegments(*path));
    return std::move(*path);
}

Result<std::string> DecodeQuery(std::string_view raw) {
    auto text = UrlDecode(raw, true);
    if (!text) {
        return Invalid("The query holds a \"%\" that is not followed by two hexadecimal digits.");
    }
    if (!IsUtf8(*text)) return Invalid("The query is not UTF-8.");
    if (text->find('\0') != std::string::npos) return Invalid("The query must not hold a NUL.");
    return std::move(*text);
}

Result<std::vector<Parameter>> ParseQuery(std::string_view raw) {
    std::vector<Parameter> parameters;
    while (!raw.empty()) {
        size_t end = raw.find('&');
        std::string_view pair = raw.substr(0, end);
        raw = end == std::string_view::npos ? std::string_view() : raw.substr(end + 1);
        if (pair.empty()) continue;
        if (parameters.size() == kQueryParametersMax) {
            return Invalid(
                fmt::format("The query has more than {} parameters.", kQueryParametersMax));
        }
        size_t equals = pair.find('=');
        std::string name = TRY(DecodeQuery(pair.substr(0, equals)));
        std::string value;
        if (equals != std::string_view::npos) value = TRY(DecodeQuery(pair.substr(equals + 1)));
        parameters.push_back({std::move(name), std::move(value)});
    }
    return parameters;
}

// The absolute form that a proxy sends (RFC 9112 §3.2.2): everything before the path goes.
std::string_view WithoutOrigin(std::string_view text) {
    for (std::string_view scheme : {"http://", "https://"}) {
        if (!StartsWithNoCase(text, scheme)) continue;
        size_t path = text.find_first_of("/?", scheme.size());
        return path == std::string_view::npos ? std::string_view("/") : text.substr(path);
    }
    return text;
}

}  // namespace

Result<Target> ParseTarget(std::string_view text) {
    text = WithoutOrigin(text);
    if (text.find('#') != std::string_view::npos) {
        return Invalid("The request target must not hold \"#\".");
    }
    size_t mark = text.find('?');
    Target target;
    target.path = TRY(ParsePath(text.substr(0, mark)));
    if (mark != std::string_view::npos) target.query = TRY(ParseQuery(text.substr(mark + 1)));
    return target;
}

}  // namespace daybook::http
