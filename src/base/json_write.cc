#include "base/json_write.h"

#include <cmath>

#include <fmt/format.h>

#include "base/text.h"

namespace daybook {
namespace {

void AppendEscape(std::string& out, unsigned char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
    }
}

}  // namespace

void AppendJsonString(std::string& out, std::string_view text) {
    out += '"';
    size_t start = 0;
    size_t i = 0;
    while (i < text.size()) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            ++i;
            continue;
        }
        size_t length = c < 0x80 ? 0 : Utf8Length(text.substr(i));
        if (length > 0) {
            i += length;
            continue;
        }
        out.append(text.substr(start, i - start));
        if (c < 0x80)
            AppendEscape(out, c);
        else
            out += "\xEF\xBF\xBD";
        start = ++i;
    }
    out.append(text.substr(start));
    out += '"';
}

void JsonWriter::Separate() {
    if (comma_) out_ += ',';
    comma_ = true;
}

JsonWriter& JsonWriter::Open(char bracket) {
    Separate();
    out_ += bracket;
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::Close(char bracket) {
    out_ += bracket;
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::Key(std::string_view key) {
    Separate();
    AppendJsonString(out_, key);
    out_ += ':';
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::String(std::string_view value) {
    Separate();
    AppendJsonString(out_, value);
    return *this;
}

JsonWriter& JsonWriter::Int(int64_t value) {
    Separate();
    fmt::format_int text(value);
    out_.append(text.data(), text.size());
    return *this;
}

JsonWriter& JsonWriter::Bool(bool value) { return Raw(value ? "true" : "false"); }

JsonWriter& JsonWriter::Double(double value) {
    if (!std::isfinite(value)) return Null();
    Separate();
    fmt::format_to(std::back_inserter(out_), "{}", value);
    return *this;
}

JsonWriter& JsonWriter::Null() { return Raw("null"); }

JsonWriter& JsonWriter::Raw(std::string_view json) {
    Separate();
    out_.append(json);
    return *this;
}

}  // namespace daybook
