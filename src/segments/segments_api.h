// The HTTP handlers of segments: request in, response out (api.md §2).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/message.h"
#include "profiles/counter.h"
#include "segments/build.h"

namespace daybook::segments {

// Whom a request is for, and what answers it.
struct ApiContext {
    AccountId account{};
    const BuildParts& parts;
    profiles::Counter& numbers;                   // of segments
    std::vector<std::string> pending_resources;   // Stripe resources that were not imported once
    std::function<void()> wake;                   // settling: somebody may be due
};

// GET /v1/segments and paging.
http::Response ListAll(const http::Request& request, const ApiContext& context);
// POST /v1/segments {"name","condition"}: answers when its members are found.
http::Response Create(const http::Request& request, const ApiContext& context);
// GET /v1/segments/{id}
http::Response GetOne(const http::Request& request, const ApiContext& context);
// PATCH /v1/segments/{id} {"name"}
http::Response Patch(const http::Request& request, const ApiContext& context);
// DELETE /v1/segments/{id}: refused (409 segment_in_use) where another segment asks for it.
http::Response Delete(const http::Request& request, const ApiContext& context);
// POST /v1/segments/preview {"condition"}
http::Response PostPreview(const http::Request& request, const ApiContext& context);
// GET /v1/segments/{id}/profiles and paging, the newest first.
http::Response ListMembers(const http::Request& request, const ApiContext& context);
// GET /v1/segments/{id}/explain ?profile=
http::Response GetExplain(const http::Request& request, const ApiContext& context);

}  // namespace daybook::segments
