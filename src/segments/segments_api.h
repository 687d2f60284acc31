// The HTTP handlers of segments: request in, response out (api.md §2).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/message.h"
#include "profiles/counter.h"
#include "segments/build.h"
#include "segments/recipes.h"

namespace daybook::segments {

// A resource of Stripe's that the key may not read.
struct Unreadable {
    std::string name, label;  // "checkout_sessions", "Checkout Sessions"
};

// Whom a request is for, and what answers it.
struct ApiContext {
    AccountId account{};
    const BuildParts& parts;
    profiles::Counter& numbers;                   // of segments
    std::vector<std::string> pending_resources;   // Stripe resources that were not imported once
    std::function<void()> wake;                   // settling: somebody may be due
    std::function<void()> build;                  // BuildUnbuilt in the background: some may have to be built again
    RecipeBook& book;
    std::vector<Unreadable> unreadable;
    std::function<void(std::function<void()>)> later;  // in the background
};

// GET /v1/segments and paging.
http::Response ListAll(const http::Request& request, const ApiContext& context);
// POST /v1/segments {"name","condition"}: answers when its members are found. {"name","kind":"static","from"?} makes one
// whose members are chosen by hand; `from` {"condition"} or {"filter"} chooses whom these mean now. {"recipe","values"?,
// "name"?} makes one of a recipe, with what the shop proposes for values that are left out.
http::Response Create(const http::Request& request, const ApiContext& context);
// GET /v1/segments/{id} ?at=
http::Response GetOne(const http::Request& request, const ApiContext& context);
// PATCH /v1/segments/{id} {"name","condition","starred","archived","version"}, each may be left out. With a condition it
// answers when the members are found: until then the former ones stay. 409 changed_meanwhile where `version` is not the
// segment's, 409 segment_busy while another condition of it is on its way.
http::Response Patch(const http::Request& request, const ApiContext& context);
// DELETE /v1/segments/{id}: refused (409 segment_in_use) where another segment asks for it.
http::Response Delete(const http::Request& request, const ApiContext& context);

// GET /v1/segment-recipes: sizes and proposed values are null until everybody was looked at, which this begins.
http::Response ListRecipes(const http::Request& request, const ApiContext& context);

// members_api.cc

// GET /v1/segments/{id}/profiles ?at= and paging, the newest first.
http::Response ListMembers(const http::Request& request, const ApiContext& context);
// GET /v1/segments/{id}/explain ?profile=
http::Response GetExplain(const http::Request& request, const ApiContext& context);
// GET /v1/segments/{id}/changes and paging: who entered and left, the newest first.
http::Response ListChanges(const http::Request& request, const ApiContext& context);
// GET /v1/segments/{id}/sizes ?days=: how many were in it at the end of each day.
http::Response GetSizes(const http::Request& request, const ApiContext& context);
// POST /v1/segments/{id}/members {"add":[…],"remove":[…],"reason"?} of a static segment: ids of profiles, e-mail addresses
// or ids of Stripe customers. All or nobody: 400 where one is not known.
http::Response PostMembers(const http::Request& request, const ApiContext& context);
// POST /v1/segments/{id}/members/import {"csv","reason"?} of a static segment: adds whom the lines name.
http::Response ImportMembers(const http::Request& request, const ApiContext& context);

}  // namespace daybook::segments
