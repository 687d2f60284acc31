// Fast JSON out for objects whose keys are known: literal pieces with values between them.
//
//   Put(out, R"({"id":")", id, R"(","created":)", row.created, R"(,"name":)", Text{name}, "}");
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json_write.h"

namespace daybook::sandbox {

// A JSON string; null where empty.
struct Text {
    std::string_view text;
};
// Unix seconds; null where 0.
struct Time {
    uint32_t at;
};
// An id in quotes; null where empty.
struct Ref {
    std::string_view id;
};

inline void PutOne(std::string& out, std::string_view piece) { out.append(piece); }
inline void PutOne(std::string& out, const char* piece) { out.append(piece); }
inline void PutOne(std::string& out, bool value) { out.append(value ? "true" : "false"); }
template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>)
void PutOne(std::string& out, T value) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, static_cast<size_t>(end - digits));
}
inline void PutOne(std::string& out, Text value) {
    if (value.text.empty()) out.append("null");
    else AppendJsonString(out, value.text);
}
inline void PutOne(std::string& out, Time value) {
    if (value.at == 0) out.append("null");
    else PutOne(out, value.at);
}
inline void PutOne(std::string& out, Ref value) {
    if (value.id.empty()) {
        out.append("null");
        return;
    }
    out += '"';
    out.append(value.id);
    out += '"';
}

// Appends the pieces: texts as they are, integers and bools as JSON.
template <typename... Piece>
void Put(std::string& out, const Piece&... piece) {
    (PutOne(out, piece), ...);
}

}  // namespace daybook::sandbox
