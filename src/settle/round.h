// The steps of a batch that the service and SettleAll share. Blocking ones say so.
#pragma once

#include <optional>
#include <vector>

#include "settle/settle.h"

namespace daybook::settle {

// Until when people of a lane are taken. During an import those put off for a few seconds wait, so
// that what else arrives for them is settled along; once it is quiet they are taken at once.
Micros Horizon(const Parts& parts, profiles::Lane lane, Micros now);

// Loads and decides on the calling thread.
Result<std::vector<Decision>> Decisions(const Parts& parts, const Options& options,
                                        std::vector<profiles::Due> batch, Micros now);

// Settles these people (sorted) on the calling thread, whether or not others do the same: their rev decides.
Status SettleThese(const Parts& parts, const Options& options, const std::vector<ProfileId>& ids, Micros now);

// Cuts out those with a failure; the rest stays in order.
std::vector<Decision> TakeFailed(std::vector<Decision>& decisions);

// Parks one whose settling failed. Waits for the commit.
Status ParkNow(const Parts& parts, const profiles::Due& due, std::string_view reason);

std::vector<std::vector<Decision>> Slices(std::vector<Decision> decisions, size_t size);

}  // namespace daybook::settle
