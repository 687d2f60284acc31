// What mail needs beyond the language: money and numbers by locale, plurals, hashes, spun words, telephone numbers.
#include <algorithm>

#include <fmt/format.h>

#include "base/crypto.h"
#include "base/text.h"
#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/locale.h"
#include "liquid/number.h"

namespace daybook::liquid {
namespace {

Value Made(State& state, std::string_view text) {
    if (!state.Allow(text.size())) return Value::Nil();
    return Value::String(state.arena().Copy(text));
}

// The argument at `place`, or the keyword, or `other`.
std::string_view Named(State& state, Arguments arguments, size_t place, std::string_view keyword, std::string_view other) {
    if (place < arguments.size() && !arguments[place].is_object()) return state.Text(arguments[place]);
    if (arguments.empty() || !arguments.back().is_object()) return other;
    const Value* value = arguments.back().object->Find(MakeName(keyword));
    return value == nullptr ? other : state.Text(*value);
}

bool IsCurrency(std::string_view code) {
    for (char c : code) {
        if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) return false;
    }
    return code.size() == 3;
}

Value InMoney(State& state, const Value& input, Arguments arguments, std::string_view filter, Symbol symbol) {
    bool own = input.type == Type::kMoney;
    if (input.is_nil() || (input.is_string() && input.size == 0)) return input;
    std::string_view currency = Named(state, arguments, 0, "currency", own ? input.money->currency : std::string_view());
    if (!IsCurrency(currency)) {
        if (own && currency.empty()) return Value::String(state.Text(input));
        return state.Fail(fmt::format("{}: '{}' is no currency; name it, such as {}: \"USD\"", filter, currency, filter));
    }
    std::string& out = state.scratch();
    AppendLocalMoney(out, ToNumber(input), currency, Named(state, arguments, 1, "locale", state.options().locale), symbol);
    return Made(state, out);
}

Value MoneyFilter(State& state, const Value& input, Arguments a) { return InMoney(state, input, a, "money", Symbol::kShown); }
Value Currency(State& state, const Value& input, Arguments a) { return InMoney(state, input, a, "currency", Symbol::kShown); }
Value MoneyWithoutCurrency(State& state, const Value& input, Arguments a) {
    return InMoney(state, input, a, "money_without_currency", Symbol::kHidden);
}

Value NumberFilter(State& state, const Value& input, Arguments arguments) {
    if (input.is_nil()) return input;
    std::string& out = state.scratch();
    AppendLocalNumber(out, ToNumber(input), Named(state, arguments, 0, "locale", state.options().locale));
    return Made(state, out);
}

Value Ordinal(State& state, const Value& input, Arguments arguments) {
    if (input.is_nil()) return input;
    Number number = Floor(ToNumber(input));
    if (!number.whole || number.integer > INT64_MAX || number.integer < -INT64_MAX) return input;
    std::string& out = state.scratch();
    AppendOrdinal(out, static_cast<int64_t>(number.integer), Named(state, arguments, 0, "locale", state.options().locale));
    return Made(state, out);
}

// n | pluralize: "item", "items" or n | pluralize: one: "…", few: "…", other: "…". Without its own form, a number takes `other`.
Value Pluralize(State& state, const Value& input, Arguments arguments) {
    bool keyed = !arguments.empty() && arguments.back().is_object();
    std::string_view locale = state.options().locale;
    const Object* forms = keyed ? arguments.back().object : nullptr;
    if (forms != nullptr) {
        if (const Value* asked = forms->Find(MakeName("locale"))) locale = state.Text(*asked);
    }
    std::string_view category = PluralCategory(ToNumber(input), locale);
    size_t plain = arguments.size() - (keyed ? 1 : 0);
    if (plain == 2) return arguments[category == "one" ? 0 : 1];
    if (plain == 0 && forms != nullptr) {
        for (std::string_view form : {category, std::string_view("other")}) {
            if (const Value* word = forms->Find(MakeName(form))) return *word;
        }
    }
    return state.Fail("pluralize: give two words, or the forms by name with other: \"…\"");
}

Value Md5Filter(State& state, const Value& input, Arguments) { return Made(state, HexEncode(Md5(state.Text(input)))); }
Value Sha1Filter(State& state, const Value& input, Arguments) { return Made(state, HexEncode(Sha1(state.Text(input)))); }
Value Sha256Filter(State& state, const Value& input, Arguments) { return Made(state, HexEncode(Sha256(state.Text(input)))); }

// The secret is named, never written, in a template.
Value HmacSha256Filter(State& state, const Value& input, Arguments arguments) {
    std::string_view name = state.Text(arguments[0]);
    std::string secret = state.options().secret ? state.options().secret(name) : std::string();
    if (secret.empty()) return state.Fail(fmt::format("hmac_sha256: there is no secret named '{}'", name));
    return Made(state, HexEncode(HmacSha256(secret, state.Text(input))));
}

// "a|b|c" | spin: seed: the same seed chooses the same.
Value Spin(State& state, const Value& input, Arguments arguments) {
    std::string_view text = state.Text(input), seed = arguments.empty() ? std::string_view() : state.Text(arguments[0]);
    uint64_t hash = 14695981039346656037u;
    for (char c : seed) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    hash = (hash ^ hash >> 32) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
    auto parts = static_cast<uint64_t>(std::count(text.begin(), text.end(), '|')) + 1;
    for (uint64_t skip = hash % parts; skip > 0; --skip) text.remove_prefix(text.find('|') + 1);
    return Value::String(text.substr(0, text.find('|')));
}

// "+14155550100" as its country writes it, where the program around knows how; numbers of North America always.
Value Phone(State& state, const Value& input, Arguments arguments) {
    std::string_view text = state.Text(input), style = arguments.empty() ? "international" : state.Text(arguments[0]);
    if (style != "national" && style != "international") return state.Fail(fmt::format("phone: '{}' is neither national nor international", style));
    if (state.options().phone) return Made(state, state.options().phone(text, style));
    bool american = text.size() == 12 && text.starts_with("+1") && text.substr(1).find_first_not_of("0123456789") == std::string_view::npos;
    if (!american) return input;
    std::string_view area = text.substr(2, 3), exchange = text.substr(5, 3), line = text.substr(8);
    return Made(state, style == "national" ? fmt::format("({}) {}-{}", area, exchange, line) : fmt::format("+1 {}-{}-{}", area, exchange, line));
}

constexpr Filter kFilters[] = {
    {"currency", Currency, 0, 3},
    {"hmac_sha256", HmacSha256Filter, 1, 1},
    {"md5", Md5Filter},
    {"money", MoneyFilter, 0, 3},
    {"money_without_currency", MoneyWithoutCurrency, 0, 3},
    {"number", NumberFilter, 0, 1},
    {"ordinal", Ordinal, 0, 1},
    {"phone", Phone, 0, 1},
    {"pluralize", Pluralize, 1, 3},
    {"sha1", Sha1Filter},
    {"sha256", Sha256Filter},
    {"spin", Spin, 0, 1},
};

}  // namespace

std::span<const Filter> MarketingFilters() { return kFilters; }

}  // namespace daybook::liquid
