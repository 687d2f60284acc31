#include "profiles/csv.h"

namespace daybook::profiles {
namespace {

bool IsPhone(std::string_view text) {
    return text.starts_with('+') && text.find_first_not_of("0123456789 ()", 1) == std::string_view::npos;
}

bool LooksLikeFormula(std::string_view text) {
    if (text.empty() || IsPhone(text)) return false;
    // The last four are the full-width forms that some spreadsheets read alike.
    for (std::string_view begin : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
        if (text.starts_with(begin)) return true;
    }
    return false;
}

bool NeedsQuotes(std::string_view text) {
    if (text.empty()) return false;
    return text.find_first_of(",\"\r\n") != std::string_view::npos || text.front() == ' ' || text.back() == ' ';
}

}  // namespace

void AppendCsvText(std::string& out, std::string_view text) {
    bool quotes = NeedsQuotes(text);
    if (quotes) out += '"';
    if (LooksLikeFormula(text)) out += '\'';
    for (char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    if (quotes) out += '"';
}

}  // namespace daybook::profiles
