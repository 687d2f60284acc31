// Bodies of answers: objects of either source, lists, events.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sandbox/lists.h"

namespace daybook::sandbox {

// {"object":"list","url":…,"has_more":…,"data":[…]}
std::string ListBody(const Shelves& shelves, const Endpoint& endpoint, std::string_view url, const Page& page,
                     const Query& query);
// The list inside a session: its line items.
void AppendLineItems(std::string& out, const Shelves& shelves, uint32_t session, const Query& query);

// The object with that id; "" where there is none. A deleted customer's is its stub.
std::string ObjectBody(const Shelves& shelves, Kind kind, std::string_view id, const Query& query = {});

void AppendEvent(std::string& out, const Shelves& shelves, uint32_t number);

// The API version a shape stands for: "2026-10-28.endive".
std::string_view VersionOf(Era era);

}  // namespace daybook::sandbox
