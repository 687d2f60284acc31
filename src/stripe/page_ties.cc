// Which charges of a page, or stored before it, pay an invoice: whoever's it is, and whether or not it is known yet. What an
// invoice payment tells is kept at the tie, so that it does not matter which of the two comes first.
#include <algorithm>
#include <iterator>
#include <map>

#include "stripe/page_store.h"

namespace daybook::stripe {

namespace {

// Of an invoice payment: it says both who pays and which invoice.
bool TellsATie(const Item& item) {
    return item.decoded->kind == Kind::kInvoicePayment && !item.decoded->tie.empty() && item.parent != 0;
}

}  // namespace

void PageStore::Tie() {
    for (const Item& item : items_) {
        if (TellsATie(item)) rows_.at(item.decoded->tie).digest = item.parent;
    }
}

// The number of the invoice that a charge pays as far as payments told; 0: none. Before basil it tells so itself.
int64_t PageStore::InvoiceOf(const Decoded& charge) const {
    if ((charge.fact.flags & kFlagTieKnown) != 0) return 0;
    for (const std::string& tie : {charge.tie, TieOfCharge(charge.id)}) {
        const auto row = rows_.find(tie);
        if (row != rows_.end() && row->second.digest != 0) return row->second.digest;
    }
    return 0;
}

// The charge that a payment names and that was stored before it, where it lies; its `at` is 0 where only its owner is known.
PlacedFact PageStore::PayerOf(const Decoded& payment) const {
    const ObjectRow& tie = rows_.at(payment.tie);
    if (tie.fetch_no != 0) return {PlaceOf(tie.profile), {.at = tie.read_at, .object = tie.fetch_no}};
    const auto charge = rows_.find(std::string(ChargeOfTie(payment.tie)));
    if (charge == rows_.end() || charge->second.profile == ProfileId{}) return {};
    return {PlaceOf(charge->second.profile), {.object = charge->second.object}};
}

// Charges of another person than the invoice's, or of an invoice that nobody has (yet): that person sees no payment of it.
Status PageStore::TieStored() {
    std::map<int64_t, int64_t> invoices;  // by the number of the charge that pays
    std::vector<PlacedFact> keys;
    std::vector<Place> places;            // of those whose key is not known: a payment names a charge that has an intent besides
    for (const Item& item : items_) {
        if (!TellsATie(item)) continue;
        const PlacedFact payer = PayerOf(*item.decoded);
        if (payer.fact.object == 0 || payer.place.profile == Number(item.row->profile)) continue;
        invoices[payer.fact.object] = item.parent;
        if (payer.fact.at != 0) keys.push_back(payer);
        else places.push_back(payer.place);
    }
    if (invoices.empty()) return {};
    std::vector<PlacedFact> charges = TRY(ReadFactsByKey(tx_, keys));
    if (!places.empty()) std::ranges::move(TRY(ReadFacts(tx_, places)), std::back_inserter(charges));
    for (PlacedFact& placed : charges) {
        Fact& fact = placed.fact;
        const auto invoice = invoices.find(fact.object);
        const bool untied = (fact.flags & (kFlagTieKnown | kFlagTied)) == 0;
        if (invoice == invoices.end() || !untied || IsCollected(fact.object)) continue;
        fact.flags |= kFlagTied;
        fact.parent = invoice->second;
        Touch(static_cast<ProfileId>(placed.place.profile));
        facts_.push_back(std::move(placed));
    }
    return {};
}

}  // namespace daybook::stripe
