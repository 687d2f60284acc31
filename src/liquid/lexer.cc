//   id = [a-zA-Z_][\w-]*\??      number = -?\d+(\.\d+)?      string = "…" | '…' (no escapes)
#include "liquid/lexer.h"

#include "base/text.h"
#include "liquid/convert.h"

namespace daybook::liquid {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

size_t NumberLength(std::string_view text) {
    size_t i = text[0] == '-' ? 1 : 0;
    while (i < text.size() && IsDigit(text[i])) ++i;
    if (i + 1 < text.size() && text[i] == '.' && IsDigit(text[i + 1])) {
        ++i;
        while (i < text.size() && IsDigit(text[i])) ++i;
    }
    return i;
}

size_t IdLength(std::string_view text) {
    size_t i = 1;
    while (i < text.size() && (IsLetter(text[i]) || IsDigit(text[i]) || text[i] == '-')) ++i;
    return i < text.size() && text[i] == '?' ? i + 1 : i;
}

// Length and type of the token that `rest` begins with; length 0: there is none.
Token Special(std::string_view rest) {
    char c = rest[0], next = rest.size() > 1 ? rest[1] : '\0';
    switch (c) {
        case '|': return {TokenType::kPipe, rest.substr(0, 1)};
        case '.': return next == '.' ? Token{TokenType::kDotDot, rest.substr(0, 2)} : Token{TokenType::kDot, rest.substr(0, 1)};
        case ':': return {TokenType::kColon, rest.substr(0, 1)};
        case ',': return {TokenType::kComma, rest.substr(0, 1)};
        case '[': return {TokenType::kOpenSquare, rest.substr(0, 1)};
        case ']': return {TokenType::kCloseSquare, rest.substr(0, 1)};
        case '(': return {TokenType::kOpenRound, rest.substr(0, 1)};
        case ')': return {TokenType::kCloseRound, rest.substr(0, 1)};
        case '?': return {TokenType::kQuestion, rest.substr(0, 1)};
        case '-': return {TokenType::kDash, rest.substr(0, 1)};
        case '=': return {TokenType::kComparison, rest.substr(0, next == '=' ? 2 : 0)};
        case '!': return {TokenType::kComparison, rest.substr(0, next == '=' ? 2 : 0)};
        case '<': return {TokenType::kComparison, rest.substr(0, next == '=' || next == '>' ? 2 : 1)};
        case '>': return {TokenType::kComparison, rest.substr(0, next == '=' ? 2 : 1)};
        default: return {TokenType::kEnd, rest.substr(0, 0)};
    }
}

Token Next(std::string_view rest, bool after_dot) {
    char c = rest[0];
    if (IsLetter(c)) {
        std::string_view word = rest.substr(0, IdLength(rest));
        return {word == "contains" && !after_dot ? TokenType::kComparison : TokenType::kId, word};
    }
    if (IsDigit(c) || (c == '-' && rest.size() > 1 && IsDigit(rest[1]))) {
        return {TokenType::kNumber, rest.substr(0, NumberLength(rest))};
    }
    if (c == '"' || c == '\'') {
        size_t close = rest.find(c, 1);
        return {TokenType::kString, close == std::string_view::npos ? rest.substr(0, 0) : rest.substr(0, close + 1)};
    }
    return Special(rest);
}

}  // namespace

std::string_view TokenName(TokenType type) {
    constexpr std::string_view kNames[] = {"pipe", "dot", "colon", "comma", "open_square", "close_square", "open_round",
                                           "close_round", "question", "dash", "comparison", "string", "number", "id",
                                           "dotdot", "end_of_string"};
    return kNames[static_cast<size_t>(type)];
}

std::string ShowToken(const Token& token) {
    std::string out = "[:";
    out += TokenName(token.type);
    if (token.type != TokenType::kEnd) {
        std::string shown;
        AppendInspect(shown, Value::String(token.text));
        out += ", " + shown;
    }
    return out + "]";
}

bool Tokenize(std::string_view markup, std::vector<Token>& out, std::string& error) {
    size_t i = 0;
    bool after_dot = false;
    while (true) {
        while (i < markup.size() && IsSpace(markup[i])) ++i;
        if (i >= markup.size()) break;
        Token token = Next(markup.substr(i), after_dot);
        if (token.text.empty()) {
            size_t length = Utf8Length(markup.substr(i));
            error = "Unexpected character " + std::string(markup.substr(i, length == 0 ? 1 : length));
            return false;
        }
        out.push_back(token);
        after_dot = token.type == TokenType::kDot;
        i += token.text.size();
    }
    out.push_back({TokenType::kEnd, {}});
    return true;
}

}  // namespace daybook::liquid
