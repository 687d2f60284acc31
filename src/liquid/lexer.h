// The tokens of an expression, as the strict modes read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace daybook::liquid {

enum class TokenType : uint8_t {
    kPipe, kDot, kColon, kComma, kOpenSquare, kCloseSquare, kOpenRound, kCloseRound, kQuestion, kDash,
    kComparison, kString, kNumber, kId, kDotDot, kEnd,
};

struct Token {
    TokenType type = TokenType::kEnd;
    std::string_view text;
};

// As error texts name it: "id", "end_of_string", ….
std::string_view TokenName(TokenType type);
// [:id, "name"], as error texts show a token.
std::string ShowToken(const Token& token);

// Appends the tokens and a kEnd. False with an error sentence where a character starts no token.
bool Tokenize(std::string_view markup, std::vector<Token>& out, std::string& error);

}  // namespace daybook::liquid
