// explain: for a person, each condition with its value, whether it holds, since when, and when that
// changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json_write.h"
#include "conditions/judge.h"

namespace daybook::conditions {

struct Explained {
    std::string path;   // "condition.all[0]"
    uint16_t node = 0;  // of the program
    Type type = Type::kText;  // of what it looks at
    bool holds = false;
    std::string
        actual;  // JSON: what it looks at. Money as {"usd":59.97}, dates as unix seconds, none null
    std::optional<int64_t>
        since;  // unix seconds; nothing where it is not time that made it so, or it is not known
    std::optional<int64_t> next_change;
};

struct Explanation {
    bool holds = false;
    std::optional<int64_t> since;  // as above, for the whole
    std::optional<int64_t> next_change;
    std::vector<Explained> conditions;  // in the order of the text; groups are left out, a `where`
                                        // is part of its activity
};

// What is known of the person is taken as it is at `now`: only time is turned back.
Explanation Explain(const Program& program, const Person& person, int64_t now);

// The conditions that hold: nodes in the order of the text, as those of an explanation.
std::vector<uint16_t> Holding(const Program& program, const Person& person, int64_t now);

// [{"path","sentence","type","holds","actual","since","next_change"}…]; `schema` and `program` as they were explained with.
void WriteExplained(JsonWriter& json, const Schema& schema, const Program& program,
                    const std::vector<Explained>& conditions);

}  // namespace daybook::conditions
