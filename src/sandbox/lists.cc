#include "sandbox/lists.h"

#include <algorithm>
#include <span>

namespace daybook::sandbox {
namespace {

constexpr std::string_view kInvoiceStatus[] = {"draft", "open", "paid", "void", "uncollectible"};
constexpr std::string_view kSubscriptionStatus[] = {"incomplete", "incomplete_expired", "trialing", "active",
                                                    "past_due",   "unpaid",             "canceled", "paused"};
constexpr std::string_view kSessionStatus[] = {"open", "complete", "expired"};
constexpr std::string_view kPaymentStatus[] = {"paid", "open", "canceled"};

// Filters with the numbers they name; kNone: the id is no row's.
struct RowFilter {
    const Query& query;
    uint32_t customer = kNone, subscription = kNone, invoice = kNone, charge = kNone, intent = kNone, product = kNone;
};

uint32_t NumberOf(const Shelves& shelves, Kind kind, std::optional<std::string_view> id) {
    if (!id) return kNone;
    return static_cast<uint32_t>(shelves.store.NumberOf(kind, *id, shelves.mode).value_or(kNone));
}

RowFilter Resolve(const Shelves& shelves, const Query& query) {
    RowFilter filter{query};
    filter.customer = NumberOf(shelves, Kind::kCustomer, query.customer);
    filter.subscription = NumberOf(shelves, Kind::kSubscription, query.subscription);
    filter.invoice = NumberOf(shelves, Kind::kInvoice, query.invoice);
    filter.charge = NumberOf(shelves, Kind::kCharge, query.charge);
    filter.intent = NumberOf(shelves, Kind::kPaymentIntent, query.payment_intent);
    filter.product = NumberOf(shelves, Kind::kProduct, query.product);
    return filter;
}

bool Fits(std::optional<std::string_view> wanted, std::string_view value) { return !wanted || *wanted == value; }

bool Keeps(const Shelves& s, const RowFilter& f, const CustomerRow& row, uint32_t number) {
    if (row.flags & kDeleted) return false;
    if (f.query.test_clock ? !(row.flags & kOnClock) : static_cast<bool>(row.flags & kOnClock)) return false;
    return Fits(f.query.email, f.query.email ? s.store.CustomerEmail(number, row.turns) : std::string());
}
bool Keeps(const Shelves&, const RowFilter& f, const InvoiceRow& row, uint32_t) {
    return Fits(f.query.status, kInvoiceStatus[static_cast<int>(row.status)]) &&
           (!f.query.customer || row.customer == f.customer) &&
           (!f.query.subscription || (row.subscription != kNone && row.subscription == f.subscription)) &&
           Fits(f.query.collection, row.flags & kSendInvoice ? "send_invoice" : "charge_automatically");
}
bool Keeps(const Shelves& s, const RowFilter& f, const SubscriptionRow& row, uint32_t number) {
    bool on_clock = row.flags & kClockSubscription;
    if (f.query.test_clock ? !on_clock : on_clock && !f.query.customer) return false;
    if (f.query.customer && row.customer != f.customer) return false;
    if (f.query.price && RowId(s, Kind::kPrice, s.store.ItemOf(number, 0).price) != *f.query.price) return false;
    if (!Fits(f.query.collection, row.flags & kBySending ? "send_invoice" : "charge_automatically")) return false;
    if (!f.query.status) return row.status != SubscriptionStatus::kCanceled;
    if (*f.query.status == "all") return true;
    if (*f.query.status == "ended")
        return row.status == SubscriptionStatus::kCanceled || row.status == SubscriptionStatus::kIncompleteExpired;
    return *f.query.status == kSubscriptionStatus[static_cast<int>(row.status)];
}
bool Keeps(const Shelves&, const RowFilter& f, const ChargeRow& row, uint32_t number) {
    return (!f.query.customer || (row.customer != kNone && row.customer == f.customer)) &&
           (!f.query.payment_intent || number == f.intent);
}
bool Keeps(const Shelves&, const RowFilter& f, const RefundRow& row, uint32_t) {
    return (!f.query.charge || row.charge == f.charge) && (!f.query.payment_intent || row.charge == f.intent);
}
bool Keeps(const Shelves& s, const RowFilter& f, const CreditNoteRow& row, uint32_t) {
    return (!f.query.invoice || row.invoice == f.invoice) &&
           (!f.query.customer || s.store.invoices.rows[row.invoice].customer == f.customer);
}
bool Keeps(const Shelves& s, const RowFilter& f, const SessionRow& row, uint32_t) {
    if (!Fits(f.query.status, kSessionStatus[static_cast<int>(row.status)])) return false;
    if (f.query.customer && (row.customer == kNone || row.customer != f.customer)) return false;
    if (f.query.payment_intent && (row.outcome == kNone || row.outcome != f.intent)) return false;
    if (f.query.subscription) return false;
    if (!f.query.details_email) return true;
    std::string email = row.customer == kNone ? s.store.people.Email(kGuestBase + row.guest, 0)
                                              : s.store.CustomerEmail(row.customer, s.store.customers.rows[row.customer].turns);
    return email == *f.query.details_email;
}
bool Keeps(const Shelves&, const RowFilter& f, const InvoicePaymentRow& row, uint32_t) {
    return Fits(f.query.status, kPaymentStatus[static_cast<int>(row.status)]) &&
           (!f.query.invoice || row.invoice == f.invoice) && (!f.query.payment_intent || row.charge == f.intent);
}
bool Keeps(const Shelves&, const RowFilter& f, const EventRow& row, uint32_t) {
    if (!f.query.type) return true;
    std::string_view name = EventName(row.type);
    if (f.query.type->ends_with(".*")) return name.starts_with(f.query.type->substr(0, f.query.type->size() - 1));
    return name == *f.query.type;
}

bool KeepsFixed(const Shelves& s, const RowFilter& f, Kind kind, uint32_t number) {
    if (kind == Kind::kPrice) {
        const Price& price = s.store.catalogue.prices()[number];
        return (!f.query.product || price.product == f.product) && Fits(f.query.currency, kCurrencies[price.currency]) &&
               Fits(f.query.type, price.interval == Interval::kNone ? "one_time" : "recurring") && Fits(f.query.active, "true");
    }
    if (kind != Kind::kPromotionCode) return Fits(f.query.active, "true");
    const PromotionCode& code = Catalogue::PromotionCodes()[number];
    return Fits(f.query.code, code.code) && Fits(f.query.active, code.active ? "true" : "false");
}

bool KeepsRow(const Shelves& s, const RowFilter& f, Kind kind, uint32_t number) {
    return s.store.Visit(kind, [&](const auto& table) {
        if (!table.hidden.empty() && table.hidden.contains(number)) return false;
        if constexpr (std::is_same_v<std::decay_t<decltype(table)>, Table<FixedRow>>) return KeepsFixed(s, f, kind, number);
        else return Keeps(s, f, table.rows[number], number);
    });
}

bool KeepsDocument(const Shelves& s, const Query& query, const Document& document) {
    if (document.text[static_cast<int>(s.era)].empty()) return false;
    auto fits = [&](std::optional<std::string_view> wanted, std::string_view name) {
        if (!wanted) return true;
        auto found = document.fields.find(name);
        return found != document.fields.end() && found->second == *wanted;
    };
    bool clock_kind = document.kind == Kind::kCustomer || document.kind == Kind::kSubscription;
    bool asked = query.test_clock || (document.kind == Kind::kSubscription && query.customer);
    if (clock_kind && document.on_clock && !asked) return false;
    if (document.kind == Kind::kSubscription && (!query.status || *query.status == "all")) {
        auto status = document.fields.find("status");
        if (!query.status && status != document.fields.end() && status->second == "canceled") return false;
    } else if (!fits(query.status, "status")) {
        return false;
    }
    return fits(query.customer, "customer") && fits(query.email, "email") && fits(query.subscription, "subscription") &&
           fits(query.invoice, "invoice") && fits(query.charge, "charge") && fits(query.payment_intent, "payment_intent") &&
           fits(query.active, "active") && fits(query.product, "product") && fits(query.type, "type") &&
           fits(query.code, "code") && fits(query.collection, "collection_method") && fits(query.currency, "currency") &&
           fits(query.details_email, "details_email") && fits(query.test_clock, "test_clock") && !query.price;
}

template <typename Row>
std::vector<uint32_t> Walk(const Table<Row>& table, uint32_t head) {
    std::vector<uint32_t> chain;
    for (uint32_t n = head; n != kNone; n = table.rows[n].next) chain.push_back(n);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

// The rows a narrow filter leaves, ascending; nothing where all are to be looked at.
std::optional<std::vector<uint32_t>> Candidates(const Shelves& s, Kind kind, const RowFilter& f) {
    const Store& store = s.store;
    auto of = [&](auto& table, uint32_t CustomerRow::*head) {
        return f.customer == kNone ? std::vector<uint32_t>() : Walk(table, store.customers.rows[f.customer].*head);
    };
    if (f.query.customer && kind == Kind::kInvoice) return of(store.invoices, &CustomerRow::invoices);
    if (f.query.customer && kind == Kind::kSubscription) return of(store.subscriptions, &CustomerRow::subscriptions);
    if (f.query.customer && kind == Kind::kCharge) return of(store.charges, &CustomerRow::charges);
    if (f.query.customer && kind == Kind::kSession) return of(store.sessions, &CustomerRow::sessions);
    if (f.query.subscription && kind == Kind::kInvoice) {
        if (f.subscription == kNone) return std::vector<uint32_t>();
        return Walk(store.invoices, store.customers.rows[store.subscriptions.rows[f.subscription].customer].invoices);
    }
    if (kind == Kind::kInvoicePayment && (f.query.invoice || f.query.payment_intent)) {
        uint32_t invoice = f.query.invoice ? f.invoice : f.intent == kNone ? kNone : store.charges.rows[f.intent].invoice;
        return invoice == kNone ? std::vector<uint32_t>() : Walk(store.payments, store.invoices.rows[invoice].payment);
    }
    if (f.query.invoice && kind == Kind::kCreditNote)
        return f.invoice == kNone ? std::vector<uint32_t>() : Walk(store.credit_notes, store.invoices.rows[f.invoice].note);
    if (kind == Kind::kRefund && (f.query.charge || f.query.payment_intent)) {
        uint32_t charge = f.query.charge ? f.charge : f.intent;
        return charge == kNone ? std::vector<uint32_t>() : Walk(store.refunds, store.charges.rows[charge].refund);
    }
    if (kind == Kind::kCharge && f.query.payment_intent)
        return f.intent == kNone ? std::vector<uint32_t>() : std::vector<uint32_t>{f.intent};
    return std::nullopt;
}

// Chains of an invoice's or a charge's rows are in the order of their making.
void SortRows(const Store& store, Kind kind, std::vector<uint32_t>& rows) {
    store.Visit(kind, [&](const auto& table) {
        auto before = [&](uint32_t a, uint32_t b) { return store.KeyOf(kind, table, a) < store.KeyOf(kind, table, b); };
        if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
    });
}

struct Cursor {
    uint32_t created = 0;
    std::string id;
};

std::optional<Cursor> FindCursor(const Shelves& s, Kind kind, std::string_view id) {
    if (const Document* document = s.documents.Find(kind, id)) {
        if (document->deleted || document->gone) return std::nullopt;
        return Cursor{document->created, std::string(id)};
    }
    auto number = RowOf(s, kind, id);
    if (!number || IsDeleted(s.store, kind, *number)) return std::nullopt;
    uint32_t created = s.store.Visit(kind, [&](const auto& table) { return table.rows[*number].created; });
    return Cursor{created, std::string(id)};
}

uint32_t CreatedOf(const Shelves& s, Kind kind, uint32_t number) {
    return s.store.Visit(kind, [&](const auto& table) { return table.rows[number].created; });
}

// The rows and documents of one kind as one sequence, ascending by (created, id).
class Sequence {
  public:
    Sequence(const Shelves& s, Kind kind, std::span<const uint32_t> rows) : s_(s), kind_(kind), rows_(rows) {
        for (const auto& [key, number] : s.documents.order(kind)) documents_.push_back({key.first, key.second, number});
    }

    // The places (of rows, of documents) of the first that is not before `cursor`.
    std::pair<size_t, size_t> PlacesOf(const Cursor& cursor) const {
        auto row = std::partition_point(rows_.begin(), rows_.end(), [&](uint32_t number) {
            uint32_t created = CreatedOf(s_, kind_, number);
            return created != cursor.created ? created < cursor.created : RowId(s_, kind_, number) < cursor.id;
        });
        auto document = std::partition_point(documents_.begin(), documents_.end(), [&](const Place& place) {
            return place.created != cursor.created ? place.created < cursor.created : place.id < cursor.id;
        });
        return {static_cast<size_t>(row - rows_.begin()), static_cast<size_t>(document - documents_.begin())};
    }

    size_t row_count() const { return rows_.size(); }
    size_t document_count() const { return documents_.size(); }

    struct At {
        Entry entry;
        uint32_t created = 0;
    };
    // The one before the places, which move down.
    std::optional<At> Down(size_t& row, size_t& document, std::pair<size_t, size_t> floor) const {
        bool has_row = row > floor.first;
        bool has_document = document > floor.second;
        if (!has_row && !has_document) return std::nullopt;
        if (has_row && (!has_document || RowIsGreater(rows_[row - 1], documents_[document - 1]))) {
            --row;
            return At{{false, rows_[row]}, CreatedOf(s_, kind_, rows_[row])};
        }
        --document;
        return At{{true, documents_[document].number}, documents_[document].created};
    }
    // The one at the places, which move up.
    std::optional<At> Up(size_t& row, size_t& document, std::pair<size_t, size_t> ceiling) const {
        bool has_row = row < ceiling.first;
        bool has_document = document < ceiling.second;
        if (!has_row && !has_document) return std::nullopt;
        if (has_row && (!has_document || !RowIsGreater(rows_[row], documents_[document]))) {
            At at{{false, rows_[row]}, CreatedOf(s_, kind_, rows_[row])};
            ++row;
            return at;
        }
        At at{{true, documents_[document].number}, documents_[document].created};
        ++document;
        return at;
    }

  private:
    struct Place {
        uint32_t created;
        std::string_view id;
        uint32_t number;
    };
    bool RowIsGreater(uint32_t number, const Place& document) const {
        uint32_t created = CreatedOf(s_, kind_, number);
        if (created != document.created) return created > document.created;
        return RowId(s_, kind_, number) > document.id;
    }

    const Shelves& s_;
    Kind kind_;
    std::span<const uint32_t> rows_;
    std::vector<Place> documents_;
};

// Cursors of created bounds: before every id, and after every id.
Cursor FirstOf(int64_t second) {
    return {static_cast<uint32_t>(std::clamp<int64_t>(second, 0, UINT32_MAX)), std::string()};
}

class Selection {
  public:
    Selection(const Shelves& s, const Endpoint& endpoint, const RowFilter& filter, const Sequence& sequence)
        : s_(s), kind_(endpoint.kind), filter_(filter), sequence_(sequence) {}

    Page Descend(std::pair<size_t, size_t> from, std::pair<size_t, size_t> floor) const {
        Page page;
        auto [row, document] = from;
        while (auto at = sequence_.Down(row, document, floor))
            if (!Take(page, at->entry)) break;
        return page;
    }

    Page Ascend(std::pair<size_t, size_t> from, std::pair<size_t, size_t> ceiling) const {
        Page page;
        auto [row, document] = from;
        while (auto at = sequence_.Up(row, document, ceiling))
            if (!Take(page, at->entry)) break;
        std::reverse(page.entries.begin(), page.entries.end());
        return page;
    }

  private:
    // False when the page is full.
    bool Take(Page& page, Entry entry) const {
        bool keeps = entry.document ? KeepsDocument(s_, filter_.query, s_.documents.At(entry.number))
                                    : KeepsRow(s_, filter_, kind_, entry.number);
        if (!keeps) return true;
        if (page.entries.size() == filter_.query.limit) {
            page.has_more = true;
            return false;
        }
        page.entries.push_back(entry);
        return true;
    }

    const Shelves& s_;
    Kind kind_;
    const RowFilter& filter_;
    const Sequence& sequence_;
};

}  // namespace

std::string RowId(const Shelves& shelves, Kind kind, uint32_t number) {
    if (kind == Kind::kCoupon) return std::string(Catalogue::Coupons()[number].id);
    return std::string(shelves.store.IdOf(kind, number, shelves.mode).view());
}

std::optional<uint32_t> RowOf(const Shelves& shelves, Kind kind, std::string_view id) {
    if (kind == Kind::kCoupon) {
        for (uint32_t i = 0; i < shelves.store.coupons.order.size(); ++i)
            if (Catalogue::Coupons()[i].id == id && !shelves.store.coupons.hidden.contains(i)) return i;
        return std::nullopt;
    }
    auto number = shelves.store.NumberOf(kind, id, shelves.mode);
    if (!number) return std::nullopt;
    return shelves.store.Visit(kind, [&](const auto& table) -> std::optional<uint32_t> {
        if (*number >= table.order.size() || table.hidden.contains(static_cast<uint32_t>(*number))) return std::nullopt;
        return static_cast<uint32_t>(*number);
    });
}

std::variant<Page, StripeError> Select(const Shelves& shelves, const Endpoint& endpoint, const Query& query) {
    RowFilter filter = Resolve(shelves, query);
    auto narrowed = Candidates(shelves, endpoint.kind, filter);
    if (narrowed) SortRows(shelves.store, endpoint.kind, *narrowed);
    auto all = shelves.store.Visit(endpoint.kind, [](const auto& table) { return std::span<const uint32_t>(table.order); });
    Sequence sequence(shelves, endpoint.kind, narrowed ? std::span<const uint32_t>(*narrowed) : all);
    std::pair<size_t, size_t> floor = sequence.PlacesOf(FirstOf(query.created_from));
    std::pair<size_t, size_t> ceiling{sequence.row_count(), sequence.document_count()};
    if (query.created_to < int64_t{UINT32_MAX}) ceiling = sequence.PlacesOf(FirstOf(query.created_to + 1));
    Selection selection(shelves, endpoint, filter, sequence);
    if (!query.before.empty()) {
        auto cursor = FindCursor(shelves, endpoint.kind, query.before);
        if (!cursor) return CursorGone(endpoint.noun, query.before, "ending_before");
        auto from = sequence.PlacesOf(*cursor);
        std::string next = cursor->id + '\0';
        from = sequence.PlacesOf({cursor->created, next});
        from = {std::max(from.first, floor.first), std::max(from.second, floor.second)};
        return selection.Ascend(from, ceiling);
    }
    auto from = ceiling;
    if (!query.after.empty()) {
        auto cursor = FindCursor(shelves, endpoint.kind, query.after);
        if (!cursor) return CursorGone(endpoint.noun, query.after, "starting_after");
        auto at = sequence.PlacesOf(*cursor);
        from = {std::min(from.first, at.first), std::min(from.second, at.second)};
    }
    return selection.Descend(from, floor);
}

}  // namespace daybook::sandbox
