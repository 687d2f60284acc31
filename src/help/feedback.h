// Whether an article helped: what readers say, kept in order.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "sql/database.h"

namespace daybook::help {

struct Feedback {
    int64_t seq = 0;
    std::string article;
    bool helpful = false;
    std::optional<std::string> comment;
    std::string actor;     // "usr_…", "key_…", "socket"
    Micros at = 0;
};

// `seq` is given here.
Result<Feedback> Keep(sql::Tx& tx, AccountId account, Feedback feedback);
// The newest first, those before `before` where it is set.
Result<std::vector<Feedback>> ListFeedback(sql::Tx& tx, AccountId account, int limit, std::optional<int64_t> before);

std::string ToJson(const Feedback& feedback);

}  // namespace daybook::help
