// The shop's tables: rows, their order in lists, and what is computed from them (lines, items, people's texts).
//
// An order is the rows' numbers ascending by (created, id). While a shop is populated rows are only appended; Arrange()
// then sorts once. Afterwards Add() puts each row into its place. Not thread safe: Shop's lock guards it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "sandbox/catalogue.h"
#include "sandbox/ids.h"
#include "sandbox/people.h"
#include "sandbox/rows.h"

namespace daybook::sandbox {

// Of the catalogue: products, prices, coupons, promotion codes.
struct FixedRow {
    uint32_t created = 0;
};

enum class EventType : uint8_t {
    kCustomerCreated, kCustomerUpdated, kCustomerDeleted, kSubscriptionCreated, kSubscriptionUpdated,
    kSubscriptionDeleted, kInvoiceFinalized, kInvoicePaid, kInvoiceFailed, kInvoiceVoided, kCreditNoteCreated,
    kChargeSucceeded, kChargeRefunded, kRefundCreated, kSessionCompleted, kSessionExpired, kInvoiceUpdated, kChargeCaptured,
    kChargeUpdated, kProductCreated, kProductUpdated, kProductDeleted, kPriceCreated, kPriceUpdated, kPriceDeleted,
    kCouponCreated, kCouponUpdated, kCouponDeleted, kInvoiceDeleted, kInvoicePaymentPaid, kRefundUpdated, kCreditNoteUpdated,
    kPromotionCodeCreated, kPromotionCodeUpdated, kOther,
};
std::string_view EventName(EventType type);

struct EventRow {
    uint32_t created = 0;
    uint32_t number = 0;  // of the object's row, or of a document
    Kind kind = Kind::kCustomer;
    EventType type = EventType::kOther;
    uint8_t document = 0;  // 1: `number` is a document's
    char changed = 0;      // of a customer: 'p'hone, 'n'ame, 'e'-mail, 'a'ddress
};

template <typename Row>
struct Table {
    std::vector<Row> rows;
    std::vector<uint32_t> order;
    std::unordered_set<uint32_t> hidden;  // rows that a document stands for
};

struct Line {
    uint16_t price = 0;
    bool plain = false;  // an amount without a price
    bool proration = false;
    bool metered = false;
    uint16_t item = 0;   // the subscription item's place; of subscription lines
    bool from_item = false;
    int64_t quantity = 1;
    int64_t amount = 0;
};

struct Item {
    uint16_t price = 0;
    bool metered = false;
    int64_t quantity = 1;
};

enum class Credit : uint8_t { kBeforePayment, kAfterPayment };

// A person's number for People: customers first, guests far above.
inline constexpr uint64_t kGuestBase = 1'000'000'000;

class Store {
  public:
    Store(uint64_t seed, int64_t birth);

    IdCodec ids;
    People people;
    Catalogue catalogue;
    int64_t birth;
    Table<CustomerRow> customers;
    Table<InvoiceRow> invoices;
    Table<SubscriptionRow> subscriptions;
    Table<ChargeRow> charges;
    Table<RefundRow> refunds;
    Table<CreditNoteRow> credit_notes;
    Table<SessionRow> sessions;
    Table<InvoicePaymentRow> payments;
    Table<FixedRow> coupons, promotion_codes, products, prices;
    Table<EventRow> events;

    // The table of a listed kind: f(table).
    template <typename F>
    decltype(auto) Visit(Kind kind, F&& f) const;
    template <typename F>
    decltype(auto) Visit(Kind kind, F&& f);

    // Appends; once arranged also orders and chains. Returns the number.
    uint32_t Add(const CustomerRow& row) { return AddTo(Kind::kCustomer, customers, row); }
    uint32_t Add(const InvoiceRow& row) { return AddTo(Kind::kInvoice, invoices, row); }
    uint32_t Add(const SubscriptionRow& row) { return AddTo(Kind::kSubscription, subscriptions, row); }
    uint32_t Add(const ChargeRow& row) { return AddTo(Kind::kCharge, charges, row); }
    uint32_t Add(const RefundRow& row) { return AddTo(Kind::kRefund, refunds, row); }
    uint32_t Add(const CreditNoteRow& row) { return AddTo(Kind::kCreditNote, credit_notes, row); }
    uint32_t Add(const SessionRow& row) { return AddTo(Kind::kSession, sessions, row); }
    uint32_t Add(const InvoicePaymentRow& row) { return AddTo(Kind::kInvoicePayment, payments, row); }
    uint32_t Add(const EventRow& row) { return AddTo(Kind::kEvent, events, row); }
    // Sorts and chains everything, and gives back what memory was reserved too much.
    void Arrange();

