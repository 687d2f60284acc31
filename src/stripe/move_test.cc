// Moving customers between profiles: joins, splits, renames and guests in random order, with
// failures in between, give the same people as the last state of everything gives at once.
#include "stripe/move.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "base/text.h"
#include "profiles/identity.h"
#include "stripe/change_email.h"
#include "stripe/mirror_support.h"

namespace daybook::stripe {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using Person = std::set<std::string>;

TEST(DecideEmailTest, Table) {
    constexpr ProfileId kMine{5}, kTheirs{3}, kNone{};
    const struct {
        const char* what;
        EmailSituation situation;
        EmailAct act;
    } cases[] = {
        {"the same address",
         {.same = true, .others = true, .now = kMine, .taken_by = kTheirs},
         EmailAct::kNothing},
        {"it is mine already", {.now = kMine, .taken_by = kMine}, EmailAct::kNothing},
        {"alone, a free address", {.now = kMine, .taken_by = kNone}, EmailAct::kRename},
        {"alone but for guests, a free address",
         {.guests = true, .now = kMine, .taken_by = kNone},
         EmailAct::kRename},
        {"alone, taken", {.now = kMine, .taken_by = kTheirs}, EmailAct::kMerge},
        {"guests stay, taken",
         {.guests = true, .now = kMine, .taken_by = kTheirs},
         EmailAct::kMove},
        {"not alone, free", {.others = true, .now = kMine, .taken_by = kNone}, EmailAct::kMove},
        {"not alone, taken", {.others = true, .now = kMine, .taken_by = kTheirs}, EmailAct::kMove},
    };
    for (const auto& c : cases) EXPECT_EQ(DecideEmail(c.situation), c.act) << c.what;
}

class MoveTest : public ::testing::TestWithParam<std::string> {
  protected:
    static Mirror::Options SmallSlices() {
        return {.bodies = {}, .moves = {.at_once = 3, .slice = 2}};
    }
    ProfileId Resolve(ProfileId id) {
        ProfileId answer{};
        EXPECT_TRUE(store_.db()
                        .Read([&](sql::Tx& tx) -> Status {
                            answer = TRY(profiles::Resolve(tx, id));
                            return {};
                        })
                        .ok());
        return answer;
    }
    MirrorStore store_{GetParam(), SmallSlices()};
};
INSTANTIATE_BOTH_ENGINES(MoveTest);

TEST_P(MoveTest, ARenamedCustomerKeepsItsProfile) {
    store_.Put({CustomerOf("cus_1", "old@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    const ProfileId before = store_.OwnerOf("cus_1");
    store_.Put({CustomerOf("cus_1", "new@example.com")});
    EXPECT_EQ(store_.OwnerOf("cus_1"), before);
    store_.Put({CustomerOf("cus_2", "old@example.com"), CustomerOf("cus_3", "new@example.com")});
    EXPECT_THAT(store_.People(),
                UnorderedElementsAre(Person{"cus_1", "cus_3", "in_1"}, Person{"cus_2"}));
}

TEST_P(MoveTest, TwoThatBecomeOneKeepTheOlderNumber) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    std::vector<Decoded> many = {CustomerOf("cus_2", "bob@example.com")};
    for (int i = 0; i < 9; ++i) many.push_back(InvoiceOf("in_b" + std::to_string(i), "cus_2", 100));
    store_.Put(many);
    const ProfileId ada = store_.OwnerOf("cus_1"), bob = store_.OwnerOf("cus_2");
    ASSERT_LT(ada, bob);
    store_.Put({CustomerOf("cus_1", "bob@example.com")});
    EXPECT_TRUE(store_.mirror().has_chores()) << "nine invoices do not move at once";
    store_.Put(
        {InvoiceOf("in_b0", "cus_2", 777)});  // changes while its old row still waits to be moved
    store_.FinishChores();
    EXPECT_EQ(store_.People().size(), 1u);
    EXPECT_EQ(store_.Count("count_fact"), 10);
    EXPECT_EQ(store_.Count("count_moving"), 0);
    EXPECT_EQ(store_.OwnerOf("cus_2"), ada);
    EXPECT_EQ(store_.OwnerOf("in_b8"), ada);
    EXPECT_EQ(Resolve(bob), ada);
    int64_t changed = 0;
    for (const Fact& fact : store_.FactsOf(ada)) changed += fact.total == 777;
    EXPECT_EQ(changed, 1);
}

TEST_P(MoveTest, GuestsStayWithTheirAddress) {
    store_.Put({CustomerOf("cus_1", "old@example.com"), InvoiceOf("in_1", "cus_1", 100)});
    store_.Put({ChargeOf("ch_1", "", "old@example.com", 500)});
    store_.Put({RefundOf("re_1", "ch_1", 5)});
    const ProfileId person = store_.OwnerOf("cus_1");
    store_.Put({CustomerOf("cus_1", "new@example.com")});
    EXPECT_EQ(store_.OwnerOf("cus_1"), person);
    EXPECT_THAT(store_.People(),
                UnorderedElementsAre(Person{"cus_1", "in_1"}, Person{"ch_1", "re_1"}));
    store_.Put({RefundOf("re_2", "ch_1", 5)});
    EXPECT_THAT(store_.People(),
                UnorderedElementsAre(Person{"cus_1", "in_1"}, Person{"ch_1", "re_1", "re_2"}));
}

TEST_P(MoveTest, OneOfTwoCustomersMovesAndComesBack) {
    store_.Put({CustomerOf("cus_1", "a@example.com"), CustomerOf("cus_2", "a@example.com")});
    store_.Put({InvoiceOf("in_1", "cus_1", 100), InvoiceOf("in_2", "cus_2", 200)});
    store_.Put({CustomerOf("cus_2", "")});
    EXPECT_THAT(store_.People(),
                UnorderedElementsAre(Person{"cus_1", "in_1"}, Person{"cus_2", "in_2"}));
    store_.Put({CustomerOf("cus_2", "a@example.com")});
    EXPECT_THAT(store_.People(), ElementsAre(Person{"cus_1", "cus_2", "in_1", "in_2"}));
}

// What exists in Stripe, and what the people are by stripe.md §4.1.
class World {
  public:
    explicit World(uint64_t seed) : random_(seed) {}

    // One change, as the objects that it makes to be read again.
    std::vector<Decoded> Step() {
        switch (random_.Below(8)) {
            case 0:
            case 1:
                return {Customer(1 + static_cast<int>(random_.Below(5)))};
            case 2:
                return {Invoice()};
            case 3:
                return {Charge()};
            case 4:
                return {Refund()};
            case 5:
                return {Session()};
            case 6:
                return {Customer(1 + static_cast<int>(random_.Below(5))), Customer(6)};
            default:
                return {Payment()};
        }
    }

    std::set<std::set<std::string>> People() const {
        std::map<std::string, std::set<std::string>> people;
        for (const auto& [id, email] : customers_) people[OwnerOfCustomer(id)].insert(id);
        for (const auto& [id, owner] : objects_) {
            const std::string whose = Owner(owner);
            if (!whose.empty()) people[whose].insert(id);
        }
        std::set<std::set<std::string>> sets;
        for (auto& [key, ids] : people) sets.insert(std::move(ids));
        return sets;
    }

    // Everything as it is now.
    std::vector<Decoded> All() const {
        std::vector<Decoded> all;
        for (const auto& [id, decoded] : state_) all.push_back(decoded);
        return all;
    }
    Random& random() { return random_; }

  private:
    struct Link {
        std::string customer, email, parent;
    };

    std::string OwnerOfCustomer(const std::string& id) const {
        const auto found = customers_.find(id);
        return found == customers_.end() || found->second.empty() ? id : found->second;
    }
    std::string Owner(const Link& owner) const {
        if (!owner.customer.empty()) return OwnerOfCustomer(owner.customer);
        if (!owner.email.empty()) return owner.email;
        const auto parent = objects_.find(owner.parent);
        return parent == objects_.end() ? "" : Owner(parent->second);
    }
    std::string Email() {
        static const char* const kEmails[] = {"a@example.com", "b@example.com", "c@example.com",
                                              ""};
        return kEmails[random_.Below(4)];
    }
    std::string Pick(const char* prefix, uint64_t of) {
        return prefix + std::to_string(1 + random_.Below(of));
    }
    int64_t Created(const std::string& id) const {
        return kStart + static_cast<int64_t>(Hash(id) % 1000);
    }
    static uint64_t Hash(const std::string& id) { return std::hash<std::string>()(id); }
    Decoded Keep(const std::string& id, Decoded decoded) {
        state_[id] = decoded;
        return decoded;
    }

    Decoded Customer(int n) {
        const std::string id = "cus_" + std::to_string(n), email = Email();
        customers_[id] = email;
        return Keep(id, CustomerOf(id, email, Created(id)));
    }
    Decoded Invoice() {
        const std::string id = Pick("in_", 12);
        const std::string customer = "cus_" + std::to_string(1 + Hash(id) % 5);
        objects_[id] = {.customer = customer, .email = "", .parent = ""};
        return Keep(id, InvoiceOf(id, customer, random_.Between(1, 999), "paid", Created(id)));
    }
    Decoded Charge() {
        const std::string id = Pick("ch_", 6);
        const std::string email = Hash(id) % 2 == 0 ? "a@example.com" : "b@example.com";
        objects_[id] = {.customer = "", .email = email, .parent = ""};
        return Keep(id, ChargeOf(id, "", email, random_.Between(1, 999), Created(id)));
    }
    Decoded Refund() {
        const std::string id = Pick("re_", 6);
        const std::string charge = "ch_" + std::to_string(1 + Hash(id) % 6);
        objects_[id] = {.customer = "", .email = "", .parent = charge};
        return Keep(id, RefundOf(id, charge, random_.Between(1, 99), Created(id)));
    }
    Decoded Payment() {
        const std::string id = Pick("inpay_", 6);
        const std::string invoice = "in_" + std::to_string(1 + Hash(id) % 12);
        objects_[id] = {.customer = "", .email = "", .parent = invoice};
        return Keep(id, PaymentOf(id, invoice, "ch_99", Created(id)));
    }
    // A guest's session that may get a customer, once and for good.
    Decoded Session() {
        const std::string id = Pick("cs_", 4);
        const bool has = objects_.contains(id) && !objects_[id].customer.empty();
        const std::string customer =
            has || random_.Chance(0.4) ? "cus_" + std::to_string(1 + Hash(id) % 5) : "";
        objects_[id] = {.customer = customer, .email = "c@example.com", .parent = ""};
        return Keep(id, SessionOf(id, customer, "c@example.com",
                                  random_.Chance(0.5) ? "open" : "complete", Created(id)));
    }

    Random random_;
    std::map<std::string, std::string> customers_;
    std::map<std::string, Link> objects_;
    std::map<std::string, Decoded> state_;
};

// The same again, after the program ended at one of its statements.
void StoreWithACrash(MirrorStore& store, const Batch& batch, Random& random) {
    store.FailAt(1 + static_cast<int64_t>(random.Below(14)));
    Result<Stored> stored = store.Store(batch);
    EXPECT_TRUE(stored.ok() || store.failed());
    store.FailAt(int64_t{1} << 40);
    if (!stored.ok()) stored = store.Store(batch);
    ASSERT_TRUE(stored.ok()) << stored.error().message;
}

TEST_P(MoveTest, AnyOrderOfChangesGivesTheSamePeople) {
    const int worlds = 12;
    for (int w = 0; w < worlds; ++w) {
        const uint64_t seed = 1000 + static_cast<uint64_t>(w);
        SCOPED_TRACE("seed " + std::to_string(seed));
        World world(seed);
        MirrorStore store(GetParam(), SmallSlices());
        for (int step = 0; step < 60; ++step) {
            const Batch batch = store.BatchOf(world.Step());
            StoreWithACrash(store, batch, world.random());
            if (world.random().Chance(0.3)) store.FinishChores();
        }
        store.FinishChores();
        EXPECT_EQ(store.People(), world.People());
        EXPECT_EQ(store.Count("misplaced_bodies"), 0);

        MirrorStore fresh(GetParam(), SmallSlices());
        std::vector<Decoded> all = world.All();
        for (size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[world.random().Below(i)]);
        for (Decoded& one : all) fresh.Put({std::move(one)});
        fresh.FinishChores();
        EXPECT_EQ(fresh.People(), world.People());
    }
}

}  // namespace
}  // namespace daybook::stripe
