// Control characters (U+0000–001F, U+007F–009F) in text that people gave: what would move a terminal's cursor or colour it.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

// `text` is UTF-8.
bool HasControls(std::string_view text);
// The same text for a terminal: each control character but those of `kept` as \x1b is written.
std::string EscapeControls(std::string_view text, std::string_view kept = {});

}  // namespace daybook
