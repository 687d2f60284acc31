// "How?": what a field of a person is made of, told by the functions that compute it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "profiles/fields.h"
#include "stripe/person.h"

namespace daybook::stripe {

// One object that counts, or that does not, and why.
struct Counted {
    Kind kind = Kind::kUnknown;
    std::string id;
    int64_t object = 0;                   // the mirror's number
    int64_t at = 0;                       // created, unix seconds
    std::string what;                     // "Invoice, paid"
    std::optional<int64_t> amount;        // what it adds: money in smallest units where there is a currency, else a count
    std::string currency;
    std::string why;                      // a sentence
};

struct Explanation {
    std::string sentence;                 // how the value came about
    std::string rule;                     // how it always does
    std::vector<Counted> counted, left_out;   // the newest first
};

// Pure. `fields` are those that Project makes of the same Known.
Explanation Explain(profiles::Field field, const Known& known, const profiles::Fields& fields,
                    const std::vector<profiles::Source>& sources);

// GET /v1/profiles/{id}/explain?field=
http::Response GetExplanation(const http::Request& request, const ViewContext& context);

}  // namespace daybook::stripe
