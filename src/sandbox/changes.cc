// Changes by hand: Upsert, Change and Delete of Shop. What is changed becomes a document.
#include "sandbox/render.h"
#include "sandbox/shop.h"

namespace daybook::sandbox {
namespace {

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

enum class Act { kCreated, kUpdated, kDeleted };

// What Stripe tells of it (stripe.md §5.3); nothing: it has no event for that, or the kind cannot be deleted. `before` is
// known of a charge that was there.
std::optional<EventType> Told(const Document& document, Act act, const std::optional<Document>& before) {
    using enum EventType;
    const auto field = document.fields.find("status");
    const std::string_view status = field == document.fields.end() ? std::string_view() : std::string_view(field->second);
    const auto one_of = [act](EventType created, EventType updated, std::optional<EventType> deleted = {}) {
        return act == Act::kDeleted ? deleted : std::optional(act == Act::kCreated ? created : updated);
    };
    switch (document.kind) {
        case Kind::kCustomer: return one_of(kCustomerCreated, kCustomerUpdated, kCustomerDeleted);
        case Kind::kSubscription: return one_of(kSubscriptionCreated, kSubscriptionUpdated, kSubscriptionDeleted);
        case Kind::kInvoice: return one_of(status == "paid" ? kInvoicePaid : kInvoiceFinalized, kInvoiceUpdated, kInvoiceDeleted);
        case Kind::kCharge: return one_of(kChargeSucceeded, before ? ChargeType(*before, document) : kChargeUpdated);
        case Kind::kRefund: return one_of(kRefundCreated, kRefundUpdated);
        case Kind::kCreditNote: return one_of(kCreditNoteCreated, kCreditNoteUpdated);
        case Kind::kCoupon: return one_of(kCouponCreated, kCouponUpdated, kCouponDeleted);
        case Kind::kPromotionCode: return one_of(kPromotionCodeCreated, kPromotionCodeUpdated);
        case Kind::kProduct: return one_of(kProductCreated, kProductUpdated, kProductDeleted);
        case Kind::kPrice: return one_of(kPriceCreated, kPriceUpdated, kPriceDeleted);
        // Only that it ended: of a checkout that was begun, and of one that changes while it is open, Stripe says nothing.
        case Kind::kSession:
            if (act == Act::kDeleted) return std::nullopt;
            if (status == "complete") return kSessionCompleted;
            return status == "expired" ? std::optional(kSessionExpired) : std::nullopt;
        case Kind::kInvoicePayment:
            return act != Act::kDeleted && status == "paid" ? std::optional(kInvoicePaymentPaid) : std::nullopt;
        default: return std::nullopt;
    }
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
        const Act act = document.deleted || document.gone ? Act::kDeleted : known ? Act::kUpdated : Act::kCreated;
        const std::optional<EventType> told = Told(document, act, charge);
        uint32_t number = documents_.Put(std::move(document));
        if (!told) return;
        emitted.push_back(Record({.created = static_cast<uint32_t>(Now()), .number = number, .kind = kind, .type = *told, .document = 1}));
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
