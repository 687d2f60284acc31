#include "reports/overview.h"

#include <algorithm>

#include <fmt/format.h>

namespace daybook::reports {

using profiles::Headcount;
using profiles::Grain;
using profiles::PeriodSales;

int64_t NextPeriod(Grain grain, int64_t day) {
    if (grain == Grain::kDay) return day + 1;
    if (grain == Grain::kWeek) return day + 7;
    return profiles::PeriodOf(Grain::kMonth, day + 31);
}

Result<Overview> ReadOverview(sql::Tx& tx, AccountId account, const profiles::LocalDays& days, const OverviewQuery& query) {
    const int64_t first = profiles::PeriodOf(query.grain, days.DayOf(query.from));
    const int64_t last = days.DayOf(query.to);
    Overview overview;
    for (int64_t day = first; day <= last; day = NextPeriod(query.grain, day)) {
        overview.periods.push_back(day);
        if (static_cast<int64_t>(overview.periods.size()) > kPeriodsMax) {
            return Invalid(fmt::format("From from to to there are more than {} periods. Ask for less, or for weeks or months.", kPeriodsMax), "from");
        }
    }
    for (PeriodSales& sum : TRY(profiles::ReadTallies(tx, account, query.grain, first, last + 1))) {
        std::vector<PeriodSales>& row = overview.sales[sum.currency];
        row.resize(overview.periods.size());
        const auto place = std::ranges::lower_bound(overview.periods, sum.day);
        row[static_cast<size_t>(place - overview.periods.begin())] = std::move(sum);
    }
    const auto counts = TRY(profiles::ReadCounts(tx, account));
    const auto count = [&](Headcount counter) {
        const auto found = counts.find(static_cast<int16_t>(counter));
        return found == counts.end() ? 0 : found->second;
    };
    overview.people = count(Headcount::kProfiles);
    overview.with_email = count(Headcount::kWithEmail);
    return overview;
}

}  // namespace daybook::reports
