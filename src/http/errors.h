// How an error looks on the wire: one table from Code to status and type (api.md §2).
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace daybook::http {

struct ErrorShape {
    int status;
    std::string_view type;  // "invalid_request_error", …
    std::string_view code;  // the API's `code` where Error.reason is empty
};

// kInvalid with the reason body_too_large is 413; otherwise the code decides.
ErrorShape ShapeOf(const Error& error);

// {"error":{…}}. What is corrupt or internal shows a neutral sentence: its own message is for the
// log.
std::string ErrorJson(const Error& error, std::string_view request_id);

}  // namespace daybook::http
