// Proof of the inside (daybook fsck): every stored profile equals a fresh projection of what the mirror holds of it, so does
// what it adds to reports and filters, and those are what all people add to them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "settle/settle.h"

namespace daybook::settle {

struct Finding {
    std::optional<ProfileId> profile;   // nothing: what is kept of everybody together
    std::string what;            // a sentence
};

struct Examined {
    int64_t profiles = 0;        // compared
    int64_t waiting = 0;         // not settled yet, so nothing can be said of them
    std::vector<Finding> findings;
    int64_t last = 0;            // number of the last one looked at; 0: there are no more
};

// The next profiles of an account after number `after`, at most `limit`, from one snapshot; with the last ones what is kept
// of everybody together, in snapshots of its own. Changes nothing.
Result<Examined> Examine(const Parts& parts, const ProjectFunction& project, AccountId account, int64_t after, int limit);

}  // namespace daybook::settle
