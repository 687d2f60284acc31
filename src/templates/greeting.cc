#include "templates/greeting.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace daybook::templates {
namespace {

// In the languages in which shops write most; compared without case and accents (SearchFold).
constexpr std::array<std::string_view, 38> kWords = {
    "hi", "hello", "hey", "dear", "welcome", "welcome back", "good morning", "good afternoon", "good evening", "good day", "thanks", "thank you",
    "happy birthday", "congratulations", "hallo", "liebe", "lieber", "liebe r", "guten tag", "guten morgen", "sehr geehrte", "moin", "danke", "bonjour", "bonsoir",
    "salut", "cher", "chere", "merci", "hola", "querido", "querida", "gracias", "ciao", "buongiorno", "caro", "cara", "grazie"};

// A line is not longer than this; each greeting looks back no further.
constexpr size_t kNear = 1000;

// The words in front on the same line, tags left out.
std::string LineBefore(std::string_view before) {
    std::string line;
    bool tag = false;
    for (size_t i = before.size(); i-- > 0;) {
        const char c = before[i];
        if (c == '>') tag = true;
        if (!tag) {
            if (c == '\n' || c == '}') break;
            line += c;
        }
        if (c != '<') continue;
        tag = false;
        // A paragraph, a cell or a line break begins a line; <b> and <a> do not.
        const std::string_view name = before.substr(i + 1);
        if (StartsWithNoCase(name, "p") || StartsWithNoCase(name, "td") || StartsWithNoCase(name, "br") || StartsWithNoCase(name, "div") || StartsWithNoCase(name, "h")) break;
    }
    std::reverse(line.begin(), line.end());
    return line;
}

}  // namespace

bool IsGreeting(std::string_view before, std::string_view after) {
    before = before.substr(before.size() - std::min(before.size(), kNear));
    std::string line;
    for (const std::string& word : SearchWords(LineBefore(before))) line += (line.empty() ? "" : " ") + word;
    if (line.empty()) return !Trim(before).ends_with('}') && (after.starts_with(',') || after.starts_with('!'));
    return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
        return line.ends_with(word) && (line.size() == word.size() || line[line.size() - word.size() - 1] == ' ');
    });
}

}  // namespace daybook::templates
