// Links into Stripe's Dashboard.
#pragma once

#include <string>
#include <string_view>

#include "stripe/key.h"
#include "stripe/resources.h"

namespace daybook::stripe {

// The page of an object: "https://dashboard.stripe.com/test/invoices/in_…". Kinds without a page of their own lead to
// the Dashboard's search for the id.
std::string DashboardUrl(Mode mode, Kind kind, std::string_view id);

}  // namespace daybook::stripe
