#include "sandbox/render.h"

#include "sandbox/json.h"

namespace daybook::sandbox {
namespace {

View ViewOf(const Shelves& shelves) { return {shelves.store, shelves.mode, shelves.era}; }

void AppendDocument(std::string& out, const Shelves& shelves, const Document& document) {
    AppendWithMode(out, document.text[static_cast<int>(shelves.era)], shelves.mode);
}

// About the size of one object, so that a page is rarely copied while it grows.
size_t SizeOf(Kind kind) {
    switch (kind) {
        case Kind::kInvoice: return 7000;
        case Kind::kSubscription: return 3500;
        case Kind::kSession:
        case Kind::kCharge: return 2500;
        default: return 1600;
    }
}

// What a customer's change replaced.
void AppendPrevious(std::string& out, const Store& store, const EventRow& row) {
    const CustomerRow& customer = store.customers.rows[row.number];
    Turns turns = customer.turns;
    auto back = [](uint8_t& turn) { turn = static_cast<uint8_t>(turn > 0 ? turn - 1 : 0); };
    out += R"(,"previous_attributes":{)";
    switch (row.changed) {
        case 'n': back(turns.name), Put(out, R"("name":)", Text{store.CustomerName(row.number, turns)}); break;
        case 'e': back(turns.email), Put(out, R"("email":)", Text{store.CustomerEmail(row.number, turns)}); break;
        case 'p': back(turns.phone), Put(out, R"("phone":)", Text{store.CustomerPhone(row.number, turns)}); break;
        case 'a':
            back(turns.address);
            out += R"("address":)";
            AppendAddress(out, store.people.AddressOf(row.number, turns.address, customer.country));
            break;
        default: break;
    }
    out += '}';
}

void AppendEventObject(std::string& out, const Shelves& shelves, const EventRow& row) {
    if (row.document) {
        const Document& document = shelves.documents.At(row.number);
        bool known = !document.text[static_cast<int>(shelves.era)].empty();
        if (known) AppendDocument(out, shelves, document);
        else Put(out, R"({"id":)", Text{document.id}, R"(,"object":")", EndpointOf(document.kind)->noun, "\"}");
        return;
    }
    AppendObject(out, ViewOf(shelves), row.kind, row.number);
}

}  // namespace

std::string_view VersionOf(Era era) { return era == Era::kAcacia ? "2025-02-24.acacia" : "2026-10-28.endive"; }

void AppendEvent(std::string& out, const Shelves& shelves, uint32_t number) {
    const EventRow& row = shelves.store.events.rows[number];
    Put(out, R"({"id":")", shelves.store.IdOf(Kind::kEvent, number), R"(","object":"event","api_version":")",
        VersionOf(shelves.era), R"(","created":)", row.created, R"(,"data":{"object":)");
    AppendEventObject(out, shelves, row);
    bool update = EventName(row.type).ends_with(".updated");
    if (update && row.changed != 0) AppendPrevious(out, shelves.store, row);
    else if (update) out += R"(,"previous_attributes":{})";
    Put(out, "},", Live(ViewOf(shelves)), R"(,"pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":")",
        EventName(row.type), "\"}");
}

void AppendLineItems(std::string& out, const Shelves& shelves, uint32_t session, const Query& query) {
    View view = ViewOf(shelves);
    uint32_t count = shelves.store.sessions.rows[session].items;
    out += R"({"object":"list","data":[)";
    for (uint32_t place = 0; place < std::min(count, query.limit); ++place) {
        if (place > 0) out += ',';
        AppendSessionItem(out, view, session, place);
    }
    Put(out, R"(],"has_more":)", count > query.limit, R"(,"url":"/v1/checkout/sessions/)", IdOf(view, Kind::kSession, session),
        R"(/line_items"})");
}

namespace {

// At the end of a session: its line items. Those of a document that was never a row are in its text, or not known.
void ExpandItems(std::string& out, const Shelves& shelves, uint32_t session) {
    out.back() = ',';
    out += R"("line_items":)";
    AppendLineItems(out, shelves, session, Query{});
    out += '}';
}

void ExpandItems(std::string& out, const Shelves& shelves, const Document& document) {
    const std::string& text = document.text[static_cast<int>(shelves.era)];
    const auto row = shelves.store.NumberOf(document.kind, document.id, shelves.mode);
    if (row && text.find(R"("line_items":)") == std::string::npos) ExpandItems(out, shelves, static_cast<uint32_t>(*row));
}

}  // namespace

std::string ListBody(const Shelves& shelves, const Endpoint& endpoint, std::string_view url, const Page& page,
                     const Query& query) {
    std::string out;
    out.reserve(200 + page.entries.size() * SizeOf(endpoint.kind));
    Put(out, R"({"object":"list","url":)", Text{url}, R"(,"has_more":)", page.has_more, R"(,"data":[)");
    bool first = true;
    for (Entry entry : page.entries) {
        if (!first) out += ',';
        first = false;
        if (entry.document) {
            const Document& document = shelves.documents.At(entry.number);
            AppendDocument(out, shelves, document);
            if (query.expand_line_items) ExpandItems(out, shelves, document);
        } else if (endpoint.kind == Kind::kEvent) {
            AppendEvent(out, shelves, entry.number);
        } else {
            AppendObject(out, ViewOf(shelves), endpoint.kind, entry.number);
            if (query.expand_line_items) ExpandItems(out, shelves, entry.number);
        }
    }
    out += "]}\n";
    return out;
}

std::string ObjectBody(const Shelves& shelves, Kind kind, std::string_view id, const Query& query) {
    std::string out;
    if (const Document* document = shelves.documents.Find(kind, id)) {
        if (document->gone) return out;
        if (document->deleted && document->text[static_cast<int>(shelves.era)].empty()) AppendDeletedCustomer(out, id);
        else AppendDocument(out, shelves, *document);
        if (query.expand_line_items) ExpandItems(out, shelves, *document);
        return out;
    }
    auto number = RowOf(shelves, kind, id);
    if (!number) return out;
    out.reserve(SizeOf(kind));
    if (IsDeleted(shelves.store, kind, *number)) AppendDeletedCustomer(out, id);
    else if (kind == Kind::kEvent) AppendEvent(out, shelves, *number);
    else AppendObject(out, ViewOf(shelves), kind, *number);
    if (query.expand_line_items) ExpandItems(out, shelves, *number);
    return out;
}

}  // namespace daybook::sandbox
