// Comma-separated values as RFC 4180 has them: CRLF ends a line, quotes where needed and doubled inside. Pure.
#pragma once

#include <string>
#include <string_view>

namespace daybook::profiles {

// Appends `text` as a cell. A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a
// line end) gets an apostrophe in front; telephone numbers such as "+1 (555) 010" stay as they are.
void AppendCsvText(std::string& out, std::string_view text);

}  // namespace daybook::profiles
