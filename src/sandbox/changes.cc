// Changes by hand: Upsert, Change and Delete of Shop. What is changed becomes a document.
#include "sandbox/render.h"
#include "sandbox/shop.h"

namespace daybook::sandbox {
namespace {

EventType UpdatedType(Kind kind) {
    switch (kind) {
        case Kind::kSubscription: return EventType::kSubscriptionUpdated;
        case Kind::kInvoice: return EventType::kInvoiceUpdated;
        case Kind::kCharge: return EventType::kChargeUpdated;
        case Kind::kProduct: return EventType::kProductUpdated;
        case Kind::kPrice: return EventType::kPriceUpdated;
        case Kind::kCoupon: return EventType::kCouponUpdated;
        case Kind::kRefund: return EventType::kRefundCreated;
        case Kind::kCreditNote: return EventType::kCreditNoteCreated;
        case Kind::kSession: return EventType::kSessionCompleted;
        default: return EventType::kCustomerUpdated;
    }
}

EventType CreatedType(const Document& document) {
    auto status = document.fields.find("status");
    bool paid = status != document.fields.end() && status->second == "paid";
    bool expired = status != document.fields.end() && status->second == "expired";
    switch (document.kind) {
        case Kind::kCustomer: return EventType::kCustomerCreated;
        case Kind::kSubscription: return EventType::kSubscriptionCreated;
        case Kind::kInvoice: return paid ? EventType::kInvoicePaid : EventType::kInvoiceFinalized;
        case Kind::kCharge: return EventType::kChargeSucceeded;
        case Kind::kProduct: return EventType::kProductCreated;
        case Kind::kPrice: return EventType::kPriceCreated;
        case Kind::kCoupon: return EventType::kCouponCreated;
        case Kind::kSession: return expired ? EventType::kSessionExpired : EventType::kSessionCompleted;
        default: return UpdatedType(document.kind);
    }
}

EventType DeletedType(Kind kind) {
    switch (kind) {
        case Kind::kCustomer: return EventType::kCustomerDeleted;
        case Kind::kSubscription: return EventType::kSubscriptionDeleted;
        case Kind::kProduct: return EventType::kProductDeleted;
        case Kind::kPrice: return EventType::kPriceDeleted;
        case Kind::kCoupon: return EventType::kCouponDeleted;
        default: return UpdatedType(kind);
    }
}

// What became of a charge has types of its own.
EventType ChargeType(const Document& before, const Document& after) {
    const auto differs = [&](std::string_view name) {
        const auto was = before.fields.find(name), is = after.fields.find(name);
        return is != after.fields.end() && (was == before.fields.end() || was->second != is->second);
    };
    if (differs("captured")) return EventType::kChargeCaptured;
    if (differs("amount_refunded")) return EventType::kChargeRefunded;
    return EventType::kChargeUpdated;
}

}  // namespace

std::optional<Document> Shop::DocumentOf(std::string_view id) const {
    for (const Endpoint& endpoint : Endpoints()) {
        if (endpoint.kind == Kind::kSubscriptionItem || endpoint.kind == Kind::kEvent) continue;
        if (const Document* known = documents_.Find(endpoint.kind, id)) return *known;
        for (Mode mode : {Mode::kLive, Mode::kTest}) {
            Shelves endive{store_, documents_, mode, Era::kEndive};
            std::string text = ObjectBody(endive, endpoint.kind, id);
            if (text.empty()) continue;
            auto document = ParseDocument(text, Era::kEndive);
            if (!document.ok()) return std::nullopt;
            Shelves acacia{store_, documents_, mode, Era::kAcacia};
            if (!AddShape(*document, ObjectBody(acacia, endpoint.kind, id), Era::kAcacia).ok()) return std::nullopt;
            return *std::move(document);
        }
    }
    return std::nullopt;
}

std::optional<std::string> Shop::ObjectJson(std::string_view id) const {
    auto lock = ReadLock();
    std::optional<Document> document = DocumentOf(id);
    if (!document || document->gone) return std::nullopt;
    std::string text;
    AppendWithMode(text, document->text[static_cast<int>(Era::kEndive)], mode_);
    return text;
}

void Shop::Replace(Document document) {
    std::vector<Emitted> emitted;
    {
        auto lock = WriteLock();
        Kind kind = document.kind;
        const std::optional<Document> charge = kind == Kind::kCharge ? DocumentOf(document.id) : std::nullopt;
        bool known = documents_.Find(kind, document.id) != nullptr;
        for (Mode mode : {Mode::kLive, Mode::kTest}) {
            Shelves shelves{store_, documents_, mode, Era::kEndive};
            auto row = RowOf(shelves, kind, document.id);
            if (!row) continue;
            known = true;
            store_.Visit(kind, [&](auto& table) { table.hidden.insert(*row); });
        }
        EventType type = document.deleted || document.gone ? DeletedType(kind)
                         : charge                          ? ChargeType(*charge, document)
                         : known                           ? UpdatedType(kind)
                                                           : CreatedType(document);
        uint32_t number = documents_.Put(std::move(document));
        emitted.push_back(Record({.created = static_cast<uint32_t>(Now()), .number = number, .kind = kind, .type = type, .document = 1}));
    }
    if (sink_) Send(emitted);
}

Status Shop::Upsert(std::string_view json) {
    Document document = TRY(ParseDocument(json, Era::kEndive));
    document.text[static_cast<int>(Era::kAcacia)] = document.text[static_cast<int>(Era::kEndive)];
    Replace(std::move(document));
    return {};
}

Status Shop::Change(std::string_view id, std::string_view patch) {
    std::optional<Document> document;
    {
        auto lock = ReadLock();
        document = DocumentOf(id);
    }
    if (!document || document->gone) return NotFound("the sandbox has no object " + std::string(id));
    if (document->deleted) return Conflict("the object " + std::string(id) + " is deleted");
    Document changed;
    bool first = true;
    for (Era era : {Era::kEndive, Era::kAcacia}) {
        const std::string& text = document->text[static_cast<int>(era)];
        if (text.empty()) continue;
        std::string merged = TRY(MergePatch(text, patch));
        if (first) changed = TRY(ParseDocument(merged, era));
        else TRY(AddShape(changed, merged, era));
        first = false;
    }
    if (changed.id != id) return Invalid("a change must keep the object's id", "id");
    Replace(std::move(changed));
    return {};
}

Status Shop::Delete(std::string_view id) {
    std::optional<Document> document;
    {
        auto lock = ReadLock();
        document = DocumentOf(id);
    }
    if (!document) return NotFound("the sandbox has no object " + std::string(id));
    Document gone = *document;
    gone.lines.clear();
    if (gone.kind == Kind::kCustomer) {
        gone.deleted = true;
        std::string stub;
        AppendDeletedCustomer(stub, id);
        gone.text = {stub, stub};
    } else {
        gone.gone = true;
    }
    Replace(std::move(gone));
    return {};
}

}  // namespace daybook::sandbox
