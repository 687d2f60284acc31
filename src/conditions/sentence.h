// A condition in plain English: "Total Orders is at least 3, and Country is “US” or “CA”."
#pragma once

#include <string>

#include "conditions/program.h"

namespace daybook::conditions {

// Moments in the account's zone. `schema` is that which the program was made with.
std::string Sentence(const Program& program, const Schema& schema);
// One condition of it, without the full stop.
std::string SentenceOf(const Program& program, const Schema& schema, uint16_t node);

}  // namespace daybook::conditions
