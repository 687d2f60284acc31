// Dates as people and programs write them: 2026-01-02, 2026-01-02T03:04:05Z, "March 14, 2016 10:00 PM",
// "14 Mar 2016", "Fri, 14 Mar 2016 10:00:00 +0100", 2016/03/14, 14/03/2016, 14.3.2016, 10:30.
#include <charconv>

#include "base/text.h"
#include "liquid/moment.h"

namespace daybook::liquid {
namespace {

constexpr size_t kTextMax = 128;
constexpr int64_t kUnset = INT64_MIN;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(AsciiLower(text)) {}

    bool Read() {
        while (at_ < text_.size()) {
            char c = text_[at_];
            bool good = IsDigit(c) ? Digits() : IsLetter(c) ? Word() : Other(c);
            if (!good) return false;
        }
        return year_ != kUnset || month_ != kUnset || day_ != kUnset || hour_ != kUnset;
    }

    std::optional<Moment> Build(std::string_view zone, int64_t now) {
        // What is not said is as it is today, where the text was written.
        Moment today = InZone(now, zone).value_or(Moment{.seconds = now});
        Date date = DateOf((now + (has_offset_ ? offset_ : today.offset)) / 86400);
        if (year_ != kUnset || month_ != kUnset || day_ != kUnset) {
            if (year_ != kUnset) date.year = year_;
            date.month = month_ != kUnset ? static_cast<int>(month_) : year_ != kUnset ? 1 : date.month;
            date.day = day_ != kUnset ? static_cast<int>(day_) : 1;
        }
        // The 30th and 31st of shorter months are days of the next.
        if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31 || date.year < 0 || date.year > 9999) return std::nullopt;
        int64_t hour = hour_ == kUnset ? 0 : hour_;
        if (noon_ != 0) hour = hour % 12 + (noon_ > 0 ? 12 : 0);
        if (hour > 24 || minute_ > 59 || second_ > 60 || (hour == 24 && minute_ + second_ > 0)) return std::nullopt;
        int64_t local = DaysOf(date.year, date.month, date.day) * 86400 + hour * 3600 + minute_ * 60 + second_;
        Moment moment;
        moment.nanos = nanos_;
        if (has_offset_) {
            moment.seconds = local - offset_;
            moment.offset = offset_;
            moment.zone = offset_ == 0 ? "UTC" : "";
            moment.zulu = zulu_;
            return moment;
        }
        // A wall clock in the zone: the offset at that moment, found in two steps.
        Moment guess = InZone(local, zone).value_or(Moment{.seconds = local});
        Moment exact = InZone(local - guess.offset, zone).value_or(guess);
        exact.seconds = local - exact.offset;
        exact.nanos = nanos_;
        return exact;
    }

  private:
    int64_t Number(size_t from, size_t to) const {
        int64_t number = 0;
        std::from_chars(text_.data() + from, text_.data() + to, number);
        return number;
    }

    size_t DigitsEnd(size_t from) const {
        while (from < text_.size() && IsDigit(text_[from])) ++from;
        return from;
    }

    bool Digits() {
        size_t end = DigitsEnd(at_), length = end - at_;
        char next = end < text_.size() ? text_[end] : '\0';
        bool more = end + 1 < text_.size() && IsDigit(text_[end + 1]);
        if (next == ':' && more && hour_ == kUnset) return ClockTime(end);
        if (next == 'h' && length <= 2 && hour_ == kUnset && !IsLetter(end + 1 < text_.size() ? text_[end + 1] : '\0')) return Hours(end);
        if ((next == '-' || next == '/' || next == '.') && more && year_ == kUnset && month_ == kUnset && day_ == kUnset) {
            return Separated(end, next);
        }
        int64_t number = Number(at_, end);
        if (length == 8 && year_ == kUnset) {
            year_ = number / 10000;
            month_ = number / 100 % 100;
            day_ = number % 100;
        } else if (length == 14 && year_ == kUnset) {
            int64_t date = number / 1000000;
            year_ = date / 10000, month_ = date / 100 % 100, day_ = date % 100;
            hour_ = number / 10000 % 100, minute_ = number / 100 % 100, second_ = number % 100;
        } else if ((length == 6 || (length == 4 && month_ != kUnset && day_ != kUnset)) && year_ != kUnset && hour_ == kUnset) {
            if (length == 4) number *= 100;
            hour_ = number / 10000, minute_ = number / 100 % 100, second_ = number % 100;
        } else if (length <= 2 && IsNoon(end) && hour_ == kUnset) {
            hour_ = number;
        } else if (length <= 2 && day_ == kUnset) {
            day_ = number;
        } else if ((length == 4 || day_ != kUnset) && year_ == kUnset && length <= 4) {
            year_ = length <= 2 ? number + (number >= 69 ? 1900 : 2000) : number;
        } else {
            return false;
        }
        at_ = end;
        for (std::string_view ending : {"st", "nd", "rd", "th"}) {
            if (std::string_view(text_).substr(at_).starts_with(ending)) at_ += 2;
        }
        return true;
    }

    bool IsNoon(size_t end) const {
        while (end < text_.size() && text_[end] == ' ') ++end;
        std::string_view rest = std::string_view(text_).substr(end);
        return rest.starts_with("am") || rest.starts_with("pm") || rest.starts_with("a.m.") || rest.starts_with("p.m.");
    }

    // 3h, 3h30
    bool Hours(size_t end) {
        hour_ = Number(at_, end);
        at_ = DigitsEnd(end + 1);
        minute_ = Number(end + 1, at_);
        return true;
    }

