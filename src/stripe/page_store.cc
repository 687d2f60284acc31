#include "stripe/page_store.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "profiles/identity.h"
#include "stripe/unseen.h"

namespace daybook::stripe {

namespace {

void SortUnique(std::vector<std::string>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

int64_t BodyBlock(const ObjectRow& row) {
    return row.profile == ProfileId{} ? kNobodysBlock : BlockOf(row.profile);
}

}  // namespace

Result<Stored> PageStore::Run() {
    TRY(Check());
    TRY(ReadRows());
    TRY(LeaveOutErased());
    Sift();
    if (!items_.empty()) {
        TRY(GiveNumbers());
        TRY(FindEmails());
        TRY(ChangeEmails());
        TRY(Own());
        TRY(KeepNoOfMoved());
        Tie();
        CollectFacts();
        TRY(TieStored());
        if (batch_.again.empty()) TRY(Observe());  // else nothing happened
        TRY(SpreadNoes());
        TRY(TakeAlong());
        TRY(Adopt());
        TRY(Write());
    }
    TRY(WriteUnchanged());
    TRY(WriteSeenBeforeDeletion());
    TRY(MarkDue());
    return std::move(stored_);
}

Status PageStore::Check() {
    ASSERT(batch_.prepared.size() == batch_.objects.size());
    ASSERT(batch_.again.empty() || batch_.again.size() == batch_.objects.size());
    if (batch_.fetch_no <= 0)
        return Unavailable("The database cannot be written, so Stripe's data is not stored.");
    for (const Batch::Prepared& prepared : batch_.prepared) {
        if (!mirror_.bodies().Usable(prepared.packed.dictionary)) {
            return Conflict("Stripe's data was erased while this page was read.", "data_erased");
        }
    }
    return {};
}

Status PageStore::ReadRows() {
    std::vector<std::string> names;
    names.reserve(batch_.objects.size() * 2);
    for (const Decoded& object : batch_.objects) {
        if (object.test_clock) continue;
        names.push_back(StoredName(object.kind, object.id));
        if (!object.customer_id.empty()) names.push_back(object.customer_id);
        if (!object.parent_id.empty()) names.push_back(object.parent_id);
        if (!object.tie.empty()) names.push_back(object.tie);
        if (object.kind == Kind::kCharge) names.push_back(TieOfCharge(object.id));
        if (const auto charge = ChargeOfTie(object.tie); !charge.empty()) names.emplace_back(charge);
    }
    SortUnique(names);
    rows_ = TRY(ReadObjects(tx_, batch_.connection, names));
    return {};
}

// From the last to the first: Stripe's newest come first, and numbers should rise with time. Of an
// object that comes twice, the later one counts.
void PageStore::Sift() {
    std::unordered_set<std::string_view> taken;
    for (size_t i = batch_.objects.size(); i-- > 0;) {
        const Decoded& object = batch_.objects[i];
        if (object.test_clock || (!erased_.empty() && erased_[i] != 0)) continue;
        auto& [name, row] = *rows_.try_emplace(StoredName(object.kind, object.id)).first;
        if (!taken.insert(name).second) continue;
        if (batch_.leave_untied && MayPayAnInvoice(object) && !row.seen()) stored_.untied.push_back(i);
        else Take(i, name, row);
    }
    std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
        return RankOf(a.decoded->kind) < RankOf(b.decoded->kind);
    });
}

void PageStore::Take(size_t index, std::string_view name, ObjectRow& row) {
    const Decoded& object = batch_.objects[index];
    const bool again = !batch_.again.empty();
    const int64_t digest = again ? batch_.again[index] : static_cast<int64_t>(object.digest);
    const bool same_body = row.seen() && row.digest == digest && !row.gone;
    if (again ? !same_body : row.fetch_no >= batch_.fetch_no) {
        ++stored_.stale;
        const bool outdone = !again && object.kind == Kind::kCustomer && !object.deleted && row.gone;
        if (outdone) seen_before_deletion_.push_back(&row);
        return;
    }
    if (!again && (object.deleted ? row.gone : same_body)) {
        ++stored_.unchanged;
        unchanged_.push_back(name);
        return;
    }
    ++stored_.changed;
    if (batch_.note_differences) stored_.differences.push_back({object.id, row.seen()});
    Item item;
    item.decoded = &object;
    item.name = name;
    item.index = index;
    item.row = &row;
    item.before = row;
    if (!again) {
        row.fetch_no = batch_.fetch_no;
        row.read_at = batch_.now / kSecond;
    }
    row.gone = object.deleted;
    if (!object.deleted) row.digest = static_cast<int64_t>(object.digest);
    if (object.kind == Kind::kCustomer || object.customer_id.empty())
        item.email = batch_.prepared[index].email;
    items_.push_back(std::move(item));
}

