// The tables, and how a number is put together from them.
#include "liquid/locale.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/money.h"
#include "base/text.h"

namespace daybook::liquid {
namespace {

constexpr std::string_view kHardSpace = "\u00A0";
constexpr std::string_view kNarrowSpace = "\u202F";
constexpr std::string_view kMinus = "\u2212";

// Where the currency stands.
enum class Place { kBefore, kBeforeSpaced, kBeforeMinus, kAfter };

struct Writing {
    std::string_view locale;  // the longest that begins the name asked for
    std::string_view point = ".";
    std::string_view group = ",";
    std::string_view minus = "-";
    Place place = Place::kBefore;
    int grouped_from = 4;     // digits of the smallest number with groups
    std::string_view dollar = "$";  // how US dollars and Japanese yen are told from other dollars and yen
    std::string_view yen = "¥";
    bool in_twos = false;     // 12,34,567
};

constexpr Writing kWritings[] = {
    {.locale = "en"},
    {.locale = "en-gb", .dollar = "US$", .yen = "JP¥"},
    {.locale = "en-in", .yen = "JP¥", .in_twos = true},
    {.locale = "de", .point = ",", .group = ".", .place = Place::kAfter},
    {.locale = "de-ch", .group = "'", .place = Place::kBeforeMinus},
    {.locale = "fr", .point = ",", .group = kNarrowSpace, .place = Place::kAfter, .dollar = "$US", .yen = "JPY"},
    {.locale = "es", .point = ",", .group = ".", .place = Place::kAfter, .grouped_from = 5, .dollar = "US$", .yen = "JPY"},
    {.locale = "it", .point = ",", .group = ".", .place = Place::kAfter, .grouped_from = 5, .dollar = "USD", .yen = "JPY"},
    {.locale = "nl", .point = ",", .group = ".", .place = Place::kBeforeMinus, .dollar = "US$", .yen = "JP¥"},
    {.locale = "pt", .point = ",", .group = ".", .place = Place::kBeforeSpaced, .dollar = "US$", .yen = "JP¥"},
    {.locale = "pt-pt", .point = ",", .group = kHardSpace, .place = Place::kAfter, .grouped_from = 5, .dollar = "US$", .yen = "JP¥"},
    {.locale = "sv", .point = ",", .group = kHardSpace, .minus = kMinus, .place = Place::kAfter, .dollar = "US$", .yen = "JPY"},
    {.locale = "da", .point = ",", .group = ".", .place = Place::kAfter, .dollar = "US$", .yen = "JP¥"},
    {.locale = "nb", .point = ",", .group = kHardSpace, .minus = kMinus, .place = Place::kAfter, .dollar = "USD", .yen = "JPY"},
    {.locale = "no", .point = ",", .group = kHardSpace, .minus = kMinus, .place = Place::kAfter, .dollar = "USD", .yen = "JPY"},
    {.locale = "fi", .point = ",", .group = kHardSpace, .minus = kMinus, .place = Place::kAfter},
    {.locale = "pl", .point = ",", .group = kHardSpace, .place = Place::kAfter, .grouped_from = 5, .dollar = "USD", .yen = "JPY"},
    {.locale = "cs", .point = ",", .group = kHardSpace, .place = Place::kAfter, .dollar = "US$", .yen = "JP¥"},
    {.locale = "ru", .point = ",", .group = kHardSpace, .place = Place::kAfter},
    {.locale = "tr", .point = ",", .group = "."},
    {.locale = "ja", .yen = "￥"},
    {.locale = "zh", .dollar = "US$", .yen = "JP¥"},
    {.locale = "ko", .dollar = "US$", .yen = "JP¥"},
};

constexpr std::pair<std::string_view, std::string_view> kSymbols[] = {
    {"AUD", "A$"}, {"BRL", "R$"}, {"CAD", "CA$"}, {"CNY", "CN¥"}, {"EUR", "€"}, {"GBP", "£"}, {"HKD", "HK$"}, {"ILS", "₪"}, {"INR", "₹"},
    {"KRW", "₩"}, {"MXN", "MX$"}, {"NZD", "NZ$"}, {"PHP", "₱"}, {"TWD", "NT$"}, {"VND", "₫"}, {"XAF", "FCFA"}, {"XCD", "EC$"}, {"XPF", "CFPF"}};

// What a country calls its own currency.
constexpr std::pair<std::string_view, std::string_view> kHome[] = {
    {"en-auAUD", "$"}, {"en-caCAD", "$"}, {"en-nzNZD", "$"}, {"fr-caCAD", "$"}, {"es-mxMXN", "$"}, {"zhCNY", "¥"}, {"svSEK", "kr"},
    {"daDKK", "kr."}, {"nbNOK", "kr"}, {"noNOK", "kr"}, {"plPLN", "zł"}, {"csCZK", "Kč"}, {"trTRY", "₺"}, {"ruRUB", "₽"}};

// "pt_BR" is "pt-br".
std::string Normal(std::string_view locale) {
    std::string normal = AsciiLower(locale);
    std::replace(normal.begin(), normal.end(), '_', '-');
    return normal;
}

const Writing& WritingOf(std::string_view locale) {
    std::string normal = Normal(locale);
    const Writing* best = &kWritings[0];
    size_t length = 0;
    for (const Writing& writing : kWritings) {
        bool begins = normal.starts_with(writing.locale) && (normal.size() == writing.locale.size() || normal[writing.locale.size()] == '-');
        if (!begins || writing.locale.size() <= length) continue;
        best = &writing;
        length = writing.locale.size();
    }
    return *best;
}

std::string SymbolOf(const Writing& writing, std::string_view code, std::string_view locale) {
    if (code == "USD") return std::string(writing.dollar);
    if (code == "JPY") return std::string(writing.yen);
    std::string normal = Normal(locale);
    for (std::string_view asked : {std::string_view(normal), writing.locale}) {
        for (const auto& [home, symbol] : kHome) {
            if (home == fmt::format("{}{}", asked, code)) return std::string(symbol);
        }
    }
    for (const auto& [known, symbol] : kSymbols) {
        if (known == code) return std::string(writing.locale == "de-ch" && code == "EUR" ? "EUR" : symbol);
    }
    return std::string(code);
}

// Sign and digits in front of and behind the point.
struct Digits {
    bool negative = false;
    std::string whole;
    std::string part;
};

Digits DigitsOf(Number number, int digits) {
    if (digits >= 0) number = Round(number, digits);
    std::string text;
    if (number.whole) AppendWide(text, number.integer);
    else text = fmt::format("{}", number.fraction);
    if (text.find('e') != std::string::npos) text = fmt::format("{:.{}f}", number.fraction, std::max(digits, 0));
    Digits out;
    out.negative = text.starts_with('-');
    if (out.negative) text.erase(0, 1);
    size_t point = text.find('.');
    out.whole = text.substr(0, point);
    if (point != std::string::npos) out.part = text.substr(point + 1);
    if (digits < 0 && out.part == "0") out.part.clear();
    if (digits >= 0) out.part.resize(static_cast<size_t>(digits), '0');
    bool zero = out.whole.find_first_not_of('0') == std::string::npos && out.part.find_first_not_of('0') == std::string::npos;
    out.negative = out.negative && !zero;
    return out;
}

void AppendDigits(std::string& out, const Digits& digits, const Writing& writing) {
    size_t size = digits.whole.size();
    bool grouped = size >= static_cast<size_t>(writing.grouped_from);
    for (size_t i = 0; i < size; ++i) {
        size_t left = size - i;
        bool at_group = writing.in_twos && left > 3 ? (left - 3) % 2 == 0 : left % 3 == 0;
        if (i > 0 && grouped && at_group) out += writing.group;
        out.push_back(digits.whole[i]);
    }
    if (digits.part.empty()) return;
    out += writing.point;
    out += digits.part;
}

bool IsWordy(std::string_view symbol) { return !symbol.empty() && symbol.back() >= 'A' && symbol.back() <= 'Z'; }

}  // namespace

void AppendLocalNumber(std::string& out, Number number, std::string_view locale, int digits) {
    const Writing& writing = WritingOf(locale);
    if (!number.whole && !(number.fraction - number.fraction == 0)) return AppendFloat(out, number.fraction);
    Digits made = DigitsOf(number, digits);
    if (made.negative) out += writing.minus;
    AppendDigits(out, made, writing);
}

void AppendLocalMoney(std::string& out, Number major, std::string_view currency, std::string_view locale, Symbol shown) {
    const Writing& writing = WritingOf(locale);
    std::string code(currency);
    for (char& c : code) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 0x20 : c);
    int places = CurrencyExponent(AsciiLower(currency));
    if (shown == Symbol::kHidden) return AppendLocalNumber(out, major, locale, places);
    Digits digits = DigitsOf(major, places);
    std::string symbol = SymbolOf(writing, code, locale);
    std::string_view minus = digits.negative ? writing.minus : std::string_view();
    switch (writing.place) {
        case Place::kAfter:
            out += minus;
            AppendDigits(out, digits, writing);
            out.append(kHardSpace).append(symbol);
            return;
        case Place::kBeforeMinus:
            out += symbol;
            if (!digits.negative || writing.locale == "nl") out += kHardSpace;
            out += minus;
            break;
        default:
            out.append(minus).append(symbol);
            if (writing.place == Place::kBeforeSpaced || IsWordy(symbol)) out += kHardSpace;
    }
    AppendDigits(out, digits, writing);
}

