#include "conditions/phrases.h"

#include <fmt/format.h>

#include "base/text.h"

namespace daybook::conditions {
namespace {

constexpr size_t kTextBytesMax = 60;
constexpr size_t kListMax = 5;

constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
constexpr std::string_view kUnits[] = {"second", "minute", "hour", "day", "week", "month", "year"};

// At most `bytes` of `text`, without half a character at the end.
std::string Cut(std::string_view text, size_t bytes) {
    if (text.size() <= bytes) return ToUtf8(text);
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return ToUtf8(text.substr(0, bytes)) + "…";
}

}  // namespace

std::string DayText(int64_t day) {
    const Date date = DateOf(day);
    return fmt::format("{} {} {}", date.day, kMonths[date.month - 1], date.year);
}

std::string MomentText(const Calendar& calendar, int64_t at) {
    const int64_t time = calendar.TimeOfDay(at);
    std::string text =
        fmt::format("{}, {:02}:{:02}", DayText(calendar.DayAt(at)), time / 3600, time / 60 % 60);
    if (time % 60 != 0) text += fmt::format(":{:02}", time % 60);
    return text;
}

std::string DurationText(Duration duration) {
    return fmt::format("{} {}{}", duration.count, kUnits[static_cast<size_t>(duration.unit)],
                       duration.count == 1 ? "" : "s");
}

std::string NumberText(double number) { return fmt::format("{}", number); }

std::string QuotedText(std::string_view text) { return "“" + Cut(text, kTextBytesMax) + "”"; }

std::string ListText(const std::vector<std::string>& elements, std::string_view word) {
    if (elements.size() > kListMax) {
        const std::vector<std::string> first(elements.begin(), elements.begin() + kListMax - 1);
        return fmt::format("{} {} {} more", fmt::join(first, ", "), word,
                           elements.size() - first.size());
    }
    std::string text;
    for (size_t i = 0; i < elements.size(); ++i) {
        if (i > 0) text += i + 1 == elements.size() ? fmt::format(" {} ", word) : ", ";
        text += elements[i];
    }
    return text;
}

std::string Capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace daybook::conditions
