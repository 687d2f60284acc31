#include "profiles/custom.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include <date/date.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/text.h"

namespace daybook::profiles {
namespace {

// The index of an alternative is its number in the bytes.
template <typename T>
const T* As(const CustomValue& value) {
    return std::get_if<T>(&value);
}

std::optional<int64_t> Digits(std::string_view text) {
    int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return number;
}

// "2026-01-31" at the beginning of the text, as days since 1970.
std::optional<int64_t> DayOf(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = Digits(text.substr(0, 4)), month = Digits(text.substr(5, 2)), day = Digits(text.substr(8, 2));
    if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
    const auto ymd = date::year(static_cast<int>(*year)) / static_cast<unsigned>(*month) / static_cast<unsigned>(*day);
    if (!ymd.ok()) return std::nullopt;
    return date::sys_days(ymd).time_since_epoch().count();
}

// "10:00", "10:00:05", "10:00:05.25", with "Z" or "+01:00" after it, as seconds of UTC.
std::optional<int64_t> TimeOf(std::string_view text) {
    if (text.size() < 6 || text[2] != ':') return std::nullopt;
    const auto hours = Digits(text.substr(0, 2)), minutes = Digits(text.substr(3, 2));
    int64_t seconds = 0;
    std::string_view rest = text.substr(5);
    if (rest.size() >= 3 && rest[0] == ':') {
        const auto read = Digits(rest.substr(1, 2));
        if (!read) return std::nullopt;
        seconds = *read;
        rest.remove_prefix(3);
        if (rest.starts_with('.')) rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    }
    if (!hours || !minutes || *hours > 23 || *minutes > 59 || seconds > 60) return std::nullopt;
    const int64_t time = *hours * 3600 + *minutes * 60 + seconds;
    if (rest == "Z" || rest == "z") return time;
    if (rest.size() != 6 || rest[3] != ':' || (rest[0] != '+' && rest[0] != '-')) return std::nullopt;
    const auto east = Digits(rest.substr(1, 2)), quarter = Digits(rest.substr(4, 2));
    if (!east || !quarter) return std::nullopt;
    const int64_t offset = *east * 3600 + *quarter * 60;
    return rest[0] == '+' ? time - offset : time + offset;
}

CustomValue DateFrom(std::string_view text, const LocalDays& days) {
    constexpr int64_t kDaySeconds = 86'400;
    if (const auto day = DayOf(text)) {
        if (text.size() == 10) return Date{days.StartOf(*day)};
        const auto time = text[10] == 'T' || text[10] == ' ' ? TimeOf(text.substr(11)) : std::nullopt;
        return time ? CustomValue(Date{*day * kDaySeconds + *time}) : CustomValue(Unfit{});
    }
    const auto seconds = text.size() >= 9 && text.size() <= 11 ? Digits(text) : std::nullopt;
    return seconds && *seconds > 0 ? CustomValue(Date{*seconds}) : CustomValue(Unfit{});
}

CustomValue NumberFrom(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    const bool whole = failed == std::errc() && end == text.data() + text.size() && std::isfinite(number);
    return whole ? CustomValue(number) : CustomValue(Unfit{});
}

CustomValue MoneyFrom(std::string_view text, std::string currency) {
    const size_t blank = text.rfind(' ');
    if (blank != std::string_view::npos) {
        currency = AsciiLower(text.substr(blank + 1));
        text = Trim(text.substr(0, blank));
    }
    const auto minor = IsCurrency(currency) ? MinorOf(text, currency) : std::nullopt;
    return minor ? CustomValue(Money{*minor, std::move(currency)}) : CustomValue(Unfit{});
}

CustomValue BooleanFrom(std::string_view text) {
    const std::string folded = AsciiLower(text);
    for (const std::string_view yes : {"true", "yes", "1", "on", "y"}) {
        if (folded == yes) return true;
    }
    for (const std::string_view no : {"false", "no", "0", "off", "n"}) {
        if (folded == no) return false;
    }
    return Unfit{};
}

CustomValue ListFrom(std::string_view text) {
    Texts parts;
    const char separator = text.find(';') != std::string_view::npos ? ';' : ',';
    for (const std::string_view part : Split(text, separator)) {
        const std::string_view trimmed = Trim(part);
        if (trimmed.size() > kTextBytesMax || parts.size() == kElementsMax) return Unfit{};
        if (!trimmed.empty()) parts.emplace_back(trimmed);
    }
    return parts.empty() ? CustomValue() : CustomValue(std::move(parts));
}

}  // namespace

std::string_view FieldTypeName(FieldType type) {
    constexpr std::string_view kNames[] = {"text", "number", "money", "date", "boolean", "list"};
    return kNames[static_cast<size_t>(type)];
}

std::optional<FieldType> FindFieldType(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(FieldType::kList); ++i) {
        if (FieldTypeName(static_cast<FieldType>(i)) == name) return static_cast<FieldType>(i);
    }
    return std::nullopt;
}

