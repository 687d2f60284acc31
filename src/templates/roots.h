// The data of one message: the roots that words.h names, as values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "liquid/value.h"
#include "templates/templates.h"

namespace daybook::templates {

// What every message of a shop is given.
struct Company {
    std::string name, postal_address, currency, time_zone, logo, website;
};

struct Roots {
    liquid::Value profile;             // nil: nobody
    liquid::Value cart, trigger, campaign;  // nil: the message has none
    Kind kind = Kind::kEmail;
    std::string message_id;
    Company company;
    int64_t now = 0;                   // unix seconds
    std::string unsubscribe_url, preferences_url, view_in_browser_url;
};
// The strings of `roots` must outlive the value.
liquid::Value RootsValue(liquid::Arena& arena, const Roots& roots);

// An object of JSON as templates see it: a whole number called amount, price, total or discount beside a currency (its own, or
// that of the object around) is money in smallest units, as in the data of activities. kInvalid where it is no JSON object.
Result<liquid::Value> DataValue(liquid::Arena& arena, std::string_view json);

// What a preview shows where no cart was given: two products, in this currency.
std::string ExampleCart(std::string_view currency);

}  // namespace daybook::templates
