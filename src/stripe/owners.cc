#include "stripe/owners.h"

#include <algorithm>

namespace daybook::stripe {

namespace {

class Planner {
  public:
    Planner(ObjectMap& rows, Emails& emails) : rows_(rows), emails_(emails) {}

    void FreshCustomer(Item& item) {
        ObjectRow& row = *item.row;
        if (item.email.empty()) {
            if (row.profile == ProfileId{}) row.profile = New();
            return;
        }
        const auto [entry, claimed] = emails_.try_emplace(item.email, ProfileId{});
        if (claimed) {
            if (row.profile == ProfileId{}) row.profile = New();
            entry->second = row.profile;
            plan_.claims.emplace_back(item.email, row.profile);
        } else if (row.profile != entry->second) {
            if (row.profile != ProfileId{})
                plan_.joins.push_back({row.object, row.profile, entry->second});
            row.profile = entry->second;
        }
    }

    void Mentioned(const std::string& customer_id) {
        const auto found = rows_.find(customer_id);
        ASSERT(found != rows_.end());
        if (found->second.profile == ProfileId{}) found->second.profile = New();
    }

    void Guest(const Item& item) {
        const auto [entry, claimed] = emails_.try_emplace(item.email, ProfileId{});
        if (!claimed) return;
        entry->second = New();
        plan_.claims.emplace_back(item.email, entry->second);
    }

    OwnerPlan Take() {
        std::sort(plan_.claims.begin(), plan_.claims.end());
        return std::move(plan_);
    }

  private:
    ProfileId New() { return static_cast<ProfileId>(-++plan_.new_profiles); }

    ObjectMap& rows_;
    Emails& emails_;
    OwnerPlan plan_;
};

void OwnByParent(Item& item, const ObjectRow& parent) {
    const bool there = parent.seen() || parent.kind == kTieKind;
    item.waits = !there || parent.profile == ProfileId{};
    item.row->profile = item.waits ? ProfileId{} : parent.profile;
    item.row->customer = item.waits ? 0 : parent.customer;
}

// Refunds that name only what ties them are its charge's owner's. Of several charges the one that succeeded is found by it.
void OwnTie(const Item& charge, ObjectRow& tie) {
    const ObjectRow& row = *charge.row;
    if (row.profile == ProfileId{}) return;
    tie.profile = row.profile;
    tie.customer = row.customer;
    const bool succeeded = charge.decoded->fact.status == static_cast<int16_t>(ChargeStatus::kSucceeded);
    if (tie.fetch_no != 0 && !succeeded) return;
    tie.fetch_no = row.object;
    tie.read_at = charge.decoded->created;
}

}  // namespace

bool HasFact(Kind kind) {
    switch (kind) {
        case Kind::kInvoice:
        case Kind::kSubscription:
        case Kind::kCreditNote:
        case Kind::kSession:
        case Kind::kCharge:
        case Kind::kRefund:
        case Kind::kInvoicePayment:
            return true;
        default:
            return false;
    }
}

int RankOf(Kind kind) {
    if (kind == Kind::kCustomer) return 0;
    if (kind == Kind::kInvoice) return 1;
    if (kind == Kind::kCharge) return 2;
    return 3;
}

Kind ParentKind(const Decoded& child) {
    if (child.kind != Kind::kRefund) return Kind::kInvoice;
    return child.parent_id == child.tie ? kTieKind : Kind::kCharge;
}

OwnerPlan PlanOwners(std::vector<Item>& items, ObjectMap& rows, Emails& emails) {
    Planner planner(rows, emails);
    for (Item& item : items) {
        const Decoded& decoded = *item.decoded;
        if (decoded.kind == Kind::kCustomer) {
            if (!decoded.deleted && !item.before.seen()) planner.FreshCustomer(item);
        } else if (!decoded.customer_id.empty()) {
            planner.Mentioned(decoded.customer_id);
        } else if (!item.email.empty()) {
            planner.Guest(item);
        }
    }
    return planner.Take();
}

void FillIn(const std::vector<ProfileId>& numbers, OwnerPlan& plan, ObjectMap& rows,
            Emails& emails) {
    ASSERT(static_cast<int64_t>(numbers.size()) == plan.new_profiles);
    const auto fill = [&](ProfileId& id) {
        if (Number(id) < 0) id = numbers[static_cast<size_t>(-Number(id) - 1)];
    };
    for (Join& join : plan.joins) {
        fill(join.from);
        fill(join.to);
    }
    for (auto& claim : plan.claims) fill(claim.second);
    for (auto& [id, row] : rows) fill(row.profile);
    for (auto& [email, profile] : emails) fill(profile);
}

void OwnChildren(std::vector<Item>& items, ObjectMap& rows, const Emails& emails) {
    for (Item& item : items) {
        const Decoded& decoded = *item.decoded;
        if (decoded.kind == Kind::kCustomer || decoded.deleted) continue;
        if (!decoded.parent_id.empty()) item.parent = rows.at(decoded.parent_id).object;
        if (!decoded.customer_id.empty()) {
            const ObjectRow& customer = rows.at(decoded.customer_id);
            item.row->customer = customer.object;
            item.row->profile = customer.profile;
        } else if (!item.email.empty()) {
            item.row->customer = 0;
            item.row->profile = emails.find(item.email)->second;
        } else if (!decoded.parent_id.empty()) {
            OwnByParent(item, rows.at(decoded.parent_id));
        } else {
            item.row->customer = 0;
            item.row->profile = ProfileId{};
        }
        if (decoded.kind == Kind::kCharge) OwnTie(item, rows.at(decoded.tie));
    }
}

}  // namespace daybook::stripe
