// The moments at which conditions flip on the days that calendars are wrong about: days of 23 and 25 hours, 29 February, the
// 31st of a month; and a clock that is set back.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "base/random.h"
#include "conditions/conditions_support.h"
#include "conditions/judge.h"

namespace daybook::conditions {
namespace {

using test::At;
using test::Shown;

constexpr int64_t kHour = 3600, kDay = 24 * kHour;

// A date, what is asked of it, and when by the wall clock that becomes true or false.
struct Case {
    std::string zone, value, op, duration, flips;
    std::string back = {};  // when it flips back; empty: never
};

class Someone {
  public:
    explicit Someone(const Case& one) : schema_(test::ShopSchema(one.zone)), person_(schema_), at_(At(*schema_.calendar, one.value)) {
        person_.fields[*Find(schema_.fields, "last_order")] = Value::Date(at_);
        person_.AddActivity(0, at_)[0] = Value::Money(100, "usd");
    }
    Verdict Decide(const std::string& json, int64_t now) {
        const Result<Program> program = Parse(json, schema_);
        EXPECT_TRUE(program.ok()) << json << "\n" << program.error().message;
        return judge_.Decide(*program, person_, now);
    }
    int64_t at() const { return at_; }
    const Calendar& calendar() const { return *schema_.calendar; }

