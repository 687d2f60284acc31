#include "script.h"

#include <cstdio>
#include <ctime>
#include <sstream>
#include <stdexcept>

namespace daybook::scenarios {
namespace {

// Splits at blanks; a part in double quotes keeps its blanks and loses its quotes.
std::vector<std::string> SplitWords(const std::string& text, int number) {
    std::vector<std::string> words;
    std::string word;
    bool quoted = false;
    bool any = false;
    for (char c : text) {
        if (c == '"') {
            quoted = !quoted;
            any = true;
        } else if (c == '#' && !quoted) {
            break;
        } else if ((c == ' ' || c == '\t') && !quoted) {
            if (any) words.push_back(word);
            word.clear();
            any = false;
        } else {
            word += c;
            any = true;
        }
    }
    if (quoted) throw std::runtime_error("line " + std::to_string(number) + ": a quote is not closed");
    if (any) words.push_back(word);
    return words;
}

}  // namespace

std::vector<Line> ParseScript(const std::string& text) {
    std::vector<Line> lines;
    std::istringstream stream(text);
    std::string one;
    for (int number = 1; std::getline(stream, one); ++number) {
        Line line{number, {}, {}, one};
        for (const std::string& word : SplitWords(one, number)) {
            size_t equals = word.find('=');
            if (equals == std::string::npos || line.words.empty()) line.words.push_back(word);
            else line.settings[word.substr(0, equals)] = word.substr(equals + 1);
        }
        if (!line.words.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

int64_t ParseMoment(const std::string& text) {
    tm parts{};
    int read = std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d", &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour,
                           &parts.tm_min, &parts.tm_sec);
    if (read < 3 || read == 4) throw std::runtime_error("not a moment: " + text);
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    return timegm(&parts);
}

}  // namespace daybook::scenarios