const CustomValue& FindCustom(const CustomValues& values, int64_t field) {
    static const CustomValue kMissing;
    const auto found = std::lower_bound(values.begin(), values.end(), field, [](const CustomOf& one, int64_t id) { return one.field < id; });
    return found == values.end() || found->field != field ? kMissing : found->value;
}

void WriteCustomValue(ByteWriter& out, const CustomValue& value) {
    out.Unsigned(value.index());
    if (const auto* text = As<std::string>(value)) out.Text(*text);
    if (const auto* number = As<double>(value)) out.Fixed64(std::bit_cast<uint64_t>(*number));
    if (const auto* money = As<Money>(value)) {
        out.Signed(money->minor);
        out.Text(money->currency);
    }
    if (const auto* date = As<Date>(value)) out.Signed(date->at);
    if (const auto* is = As<bool>(value)) out.Unsigned(*is ? 1 : 0);
    if (const auto* texts = As<Texts>(value)) {
        out.Unsigned(texts->size());
        for (const std::string& text : *texts) out.Text(text);
    }
}

CustomValue ReadCustomValue(ByteReader& in) {
    switch (in.Unsigned()) {
        case 1:
            return std::string(in.Text());
        case 2:
            return std::bit_cast<double>(in.Fixed64());
        case 3: {
            const int64_t minor = in.Signed();
            return Money{minor, std::string(in.Text())};
        }
        case 4:
            return Date{in.Signed()};
        case 5:
            return in.Unsigned() != 0;
        case 6: {
            Texts texts;
            for (uint64_t i = in.Unsigned(); i > 0 && in.ok(); --i) texts.emplace_back(in.Text());
            return texts;
        }
        case 7:
            return Unfit{};
        default:
            return {};
    }
}

std::string EncodeCustom(const CustomValues& values, const Texts& tags) {
    if (values.empty() && tags.empty()) return {};
    ByteWriter out;
    out.Unsigned(values.size());
    for (const CustomOf& one : values) {
        out.Unsigned(static_cast<uint64_t>(one.field));
        WriteCustomValue(out, one.value);
    }
    out.Unsigned(tags.size());
    for (const std::string& tag : tags) out.Text(tag);
    return out.Take();
}

Shown DecodeCustom(std::string_view bytes) {
    Shown shown;
    if (bytes.empty()) return shown;
    ByteReader in(bytes);
    for (uint64_t i = in.Unsigned(); i > 0 && in.ok(); --i) {
        const auto field = static_cast<int64_t>(in.Unsigned());
        shown.values.push_back({field, ReadCustomValue(in)});
    }
    for (uint64_t i = in.Unsigned(); i > 0 && in.ok(); --i) shown.tags.emplace_back(in.Text());
    return in.ok() ? shown : Shown{};
}

