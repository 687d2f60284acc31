// Which charges pay an invoice, and whose refunds are: whoever's the invoice is, and whichever comes first. On both engines.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "base/text.h"
#include "stripe/decode.h"
#include "stripe/mirror_support.h"

namespace daybook::stripe {
namespace {

using namespace test;

class TiesTest : public ::testing::TestWithParam<std::string> {
  protected:
    Fact FactOf(std::string_view charge) {
        for (Fact& fact : store_.FactsOf(store_.OwnerOf(charge))) {
            if (fact.kind == Kind::kCharge && fact.paid == TieHash(charge)) return fact;
        }
        ADD_FAILURE() << charge << " has no fact";
        return {};
    }
    bool HasRefund(std::string_view charge) {
        const std::vector<Fact> facts = store_.FactsOf(store_.OwnerOf(charge));
        return std::ranges::any_of(facts, [](const Fact& fact) { return fact.kind == Kind::kRefund; });
    }

    MirrorStore store_{GetParam()};
};
INSTANTIATE_BOTH_ENGINES(TiesTest);

struct Object {
    Kind kind;
    std::string json;  // "#" stands for a number that makes its ids new
};

std::string Numbered(std::string text, int number) {
    for (size_t at = text.find('#'); at != std::string::npos; at = text.find('#', at)) text.replace(at, 1, std::to_string(number));
    return text;
}

constexpr std::string_view kSale = R"("object":"charge","created":1,"amount":500,"amount_captured":500,"captured":true,"status":"succeeded",)";
std::string Charge(std::string_view members) { return R"({"id":"ch_#",)" + std::string(kSale) + std::string(members) + "}"; }
std::string Invoice(std::string_view members) { return R"({"id":"in_#","object":"invoice","created":1,"total":500,"status":"paid",)" + std::string(members) + "}"; }
std::string Payment(std::string_view of) { return R"({"id":"inpay_#","object":"invoice_payment","created":1,"invoice":"in_#","status":"paid","payment":)" + std::string(of) + "}"; }

constexpr std::string_view kGuest = R"("customer":null,"billing_details":{"email":"g#@example.com"},)";
constexpr std::string_view kByIntent = R"({"type":"payment_intent","payment_intent":"pi_#"})";
constexpr std::string_view kByCharge = R"({"type":"charge","charge":"ch_#"})";

TEST_P(TiesTest, WhoeversTheInvoiceIs) {
    struct Case {
        std::string name;
        std::vector<Object> objects;
        bool same_person = false;  // then the invoice's payment tells it
    };
    const std::string of_customer = R"("customer":"cus_#",)", of_other = R"("customer":"cus_o#")", of_nobody = R"("customer":null)";
    const std::string intent = R"("payment_intent":"pi_#")", none = R"("payment_intent":null)";
    const std::vector<Case> cases = {
        {"an invoice of nobody", {{Kind::kInvoice, Invoice(of_nobody)}, {Kind::kInvoicePayment, Payment(kByIntent)}, {Kind::kCharge, Charge(of_customer + intent)}}},
        {"one that is never seen", {{Kind::kInvoicePayment, Payment(kByIntent)}, {Kind::kCharge, Charge(of_customer + intent)}}},
        {"somebody else's", {{Kind::kInvoice, Invoice(of_other)}, {Kind::kInvoicePayment, Payment(kByIntent)}, {Kind::kCharge, Charge(std::string(kGuest) + intent)}}},
        {"somebody else's, by the charge", {{Kind::kInvoice, Invoice(of_other)}, {Kind::kInvoicePayment, Payment(kByCharge)}, {Kind::kCharge, Charge(std::string(kGuest) + none)}}},
        {"by the charge, which has an intent", {{Kind::kInvoice, Invoice(of_other)}, {Kind::kInvoicePayment, Payment(kByCharge)}, {Kind::kCharge, Charge(std::string(kGuest) + intent)}}},
        {"their own", {{Kind::kInvoice, Invoice(R"("customer":"cus_#")")}, {Kind::kInvoicePayment, Payment(kByIntent)}, {Kind::kCharge, Charge(of_customer + intent)}}, true},
    };
    int number = 0;
    for (const Case& c : cases) {
        std::vector<size_t> order(c.objects.size());
        std::iota(order.begin(), order.end(), 0);
        do {
            ++number;
            std::string told = c.name + ":";
            for (const size_t i : order) {
                store_.Put({*DecodeObject(c.objects[i].kind, Numbered(c.objects[i].json, number))});
                told += " " + std::to_string(i);
            }
            const std::string charge = Numbered("ch_#", number);
            const Fact fact = FactOf(charge);
            const auto facts = store_.FactsOf(store_.OwnerOf(charge));
            const bool told_by_payment = std::ranges::any_of(facts, [](const Fact& one) { return one.kind == Kind::kInvoicePayment; });
            const bool tied = (fact.flags & kFlagTied) != 0 && fact.parent != 0;
            EXPECT_TRUE(tied || (c.same_person && told_by_payment)) << told;
            // What is read again is stored anew.
            const Object& again = c.objects.back();
            store_.Put({*DecodeObject(again.kind, Numbered(again.json, number).insert(1, R"("description":"again",)"))});
            EXPECT_TRUE((FactOf(charge).flags & kFlagTied) != 0 || c.same_person) << told << ", read again";
        } while (std::next_permutation(order.begin(), order.end()));
    }
}

// Whose 20,000 invoices come after their payments and charges is not read whole for each of them.
TEST_P(TiesTest, ChargesAreFoundWithoutReadingTheirPerson) {
    constexpr int kMany = 30;
    std::vector<Decoded> charges, payments;
    for (int number = 1; number <= kMany; ++number) {
        charges.push_back(*DecodeObject(Kind::kCharge, Numbered(Charge(R"("customer":"cus_whale","payment_intent":"pi_#")"), number)));
        payments.push_back(*DecodeObject(Kind::kInvoicePayment, Numbered(Payment(kByIntent), number)));
    }
    store_.Put(std::move(charges));
    const int64_t before = store_.people_read();
    store_.Put(std::move(payments));
    EXPECT_EQ(store_.people_read(), before);
    for (int number = 1; number <= kMany; ++number) EXPECT_NE(FactOf(Numbered("ch_#", number)).flags & kFlagTied, 0) << number;
}

// An intent whose first charge failed: the one that paid is found, in whichever order they came.
TEST_P(TiesTest, TheChargeThatPaidIsTheOneThatIsTied) {
    const std::string failed = R"({"id":"ch_f#","object":"charge","created":1,"amount":500,"captured":true,"status":"failed","customer":"cus_1","payment_intent":"pi_#"})";
    const std::string paid = Charge(R"("customer":"cus_1","payment_intent":"pi_#")");
    for (int number = 1; number <= 2; ++number) {
        for (const std::string& one : number == 1 ? std::vector{failed, paid} : std::vector{paid, failed}) {
            store_.Put({*DecodeObject(Kind::kCharge, Numbered(one, number))});
        }
        store_.Put({*DecodeObject(Kind::kInvoicePayment, Numbered(Payment(kByIntent), number))});
        EXPECT_NE(FactOf(Numbered("ch_#", number)).flags & kFlagTied, 0) << number;
    }
}

TEST_P(TiesTest, ARefundThatNamesOnlyThePaymentIntent) {
    const std::string refund = R"({"id":"re_#","object":"refund","created":2,"status":"succeeded","amount":100,"charge":null,"payment_intent":"pi_#"})";
    const Object objects[] = {{Kind::kCharge, Charge(std::string(kGuest) + R"("payment_intent":"pi_#")")}, {Kind::kRefund, refund}};
    for (int number = 1; number <= 2; ++number) {
        for (const int i : {number % 2, 1 - number % 2}) store_.Put({*DecodeObject(objects[i].kind, Numbered(objects[i].json, number))});
        EXPECT_TRUE(HasRefund(Numbered("ch_#", number))) << number;
    }
    store_.Put({CustomerOf("cus_1", "ada@example.com")});
    store_.Put({*DecodeObject(Kind::kCharge, Numbered(Charge(R"("customer":"cus_1","payment_intent":"pi_#")"), 1))});
    EXPECT_EQ(store_.OwnerOf("ch_1"), store_.OwnerOf("cus_1"));
    EXPECT_TRUE(HasRefund("ch_1")) << "it follows its charge";
    store_.Put({*DecodeObject(Kind::kRefund, R"({"id":"re_new","object":"refund","created":3,"status":"succeeded","amount":1,"charge":null,"payment_intent":"pi_1"})")});
    EXPECT_EQ(store_.OwnerOf("re_new"), store_.OwnerOf("cus_1")) << "and so do those that come later";
}

// A customer who gets another address takes the charge along, and what waits for it or comes later.
TEST_P(TiesTest, TheyGoAlongWithWhoMoves) {
    store_.Put({CustomerOf("cus_1", "ada@example.com"), CustomerOf("cus_2", "ada@example.com"), CustomerOf("cus_3", "bob@example.com")});
    store_.Put({*DecodeObject(Kind::kCharge, Numbered(Charge(R"("customer":"cus_2","payment_intent":"pi_#")"), 1))});
    store_.Put({CustomerOf("cus_2", "bob@example.com")});
    store_.FinishChores();
    ASSERT_EQ(store_.OwnerOf("ch_1"), store_.OwnerOf("cus_3"));
    store_.Put({*DecodeObject(Kind::kRefund, R"({"id":"re_1","object":"refund","created":3,"status":"succeeded","amount":1,"charge":null,"payment_intent":"pi_1"})")});
    EXPECT_EQ(store_.OwnerOf("re_1"), store_.OwnerOf("cus_3"));
}

}  // namespace
}  // namespace daybook::stripe
