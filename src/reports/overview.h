// Sales, new and returning customers over time, from the sums that settling keeps (profiles/footprint.h).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "profiles/footprint.h"
#include "profiles/local_days.h"
#include "sql/database.h"

namespace daybook::reports {

struct OverviewQuery {
    int64_t from = 0, to = 0;                        // unix seconds; the periods that hold them are the first and the last
    profiles::Grain grain = profiles::Grain::kDay;
};
inline constexpr int64_t kPeriodsMax = 1'000;

struct Overview {
    std::vector<int64_t> periods;                    // first days, rising
    // By currency ("" are the people): one element a period.
    std::map<std::string, std::vector<profiles::PeriodSales>> sales;
    int64_t people = 0, with_email = 0;
};
// kInvalid where there are more than kPeriodsMax periods.
Result<Overview> ReadOverview(sql::Tx& tx, AccountId account, const profiles::LocalDays& days, const OverviewQuery& query);

// The first day of the period after that which begins with `day`. Pure.
int64_t NextPeriod(profiles::Grain grain, int64_t day);

}  // namespace daybook::reports
