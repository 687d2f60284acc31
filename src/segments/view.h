// What an account's conditions may speak of as of a snapshot, and a condition of a request read in these words.
#pragma once

#include <memory>
#include <string>

#include "conditions/program.h"
#include "http/body.h"
#include "segments/compiled.h"
#include "segments/segments_api.h"

namespace daybook::segments {

// An account's segments as of a snapshot, or an empty set with its schema.
struct View {
    std::shared_ptr<const Compiled> compiled;  // null: it never had one
    conditions::Schema schema;                 // with its segments
};
Result<View> ViewOf(sql::Tx& tx, const ApiContext& context);

// The currency that plain amounts mean: the account's, else that of most people's orders.
Result<std::string> CurrencyFor(sql::Tx& tx, const ApiContext& context, const conditions::Schema& schema);

struct Read {
    std::string condition;
    conditions::Schema schema;
    conditions::Program program;
    std::shared_ptr<const Compiled> compiled;
};
// A condition, read in the words of the account. `currency`: what plain amounts mean; empty: CurrencyFor.
Result<Read> ConditionOf(const ApiContext& context, std::string condition, const std::string& currency = {});
// The member `condition` of a body, likewise.
Result<Read> ReadCondition(const ApiContext& context, const http::Body& body);

}  // namespace daybook::segments
