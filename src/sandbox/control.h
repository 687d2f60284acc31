// POST /_sandbox/…: what people and tests do to a sandbox while it runs. See README.md for the endpoints.
#pragma once

#include "http/message.h"
#include "sandbox/shop.h"
#include "sandbox/webhooks.h"

namespace daybook::sandbox {

// Whether the path is the control's.
bool IsControl(std::string_view path);
// Answers with JSON; errors as the API's (http/errors.h). Bodies must be application/json, so that no web page can send
// one across origins.
http::Response Control(Shop& shop, Webhooks* webhooks, const http::Request& request);

}  // namespace daybook::sandbox
