// Helpers for tests that talk to a shop.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace daybook::sandbox {

// GET of a path with an undecoded query. An empty key sends none, an empty version neither.
http::Request GetRequest(std::string_view target, std::string_view key, std::string_view version = {});
// Percent-encoded, for a query.
std::string Escape(std::string_view text);

}  // namespace daybook::sandbox
