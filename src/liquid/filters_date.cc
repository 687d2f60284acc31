// date, with zone and locale; date_add, relative_time, timezone.
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "liquid/convert.h"
#include "liquid/filters.h"
#include "liquid/locale.h"
#include "liquid/moment.h"
#include "liquid/number.h"

namespace daybook::liquid {
namespace {

constexpr int64_t kSecondsMax = 253402300799;  // the end of the year 9999
constexpr int64_t kFarSeconds = 100'000'000'000'000'000;
constexpr int64_t kSecondsMin = -62167219200;  // the beginning of the year 0

bool IsAllDigits(std::string_view text) {
    for (char c : text) {
        if (c < '0' || c > '9') return false;
    }
    return !text.empty() && text.size() < 18;
}

// What `date` can read: "now", seconds since 1970, a date as text, a moment.
std::optional<Moment> MomentOf(State& state, const Value& input, std::string_view zone) {
    int64_t seconds = 0;
    if (input.type == Type::kInt || input.type == Type::kTime) {
        seconds = input.integer;
    } else if (!input.is_string()) {
        return std::nullopt;
    } else {
        std::string lower = AsciiLower(input.text());
        if (lower == "now" || lower == "today") seconds = state.options().now;
        else if (IsAllDigits(lower)) seconds = static_cast<int64_t>(LeadingInteger(lower));
        else return ParseMoment(input.text(), zone, state.options().now);
    }
    if (seconds > kFarSeconds || seconds < -kFarSeconds) return std::nullopt;
    // Zones are known for four-digit years.
    return InZone(seconds, seconds > kSecondsMax || seconds < kSecondsMin ? "UTC" : zone);
}

struct DateFormat {
    std::string_view name;
    std::string_view english;
    std::string_view other;
};

// Formats with names, so that a template need not know the order of day and month.
constexpr DateFormat kFormats[] = {
    {"short", "%-m/%-d/%Y", "%d.%m.%Y"},
    {"medium", "%b %-d, %Y", "%-d %b %Y"},
    {"long", "%B %-d, %Y", "%-d %B %Y"},
    {"full", "%A, %B %-d, %Y", "%A, %-d %B %Y"},
};

std::string_view FormatOf(std::string_view format, std::string_view locale) {
    for (const DateFormat& known : kFormats) {
        if (known.name == format) return locale.starts_with("en") ? known.english : known.other;
    }
    return format;
}

std::string_view KeywordOr(State& state, Arguments arguments, std::string_view name, std::string_view other) {
    if (arguments.empty() || !arguments.back().is_object()) return other;
    const Value* value = arguments.back().object->Find(MakeName(name));
    return value == nullptr ? other : state.Text(*value);
}

Value DateFilter(State& state, const Value& input, Arguments arguments) {
    std::string_view format = state.Text(arguments[0]);
    if (format.empty()) return input;
    bool named_zone = arguments.size() > 1 && arguments[1].is_string();
    std::string_view zone = named_zone ? arguments[1].text() : KeywordOr(state, arguments, "timezone", state.options().time_zone);
    std::string_view locale = KeywordOr(state, arguments, "locale", state.options().locale);
    if (!InZone(0, zone)) return state.Fail(fmt::format("unknown time zone '{}'", zone));
    std::optional<Moment> moment = MomentOf(state, input, state.options().time_zone);
    if (!moment) return input;
    if (named_zone || zone != state.options().time_zone) moment = InZone(moment->seconds, zone);
    std::string& out = state.scratch();
    if (!AppendFormatted(out, *moment, FormatOf(format, locale), locale)) return state.Fail(fmt::format("invalid format: {}", format));
    if (!state.Allow(out.size())) return Value::Nil();
    return Value::String(state.arena().Copy(out));
}

Value TimeZone(State& state, const Value& input, Arguments arguments) {
    std::string_view zone = state.Text(arguments[0]);
    if (!InZone(0, zone)) return state.Fail(fmt::format("unknown time zone '{}'", zone));
    std::optional<Moment> moment = MomentOf(state, input, state.options().time_zone);
    if (!moment) return input;
    moment = InZone(moment->seconds, zone);
    std::string& out = state.scratch();
    AppendFormatted(out, *moment, "%Y-%m-%d %H:%M:%S %z", "en");
    return Value::String(state.arena().Copy(out));
}

std::optional<int64_t> SecondsOfUnit(std::string_view unit) {
    constexpr std::pair<std::string_view, int64_t> kUnits[] = {{"second", 1}, {"minute", 60}, {"hour", 3600}, {"day", 86400}, {"week", 604800}};
    if (unit.ends_with('s')) unit.remove_suffix(1);
    for (const auto& [name, seconds] : kUnits) {
        if (name == unit) return seconds;
    }
    return std::nullopt;
}

// The same day `count` months later, or that month's last.
int64_t AddMonths(int64_t seconds, int64_t count) {
    int64_t days = seconds / 86400 - (seconds % 86400 < 0 ? 1 : 0);
    Date date = DateOf(days);
    int64_t months = date.year * 12 + date.month - 1 + count;
    int64_t year = months / 12 - (months % 12 < 0 ? 1 : 0);
    int month = static_cast<int>(months - year * 12) + 1, day = date.day;
    while (!IsDate(year, month, day)) --day;
    return DaysOf(year, month, day) * 86400 + (seconds - days * 86400);
}

Value DateAdd(State& state, const Value& input, Arguments arguments) {
    constexpr int64_t kCountMax = 10'000'000;
    std::optional<Moment> moment = MomentOf(state, input, state.options().time_zone);
    if (!moment) return input;
    Number given = ToNumber(arguments[0]);
    double wide = given.AsDouble();
    if (!(wide >= -kCountMax && wide <= kCountMax)) return state.Fail("date_add: the number is too large");
    auto count = static_cast<int64_t>(wide);
    std::string_view unit = arguments.size() > 1 ? state.Text(arguments[1]) : "days";
    int64_t local = moment->seconds + moment->offset;
    if (std::optional<int64_t> seconds = SecondsOfUnit(unit)) local += count * *seconds;
    else if (unit == "month" || unit == "months") local = AddMonths(local, count);
    else if (unit == "year" || unit == "years") local = AddMonths(local, count * 12);
    else return state.Fail(fmt::format("date_add: '{}' is no unit; use seconds, minutes, hours, days, weeks, months or years", unit));
    bool date_only = input.type == Type::kTime && input.date_only;
    return Value::Time(local - moment->offset, date_only);
}

Value RelativeTime(State& state, const Value& input, Arguments arguments) {
    std::optional<Moment> moment = MomentOf(state, input, state.options().time_zone);
    if (!moment) return input;
    const bool named = !arguments.empty() && arguments[0].is_string();
    const std::string_view locale = named ? arguments[0].text() : KeywordOr(state, arguments, "locale", state.options().locale);
    std::string& out = state.scratch();
    AppendRelative(out, moment->seconds - state.options().now, locale);
    if (!state.Allow(out.size())) return Value::Nil();
    return Value::String(state.arena().Copy(out));
}

constexpr Filter kFilters[] = {
    {"date", DateFilter, 1, 3},
    {"date_add", DateAdd, 1, 2},
    {"relative_time", RelativeTime, 0, 1},
    {"timezone", TimeZone, 1, 1},
};

}  // namespace

std::span<const Filter> DateFilters() { return kFilters; }

}  // namespace daybook::liquid