    Id IdOf(Kind kind, uint64_t number, Mode mode = Mode::kLive) const;
    // The number whose id this is. Of ids that grow with time only numbers of rows; of the rest the caller must look.
    std::optional<uint64_t> NumberOf(Kind kind, std::string_view id, Mode mode) const;

    // How rows compare in lists: (created, mixed number), which is (created, id).
    struct Key {
        uint32_t created;
        uint64_t mixed;
        auto operator<=>(const Key&) const = default;
    };
    template <typename Row>
    Key KeyOf(Kind kind, const Table<Row>& table, uint32_t number) const {
        return {table.rows[number].created, ids.Mixed(kind, number)};
    }
    // The first place of the order whose key is not below `key`.
    size_t PlaceOf(Kind kind, Key key) const;

    Line LineOf(uint32_t invoice, uint32_t place) const;
    Item ItemOf(uint32_t subscription, uint32_t place) const;
    Item SessionItemOf(uint32_t session, uint32_t place) const;
    // Sets subtotal and total of a row that is to be the next invoice.
    void Total(InvoiceRow& row, uint32_t number) const;
    // What the customer has to pay: not what credit balance or credit notes before payment cover.
    int64_t AmountDue(const InvoiceRow& row) const;
    // The sum of its credit notes that are not void.
    int64_t Credited(const InvoiceRow& row, Credit when) const;

    // A customer's text; empty where it has none.
    std::string CustomerName(uint32_t customer, Turns turns) const;
    std::string CustomerEmail(uint32_t customer, Turns turns) const;
    std::string CustomerPhone(uint32_t customer, Turns turns) const;

    // Bytes of memory held by rows and orders, and the number of objects.
    size_t Memory() const;
    size_t Objects() const;

  private:
    template <typename Row>
    uint32_t AddTo(Kind kind, Table<Row>& table, const Row& row);
    template <typename Row>
    void SortTable(Kind kind, Table<Row>& table);
    Line LineOfRow(const InvoiceRow& row, uint32_t number, uint32_t place) const;
    uint64_t Dice(Kind kind, uint32_t number, uint64_t what) const;
    void Chain(Kind kind, uint32_t number);
    // Of the row; a payment intent is as old as its charge. Nothing where there is no such row.
    std::optional<uint32_t> CreatedOf(Kind kind, uint64_t number) const;
    bool arranged_ = false;
};

template <typename F, typename S>
decltype(auto) VisitTable(S& store, Kind kind, F&& f) {
    switch (kind) {
        case Kind::kCustomer: return f(store.customers);
        case Kind::kInvoice: return f(store.invoices);
        case Kind::kSubscription: return f(store.subscriptions);
        case Kind::kCharge: return f(store.charges);
        case Kind::kRefund: return f(store.refunds);
        case Kind::kCreditNote: return f(store.credit_notes);
        case Kind::kSession: return f(store.sessions);
        case Kind::kInvoicePayment: return f(store.payments);
        case Kind::kCoupon: return f(store.coupons);
        case Kind::kPromotionCode: return f(store.promotion_codes);
        case Kind::kProduct: return f(store.products);
        case Kind::kPrice: return f(store.prices);
        default: return f(store.events);
    }
}

template <typename F>
decltype(auto) Store::Visit(Kind kind, F&& f) const {
    return VisitTable(*this, kind, std::forward<F>(f));
}
template <typename F>
decltype(auto) Store::Visit(Kind kind, F&& f) {
    return VisitTable(*this, kind, std::forward<F>(f));
}

}  // namespace daybook::sandbox
