#include "sandbox/sublists.h"

#include <simdjson.h>

#include "sandbox/json.h"
#include "sandbox/render.h"

namespace daybook::sandbox {
namespace {

using Body = std::variant<std::string, StripeError>;

// A list of `count` places; `id_place` finds a cursor's, `append` writes one.
template <typename PlaceOf, typename Append>
Body PlacesBody(std::string_view url, uint32_t count, const Query& query, std::string_view noun, PlaceOf place_of, Append append) {
    auto selected = SelectPlaces(count, query, noun, place_of);
    if (auto* error = std::get_if<StripeError>(&selected)) return *error;
    const SubPage& page = std::get<SubPage>(selected);
    std::string out;
    Put(out, R"({"object":"list","url":)", Text{url}, R"(,"has_more":)", page.has_more, R"(,"data":[)");
    for (size_t i = 0; i < page.places.size(); ++i) {
        if (i > 0) out += ',';
        append(out, page.places[i]);
    }
    out += "]}\n";
    return out;
}

// The place in a list whose members' numbers are parent << bits | place.
auto PlaceWithin(const Shelves& shelves, Kind kind, uint64_t parent, int bits) {
    return [&shelves, kind, parent, bits](std::string_view id) -> std::optional<uint32_t> {
        auto number = shelves.store.NumberOf(kind, id, shelves.mode);
        if (!number || *number >> bits != parent) return std::nullopt;
        return static_cast<uint32_t>(*number & ((uint64_t{1} << bits) - 1));
    };
}

// The list a document embeds, or the longer one that came beside it.
Body DocumentLines(const Shelves& shelves, const Document& document, std::string_view member, std::string_view url,
                   const Query& query) {
    std::vector<SubDocument> lines = document.lines;
    if (lines.empty()) {
        simdjson::dom::parser parser;
        simdjson::dom::element object;
        simdjson::dom::array data;
        const std::string& text = document.text[static_cast<int>(shelves.era)];
        std::string pointer = "/" + std::string(member) + "/data";
        if (!parser.parse(text).get(object) && !object.at_pointer(pointer).get(data)) {
            for (simdjson::dom::element one : data) {
                std::string_view id;
                if (one["id"].get(id)) continue;
                SubDocument line{std::string(id), {}};
                line.text[static_cast<int>(shelves.era)] = simdjson::minify(one);
                lines.push_back(std::move(line));
            }
        }
    }
    auto place_of = [&](std::string_view id) -> std::optional<uint32_t> {
        for (uint32_t i = 0; i < lines.size(); ++i)
            if (lines[i].id == id) return i;
        return std::nullopt;
    };
    auto append = [&](std::string& out, uint32_t place) {
        AppendWithMode(out, lines[place].text[static_cast<int>(shelves.era)], shelves.mode);
    };
    return PlacesBody(url, static_cast<uint32_t>(lines.size()), query, "line_item", place_of, append);
}

Body RowLines(const Shelves& shelves, Kind sublist, uint32_t parent, std::string_view url, const Query& query) {
    View view{shelves.store, shelves.mode, shelves.era};
    if (sublist == Kind::kLine) {
        return PlacesBody(url, shelves.store.invoices.rows[parent].lines, query, "line_item",
                          PlaceWithin(shelves, Kind::kLine, parent, 12),
                          [&](std::string& out, uint32_t place) { AppendLine(out, view, parent, place); });
    }
    if (sublist == Kind::kSessionItem) {
        return PlacesBody(url, shelves.store.sessions.rows[parent].items, query, "item",
                          PlaceWithin(shelves, Kind::kSessionItem, parent, 8),
                          [&](std::string& out, uint32_t place) { AppendSessionItem(out, view, parent, place); });
    }
    std::string note;
    AppendCreditNote(note, view, parent);
    auto document = ParseDocument(note, shelves.era);
    if (!document.ok()) return ServerError();
    return DocumentLines(shelves, *document, "lines", url, query);
}

Body RefundsOf(const Shelves& shelves, const Route& route, std::string_view url, Query query) {
    query.charge = route.id;
    const Endpoint& refunds = *EndpointOf(Kind::kRefund);
    auto page = Select(shelves, refunds, query);
    if (auto* error = std::get_if<StripeError>(&page)) return *error;
    return ListBody(shelves, refunds, url, std::get<Page>(page), query);
}

}  // namespace

Body SublistBody(const Shelves& shelves, const Route& route, std::string_view url, const Query& query) {
    Kind kind = route.endpoint->kind;
    const Document* document = shelves.documents.Find(kind, route.id);
    auto row = RowOf(shelves, kind, route.id);
    bool known = row || (document != nullptr && !document->gone && !document->deleted);
    if (!known) return NoSuch(route.endpoint->noun, route.id, route.endpoint->noun);
    if (route.sublist == Kind::kRefund) return RefundsOf(shelves, route, url, query);
    if (document != nullptr) {
        std::string_view member = route.sublist == Kind::kSessionItem ? "line_items" : "lines";
        // A changed row keeps the lines it had beyond the embedded ones.
        auto number = shelves.store.NumberOf(kind, route.id, shelves.mode);
        if (document->lines.empty() && number)
            return RowLines(shelves, route.sublist, static_cast<uint32_t>(*number), url, query);
        return DocumentLines(shelves, *document, member, url, query);
    }
    return RowLines(shelves, route.sublist, *row, url, query);
}

Body ItemsBody(const Shelves& shelves, const Query& query) {
    constexpr std::string_view kUrl = "/v1/subscription_items";
    if (const Document* document = shelves.documents.Find(Kind::kSubscription, *query.subscription))
        return DocumentLines(shelves, *document, "items", kUrl, query);
    auto row = RowOf(shelves, Kind::kSubscription, *query.subscription);
    if (!row) return NoSuch("subscription", *query.subscription, "subscription");
    View view{shelves.store, shelves.mode, shelves.era};
    return PlacesBody(kUrl, shelves.store.subscriptions.rows[*row].items, query, "subscription_item",
                      PlaceWithin(shelves, Kind::kSubscriptionItem, *row, 8),
                      [&](std::string& out, uint32_t place) { AppendSubscriptionItem(out, view, *row, place); });
}

std::string ItemBody(const Shelves& shelves, std::string_view id) {
    auto number = shelves.store.NumberOf(Kind::kSubscriptionItem, id, shelves.mode);
    std::string out;
    if (!number || *number >> 8 >= shelves.store.subscriptions.rows.size()) return out;
    auto subscription = static_cast<uint32_t>(*number >> 8);
    if ((*number & 0xff) >= shelves.store.subscriptions.rows[subscription].items) return out;
    AppendSubscriptionItem(out, {shelves.store, shelves.mode, shelves.era}, subscription, *number & 0xff);
    return out;
}

}  // namespace daybook::sandbox
