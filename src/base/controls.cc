#include "base/controls.h"

#include <fmt/format.h>

namespace daybook {
namespace {

// How many bytes of a control character `text` begins with; 0 where it begins with another.
size_t ControlLength(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x20 || first == 0x7F) return 1;
    const bool second = first == 0xC2 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xA0;  // U+0080–009F
    return second ? 2 : 0;
}

}  // namespace

bool HasControls(std::string_view text) {
    for (; !text.empty(); text.remove_prefix(1)) {
        if (ControlLength(text) > 0) return true;
    }
    return false;
}

std::string EscapeControls(std::string_view text, std::string_view kept) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const size_t length = kept.find(text[0]) == std::string_view::npos ? ControlLength(text) : 0;
        if (length > 0) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[length - 1]));
        else out += text[0];
        text.remove_prefix(length > 0 ? length : 1);
    }
    return out;
}

}  // namespace daybook
