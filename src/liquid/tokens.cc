// The strict grammar of expressions.
//
//   expression = id lookup* | "[" expression "]" lookup* | string | number | "(" expression ".." expression ")"
//   lookup     = "[" expression "]" | "." id
#include "liquid/compile.h"

#include <fmt/format.h>

namespace daybook::liquid {
namespace {

constexpr int kDepthMax = 100;

}  // namespace

Tokens::Tokens(Compiler& compiler, std::string_view markup) : compiler_(compiler) {
    tokens_.reserve(16);
    std::string error;
    if (Tokenize(markup, tokens_, error)) return;
    compiler_.Fail(error);
    tokens_.assign(1, Token{});
}

bool Tokens::failed() const { return compiler_.failed_; }

bool Tokens::Look(TokenType type, size_t ahead) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].type == type;
}

bool Tokens::TakeId(std::string_view word) {
    if (!Look(TokenType::kId) || tokens_[at_].text != word) return false;
    ++at_;
    return true;
}

std::string_view Tokens::Consume(TokenType type) {
    if (failed()) return {};
    const Token& token = tokens_[at_];
    if (token.type != type) {
        compiler_.Fail(fmt::format("Expected {} but found {}", TokenName(type), TokenName(token.type)));
        return {};
    }
    if (type != TokenType::kEnd) ++at_;
    return token.text;
}

std::string Tokens::TextSince(size_t from) const {
    std::string text;
    for (size_t i = from; i < at_; ++i) text += tokens_[i].text;
    return text;
}

std::vector<PathKey> Tokens::Lookups() {
    std::vector<PathKey> keys;
    while (!failed()) {
        if (Take(TokenType::kOpenSquare)) {
            PathKey key;
            key.expr = Expression();
            Consume(TokenType::kCloseSquare);
            keys.push_back(key);
        } else if (Take(TokenType::kDot)) {
            std::string_view name = Consume(TokenType::kId);
            if (!failed()) keys.push_back(compiler_.NamedKey(name));
        } else {
            break;
        }
    }
    return keys;
}

Id Tokens::IdExpression(Words words) {
    std::string_view name = ConsumeAny();
    if (!Look(TokenType::kDot) && !Look(TokenType::kOpenSquare)) {
        if (Id literal = compiler_.Literal(name, words); literal != kNone) return literal;
    }
    std::vector<PathKey> keys = Lookups();
    const Id made = compiler_.VariableExpr(compiler_.Symbol(name), kNone, std::move(keys));
    compiler_.program_.exprs[made].at = compiler_.PlaceOf(name);
    return made;
}

Id Tokens::Expression(Words words) {
    if (failed()) return kNone;
    if (++depth_ > kDepthMax) {
        compiler_.Fail("Nesting too deep");
        return kNone;
    }
    const Token& token = tokens_[at_];
    Id made = kNone;
    switch (token.type) {
        case TokenType::kId: made = IdExpression(words); break;
        case TokenType::kString:
            ++at_;
            made = compiler_.Constant(Value::String(compiler_.Keep(token.text.substr(1, token.text.size() - 2))));
            break;
        case TokenType::kNumber:
            ++at_;
            made = compiler_.NumberConstant(token.text);
            break;
        case TokenType::kOpenSquare: {
            if (compiler_.options_.mode == Mode::kStrict2) {
                compiler_.Fail("Bare bracket access is not allowed in strict2 mode");
                return kNone;
            }
            ++at_;
            Id root = Expression();
            Consume(TokenType::kCloseSquare);
            std::vector<PathKey> keys = Lookups();
            made = compiler_.VariableExpr(kNone, root, std::move(keys));
            break;
        }
        case TokenType::kOpenRound: {
            ++at_;
            Id first = Expression();
            Consume(TokenType::kDotDot);
            Id last = Expression();
            Consume(TokenType::kCloseRound);
            if (!failed()) made = compiler_.RangeExpr(first, last);
            break;
        }
        default: compiler_.Fail(fmt::format("{} is not a valid expression", ShowToken(token)));
    }
    --depth_;
    return made;
}

}  // namespace daybook::liquid
