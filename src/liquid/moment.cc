// The calendar and its printing.
#include "liquid/moment.h"

#include <algorithm>
#include <cctype>

#include <date/tz.h>
#include <fmt/format.h>

#include "base/text.h"

namespace daybook::liquid {
namespace {

constexpr int64_t kDay = 86400;
constexpr size_t kPrintedMax = 64 << 10;  // a format that asks for more is cut

struct Names {
    std::string_view language;
    std::string_view months[12];
    std::string_view weekdays[7];
};

constexpr Names kNames[] = {
    {"en",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
     {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}},
    {"de",
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
     {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}},
    {"fr",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
     {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}},
    {"es",
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
     {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}},
    {"it",
     {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"},
     {"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"}},
    {"nl",
     {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
     {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}},
    {"pt",
     {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"},
     {"domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado"}},
};

const Names& NamesOf(std::string_view locale) {
    for (const Names& names : kNames) {
        if (locale.substr(0, 2) == names.language) return names;
    }
    return kNames[0];
}

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// The parts of a moment on its own wall clock.
struct Clock {
    Date date;
    int hour = 0, minute = 0, second = 0;
    int weekday = 0;   // 0: Sunday
    int yearday = 1;
    int64_t days = 0;
};

Clock ClockOf(const Moment& moment) {
    Clock clock;
    int64_t local = moment.seconds + moment.offset;
    clock.days = FloorDivide(local, kDay);
    auto rest = static_cast<int>(local - clock.days * kDay);
    clock.date = DateOf(clock.days);
    clock.hour = rest / 3600;
    clock.minute = rest / 60 % 60;
    clock.second = rest % 60;
    clock.weekday = static_cast<int>(((clock.days + 4) % 7 + 7) % 7);
    clock.yearday = static_cast<int>(clock.days - DaysOf(clock.date.year, 1, 1)) + 1;
    return clock;
}

// ISO 8601 week and the year it belongs to.
std::pair<int64_t, int> IsoWeek(const Clock& clock) {
    int64_t thursday = clock.days - (clock.weekday + 6) % 7 + 3;
    int64_t year = DateOf(thursday).year;
    return {year, static_cast<int>((thursday - DaysOf(year, 1, 1)) / 7) + 1};
}

struct Directive {
    bool no_pad = false, upper = false, swap = false;
    char pad = 0;
    int colons = 0;
    int width = -1;
};

class Printer {
  public:
    Printer(std::string& out, const Moment& moment, std::string_view locale)
        : out_(out), moment_(moment), clock_(ClockOf(moment)), names_(NamesOf(locale)) {}

    // False where the format ends within a directive.
    bool whole() const { return whole_; }

    void Print(std::string_view format, int depth) {
        for (size_t i = 0; i < format.size() && out_.size() < kPrintedMax;) {
            size_t percent = std::min(format.find('%', i), format.size());
            out_ += format.substr(i, percent - i);
            if (percent == format.size()) return;
            i = PrintDirective(format, percent, depth);
        }
    }

  private:
    // Reads one directive from `at`; the place behind it. An unknown one is printed as it stands.
    size_t PrintDirective(std::string_view format, size_t at, int depth) {
        Directive d;
        size_t i = ReadFlags(format, at + 1, d);
        if (i < format.size() && (format[i] == 'E' || format[i] == 'O')) {
            // %Ey and the like are years of another era, in languages that have some.
            std::string_view known = format[i] == 'E' ? "cCxXyY" : "deHkIlmMSuUVwWy";
            if (i + 1 < format.size() && known.find(format[i + 1]) != std::string_view::npos) ++i;
        }
        if (i >= format.size()) {
            whole_ = d.colons > 0;
            if (whole_) out_ += format.substr(at);
            return i;
        }
        bool fits = d.colons == 0 || (format[i] == 'z' && d.colons <= 3);
        if (!fits || !One(format[i], d, depth)) {
            size_t end = std::min(i + 1, format.size());
            out_ += format.substr(at, end - at);
            return end;
        }
        return i + 1;
    }

    static size_t ReadFlags(std::string_view format, size_t i, Directive& d) {
        for (; i < format.size(); ++i) {
            char c = format[i];
            bool digit = c >= '0' && c <= '9';
            if (c == '-') d.no_pad = true;
            else if ((c == '0' && d.width < 0) || c == '_') d.pad = c == '_' ? ' ' : '0';
            else if (c == '^') d.upper = true;
            else if (c == '#') d.swap = true;
            else if (c == ':') ++d.colons;
            else if (digit && d.width < 1000) d.width = std::max(d.width, 0) * 10 + (c - '0');
            else break;
        }
        return i;
    }

    bool One(char c, const Directive& d, int depth) {
        return Day(c, d) || Time(c, d) || Combined(c, d, depth);
    }

    bool Day(char c, const Directive& d) {
        const Date& date = clock_.date;
        switch (c) {
            case 'Y': Number(date.year, 4, '0', d); return true;
            case 'C': Number(FloorDivide(date.year, 100), 2, '0', d); return true;
            case 'y': Number(((date.year % 100) + 100) % 100, 2, '0', d); return true;
            case 'm': Number(date.month, 2, '0', d); return true;
            case 'B': Text(names_.months[date.month - 1], d); return true;
            case 'b':
            case 'h': Text(Short(names_.months[date.month - 1]), d); return true;
            case 'd': Number(date.day, 2, '0', d); return true;
            case 'e': Number(date.day, 2, ' ', d); return true;
            case 'j': Number(clock_.yearday, 3, '0', d); return true;
            case 'A': Text(names_.weekdays[clock_.weekday], d); return true;
            case 'a': Text(Short(names_.weekdays[clock_.weekday]), d); return true;
            case 'u': Number(clock_.weekday == 0 ? 7 : clock_.weekday, 1, '0', d); return true;
            case 'w': Number(clock_.weekday, 1, '0', d); return true;
            case 'G': Number(IsoWeek(clock_).first, 4, '0', d); return true;
            case 'g': Number(IsoWeek(clock_).first % 100, 2, '0', d); return true;
            case 'V': Number(IsoWeek(clock_).second, 2, '0', d); return true;
            case 'U': Number((clock_.yearday + 6 - clock_.weekday) / 7, 2, '0', d); return true;
            case 'W': Number((clock_.yearday + 6 - (clock_.weekday + 6) % 7) / 7, 2, '0', d); return true;
            default: return false;
        }
    }

    bool Time(char c, const Directive& d) {
        int twelve = clock_.hour % 12 == 0 ? 12 : clock_.hour % 12;
        switch (c) {
            case 'H': Number(clock_.hour, 2, '0', d); return true;
            case 'k': Number(clock_.hour, 2, ' ', d); return true;
            case 'I': Number(twelve, 2, '0', d); return true;
            case 'l': Number(twelve, 2, ' ', d); return true;
            case 'M': Number(clock_.minute, 2, '0', d); return true;
            case 'S': Number(clock_.second, 2, '0', d); return true;
            case 's': Number(moment_.seconds, 1, '0', d); return true;
            case 'L': Fraction(d, 3); return true;
            case 'N': Fraction(d, 9); return true;
            case 'p': Text(clock_.hour < 12 ? (d.swap ? "am" : "AM") : (d.swap ? "pm" : "PM"), Plain(d)); return true;
            case 'P': Text(clock_.hour < 12 ? "am" : "pm", d); return true;
            case 'z': Offset(d); return true;
            case 'Z': Text(d.swap ? AsciiLower(moment_.zone) : moment_.zone, Plain(d)); return true;
            default: return false;
        }
    }

    bool Combined(char c, const Directive& d, int depth) {
        auto print = [&](std::string_view format) {
            std::string text;
            std::swap(text, out_);
            if (depth < 2) Print(format, depth + 1);
            std::swap(text, out_);
            Text(text, Plain(d));
            return true;
        };
        switch (c) {
            case 'c': return print("%a %b %e %H:%M:%S %Y");
            case 'D':
            case 'x': return print("%m/%d/%y");
            case 'F': return print("%Y-%m-%d");
            case 'v': return print("%e-%^b-%Y");
            case 'X':
            case 'T': return print("%H:%M:%S");
            case 'r': return print("%I:%M:%S %p");
            case 'R': return print("%H:%M");
            case 'n': Text("\n", d); return true;
            case 't': Text("\t", d); return true;
            case '%': Text("%", d); return true;
            default: return false;
        }
    }

    static Directive Plain(Directive d) {
        d.swap = false;
        return d;
    }

    // Three letters, as the languages we know shorten.
    static std::string_view Short(std::string_view name) {
        size_t end = 0;
        for (int letters = 0; end < name.size(); ++end) {
            if ((static_cast<unsigned char>(name[end]) & 0xC0) != 0x80 && letters++ == 3) break;
        }
        return name.substr(0, end);
    }

    void Number(int64_t value, int width, char pad, const Directive& d) {
        if (d.width < 0 && d.pad == 0 && !d.no_pad && width == 2 && value >= 0 && value < 100 && pad == '0') {
            out_.push_back(static_cast<char>('0' + value / 10));
            out_.push_back(static_cast<char>('0' + value % 10));
            return;
        }
        if (d.pad != 0) pad = d.pad;
        if (d.width >= 0) width = d.width;
        std::string digits = fmt::format("{}", value < 0 ? -value : value);
        size_t wide = d.no_pad ? 0 : static_cast<size_t>(width);
        if (value < 0 && pad == '0') out_.push_back('-');
        size_t length = digits.size() + (value < 0 ? 1 : 0);
        if (length < wide) out_.append(wide - length, pad);
        if (value < 0 && pad != '0') out_.push_back('-');
        out_ += digits;
    }

    void Text(std::string_view text, const Directive& d) {
        auto wide = static_cast<size_t>(d.no_pad ? 0 : std::max(d.width, 0));
        if (text.size() < wide) out_.append(wide - text.size(), d.pad == '0' ? '0' : ' ');
        for (char c : text) out_.push_back(d.upper || d.swap ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c);
    }

    void Fraction(const Directive& d, int digits) {
        std::string all = fmt::format("{:09}", moment_.nanos);
        all.resize(static_cast<size_t>(d.width > 0 ? d.width : digits), '0');
        out_ += all;
    }

    // +hhmm, +hh:mm, +hh:mm:ss, or with three colons as short as it can be; a width widens the hours.
    void Offset(const Directive& d) {
        int rest = std::abs(moment_.offset) % 3600, hours = std::abs(moment_.offset) / 3600;
        bool negative = moment_.offset < 0 || (d.no_pad && moment_.offset == 0 && moment_.zulu);
        bool minutes = d.colons < 3 || rest != 0, seconds = d.colons == 2 || (d.colons == 3 && rest % 60 != 0);
        int behind = (minutes ? (d.colons == 0 ? 2 : 3) : 0) + (seconds ? 3 : 0);
        int digits = std::max(d.width - 1 - behind, 2);
        std::string shown = d.pad == ' ' ? fmt::format("{}{}", negative ? '-' : '+', hours)
                                         : fmt::format("{}{:0{}}", negative ? '-' : '+', hours, digits);
        if (d.pad == ' ') out_.append(std::max<size_t>(static_cast<size_t>(digits) + 1, shown.size()) - shown.size(), ' ');
        out_ += shown;
        if (minutes) out_ += fmt::format("{}{:02}", d.colons == 0 ? "" : ":", rest / 60);
        if (seconds) out_ += fmt::format(":{:02}", rest % 60);
    }

    std::string& out_;
    const Moment& moment_;
    Clock clock_;
    const Names& names_;
    bool whole_ = true;
};

}  // namespace

// Howard Hinnant's algorithms for the Gregorian calendar, in eras of 400 years.
int64_t DaysOf(int64_t year, int month, int day) {
    year -= month <= 2 ? 1 : 0;
    int64_t era = FloorDivide(year, 400);
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Date DateOf(int64_t days) {
    days += 719468;
    int64_t era = FloorDivide(days, 146097);
    int64_t of_era = days - era * 146097;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * of_year + 2) / 153;
    Date date;
    date.day = static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1);
    date.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
    return date;
}

bool IsDate(int64_t year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    Date same = DateOf(DaysOf(year, month, day));
    return same.month == month && same.day == day;
}

std::string_view MonthName(std::string_view locale, int month) { return NamesOf(locale).months[month]; }
std::string_view WeekdayName(std::string_view locale, int weekday) { return NamesOf(locale).weekdays[weekday]; }

std::optional<Moment> InZone(int64_t seconds, std::string_view zone) {
    Moment moment;
    moment.seconds = seconds;
    if (zone == "UTC" || zone.empty()) return moment;
    try {
        const date::time_zone* known = date::locate_zone(std::string(zone));
        date::sys_info info = known->get_info(date::sys_seconds{std::chrono::seconds{seconds}});
        moment.offset = static_cast<int32_t>(info.offset.count());
        moment.zone = info.abbrev;
        return moment;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

bool AppendFormatted(std::string& out, const Moment& moment, std::string_view format, std::string_view locale) {
    Printer printer(out, moment, locale);
    printer.Print(format, 0);
    return printer.whole();
}

void AppendMoment(std::string& out, const Value& time) {
    Moment moment;
    moment.seconds = time.integer;
    AppendFormatted(out, moment, time.date_only ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S %z", "en");
}

}  // namespace daybook::liquid
