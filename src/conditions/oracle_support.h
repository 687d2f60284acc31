// The oracle: what a condition means, said once more as plainly as can be. It shares nothing with
// the engine: its own tree of rules, its own people, the time zone library asked directly, every
// answer computed from nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <date/tz.h>

namespace daybook::conditions::oracle {

struct Money {
    int64_t minor = 0;
    std::string currency;
};
struct Moment {
    int64_t at = 0;
};
using List = std::vector<std::string>;
using Datum = std::variant<std::monostate, std::string, double, Money, Moment, bool, List>;
using Data = std::map<std::string, Datum>;

struct Thing {  // an activity or an object
    int64_t at = 0;
    Data data;
};
struct Stay {  // in a segment: until when it is so
    bool member = false;
    std::optional<int64_t> until;
};
struct Human {
    Data fields;
    std::map<std::string, std::vector<Thing>> activities, objects;
    std::map<std::string, Stay> segments;
};

struct Span {
    int64_t count = 0;
    std::string unit;  // "days"
};
struct Day {  // a whole day, or one second
    int year = 0, month = 0, day = 0;
    std::optional<int64_t> second;
};
struct Within {
    std::optional<std::pair<Day, Day>> between;
    Span from, to;  // to.unit empty: from now on
};
struct Rule {
    std::string form;  // all any none field activity have segment
    std::vector<Rule> parts;
    std::string name, op;
    List texts;
    std::vector<double> numbers;
    std::vector<std::map<std::string, int64_t>>
        amounts;  // by currency, in thousandths of the major unit
    std::vector<Day> days;
    Span span;
    int64_t from = 0, to = 0;  // of an anniversary
    bool yes = false;
    // Of activities and objects; the comparison is op and its operands.
    std::string aggregate = "count", of, not_followed_by;
    std::optional<Within> within;
    std::vector<Rule> where;  // none or one
};

bool Judge(const Rule& rule, const Human& human, int64_t now, const date::time_zone* zone);

}  // namespace daybook::conditions::oracle
