// What the people of a shop, or of one of its segments, have in each field: how many lack a value, and the longest one.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "segments/build.h"
#include "segments/count_book.h"

namespace daybook::segments {

struct FieldSeen {
    std::string name;
    conditions::Type type = conditions::Type::kText;
    int64_t lacking = 0;             // people without a value
    bool any = false;                // somebody has one: the longest stands below
    std::vector<std::string> texts;  // of a text, one; of a list, each
    int64_t integer = 0;             // of money in smallest units, of a date in unix seconds, of a boolean 0 or 1
    double number = 0;
    std::string currency;            // of money
};

struct ValuesSeen {
    int64_t at = 0, took = 0;  // when it began, unix seconds; seconds
    int64_t people = 0;
    std::vector<FieldSeen> fields;  // in the schema's order
};
// `segment` 0: everybody. Looks at every person once.
Result<ValuesSeen> LookAtValues(const BuildParts& parts, AccountId account, const conditions::Schema& schema, int64_t segment);

// By account and segment.
using ValuesBook = CountBook<std::pair<AccountId, int64_t>, ValuesSeen>;

}  // namespace daybook::segments
