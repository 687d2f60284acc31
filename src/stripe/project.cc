#include "stripe/project.h"

#include <algorithm>
#include <tuple>

#include "stripe/footprint.h"
#include "stripe/project_parts.h"

namespace daybook::stripe {
namespace {

// C by rank: the newest activity first, then the newest customer, then the greatest id.
void Rank(const Known& known, Sorted& sorted) {
    std::unordered_map<int64_t, int64_t> newest;
    for (const std::vector<Row>* rows : {&sorted.invoices, &sorted.subscriptions}) {
        for (const Row& row : *rows) {
            const auto [at, is_new] = newest.try_emplace(row.fact->customer, row.fact->at);
            if (!is_new) at->second = std::max(at->second, row.fact->at);
        }
    }
    for (const Customer& customer : known.customers) sorted.ranked.push_back(&customer);
    const auto key = [&](const Customer* c) {
        const auto found = newest.find(c->object);
        const bool any = found != newest.end();
        return std::tuple(any, any ? found->second : 0, c->created, std::string_view(c->id));
    };
    std::sort(sorted.ranked.begin(), sorted.ranked.end(),
              [&](const Customer* a, const Customer* b) { return key(a) > key(b); });
}

Row Read(const Fact& fact) {
    auto detail = DecodeDetail(fact.lines);
    return {&fact, detail ? std::move(*detail) : Detail{}};  // bytes that are not whole say nothing
}

void Place(const Fact& fact, const std::unordered_set<int64_t>& c, Sorted& sorted) {
    const bool of_c = c.contains(fact.customer);
    const bool ours = of_c || CarriesEmail(fact);
    switch (fact.kind) {
        case Kind::kInvoice:
            if (of_c) sorted.invoices.push_back(Read(fact));
            break;
        case Kind::kSubscription:
            if (of_c) sorted.subscriptions.push_back(Read(fact));
            break;
        case Kind::kSession:
            if (ours) sorted.sessions.push_back(Read(fact));
            break;
        case Kind::kCharge:
            if (ours) sorted.charges.push_back(Read(fact));
            break;
        case Kind::kCreditNote:
            sorted.notes.push_back(Read(fact));
            break;
        case Kind::kRefund:
            sorted.refunds.push_back(&fact);
            break;
        default:
            break;
    }
}

// Of several invoices that one payment pays, the newest that has sales, so that its refunds count; else the newest that is here.
void PlaceTies(const Known& known, Sorted& sorted) {
    const auto rank = [&](int64_t invoice) {
        const auto row = std::ranges::find(sorted.invoices, invoice, [](const Row& one) { return one.fact->object; });
        const bool counts = row != sorted.invoices.end() && WhyNoOrder(*row) == NoOrder::kOrder && HasSales(OrderOfInvoice(*row));
        return std::pair(!counts, row);
    };
    for (const Fact& fact : known.facts) {
        if (fact.kind != Kind::kInvoicePayment || fact.pay == 0) continue;
        const auto [tie, is_first] = sorted.invoice_by_pay.try_emplace(fact.pay, fact.parent);
        if (!is_first && tie->second != fact.parent && rank(fact.parent) < rank(tie->second)) tie->second = fact.parent;
    }
}

// By payment intent, the newest session whose content is known.
void FindCheckouts(Sorted& sorted) {
    for (size_t i = 0; i < sorted.sessions.size(); ++i) {
        const Row& row = sorted.sessions[i];
        if (row.fact->pay == 0 || !row.detail.quantity) continue;
        const auto [found, is_new] = sorted.checkout_by_pay.try_emplace(row.fact->pay, i);
        if (!is_new && OlderThan(sorted.sessions[found->second], row)) found->second = i;
    }
}

std::optional<Micros> NextCart(const Sorted& sorted, Micros now) {
    std::optional<Micros> next;
    for (const Row& row : sorted.sessions) {
        const bool open = row.fact->status == static_cast<int16_t>(SessionStatus::kOpen);
        if (!open || (row.fact->flags & kFlagSetup) != 0) continue;
        const Micros due = AbandonedFrom(*row.fact) * kSecond;
        if (due > now && (!next || due < *next)) next = due;
    }
    return next;
}

// The earliest of its customers and guest objects.
std::optional<int64_t> FirstSeen(const Sorted& sorted) {
    std::optional<int64_t> first;
    const auto take = [&](int64_t at) { first = first ? std::min(*first, at) : at; };
    for (const Customer* customer : sorted.ranked) take(customer->created);
    for (const std::vector<Row>* rows : {&sorted.sessions, &sorted.charges}) {
        for (const Row& row : *rows) {
            if (MakesGuest(*row.fact)) take(row.fact->at);
        }
    }
    return first;
}

}  // namespace

const Customer* Sorted::CustomerOf(const Fact& fact) const {
    const auto found = std::find_if(ranked.begin(), ranked.end(),
                                    [&](const Customer* c) { return c->object == fact.customer; });
    return found == ranked.end() ? nullptr : *found;
}

int64_t Sorted::TiedInvoice(const Fact& charge) const {
    const auto named = [&] { return charge.parent == 0 ? -1 : charge.parent; };
    const bool tied = (charge.flags & kFlagTied) != 0;
    if (tied && (charge.flags & kFlagTieKnown) != 0) return named();
    for (const int64_t hash : {charge.paid, charge.pay}) {
        const auto found = hash == 0 ? invoice_by_pay.end() : invoice_by_pay.find(hash);
        if (found != invoice_by_pay.end()) return found->second == 0 ? -1 : found->second;
    }
    return tied ? named() : 0;
}

const Row* Sorted::CheckoutOf(const Fact& charge) const {
    const auto found = charge.pay == 0 ? checkout_by_pay.end() : checkout_by_pay.find(charge.pay);
    return found == checkout_by_pay.end() ? nullptr : &sessions[found->second];
}

int64_t Sorted::RefundedCharge(const Fact& refund) const {
    if (refund.parent != 0 || refund.pay == 0) return refund.parent;
    const auto found = std::find_if(charges.begin(), charges.end(), [&](const Row& charge) {
        return charge.fact->pay == refund.pay && IsSale(*charge.fact);
    });
    return found == charges.end() ? 0 : found->fact->object;
}

Sorted Sort(const Known& known) {
    Sorted sorted;
    std::unordered_set<int64_t> c;
    for (const Customer& customer : known.customers) c.insert(customer.object);
    for (const Fact& fact : known.facts) Place(fact, c, sorted);
    Rank(known, sorted);
    FindCheckouts(sorted);
    std::sort(sorted.invoices.begin(), sorted.invoices.end(),
              [](const Row& a, const Row& b) { return OlderThan(b, a); });
    PlaceTies(known, sorted);
    return sorted;
}

Projected Project(const Known& known, Micros now) {
    const Sorted sorted = Sort(known);
    Projected out;
    const std::optional<int64_t> first = FirstSeen(sorted);
    out.shown = first.has_value() || known.has_own;
    out.created = first.value_or(known.created_here);
    out.next_at = NextCart(sorted, now);
    profiles::Fields& fields = out.fields;
    for (const Customer* customer : sorted.ranked) fields.customer_ids.push_back(customer->id);
    if (!sorted.ranked.empty()) fields.stripe_customer_id = sorted.ranked.front()->id;
    fields.deleted =
        !sorted.ranked.empty() && std::all_of(sorted.ranked.begin(), sorted.ranked.end(),
                                              [](const Customer* c) { return c->deleted; });
    ProjectOrders(known, sorted, fields);
    ProjectSubscriptions(sorted, fields);
    ProjectPerson(known, sorted, out);
    if (known.has_own) ProjectOwn(known, out);
    fields.custom = known.custom;
    fields.tags = known.own.tags();
    ProjectFootprint(known, sorted, now, out);
    return out;
}

}  // namespace daybook::stripe