void PageStore::Mention(const std::string& id, Kind kind) {
    if (id.empty()) return;
    ObjectRow& row = rows_[id];
    const ObjectRow before = row;
    if (row.kind == Kind::kUnknown) row.kind = kind;
    mentioned_.push_back({id, &row, before});
}

Status PageStore::GiveNumbers() {
    std::unordered_set<std::string_view> known;
    for (const Item& item : items_) known.insert(item.name);
    for (Item& item : items_) {
        const Decoded& object = *item.decoded;
        item.row->kind = object.kind;
        if (!object.customer_id.empty() && known.insert(object.customer_id).second) {
            Mention(object.customer_id, Kind::kCustomer);
        }
        if (!object.parent_id.empty() && known.insert(object.parent_id).second) {
            Mention(object.parent_id, ParentKind(object));
        }
        const bool ties = object.kind == Kind::kCharge || object.kind == Kind::kInvoicePayment;
        if (ties && known.insert(object.tie).second) Mention(object.tie, kTieKind);
    }
    std::vector<ObjectRow*> fresh;
    for (Item& item : items_)
        if (item.row->object == 0) fresh.push_back(item.row);
    for (Mentioned& mentioned : mentioned_)
        if (mentioned.row->object == 0) fresh.push_back(mentioned.row);
    if (fresh.empty()) return {};
    int64_t next = TRY(mirror_.objects_->Take(static_cast<int64_t>(fresh.size())));
    for (ObjectRow* row : fresh) row->object = next++;
    return {};
}

Status PageStore::FindEmails() {
    std::vector<std::string> emails;
    for (const Item& item : items_)
        if (!item.email.empty()) emails.push_back(item.email);
    if (emails.empty()) return {};
    SortUnique(emails);
    const std::vector<ProfileId> owners = TRY(profiles::FindEmails(tx_, batch_.account, emails));
    for (size_t i = 0; i < emails.size(); ++i) {
        if (owners[i] != ProfileId{}) emails_.emplace(std::move(emails[i]), owners[i]);
    }
    return {};
}

Status PageStore::ChangeEmails() {
    std::vector<ProfileId> owners;
    for (const Item& item : items_) {
        const bool again =
            item.decoded->kind == Kind::kCustomer && item.before.seen() && !item.decoded->deleted;
        if (again) owners.push_back(item.row->profile);
    }
    if (owners.empty()) return {};
    std::sort(owners.begin(), owners.end());
    owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
    std::map<int64_t, std::string> old_emails;
    for (const auto& [profile, customer] : TRY(ReadCustomers(tx_, owners))) {
        old_emails[customer.object] = NormaliseEmail(customer.contact.email).value_or("");
    }
    const EmailContext context{
        .connection = batch_.connection,
        .account = batch_.account,
        .now = batch_.now,
        .bodies = mirror_.bodies(),
        .limits = mirror_.options_.moves,
        .emails = emails_,
        .new_profile = [&]() -> Result<ProfileId> {
            return TRY(mirror_.numbers_.Take(tx_, batch_.account, 1)).front();
        },
        .moved = [&](const Moving& moving) { Follow(moving); },
        .slices_left = [&] { mirror_.chores_.store(true); },
        .touch = [&](ProfileId id) { Touch(id); },
    };
    for (Item& item : items_) {
        const auto old = old_emails.find(item.row->object);
        if (item.decoded->kind != Kind::kCustomer || item.decoded->deleted ||
            old == old_emails.end())
            continue;
        if (old->second != item.email) TRY(ChangeEmail(tx_, context, item));
    }
    return {};
}

Status PageStore::Own() {
    OwnerPlan plan = PlanOwners(items_, rows_, emails_);
    std::vector<ProfileId> numbers;
    if (plan.new_profiles > 0)
        numbers = TRY(mirror_.numbers_.Take(tx_, batch_.account, plan.new_profiles));
    FillIn(numbers, plan, rows_, emails_);
    if (!plan.claims.empty()) TRY(profiles::PutEmails(tx_, batch_.account, plan.claims));
    for (const Join& join : plan.joins) {
        const Moving moving{batch_.connection, join.customer, join.from, join.to};
        const bool done = TRY(
            stripe::StartMove(tx_, mirror_.bodies(), mirror_.options_.moves, moving, batch_.now));
        if (!done) mirror_.chores_.store(true);
        Follow(moving);
        Touch(join.from);
        Touch(join.to);
    }
    OwnChildren(items_, rows_, emails_);
    return {};
}

