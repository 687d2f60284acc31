// The request target: strict decoding of path and query. Pure; fuzzed.
//
//   target = [ "http://" authority ] path [ "?" query ]
//   path   = 1*( "/" segment )        segment: percent-encoded UTF-8, not "." or "..", without %2F
//   and %00 query  = pair *( "&" pair )       pair: name [ "=" value ], percent-encoded UTF-8, "+"
//   is a blank
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace daybook::http {

inline constexpr size_t kQueryParametersMax = 100;

struct Target {
    std::string path;
    std::vector<Parameter> query;
};

// kInvalid with a sentence that says which part is wrong.
Result<Target> ParseTarget(std::string_view text);

}  // namespace daybook::http
