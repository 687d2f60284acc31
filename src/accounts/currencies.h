// The currencies of ISO 4217 in which shops sell: those of countries, and a few of yesterday that Stripe's old objects have.
#pragma once

#include <string_view>

namespace daybook::accounts {

// `code` in lower case.
bool IsKnownCurrency(std::string_view code);

}  // namespace daybook::accounts
