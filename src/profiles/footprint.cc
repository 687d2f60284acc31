// The pure half: encoding, periods.
#include "profiles/footprint.h"

#include <algorithm>
#include <tuple>

#include <date/date.h>

#include "base/bytes.h"
#include "base/money.h"

namespace daybook::profiles {
namespace {

constexpr uint64_t kVersion = 1;

void WriteDays(ByteWriter& out, const std::vector<DaySales>& days) {
    out.Unsigned(days.size());
    int64_t last = 0;
    for (const DaySales& one : days) {
        out.Signed(one.day - last);
        out.Text(one.currency);
        for (const int64_t value : {one.gross, one.refunded, one.orders, one.fresh}) out.Signed(value);
        last = one.day;
    }
}

std::vector<DaySales> ReadDays(ByteReader& in) {
    std::vector<DaySales> days;
    int64_t last = 0;
    for (uint64_t left = in.Unsigned(); left > 0 && in.ok(); --left) {
        DaySales& one = days.emplace_back();
        one.day = last += in.Signed();
        one.currency = in.Text();
        for (int64_t* value : {&one.gross, &one.refunded, &one.orders, &one.fresh}) *value = in.Signed();
    }
    return days;
}

void WriteFeed(ByteWriter& out, const std::vector<FeedEntry>& feed) {
    out.Unsigned(feed.size());
    for (const FeedEntry& one : feed) {
        out.Signed(one.at);
        out.Unsigned(static_cast<uint64_t>(one.kind));
        out.Signed(one.object);
        out.Signed(one.occurrence);
        out.Unsigned(static_cast<uint64_t>(one.cause));
        out.Signed(one.amount);
        out.Text(one.currency);
    }
}

std::vector<FeedEntry> ReadFeed(ByteReader& in) {
    std::vector<FeedEntry> feed;
    for (uint64_t left = in.Unsigned(); left > 0 && in.ok(); --left) {
        FeedEntry& one = feed.emplace_back();
        one.at = in.Signed();
        one.kind = static_cast<ActivityKind>(in.Unsigned());
        one.object = in.Signed();
        one.occurrence = in.Signed();
        one.cause = static_cast<Cause>(in.Unsigned());
        one.amount = in.Signed();
        one.currency = in.Text();
    }
    return feed;
}

using PeriodKey = std::tuple<Grain, int64_t, std::string_view>;

}  // namespace

std::optional<int64_t> CountryTag(std::string_view country) {
    if (country.size() != 2) return std::nullopt;
    int64_t value = 0;
    for (const char c : country) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (upper < 'A' || upper > 'Z') return std::nullopt;
        value = value * 26 + (upper - 'A');
    }
    return TagOf(TagKind::kCountry, value);
}

std::string Encode(const Footprint& footprint) {
    ByteWriter out;
    out.Unsigned(kVersion);
    WriteDays(out, footprint.days);
    out.Unsigned(footprint.counts.size());
    for (const auto& [counter, number] : footprint.counts) {
        out.Unsigned(static_cast<uint64_t>(counter));
        out.Signed(number);
    }
    out.Unsigned(footprint.tags.size());
    int64_t last = 0;
    for (const int64_t tag : footprint.tags) {
        out.Unsigned(static_cast<uint64_t>(tag - last));
        last = tag;
    }
    WriteFeed(out, footprint.feed);
    out.Unsigned(footprint.deleted ? 1 : 0);
    out.Signed(footprint.deleted_at);
    return out.Take();
}

std::optional<Footprint> DecodeFootprint(std::string_view bytes) {
    Footprint footprint;
    if (bytes.empty()) return footprint;
    ByteReader in(bytes);
    if (in.Unsigned() != kVersion) return std::nullopt;
    footprint.days = ReadDays(in);
    for (uint64_t left = in.Unsigned(); left > 0 && in.ok(); --left) {
        const auto counter = static_cast<int16_t>(in.Unsigned());
        footprint.counts[counter] = in.Signed();
    }
    int64_t last = 0;
    for (uint64_t left = in.Unsigned(); left > 0 && in.ok(); --left) {
        footprint.tags.push_back(last += static_cast<int64_t>(in.Unsigned()));
    }
    footprint.feed = ReadFeed(in);
    footprint.deleted = in.Unsigned() != 0;
    footprint.deleted_at = in.Signed();
    if (!in.ok() || !in.done()) return std::nullopt;
    return footprint;
}

int64_t PeriodOf(Grain grain, int64_t day) {
    if (grain == Grain::kDay) return day;
    if (grain == Grain::kWeek) {
        const int64_t weekday = ((day + 3) % 7 + 7) % 7;   // 1970-01-01 was a Thursday; Monday is 0
        return day - weekday;
    }
    const date::year_month_day civil{date::sys_days{date::days{day}}};
    return date::sys_days{civil.year() / civil.month() / 1}.time_since_epoch().count();
}

std::vector<PeriodSales> PeriodsOf(const std::vector<DaySales>& days) {
    std::optional<int64_t> first_paid;
    for (const DaySales& one : days) {
        if (one.fresh != 0 && !one.currency.empty()) first_paid = one.day;
    }
    std::map<PeriodKey, PeriodSales> periods;
    for (const Grain grain : {Grain::kDay, Grain::kWeek, Grain::kMonth}) {
        for (const DaySales& one : days) {
            const int64_t begin = PeriodOf(grain, one.day);
            PeriodSales& sum = periods[{grain, begin, one.currency}];
            sum.grain = grain;
            sum.day = begin;
            sum.currency = one.currency;
            sum.gross = SaturatingAdd(sum.gross, one.gross);
            sum.refunded = SaturatingAdd(sum.refunded, one.refunded);
            sum.orders += one.orders;
            sum.fresh += one.fresh;
            if (one.orders > 0 && first_paid && PeriodOf(grain, *first_paid) < begin) sum.returning = 1;
        }
    }
    std::vector<PeriodSales> all;
    all.reserve(periods.size());
    for (auto& [key, sum] : periods) all.push_back(std::move(sum));
    return all;
}

}  // namespace daybook::profiles