void PageStore::Follow(const Moving& moving) {
    for (auto& [name, row] : rows_) {
        if (row.profile == moving.from && GoesAlong(moving, row.object, row.customer, row.kind))
            row.profile = moving.to;
    }
}

Status PageStore::Write() {
    TRY(WriteObjectRows());
    TRY(WriteBodyRows());
    TRY(WriteCustomerRows());
    for (const auto& [place, object] : stale_facts_) TRY(DropFacts(tx_, place, {object}));
    TRY(WriteFacts(tx_, std::move(facts_)));
    TRY(WriteInvoiceNumbers());
    return StorePrices();
}

Status PageStore::WriteObjectRows() {
    std::vector<std::pair<std::string_view, const ObjectRow*>> rows;
    rows.reserve(items_.size() + mentioned_.size());
    for (const Item& item : items_) rows.emplace_back(item.name, item.row);
    for (const Mentioned& mentioned : mentioned_) {
        const bool changed = mentioned.before.object == 0 || mentioned.before.profile != mentioned.row->profile ||
                             mentioned.before.digest != mentioned.row->digest || mentioned.before.fetch_no != mentioned.row->fetch_no;
        if (changed) rows.emplace_back(mentioned.id, mentioned.row);
    }
    return WriteObjects(tx_, batch_.connection, std::move(rows));
}

Status PageStore::WriteBodyRows() {
    std::vector<BodyRow> rows;
    rows.reserve(items_.size());
    for (const Item& item : items_) {
        if (item.decoded->deleted) continue;
        const int64_t block = BodyBlock(*item.row), before = BodyBlock(item.before);
        if (item.before.seen() && before != block)
            TRY(MoveBodies(tx_, {{before, item.row->object}}, block));
        rows.push_back({.block = block,
                        .object = item.row->object,
                        .packed = &batch_.prepared[item.index].packed});
    }
    return WriteBodies(tx_, std::move(rows));
}

Status PageStore::WriteCustomerRows() {
    std::vector<CustomerRow> rows;
    for (const Item& item : items_) {
        if (item.decoded->kind != Kind::kCustomer) continue;
        const ObjectRow& row = *item.row;
        if (!item.decoded->deleted) {
            rows.push_back(
                {row.profile, row.object, item.decoded, &batch_.prepared[item.index].contact});
        } else if (row.seen()) {
            TRY(tx_.Run("mirror.delete_customer", BlockOf(row.profile), Number(row.profile), row.object,
                        item.before.read_at));
        }
    }
    if (rows.empty()) return {};
    const auto refusal = TRY(LoadRefusal(tx_, batch_.account));
    return WriteCustomers(tx_, std::move(rows), refusal.mark ? &*refusal.mark : nullptr, batch_.now);
}

Status PageStore::WriteInvoiceNumbers() {
    std::vector<std::pair<std::string_view, std::string_view>> numbers;
    for (const Item& item : items_) {
        if (!item.decoded->number.empty()) numbers.emplace_back(item.decoded->number, item.decoded->id);
    }
    return WriteNumbers(tx_, batch_.connection, std::move(numbers));
}

Status PageStore::WriteUnchanged() {
    std::sort(unchanged_.begin(), unchanged_.end());
    sql::ParamTable table(4);
    for (const std::string_view name : unchanged_)
        table.Row(batch_.connection, name, batch_.fetch_no, batch_.now / kSecond);
    return tx_.RunEach("mirror.touch_objects", table);
}

Status PageStore::WriteSeenBeforeDeletion() {
    for (const ObjectRow* row : seen_before_deletion_) {
        const int64_t seen_at = std::min(batch_.now / kSecond, row->read_at);
        TRY(tx_.Run("mirror.see_customer", BlockOf(row->profile), Number(row->profile), row->object, seen_at));
        Touch(row->profile);
    }
    return {};
}

Status PageStore::MarkDue() {
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    Micros at = batch_.now;
    if (batch_.lane == profiles::Lane::kBulk && batch_.again.empty()) at = mirror_.DueOfImport(batch_, touched_.size());
    TRY(profiles::MarkDue(tx_, touched_, batch_.lane, at, batch_.cause));
    stored_.touched = std::move(touched_);
    return {};
}

}  // namespace daybook::stripe
