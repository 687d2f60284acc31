// The facts of a page: where they go, who is adopted, what is observed.
#include <algorithm>
#include <deque>

#include "base/text.h"
#include "stripe/activities.h"
#include "stripe/keep_no.h"
#include "stripe/page_store.h"

namespace daybook::stripe {

namespace {

// Whose states are noted when a fact replaces another.
bool IsWatched(Kind kind) {
    return kind == Kind::kInvoice || kind == Kind::kSubscription || kind == Kind::kSession;
}

// Whether there was somebody to write to of a session: it carried an address, or its customer has one.
Result<bool> HadEmail(sql::Tx& tx, ProfileId profile, const Fact& session) {
    if ((session.flags & kFlagHasEmail) != 0) return true;
    if (session.customer == 0) return false;
    for (const auto& [owner, customer] : TRY(ReadCustomers(tx, {profile}))) {
        if (customer.object == session.customer) return CleanEmail(customer.contact.email).has_value();
    }
    return false;
}

}  // namespace

void PageStore::CollectFacts() {
    for (const Item& item : items_) {
        if (HasFact(item.decoded->kind) && !item.decoded->deleted) CollectFact(item);
        const bool of_a_person =
            HasFact(item.decoded->kind) || item.decoded->kind == Kind::kCustomer;
        if (!of_a_person) continue;
        Touch(item.row->profile);
        Touch(item.before.profile);
    }
}

bool PageStore::IsCollected(int64_t object) const {
    return std::any_of(facts_.begin(), facts_.end(), [&](const PlacedFact& placed) {
        return placed.fact.object == object;
    });
}

void PageStore::CollectFact(const Item& item) {
    const ObjectRow& row = *item.row;
    PlacedFact placed{{}, item.decoded->fact};
    placed.fact.at = item.decoded->created;
    placed.fact.object = row.object;
    placed.fact.kind = item.decoded->kind;
    placed.fact.customer = row.customer;
    placed.fact.parent = ParentKind(*item.decoded) == kTieKind ? 0 : item.parent;
    if (const int64_t invoice = item.decoded->kind == Kind::kCharge ? InvoiceOf(*item.decoded) : 0; invoice != 0) {
        placed.fact.flags |= kFlagTied;
        placed.fact.parent = invoice;
    }
    placed.place = row.profile != ProfileId{} ? PlaceOf(row.profile)
                                              : WaitingFor(item.waits ? item.parent : 0);
    if (item.before.seen()) {
        const bool owned = item.before.profile != ProfileId{};
        const Place old = owned ? PlaceOf(item.before.profile) : WaitingFor(item.parent);
        if (old != placed.place && old.profile != 0) stale_facts_.emplace_back(old, row.object);
        if (IsWatched(placed.fact.kind) && owned) replaced_.push_back(placed);
    }
    if (placed.place.profile != 0) facts_.push_back(std::move(placed));
}

// A charge may get a customer, or another address: its refunds, which name only the charge or what ties them, follow.
Status PageStore::TakeAlong() {
    for (const Item& item : items_) {
        const ObjectRow& row = *item.row;
        const bool moved = item.decoded->kind == Kind::kCharge && item.before.seen() &&
                           item.before.profile != ProfileId{} && row.profile != ProfileId{} &&
                           item.before.profile != row.profile;
        if (!moved) continue;
        const Place from = PlaceOf(item.before.profile);
        std::vector<BodyKey> bodies;
        for (PlacedFact& placed : TRY(ReadFacts(tx_, {from}))) {
            const bool named = placed.fact.parent == row.object ||
                               (placed.fact.parent == 0 && placed.fact.pay == item.decoded->fact.pay);
            const bool its_refund = placed.fact.kind == Kind::kRefund && named &&
                                    placed.fact.customer == item.before.customer;
            if (!its_refund || IsCollected(placed.fact.object)) continue;
            stale_facts_.emplace_back(from, placed.fact.object);
            bodies.push_back({from.block, placed.fact.object});
            placed.place = PlaceOf(row.profile);
            placed.fact.customer = row.customer;
            facts_.push_back(std::move(placed));
        }
        TRY(MoveBodies(tx_, bodies, BlockOf(row.profile)));
    }
    return {};
}

// Children that waited for a parent of this page get its owner; a charge among them may itself have
// been waited for.
Status PageStore::Adopt() {
    std::map<int64_t, const ObjectRow*> parents;
    for (const Item& item : items_) {
        const Kind kind = item.decoded->kind;
        if (kind != Kind::kInvoice && kind != Kind::kCharge) continue;
        const bool newly_owned =
            item.before.profile == ProfileId{} && item.row->profile != ProfileId{};
        if (newly_owned) parents.emplace(item.row->object, item.row);
    }
    for (const Mentioned& mentioned : mentioned_) {
        const bool known_tie = mentioned.row->kind == kTieKind && mentioned.before.object != 0;
        const bool newly_owned = mentioned.before.profile == ProfileId{} && mentioned.row->profile != ProfileId{};
        if (known_tie && newly_owned) parents.emplace(mentioned.row->object, mentioned.row);
    }
    std::deque<ObjectRow> charges;  // `parents` points into it
    while (!parents.empty()) {
        const std::vector<int64_t> adopted = TRY(AdoptUnder(parents));
        parents.clear();
        for (const int64_t object : adopted) {
            const auto fact = std::find_if(
                facts_.begin(), facts_.end(),
                [&](const PlacedFact& placed) { return placed.fact.object == object; });
            charges.push_back({.object = object,
                               .customer = fact->fact.customer,
                               .profile = static_cast<ProfileId>(fact->place.profile)});
            parents.emplace(object, &charges.back());
        }
    }
    return {};
}

// Returns the charges among those adopted.
Result<std::vector<int64_t>> PageStore::AdoptUnder(
    const std::map<int64_t, const ObjectRow*>& parents) {
    std::vector<Place> places;
    places.reserve(parents.size());
    for (const auto& [object, row] : parents) places.push_back(WaitingFor(object));
    std::vector<PlacedFact> waiting = TRY(ReadFacts(tx_, places));
    std::vector<int64_t> charges;
    if (waiting.empty()) return charges;
    std::vector<int64_t> found;
    sql::ParamTable bodies(3);
    for (PlacedFact& placed : waiting) {
        found.push_back(placed.place.profile);
        if (IsCollected(placed.fact.object)) continue;
        const ObjectRow& parent = *parents.at(placed.place.profile);
        placed.place = PlaceOf(parent.profile);
        placed.fact.customer = parent.customer;
        bodies.Row(kNobodysBlock, placed.fact.object, placed.place.block);
        if (placed.fact.kind == Kind::kCharge) charges.push_back(placed.fact.object);
        facts_.push_back(std::move(placed));
    }
    TRY(tx_.Run("mirror.drop_waiting", found));
    TRY(tx_.RunEach("mirror.move_bodies", bodies));
    return charges;
}

Status PageStore::StorePrices() {
    std::vector<std::string> ids;
    sql::ParamTable table(3);
    for (const Item& item : items_) {
        const Decoded& object = *item.decoded;
        if (object.kind != Kind::kPrice || !object.metered) continue;
        ids.push_back(object.id);
        table.Row(batch_.connection, object.id, *object.metered);
    }
    if (ids.empty()) return {};
    std::map<std::string, bool> before;
    const sql::Rows rows = TRY(tx_.Query("mirror.prices", batch_.connection, ids));
    for (size_t i = 0; i < rows.size(); ++i) before[rows.String(i, 0)] = rows.Int(i, 1) != 0;
    bool turned = false;
    for (const Item& item : items_) {
        const Decoded& object = *item.decoded;
        if (object.kind == Kind::kPrice && object.metered)
            turned = turned || before[object.id] != *object.metered;
    }
    TRY(tx_.RunEach("mirror.put_prices", table));
    if (!turned) return {};
    mirror_.chores_.store(true);
    return tx_.Run("mirror.add_moving", batch_.connection, kSweep, 0, 0, batch_.now);
}

// States that Stripe shows only while they last are noted when a fact replaces another.
Status PageStore::Observe() {
    std::map<int64_t, Fact> before;
    for (PlacedFact& placed : TRY(ReadFactsByKey(tx_, replaced_)))
        before[placed.fact.object] = std::move(placed.fact);
    std::vector<profiles::ActivityOf> noted;
    const ActivityTimes times{.now = batch_.now / kSecond,
                              .history_before = TRY(mirror_.HistoryBefore(tx_, batch_.connection))};
    for (const PlacedFact& placed : facts_) {
        if (!IsWatched(placed.fact.kind) || placed.place.block == kNobodysBlock) continue;
        const auto found = before.find(placed.fact.object);
        const Fact* const old = found == before.end() ? nullptr : &found->second;
        const auto profile = static_cast<ProfileId>(placed.place.profile);
        const Micros said_no = old == nullptr ? 0 : NoAtCheckout(*old);
        if (said_no != 0 && NoAtCheckout(placed.fact) == 0) TRY(PutNo(tx_, profile, said_no));
        auto seen = stripe::Observe(old, placed.fact, batch_.cause, times);
        const bool cart = old != nullptr && old->kind == Kind::kSession && !seen.empty();
        if (cart && !TRY(HadEmail(tx_, profile, *old))) continue;
        for (profiles::Activity& one : seen) noted.push_back({profile, std::move(one)});
    }
    if (noted.empty()) return {};
    return profiles::AddActivities(tx_, noted);
}

// A guest's checkout gets a customer or another address: the person that it leaves keeps its no.
Status PageStore::KeepNoOfMoved() {
    for (const Item& item : items_) {
        const ProfileId left = item.before.profile;
        const bool was_a_guests = item.decoded->kind == Kind::kSession && item.before.seen() && item.before.customer == 0;
        if (!was_a_guests || left == ProfileId{} || left == item.row->profile) continue;
        const Micros said_no = TRY(NoOf(tx_, left));
        if (said_no != 0) TRY(PutNo(tx_, left, said_no));
    }
    return {};
}

// A no that is read later than somebody left who had it too. Hardly anybody ever parted: one question for all.
Status PageStore::SpreadNoes() {
    std::vector<SaidAtCheckout> noes;
    std::vector<ProfileId> people;
    for (const PlacedFact& placed : facts_) {
        const Micros said_no = NoAtCheckout(placed.fact);
        if (said_no == 0 || placed.place.block == kNobodysBlock) continue;
        people.push_back(static_cast<ProfileId>(placed.place.profile));
        noes.push_back({people.back(), placed.fact.customer, said_no});
    }
    if (noes.empty()) return {};
    std::ranges::sort(people);
    people.erase(std::unique(people.begin(), people.end()), people.end());
    const auto parted = TRY(PartingsOf(tx_, people));
    for (const SaidAtCheckout& no : noes) {
        if (parted.contains(no.profile)) TRY(SpreadNo(tx_, no, [this](ProfileId id) { Touch(id); }));
    }
    return {};
}

}  // namespace daybook::stripe
