#include "sandbox/store.h"

#include "base/assert.h"
#include "base/random.h"

namespace daybook::sandbox {
namespace {

constexpr uint32_t kYear = 365 * 86400;

void FillFixed(Table<FixedRow>& table, size_t count, int64_t birth) {
    for (size_t i = 0; i < count; ++i)
        table.rows.push_back({static_cast<uint32_t>(birth - 3 * kYear + 60 * static_cast<int64_t>(i))});
}

// Puts `number` into the chain that begins at `head`, newest first.
template <typename Row>
void ChainInto(const Store& store, Kind kind, Table<Row>& table, uint32_t& head, uint32_t number) {
    auto key = store.KeyOf(kind, table, number);
    uint32_t* link = &head;
    while (*link != kNone && store.KeyOf(kind, table, *link) > key) link = &table.rows[*link].next;
    table.rows[number].next = *link;
    *link = number;
}

}  // namespace

std::string_view EventName(EventType type) {
    switch (type) {
        case EventType::kCustomerCreated: return "customer.created";
        case EventType::kCustomerUpdated: return "customer.updated";
        case EventType::kCustomerDeleted: return "customer.deleted";
        case EventType::kSubscriptionCreated: return "customer.subscription.created";
        case EventType::kSubscriptionUpdated: return "customer.subscription.updated";
        case EventType::kSubscriptionDeleted: return "customer.subscription.deleted";
        case EventType::kInvoiceFinalized: return "invoice.finalized";
        case EventType::kInvoicePaid: return "invoice.paid";
        case EventType::kInvoiceFailed: return "invoice.payment_failed";
        case EventType::kInvoiceVoided: return "invoice.voided";
        case EventType::kCreditNoteCreated: return "credit_note.created";
        case EventType::kChargeSucceeded: return "charge.succeeded";
        case EventType::kChargeRefunded: return "charge.refunded";
        case EventType::kRefundCreated: return "refund.created";
        case EventType::kSessionCompleted: return "checkout.session.completed";
        case EventType::kSessionExpired: return "checkout.session.expired";
        case EventType::kInvoiceUpdated: return "invoice.updated";
        case EventType::kChargeCaptured: return "charge.captured";
        case EventType::kChargeUpdated: return "charge.updated";
        case EventType::kProductCreated: return "product.created";
        case EventType::kProductUpdated: return "product.updated";
        case EventType::kProductDeleted: return "product.deleted";
        case EventType::kPriceCreated: return "price.created";
        case EventType::kPriceUpdated: return "price.updated";
        case EventType::kPriceDeleted: return "price.deleted";
        case EventType::kCouponCreated: return "coupon.created";
        case EventType::kCouponUpdated: return "coupon.updated";
        case EventType::kCouponDeleted: return "coupon.deleted";
        case EventType::kInvoiceDeleted: return "invoice.deleted";
        case EventType::kInvoicePaymentPaid: return "invoice_payment.paid";
        case EventType::kRefundUpdated: return "refund.updated";
        case EventType::kCreditNoteUpdated: return "credit_note.updated";
        case EventType::kPromotionCodeCreated: return "promotion_code.created";
        case EventType::kPromotionCodeUpdated: return "promotion_code.updated";
        case EventType::kOther: return "customer.updated";
    }
    return "";
}

Store::Store(uint64_t seed, int64_t birth) : ids(seed, birth), people(seed), birth(birth) {
    ASSERT(birth > 4 * int64_t{kYear} && birth < int64_t{kNone});
    FillFixed(coupons, Catalogue::Coupons().size(), birth);
    FillFixed(promotion_codes, Catalogue::PromotionCodes().size(), birth);
    FillFixed(products, Catalogue::Products().size(), birth);
    FillFixed(prices, catalogue.prices().size(), birth);
}

uint64_t Store::Dice(Kind kind, uint32_t number, uint64_t what) const {
    return Mix(people.seed() ^ (static_cast<uint64_t>(kind) << 56 | what << 32), number);
}

template <typename Row>
uint32_t Store::AddTo(Kind kind, Table<Row>& table, const Row& row) {
    ASSERT(table.rows.size() < kNone);
    auto number = static_cast<uint32_t>(table.rows.size());
    table.rows.push_back(row);
    if (!arranged_) return number;
    size_t place = PlaceOf(kind, KeyOf(kind, table, number));
    table.order.insert(table.order.begin() + static_cast<ptrdiff_t>(place), number);
    Chain(kind, number);
    return number;
}
template uint32_t Store::AddTo(Kind, Table<CustomerRow>&, const CustomerRow&);
template uint32_t Store::AddTo(Kind, Table<InvoiceRow>&, const InvoiceRow&);
template uint32_t Store::AddTo(Kind, Table<SubscriptionRow>&, const SubscriptionRow&);
template uint32_t Store::AddTo(Kind, Table<ChargeRow>&, const ChargeRow&);
template uint32_t Store::AddTo(Kind, Table<RefundRow>&, const RefundRow&);
template uint32_t Store::AddTo(Kind, Table<CreditNoteRow>&, const CreditNoteRow&);
template uint32_t Store::AddTo(Kind, Table<SessionRow>&, const SessionRow&);
template uint32_t Store::AddTo(Kind, Table<InvoicePaymentRow>&, const InvoicePaymentRow&);
template uint32_t Store::AddTo(Kind, Table<EventRow>&, const EventRow&);

void Store::Chain(Kind kind, uint32_t number) {
    auto chain = [&](auto& table, uint32_t CustomerRow::*head) {
        uint32_t customer = table.rows[number].customer;
        if (customer != kNone) ChainInto(*this, kind, table, customers.rows[customer].*head, number);
    };
    if (kind == Kind::kInvoice) chain(invoices, &CustomerRow::invoices);
    if (kind == Kind::kSubscription) chain(subscriptions, &CustomerRow::subscriptions);
    if (kind == Kind::kCharge) chain(charges, &CustomerRow::charges);
    if (kind == Kind::kSession) chain(sessions, &CustomerRow::sessions);
}

template <typename Row>
void Store::SortTable(Kind kind, Table<Row>& table) {
    table.rows.shrink_to_fit();
    table.order.resize(table.rows.size());
    for (uint32_t i = 0; i < table.order.size(); ++i) table.order[i] = i;
    std::sort(table.order.begin(), table.order.end(),
              [&](uint32_t a, uint32_t b) { return KeyOf(kind, table, a) < KeyOf(kind, table, b); });
    // Ascending, so that each goes to the head of its chain.
    for (uint32_t number : table.order) Chain(kind, number);
}

void Store::Arrange() {
    ASSERT(!arranged_);
    for (int kind = 0; kind < kListedKinds; ++kind)
        Visit(static_cast<Kind>(kind), [&](auto& table) { SortTable(static_cast<Kind>(kind), table); });
    arranged_ = true;
}

size_t Store::PlaceOf(Kind kind, Key key) const {
    return Visit(kind, [&](const auto& table) {
        auto at = std::partition_point(table.order.begin(), table.order.end(), [&](uint32_t number) {
            uint32_t created = table.rows[number].created;
            return created != key.created ? created < key.created : ids.Mixed(kind, number) < key.mixed;
        });
        return static_cast<size_t>(at - table.order.begin());
    });
}

std::optional<uint32_t> Store::CreatedOf(Kind kind, uint64_t number) const {
    if (!IdCodec::GrowsWithTime(kind)) return std::nullopt;
    return Visit(kind == Kind::kPaymentIntent ? Kind::kCharge : kind, [&](const auto& table) -> std::optional<uint32_t> {
        if (number >= table.rows.size()) return std::nullopt;
        return table.rows[number].created;
    });
}

Id Store::IdOf(Kind kind, uint64_t number, Mode mode) const {
    return ids.Encode(kind, number, CreatedOf(kind, number).value_or(0), mode);
}

std::optional<uint64_t> Store::NumberOf(Kind kind, std::string_view id, Mode mode) const {
    auto number = ids.Decode(kind, id, mode);
    if (!number || !IdCodec::GrowsWithTime(kind)) return number;
    const auto created = CreatedOf(kind, *number);
    if (!created || ids.Encode(kind, *number, *created, mode).view() != id) return std::nullopt;
    return number;
}

Item Store::ItemOf(uint32_t subscription, uint32_t place) const {
    const SubscriptionRow& row = subscriptions.rows[subscription];
    if (place == 0) {
        bool metered = catalogue.prices()[row.price].usage == Usage::kMetered;
        return {row.price, metered, row.quantity};
    }
    uint64_t dice = Dice(Kind::kSubscriptionItem, subscription, place);
    if (place == 1 && dice % 3 == 0) return {catalogue.Metered(row.currency, dice >> 8), true, 0};
    Interval interval = catalogue.prices()[row.price].interval;
    uint16_t price = catalogue.Plan(row.currency, interval, dice >> 8);
    return {price, false, static_cast<int64_t>(1 + (dice >> 40) % 3)};
}

Item Store::SessionItemOf(uint32_t session, uint32_t place) const {
    const SessionRow& row = sessions.rows[session];
    if (place == 0) return {row.price, false, row.quantity};
    uint64_t dice = Dice(Kind::kSessionItem, session, place);
    return {catalogue.Good(row.currency, dice >> 8), false, static_cast<int64_t>(1 + (dice >> 40) % 2)};
}

Line Store::LineOfRow(const InvoiceRow& row, uint32_t number, uint32_t place) const {
    uint64_t dice = Dice(Kind::kLine, number, place);
    const auto& all = catalogue.prices();
    Line line;
    if (row.subscription != kNone && row.reason == Reason::kUpdate && place < 2) {
        // The unused time of the old plan goes back, the remaining time of the new one is charged.
        int64_t share = static_cast<int64_t>(10 + dice % 80);
        line = {.price = row.price, .proration = true, .from_item = true, .quantity = row.quantity};
        line.amount = Rounded(all[row.price].amount * row.quantity * share / 100, row.currency);
        if (place == 1) line.amount = -line.amount;
        return line;
    }
    if (row.subscription != kNone && place < subscriptions.rows[row.subscription].items) {
        Item item = ItemOf(row.subscription, place);
        if (place == 0) item = {row.price, item.metered, row.quantity};
        line = {.price = item.price, .metered = item.metered, .item = static_cast<uint16_t>(place), .from_item = true,
                .quantity = item.metered ? static_cast<int64_t>(dice % 5000) : item.quantity};
        line.amount = (row.flags & kTrialInvoice) ? 0 : all[line.price].amount * line.quantity;
        return line;
    }
    line.price = place == 0 && row.subscription == kNone ? row.price : catalogue.Good(row.currency, dice >> 8);
    line.quantity = place == 0 && row.subscription == kNone ? row.quantity : 1 + static_cast<int64_t>((dice >> 40) % 3);
    line.plain = dice >> 59 == 0;
    if (line.plain) line.quantity = 1;
    line.amount = all[line.price].amount * line.quantity;
    return line;
}

Line Store::LineOf(uint32_t invoice, uint32_t place) const {
    return LineOfRow(invoices.rows[invoice], invoice, place);
}

void Store::Total(InvoiceRow& row, uint32_t number) const {
    row.subtotal = 0;
    for (uint32_t place = 0; place < row.lines; ++place) row.subtotal += LineOfRow(row, number, place).amount;
    row.total = row.subtotal - Discount(row.coupon, row.subtotal, row.currency);
}

int64_t Store::Credited(const InvoiceRow& row, Credit when) const {
    int64_t sum = 0;
    for (uint32_t n = row.note; n != kNone; n = credit_notes.rows[n].next) {
        const CreditNoteRow& note = credit_notes.rows[n];
        bool before = note.type == NoteType::kPrePayment;
        if (!note.voided && before == (when == Credit::kBeforePayment)) sum += note.amount;
    }
    return sum;
}

int64_t Store::AmountDue(const InvoiceRow& row) const {
    return std::max<int64_t>(0, row.total - row.credit - Credited(row, Credit::kBeforePayment));
}

std::string Store::CustomerName(uint32_t customer, Turns turns) const {
    const CustomerRow& row = customers.rows[customer];
    if (row.flags & kNoName) return {};
    if (row.flags & kBusiness && turns.name == 0) return people.BusinessName(customer);
    return people.Name(customer, turns.name);
}

std::string Store::CustomerEmail(uint32_t customer, Turns turns) const {
    const CustomerRow& row = customers.rows[customer];
    if (row.flags & kNoEmail) return {};
    bool shared = row.email_of != kNone && turns.email == 0;
    std::string email = shared ? people.Email(row.email_of, 0) : people.Email(customer, turns.email);
    if (row.flags & kOddEmail) {
        email[0] = static_cast<char>(email[0] & ~0x20);
        email += ' ';
    }
    return email;
}

std::string Store::CustomerPhone(uint32_t customer, Turns turns) const {
    const CustomerRow& row = customers.rows[customer];
    if (row.flags & kNoPhone) return {};
    return people.Phone(customer, turns.phone, row.country);
}

size_t Store::Memory() const {
    size_t bytes = 0;
    for (int kind = 0; kind < kListedKinds; ++kind) {
        bytes += Visit(static_cast<Kind>(kind), [](const auto& table) {
            return table.rows.capacity() * sizeof(table.rows[0]) + table.order.capacity() * sizeof(table.order[0]);
        });
    }
    return bytes;
}

size_t Store::Objects() const {
    size_t count = 0;
    for (int kind = 0; kind < kListedKinds; ++kind)
        count += Visit(static_cast<Kind>(kind), [](const auto& table) { return table.rows.size(); });
    return count;
}

}  // namespace daybook::sandbox