  private:
    const Schema schema_;
    Person person_;
    Judge judge_;
    const int64_t at_;
};

// One flip at that very second, promised long before and a second before, and nothing between.
void ExpectFlip(Someone& person, const std::string& json, int64_t from, const std::string& flips) {
    const bool before = person.Decide(json, from).holds;
    const int64_t at = At(person.calendar(), flips);
    for (const int64_t now : {from, from + (at - from) / 2, at - kHour, at - 1}) {
        if (now < from) continue;
        const Verdict verdict = person.Decide(json, now);
        EXPECT_EQ(verdict.holds, before) << json << " at " << Shown(person.calendar(), now);
        EXPECT_EQ(Shown(person.calendar(), verdict.next), flips) << json << " at " << Shown(person.calendar(), now);
        EXPECT_EQ(verdict.next, at) << "the first of two equal times";
    }
    EXPECT_NE(person.Decide(json, at).holds, before) << json << " at " << flips;
}

void Check(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        SCOPED_TRACE(fmt::format("{} {} {} {}", one.zone, one.value, one.op, one.duration));
        Someone person(one);
        std::vector<std::string> conditions = {fmt::format(R"({{"field":"last_order","op":"{}","value":{}}})", one.op, one.duration)};
        const bool ago = one.op.ends_with("_ago");
        if (ago) conditions.push_back(fmt::format(R"({{"activity":"order_paid","last":{{"{}":{}}}}})", one.op, one.duration));
        if (one.op == "less_than_ago") conditions.push_back(fmt::format(R"({{"activity":"order_paid","within":{}}})", one.duration));
        for (const std::string& json : conditions) {
            ExpectFlip(person, json, ago ? person.at() : person.at() - 1500 * kDay, one.flips);
            const int64_t at = At(person.calendar(), one.flips);
            if (!one.back.empty()) {
                ExpectFlip(person, json, at, one.back);
                continue;
            }
            // Nobody goes back and forth afterwards.
            EXPECT_EQ(person.Decide(json, at).next, kNever) << json;
            for (const int64_t later : {kHour, kDay, 2 * kDay, 40 * kDay}) EXPECT_EQ(person.Decide(json, at + later).holds, person.Decide(json, at).holds) << json;
        }
    }
}

// In New York clocks go from 2:00 to 3:00 on 8 March 2026.
TEST(Moments, OnADayOf23Hours) {
    const std::string zone = "America/New_York";
    Check({{zone, "2026-03-07 10:00:00", "more_than_ago", R"({"days":1})", "2026-03-08 10:00:00"},
           {zone, "2026-03-07 10:00:00", "more_than_ago", R"({"hours":24})", "2026-03-08 11:00:00"},
           {zone, "2026-03-07 02:30:00", "more_than_ago", R"({"days":1})", "2026-03-08 03:30:00"},  // there is no 2:30
           {zone, "2026-02-08 02:30:00", "less_than_ago", R"({"months":1})", "2026-03-08 03:30:00"},
           {zone, "2026-03-08 01:59:59", "less_than_ago", R"({"seconds":1})", "2026-03-08 03:00:00"},
           {zone, "2026-03-09 02:30:00", "more_than_ahead", R"({"days":1})", "2026-03-08 03:30:00"},
           {"America/Sao_Paulo", "2018-11-03 00:00:00", "more_than_ago", R"({"days":1})", "2018-11-04 01:00:00"},  // midnight is skipped
           {"Pacific/Apia", "2011-12-29 10:00:00", "more_than_ago", R"({"days":1})", "2011-12-31 10:00:00"}});     // a whole day is
}

// And from 2:00 to 1:00 on 1 November.
TEST(Moments, OnADayOf25Hours) {
    const std::string zone = "America/New_York";
    Check({{zone, "2026-10-31 10:00:00", "more_than_ago", R"({"days":1})", "2026-11-01 10:00:00"},
           {zone, "2026-10-31 10:00:00", "more_than_ago", R"({"hours":24})", "2026-11-01 09:00:00"},
           {zone, "2026-10-31 01:30:00", "less_than_ago", R"({"days":1})", "2026-11-01 01:30:00"},  // the first of the two
           {zone, "2026-10-01 01:30:00", "less_than_ago", R"({"months":1})", "2026-11-01 01:30:00"},
           {zone, "2026-11-02 01:30:00", "more_than_ahead", R"({"days":1})", "2026-11-01 01:30:00"},
           {"Europe/Berlin", "2026-10-24 02:30:00", "more_than_ago", R"({"days":1})", "2026-10-25 02:30:00"},
           {"Australia/Lord_Howe", "2026-04-04 01:45:00", "more_than_ago", R"({"days":1})", "2026-04-05 01:45:00"}});  // half an hour
}

TEST(Moments, On29February) {
    Check({{"UTC", "2024-02-29 10:00:00", "more_than_ago", R"({"years":1})", "2025-02-28 10:00:00"},
           {"UTC", "2024-02-29 10:00:00", "more_than_ago", R"({"years":4})", "2028-02-29 10:00:00"},
           {"UTC", "2024-02-29 10:00:00", "less_than_ago", R"({"months":12})", "2025-02-28 10:00:00"},
           {"UTC", "2023-08-31 10:00:00", "less_than_ago", R"({"months":6})", "2024-02-29 10:00:00"},
           {"UTC", "2024-01-31 10:00:00", "more_than_ago", R"({"months":1})", "2024-02-29 10:00:00"},
           {"UTC", "2024-02-28 10:00:00", "more_than_ago", R"({"days":1})", "2024-02-29 10:00:00"},
           {"UTC", "2024-03-31 10:00:00", "more_than_ahead", R"({"months":1})", "2024-02-29 10:00:00"},
           {"UTC", "2025-02-28 10:00:00", "more_than_ahead", R"({"years":1})", "2024-02-28 10:00:00"},
           {"Asia/Kathmandu", "2024-02-29 23:59:59", "more_than_ago", R"({"years":1})", "2025-02-28 23:59:59"}});
    // A birthday is on the 28th where there is no 29th.
    Check({{"Europe/Berlin", "2020-02-29 12:00:00", "anniversary", R"({"from":0,"to":0})", "2021-02-28 00:00:00", "2021-03-01 00:00:00"}});
}

TEST(Moments, OnThe31stOfAMonth) {
    Check({{"UTC", "2026-01-31 10:00:00", "more_than_ago", R"({"months":1})", "2026-02-28 10:00:00"},
           {"UTC", "2026-01-30 10:00:00", "more_than_ago", R"({"months":1})", "2026-02-28 10:00:00"},
           {"UTC", "2026-01-29 10:00:00", "more_than_ago", R"({"months":1})", "2026-02-28 10:00:00"},
           {"UTC", "2026-01-28 10:00:00", "more_than_ago", R"({"months":1})", "2026-02-28 10:00:00"},
           {"UTC", "2026-01-31 10:00:00", "less_than_ago", R"({"months":2})", "2026-03-31 10:00:00"},
           {"UTC", "2026-03-31 10:00:00", "less_than_ago", R"({"months":1})", "2026-04-30 10:00:00"},
           {"UTC", "2025-12-31 23:59:59", "more_than_ago", R"({"months":2})", "2026-02-28 23:59:59"},
           {"UTC", "2025-08-31 10:00:00", "more_than_ago", R"({"months":6})", "2026-02-28 10:00:00"},
           {"UTC", "2026-05-31 10:00:00", "more_than_ahead", R"({"months":1})", "2026-04-30 10:00:00"},
           {"UTC", "2026-08-31 10:00:00", "more_than_ahead", R"({"months":6})", "2026-02-28 10:00:00"},
           // Both at once: the hour of the 31st, on the last day of a month on which clocks are changed.
           {"Europe/Berlin", "2024-01-31 02:30:00", "more_than_ago", R"({"months":2})", "2024-03-31 03:30:00"}});
}

// What was judged before is nothing that is remembered: the same second gives the same answer, in whatever order.
TEST(Moments, WhenAClockIsSetBack) {
    const Case order{"Europe/Berlin", "2026-01-31 10:00:00", "", "", ""};
    Random random(31);
    for (const char* json : {R"({"field":"last_order","op":"more_than_ago","value":{"months":1}})", R"({"activity":"order_paid","within":{"days":30}})",
                                    R"({"activity":"order_paid","last":{"less_than_ago":{"weeks":2}}})", R"({"field":"last_order","op":"anniversary","value":{"from":-1,"to":3}})"}) {
        Someone person(order);
        for (int i = 0; i < 200; ++i) {
            const int64_t now = person.at() + random.Between(-40 * kDay, 500 * kDay), back = now - random.Between(1, 60 * kDay);
            const Verdict later = person.Decide(json, now), earlier = person.Decide(json, back);
            const Verdict fresh = Someone(order).Decide(json, back);
            EXPECT_EQ(earlier.holds, fresh.holds) << json << " at " << back;
            EXPECT_EQ(earlier.next, fresh.next) << json << " at " << back;
            EXPECT_GT(earlier.next, back) << "the promised moment lies ahead of the clock";
            if (earlier.next > now) {
                EXPECT_EQ(later.holds, earlier.holds) << "nothing flips between";
            }
        }
    }
}

}  // namespace
}  // namespace daybook::conditions
