// Which charges of a page, or stored before it, pay an invoice: whoever's it is, and whether or not it is known yet. What an
// invoice payment tells is kept at the tie, so that it does not matter which of the two comes first.
#include <algorithm>

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

// Whose the charge is that a payment names; nobody: it was not seen.
ProfileId PageStore::PayerOf(const Decoded& payment) const {
    const ObjectRow& tie = rows_.at(payment.tie);
    if (tie.profile != ProfileId{}) return tie.profile;
    const auto charge = rows_.find(std::string(ChargeOfTie(payment.tie)));
    return charge == rows_.end() ? ProfileId{} : charge->second.profile;
}

// Charges of another person than the invoice's, or of an invoice that nobody has (yet): that person sees no payment of it.
Status PageStore::TieStored() {
    for (const Item& item : items_) {
        if (!TellsATie(item)) continue;
        const Decoded& payment = *item.decoded;
        const ProfileId payer = PayerOf(payment);
        if (payer == ProfileId{} || payer == item.row->profile) continue;
        for (PlacedFact& placed : TRY(ReadFacts(tx_, {PlaceOf(payer)}))) {
            Fact& fact = placed.fact;
            const bool untied = fact.kind == Kind::kCharge && (fact.flags & (kFlagTieKnown | kFlagTied)) == 0;
            const bool named = fact.pay == payment.fact.pay || fact.paid == payment.fact.pay;
            if (!untied || !named || IsCollected(fact.object)) continue;
            fact.flags |= kFlagTied;
            fact.parent = item.parent;
            facts_.push_back(std::move(placed));
            Touch(payer);
        }
    }
    return {};
}

}  // namespace daybook::stripe
