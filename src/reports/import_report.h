// What an import came to, with numbers that open their lists, and what would make it more complete. Pure but for the
// reading of counts.
#pragma once

#include <string>

#include "profiles/footprint.h"
#include "stripe/status.h"

namespace daybook::reports {

// What is known when the report is asked for.
struct ImportFacts {
    stripe::View view;
    std::map<int16_t, int64_t> counts;   // profiles::ReadCounts
    int64_t paid_orders = 0;
};

// {"object":"import_report",…}
std::string ImportReportJson(const ImportFacts& facts);

}  // namespace daybook::reports