void AppendOrdinal(std::string& out, int64_t number, std::string_view locale) {
    fmt::format_to(std::back_inserter(out), "{}", number);
    std::string_view language = WritingOf(locale).locale.substr(0, 2);
    int64_t last = std::abs(number % 10), two = std::abs(number % 100);
    bool teen = two >= 11 && two <= 13;
    if (language == "en") out += teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
    else if (language == "fr") out += number == 1 ? "er" : "e";
    else if (language == "nl") out += "e";
    else if (language == "sv") out += (last == 1 || last == 2) && two != 11 && two != 12 ? ":a" : ":e";
    else if (language == "it" || language == "pt") out += "º";
    else if (language == "es") out += ".º";
    else if (language != "ja" && language != "zh" && language != "ko") out += ".";
}

std::string_view PluralCategory(Number number, std::string_view locale) {
    std::string_view language = WritingOf(locale).locale.substr(0, 2);
    bool whole = number.whole || number.fraction == static_cast<double>(static_cast<int64_t>(std::clamp(number.fraction, -9e18, 9e18)));
    Wide n = number.whole ? number.integer : static_cast<Wide>(std::clamp(number.fraction, -9e18, 9e18));
    if (n < 0) n = -n;
    auto last = static_cast<int>(n % 10), two = static_cast<int>(n % 100);
    if (language == "ja" || language == "zh" || language == "ko") return "other";
    if (language == "pl") {
        if (!whole) return "other";
        if (n == 1) return "one";
        return last >= 2 && last <= 4 && (two < 12 || two > 14) ? "few" : "many";
    }
    if (language == "ru") {
        if (!whole) return "other";
        if (last == 1 && two != 11) return "one";
        return last >= 2 && last <= 4 && (two < 12 || two > 14) ? "few" : "many";
    }
    if (language == "cs") {
        if (!whole) return "many";
        return n == 1 ? "one" : n >= 2 && n <= 4 ? "few" : "other";
    }
    bool million = n != 0 && n % 1'000'000 == 0 && whole;
    if (language == "fr" || language == "pt") return n == 0 || n == 1 ? (language == "fr" || locale != "pt-PT" ? "one" : n == 1 && whole ? "one" : "other") : million ? "many" : "other";
    if (language == "es") return n == 1 && whole ? "one" : million ? "many" : "other";
    if (language == "it") return n == 1 && whole ? "one" : million ? "many" : "other";
    if (language == "da") return n == 1 || (!whole && n == 0) ? "one" : "other";
    return n == 1 && whole ? "one" : "other";
}

}  // namespace daybook::liquid