    // 03:04, 03:04:05, 03:04:05.678
    bool ClockTime(size_t colon) {
        hour_ = Number(at_, colon);
        size_t end = DigitsEnd(colon + 1);
        minute_ = Number(colon + 1, end);
        if (end + 1 < text_.size() && text_[end] == ':' && IsDigit(text_[end + 1])) {
            size_t start = end + 1;
            end = DigitsEnd(start);
            second_ = Number(start, end);
            bool fraction = end + 1 < text_.size() && (text_[end] == '.' || text_[end] == ',') && IsDigit(text_[end + 1]);
            if (fraction) {
                start = end + 1;
                end = DigitsEnd(start);
                std::string digits = text_.substr(start, std::min<size_t>(end - start, 9));
                digits.resize(9, '0');
                std::from_chars(digits.data(), digits.data() + 9, nanos_);
            }
        }
        at_ = end < text_.size() && text_[end] == ':' ? end + 1 : end;
        return true;
    }

    // a-b, a-b-c: the year is the part with more than two digits, else the first.
    bool Separated(size_t first_end, char separator) {
        size_t second_end = DigitsEnd(first_end + 1);
        bool third = second_end + 1 < text_.size() && text_[second_end] == separator && IsDigit(text_[second_end + 1]);
        size_t third_end = third ? DigitsEnd(second_end + 1) : second_end;
        int64_t a = Number(at_, first_end), b = Number(first_end + 1, second_end);
        int64_t c = third ? Number(second_end + 1, third_end) : kUnset;
        bool year_last = third && third_end - second_end - 1 > 2;
        bool year_first = first_end - at_ > 2;
        if (year_first && !third && second_end - first_end == 4 && separator == '-') {  // 2024-065
            year_ = a;
            month_ = 1;
            Date date = DateOf(DaysOf(a, 1, 1) + b - 1);
            if (b < 1 || b > 366 || a > 9999) return false;
            month_ = date.month;
            day_ = date.day;
            at_ = second_end;
            return true;
        }
        if (!third && (year_first || separator == '.')) return false;
        if (year_first || (third && !year_last)) {
            year_ = year_first ? a : a + (a >= 69 ? 1900 : 2000);
            month_ = b;
            day_ = c;
        } else if (third) {
            day_ = a;
            month_ = b;
            year_ = c;
        } else {
            month_ = a;
            day_ = b;
        }
        at_ = third_end;
        return true;
    }

    bool Word() {
        size_t end = at_;
        while (end < text_.size() && IsLetter(text_[end])) ++end;
        std::string_view word = std::string_view(text_).substr(at_, end - at_);
        at_ = end;
        if ((word == "a" || word == "p") && std::string_view(text_).substr(at_).starts_with(".m.")) at_ += 3;
        if (at_ > end || word == "am" || word == "pm") {
            noon_ = word[0] == 'p' ? 1 : -1;
            return hour_ != kUnset;
        }
        if (word == "t") return true;
        if (word == "z" || word == "utc" || word == "gmt") {
            has_offset_ = true;
            zulu_ = word == "z";
            if (word != "z" && at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) at_ = DigitsEnd(at_ + 1);
            return true;
        }
        for (int month = 0; month < 12 && word.size() >= 3; ++month) {
            if (!AsciiLower(MonthName("en", month)).starts_with(word)) continue;
            month_ = month + 1;
            return true;
        }
        for (int day = 0; day < 7 && word.size() >= 3; ++day) {
            if (!AsciiLower(WeekdayName("en", day)).starts_with(word)) continue;
            return true;
        }
        NamedZone(word);
        return true;
    }

    // The zones that Ruby knows; other words say nothing.
    void NamedZone(std::string_view word) {
        constexpr std::pair<std::string_view, int> kZones[] = {{"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5}, {"mst", -7},
                                                               {"mdt", -6}, {"pst", -8}, {"pdt", -7}};
        for (const auto& [name, hours] : kZones) {
            if (name != word) continue;
            has_offset_ = true;
            offset_ = hours * 3600;
        }
    }

    bool Other(char c) {
        bool sign = (c == '+' || c == '-') && hour_ != kUnset && at_ + 1 < text_.size() && IsDigit(text_[at_ + 1]);
        if (sign) {
            size_t end = DigitsEnd(at_ + 1), length = end - at_ - 1;
            int64_t number = Number(at_ + 1, end);
            int64_t hours = length <= 2 ? number : number / 100, minutes = length <= 2 ? 0 : number % 100;
            if (end + 2 < text_.size() && text_[end] == ':' && length <= 2) {
                minutes = Number(end + 1, end + 3);
                end += 3;
            }
            if (hours > 23) return false;
            offset_ = static_cast<int32_t>((hours * 3600 + minutes * 60) * (c == '-' ? -1 : 1));
            has_offset_ = true;
            at_ = end;
            return true;
        }
        ++at_;
        if (c == '-' && at_ == 1) return false;
        return c == ' ' || c == ',' || c == '-' || c == '(' || c == ')' || c == '/' || c == '.' || c == '\t' || c == '\n';
    }

    std::string text_;
    size_t at_ = 0;
    int64_t year_ = kUnset, month_ = kUnset, day_ = kUnset, hour_ = kUnset;
    int64_t minute_ = 0, second_ = 0;
    int32_t nanos_ = 0;
    int32_t offset_ = 0;
    int noon_ = 0;
    bool has_offset_ = false;
    bool zulu_ = false;
};

}  // namespace

std::optional<Moment> ParseMoment(std::string_view text, std::string_view zone, int64_t now) {
    text = Trim(text);
    if (text.empty() || text.size() > kTextMax) return std::nullopt;
    Reader reader(text);
    return reader.Read() ? reader.Build(zone, now) : std::nullopt;
}

}  // namespace daybook::liquid