bool IsOf(FieldType type, const CustomValue& value) {
    const size_t index = value.index();
    return index == 0 || index == static_cast<size_t>(type) + 1;
}

void WriteTexts(JsonWriter& json, std::span<const std::string> texts) {
    json.BeginArray();
    for (const std::string& text : texts) json.String(text);
    json.EndArray();
}

void WriteCustomJson(JsonWriter& json, const CustomValue& value) {
    constexpr double kExact = 9007199254740992;  // 2^53
    if (const auto* text = As<std::string>(value)) {
        json.String(*text);
    } else if (const auto* number = As<double>(value)) {
        if (std::nearbyint(*number) == *number && std::abs(*number) < kExact) json.Int(static_cast<int64_t>(*number));
        else json.Double(*number);
    } else if (const auto* money = As<Money>(value)) {
        json.Int(money->minor);
    } else if (const auto* date = As<Date>(value)) {
        json.Int(date->at);
    } else if (const auto* is = As<bool>(value)) {
        json.Bool(*is);
    } else if (const auto* texts = As<Texts>(value)) {
        WriteTexts(json, *texts);
    } else {
        json.Null();
    }
}

std::string CustomText(const CustomValue& value) {
    if (const auto* text = As<std::string>(value)) return *text;
    if (const auto* texts = As<Texts>(value)) return fmt::format("{}", fmt::join(*texts, "; "));
    std::string out;
    JsonWriter json(out);
    WriteCustomJson(json, value);
    return out == "null" ? std::string() : out;
}

CustomValue FromText(FieldType type, std::string_view given, const TextRules& rules) {
    const std::string_view text = Trim(given);
    if (text.empty()) return {};
    switch (type) {
        case FieldType::kText:
            return text.size() > kTextBytesMax ? CustomValue(Unfit{}) : CustomValue(std::string(text));
        case FieldType::kNumber:
            return NumberFrom(text);
        case FieldType::kMoney:
            return MoneyFrom(text, rules.currency);
        case FieldType::kDate:
            return DateFrom(text, rules.days);
        case FieldType::kBoolean:
            return BooleanFrom(text);
        case FieldType::kList:
            return ListFrom(text);
    }
    return Unfit{};
}

CustomValue Converted(const CustomValue& value, FieldType type, const TextRules& rules) {
    if (IsOf(type, value) || std::holds_alternative<Unfit>(value)) return value;
    if (const auto* money = As<Money>(value)) {
        std::string major = FormatMajor(money->minor, money->currency);
        return FromText(type, type == FieldType::kNumber ? major : major + " " + money->currency, rules);
    }
    if (const auto* date = As<Date>(value)) {
        if (type == FieldType::kNumber) return static_cast<double>(date->at);
        return FromText(type, FormatUtc(date->at * kSecond).substr(0, 19) + "Z", rules);
    }
    return FromText(type, CustomText(value), rules);
}

std::optional<int64_t> MinorOf(std::string_view decimal, std::string_view currency) {
    const bool negative = decimal.starts_with('-');
    if (negative || decimal.starts_with('+')) decimal.remove_prefix(1);
    const size_t point = decimal.find('.');
    const std::string_view whole = decimal.substr(0, point);
    std::string_view part = point == std::string_view::npos ? std::string_view() : decimal.substr(point + 1);
    const auto places = static_cast<size_t>(CurrencyExponent(currency));
    while (part.size() > places && part.ends_with('0')) part.remove_suffix(1);
    const bool digits = (std::string(whole) + std::string(part)).find_first_not_of("0123456789") == std::string::npos;
    if (!digits || whole.empty() || part.size() > places || whole.size() + places > 18) return std::nullopt;
    const std::string all = std::string(whole) + std::string(part) + std::string(places - part.size(), '0');
    const auto minor = Digits(all);
    if (!minor) return std::nullopt;
    return negative ? -*minor : *minor;
}

}  // namespace daybook::profiles
