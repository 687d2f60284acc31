// The template of lists.h.
#pragma once

namespace daybook::sandbox {

template <typename PlaceOf>
std::variant<SubPage, StripeError> SelectPlaces(uint32_t count, const Query& query, std::string_view noun, PlaceOf place_of) {
    SubPage page;
    uint32_t from = 0;
    uint32_t to = count;
    if (!query.after.empty()) {
        std::optional<uint32_t> place = place_of(query.after);
        if (!place || *place >= count) return CursorGone(noun, query.after, "starting_after");
        from = *place + 1;
    }
    if (!query.before.empty()) {
        std::optional<uint32_t> place = place_of(query.before);
        if (!place || *place >= count) return CursorGone(noun, query.before, "ending_before");
        to = *place;
        if (to - from > query.limit) {
            page.has_more = true;
            from = to - query.limit;
        }
    }
    if (to - from > query.limit) {
        page.has_more = true;
        to = from + query.limit;
    }
    for (uint32_t place = from; place < to; ++place) page.places.push_back(place);
    return page;
}

}  // namespace daybook::sandbox
