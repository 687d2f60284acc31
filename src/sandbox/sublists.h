// Lists inside objects: invoice lines, session items, a charge's refunds, a note's lines; and subscription items.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "sandbox/lists.h"

namespace daybook::sandbox {

std::variant<std::string, StripeError> SublistBody(const Shelves& shelves, const Route& route, std::string_view url,
                                                   const Query& query);
// GET /v1/subscription_items?subscription=…
std::variant<std::string, StripeError> ItemsBody(const Shelves& shelves, const Query& query);
// GET /v1/subscription_items/{id}; "" where there is none.
std::string ItemBody(const Shelves& shelves, std::string_view id);

}  // namespace daybook::sandbox
