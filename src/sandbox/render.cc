#include "sandbox/render.h"

#include "sandbox/json.h"

namespace daybook::sandbox {
namespace {

View ViewOf(const Shelves& shelves) { return {shelves.store, shelves.mode, shelves.era, shelves.answer}; }

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
    View view = ViewOf(shelves);
    view.answer = 0;  // as it was shown when it happened
    AppendObject(out, view, row.kind, row.number);
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

// At the end of a session: its line items.
void ExpandItems(std::string& out, const Shelves& shelves, uint32_t session) {
    out.back() = ',';
    out += R"("line_items":)";
    AppendLineItems(out, shelves, session, Query{});
    out += '}';
}

// In an invoice that begins at `begin`: the discount of its total where only that's id stood.
void ExpandDiscount(std::string& out, size_t begin, const Shelves& shelves, uint32_t invoice) {
    const uint8_t coupon = shelves.store.invoices.rows[invoice].coupon;
    const size_t totals = out.find(R"("total_discount_amounts":[)", begin);
    if (coupon == 255 || totals == std::string::npos) return;
    const View view = ViewOf(shelves);
    const std::string id = "\"" + DiscountId(view, Kind::kInvoice, invoice) + "\"";
    const size_t at = out.find(id, totals);
    if (at == std::string::npos) return;
    std::string discount;
    AppendDiscount(discount, view, coupon, Kind::kInvoice, invoice);
    out.replace(at, id.size(), discount);
}

// What the endpoint expands, in the object that begins at `begin` and ends the text. Of a document that was never a row it is in
// its text, or not known.
void Expand(std::string& out, size_t begin, const Shelves& shelves, Kind kind, uint32_t row) {
    if (kind == Kind::kInvoice) return ExpandDiscount(out, begin, shelves, row);
    if (out.find(R"("line_items":)", begin) == std::string::npos) ExpandItems(out, shelves, row);
}

void Expand(std::string& out, size_t begin, const Shelves& shelves, const Document& document) {
    const auto row = shelves.store.NumberOf(document.kind, document.id, shelves.mode);
    if (row) Expand(out, begin, shelves, document.kind, static_cast<uint32_t>(*row));
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
        const size_t begin = out.size();
        if (entry.document) {
            const Document& document = shelves.documents.At(entry.number);
            AppendDocument(out, shelves, document);
            if (query.expand) Expand(out, begin, shelves, document);
        } else if (endpoint.kind == Kind::kEvent) {
            AppendEvent(out, shelves, entry.number);
        } else {
            AppendObject(out, ViewOf(shelves), endpoint.kind, entry.number);
            if (query.expand) Expand(out, begin, shelves, endpoint.kind, entry.number);
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
        if (query.expand) Expand(out, 0, shelves, *document);
        return out;
    }
    auto number = RowOf(shelves, kind, id);
    if (!number) return out;
    out.reserve(SizeOf(kind));
    if (IsDeleted(shelves.store, kind, *number)) AppendDeletedCustomer(out, id);
    else if (kind == Kind::kEvent) AppendEvent(out, shelves, *number);
    else AppendObject(out, ViewOf(shelves), kind, *number);
    if (query.expand) Expand(out, 0, shelves, kind, *number);
    return out;
}

}  // namespace daybook::sandbox
