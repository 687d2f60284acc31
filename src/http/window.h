// A page of a list that is in memory whole, newest first (api.md §2 lists).
#pragma once

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "base/text.h"
#include "http/parameters.h"

namespace daybook::http {

// Half-open; has_more in the direction that was asked for.
struct Window {
    size_t begin = 0, end = 0;
    bool has_more = false;
};

// `id_of(element)` is what starting_after and ending_before name. kInvalid (resource_missing) where no element has it.
template <typename List, typename IdOf>
Result<Window> WindowOf(const List& all, const Paging& paging, IdOf id_of) {
    const auto limit = static_cast<size_t>(paging.limit);
    if (paging.anchor().empty()) return Window{0, std::min(limit, all.size()), all.size() > limit};
    const auto anchor = std::find_if(all.begin(), all.end(), [&](const auto& each) { return id_of(each) == paging.anchor(); });
    if (anchor == all.end()) {
        return Invalid(fmt::format("There is no {} in this list to page from. Begin again without {}.",
                                   ToUtf8(paging.anchor().substr(0, 80)), paging.anchor_name()),
                       std::string(paging.anchor_name()), "resource_missing");
    }
    const auto at = static_cast<size_t>(anchor - all.begin());
    if (!paging.starting_after.empty()) {
        const size_t end = std::min(all.size(), at + 1 + limit);
        return Window{at + 1, end, end < all.size()};
    }
    const size_t begin = at > limit ? at - limit : 0;
    return Window{begin, at, begin > 0};
}

}  // namespace daybook::http
