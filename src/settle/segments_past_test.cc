// Changed conditions, members chosen by hand, and who was in at a past second, on both engines.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/random.h"
#include "segments/builder_api.h"
#include "segments/chosen.h"
#include "segments/history.h"
#include "segments/members.h"
#include "segments/segments_api.h"
#include "segments/shop.h"
#include "settle/segments_support.h"

namespace daybook::settle {
namespace {

using namespace stripe::test;
using namespace settle::test;
using segments::SegmentId;

constexpr int64_t kDaySeconds = 86'400;

class PastTest : public SegmentsShop {
  protected:
    // The numbers that tests give themselves stay free.
    PastTest() { EXPECT_TRUE(numbers_->Take(500).ok()); }
    segments::ApiContext Context() { return {kShop, build_, *numbers_, {}, {}, {}, book_, unreadable_, [](const std::function<void()>& work) { work(); }}; }
    // A handler's answer; `body` of a POST or PATCH.
    http::Response Ask(http::Response (*handler)(const http::Request&, const segments::ApiContext&), SegmentId id, std::string body,
                       std::vector<http::Parameter> query = {}) {
        http::Request request;
        request.body = std::move(body);
        request.query = std::move(query);
        request.path_parameters = {{"id", IdText(id)}};
        return handler(request, Context());
    }
    static std::string CodeOf(const http::Response& response) {
        return std::string(boost::json::parse(response.body).at("error").at("code").as_string());
    }
    std::vector<ProfileId> MembersThen(SegmentId id, int64_t at) {
        std::vector<ProfileId> all;
        for (const auto& [block, bits] : Read<std::map<int64_t, segments::Bits>>([&](sql::Tx& tx) { return MembersAt(tx, id, at); })) {
            const auto some = bits.Members(block);
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }
    // The next version of a segment, stored and not built: what a crash leaves.
    void BeginEdit(SegmentId of, int64_t number, const std::string& condition) {
        segments::Segment next{.id = SegmentId{number}, .account = kShop, .name = "Next"};
        next.condition = condition;
        next.currency = "usd";
        next.created = clock_.Now() / kSecond;
        next.edits = of;
        ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return InsertSegment(tx, next); }).ok());
    }
    void BuildAll() {
        const Status done = BuildUnbuilt(build_);
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    // Somebody and an order paid `days` days ago.
    void Put(int i, int orders, int64_t days = 0) {
        std::vector<stripe::Decoded> objects = {CustomerOf(fmt::format("cus_{}", i), fmt::format("p{}@example.com", i))};
        const int64_t at = clock_.Now() / kSecond - days * kDaySeconds;
        for (int n = 0; n < orders; ++n) objects.push_back(InvoiceOf(fmt::format("in_{}_{}", i, n), fmt::format("cus_{}", i), 100, "paid", at));
        store_.Put(std::move(objects), clock_.Now());
        Settle();
    }
    std::vector<segments::Change> Changes(SegmentId id) {
        return Read<segments::ChangePage>([&](sql::Tx& tx) { return PageOfChanges(tx, id, {.limit = 100}); }).changes;
    }

    segments::RecipeBook book_;
    std::vector<segments::Unreadable> unreadable_;
    std::unique_ptr<profiles::Counter> numbers_ = profiles::Counter::Open(store_.db(), "segment", 1000).value();
};
INSTANTIATE_BOTH_ENGINES(PastTest);

std::string Orders(int least) { return fmt::format(R"({{"field":"stripe_total_orders","op":"gte","value":{}}})", least); }
const std::string kLapsed = R"({"activity":"order_paid","last":{"more_than_ago":{"days":30}}})";

TEST_P(PastTest, AnEditKeepsTheFormerMembersUntilItIsDone) {
    Put(1, 1);
    Put(2, 2);
    const SegmentId segment = Make(1, Orders(2));
    BeginEdit(segment, 2, Orders(1));  // and here the program is killed
    EXPECT_FALSE(Has(segment, "cus_1"));
    EXPECT_TRUE(Has(segment, "cus_2"));
    clock_.Advance(kSecond);
    Put(3, 2);
    EXPECT_TRUE(Has(segment, "cus_3")) << "the former condition goes on";
    EXPECT_EQ(Ask(segments::ListMembers, SegmentId{2}, "").status, 404) << "nobody sees the next version";
    clock_.Advance(kSecond);
    BuildAll();
    EXPECT_EQ(Members(segment).size(), 3U);
    EXPECT_TRUE(Members(SegmentId{2}).empty());
    const auto now = Read<std::vector<segments::Segment>>([](sql::Tx& tx) { return segments::ListVersions(tx, kShop); });
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].condition, Orders(1));
    EXPECT_EQ(now[0].version, 2);
    const auto changes = Changes(segment);
    ASSERT_EQ(changes.size(), 1U) << "what the edit moved did not happen to anybody";
    EXPECT_EQ(changes[0].profile, store_.OwnerOf("cus_3"));
    EXPECT_EQ(MembersThen(segment, clock_.Now() / kSecond - 1).size(), 2U) << "before it switched";
    EXPECT_EQ(MembersThen(segment, clock_.Now() / kSecond).size(), 3U);
}

// Killed at any statement of an edit: the members are the former ones or the new ones, and the work goes on.
TEST_P(PastTest, AnEditSurvivesACrashAnywhere) {
    for (int i = 1; i <= 4; ++i) Put(i, i % 3);
    const SegmentId segment = Make(1, Orders(2));
    int least = 2;
    bool whole = false;
    for (int statement = 1; !whole; ++statement) {
        const std::vector<ProfileId> former = Members(segment);
        clock_.Advance(kSecond);
        least = 3 - least;
        BeginEdit(segment, 100 + statement, Orders(least));
        store_.FailAt(statement);
        whole = Build(build_, kShop, SegmentId{100 + statement}).ok() && !store_.failed();
        store_.FailAt(int64_t{1} << 40);
        const std::vector<ProfileId> between = Members(segment);
        BuildAll();
        EXPECT_NE(Members(segment), former) << "statement " << statement;
        EXPECT_TRUE(between == former || between == Members(segment)) << "statement " << statement;
        EXPECT_EQ(Members(segment), Members(Make(1000 + statement, Orders(least))));
        ASSERT_LT(statement, 200);
    }
}

TEST_P(PastTest, TheTimersOfAnEditFollow) {
    Put(1, 1);
    const SegmentId segment = Make(1, Orders(5));
    ASSERT_EQ(Ask(segments::Patch, segment, R"({"condition":)" + kLapsed + "}").status, 200);
    EXPECT_FALSE(Has(segment, "cus_1"));
    const int64_t flip = clock_.Now() / kSecond + 30 * kDaySeconds;
    clock_.Set(flip * kSecond - 1);
    Settle();
    EXPECT_FALSE(Has(segment, "cus_1"));
    clock_.Advance(1);
    Settle();
    EXPECT_TRUE(Has(segment, "cus_1"));
    EXPECT_EQ(Changes(segment).at(0).cause, profiles::Cause::kClock);
}

TEST_P(PastTest, WhoIsMergedIntoAnotherGivesThemTheirPlace) {
    Put(1, 1);
    Put(2, 1);
    segments::Segment chosen{.id = SegmentId{1}, .account = kShop, .name = "Chosen", .kind = segments::SegmentKind::kStatic, .state = segments::SegmentState::kReady};
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return InsertSegment(tx, chosen); }).ok());
    const SegmentId asks = Make(2, R"({"segment":")" + IdText(chosen.id) + R"("})");
    const ProfileId first = store_.OwnerOf("cus_1"), second = store_.OwnerOf("cus_2");
    for (const ProfileId one : {first, second}) {
        const std::string name = EncodeId("prf", Number(one));
        ASSERT_EQ(Ask(segments::PostMembers, chosen.id, R"({"add":[")" + name + R"("],"reason":"met at the fair"})").status, 200);
        Settle();
        EXPECT_EQ(Members(asks), std::vector<ProfileId>{one});
        clock_.Advance(kSecond);
        if (one == first) {
            ASSERT_EQ(Ask(segments::PostMembers, chosen.id, R"({"remove":[")" + name + R"("]})").status, 200);
        }
        Settle();
    }
    // Whichever of the two remains is in it afterwards.
    Store(CustomerOf("cus_2", "p1@example.com"));
    Settle();
    const ProfileId heir = store_.OwnerOf("cus_1");
    ASSERT_EQ(store_.OwnerOf("cus_2"), heir);
    ASSERT_NE(heir, second);
    EXPECT_EQ(Members(chosen.id), std::vector<ProfileId>{heir});
    EXPECT_EQ(Members(asks), std::vector<ProfileId>{heir});
    const auto changes = Changes(chosen.id);
    const auto entered = std::find_if(changes.begin(), changes.end(), [&](const auto& one) { return one.profile == heir && one.entered; });
    ASSERT_NE(entered, changes.end());
    EXPECT_EQ(entered->reason, "met at the fair");
}

TEST_P(PastTest, WhatAsksForAnEditedSegmentFollows) {
    Put(1, 1);
    Put(2, 2);
    const SegmentId asked = Make(1, Orders(2));
    const SegmentId rest = Make(2, R"({"none":[{"segment":")" + IdText(asked) + R"("}]})");
    const SegmentId far = Make(3, R"({"none":[{"segment":")" + IdText(rest) + R"("}]})");
    ASSERT_EQ(Ask(segments::Patch, asked, R"({"condition":)" + Orders(1) + "}").status, 200);
    BuildAll();
    EXPECT_EQ(Members(asked).size(), 2U);
    EXPECT_TRUE(Members(rest).empty());
    EXPECT_EQ(Members(far).size(), 2U);
    EXPECT_TRUE(Changes(rest).empty()) << "a changed definition is nothing that happened";
}

TEST_P(PastTest, AnEditThatCannotBeIsSaid) {
    Put(1, 1);
    const SegmentId first = Make(1, Orders(1));
    const SegmentId second = Make(2, R"({"all":[{"segment":")" + IdText(first) + R"("}]})");
    const std::string asks_second = R"({"condition":{"segment":")" + IdText(second) + "\"}}";
    const auto circle = Ask(segments::Patch, first, asks_second);
    EXPECT_EQ(circle.status, 400);
    EXPECT_NE(circle.body.find("Segment 1 → Segment 2 → Segment 1"), std::string::npos) << circle.body;
    EXPECT_EQ(CodeOf(Ask(segments::Patch, first, R"({"version":7,"name":"x"})")), "changed_meanwhile");
    BeginEdit(first, 3, Orders(3));
    const auto busy = Ask(segments::Patch, first, R"({"condition":)" + Orders(4) + "}");
    EXPECT_EQ(busy.status, 409);
    EXPECT_EQ(CodeOf(busy), "segment_busy");
    EXPECT_EQ(Ask(segments::Patch, first, R"({"name":"Another"})").status, 200) << "its name may change meanwhile";
    EXPECT_EQ(Ask(segments::Delete, first, "").status, 409) << "another asks for it";
    ASSERT_EQ(Ask(segments::Delete, second, "").status, 200);
    ASSERT_EQ(Ask(segments::Delete, first, "").status, 200) << "with what it would have become";
    EXPECT_TRUE(Read<std::vector<segments::Segment>>([](sql::Tx& tx) { return segments::ListVersions(tx, kShop); }).empty());
}

// What is kept of the past is what was seen then.
TEST_P(PastTest, EverySecondOfThePastIsKnown) {
    const std::vector<std::string> conditions = {Orders(2), kLapsed, R"({"activity":"order_paid","count":{"gte":1},"within":{"days":9}})"};
    std::vector<SegmentId> ids;
    for (size_t i = 0; i < conditions.size(); ++i) ids.push_back(Make(static_cast<int64_t>(i) + 1, conditions[i]));
    struct Seen {
        int64_t at = 0;
        SegmentId segment{};
        std::vector<ProfileId> members;
    };
    std::vector<Seen> log;
    const auto look = [&] {
        for (const SegmentId id : ids) log.push_back({clock_.Now() / kSecond, id, Members(id)});
        clock_.Advance(kSecond);
    };
    Random random(5);
    for (int round = 0; round < 25; ++round) {
        std::vector<stripe::Decoded> objects;
        const int64_t now = clock_.Now() / kSecond;
        for (int n = 0; n < 4; ++n) {
            const std::string customer = fmt::format("cus_{}", random.Below(9));
            objects.push_back(CustomerOf(customer, customer + "@example.com"));
            objects.push_back(InvoiceOf(fmt::format("in_{}_{}", round, n), customer, 100, random.Chance(0.8) ? "paid" : "open", now - random.Between(0, 35) * kDaySeconds));
        }
        // Live, or as an import that nobody noticed.
        random.Chance(0.5) ? store_.Put(std::move(objects), clock_.Now()) : store_.Put(std::move(objects));
        Settle();
        look();
        if (round % 8 == 7) {
            const http::Response edited = Ask(segments::Patch, ids[0], R"({"condition":)" + Orders(1 + round % 3) + "}");
            ASSERT_EQ(edited.status, 200) << edited.body;
            look();
        }
        clock_.Advance(random.Between(0, 6 * kDay));
        Settle();
        look();
    }
    int64_t members = 0;
    for (const Seen& seen : log) {
        ASSERT_EQ(MembersThen(seen.segment, seen.at), seen.members) << Number(seen.segment) << " at " << seen.at;
        members += static_cast<int64_t>(seen.members.size());
    }
    EXPECT_GT(members, 100) << "somebody must be somewhere";
    // Whoever is forgotten never was there; the others are where they were.
    const ProfileId gone = store_.OwnerOf("cus_3");
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return segments::Forget(tx, gone); }).ok());
    for (Seen& seen : log) {
        std::erase(seen.members, gone);
        ASSERT_EQ(MembersThen(seen.segment, seen.at), seen.members) << Number(seen.segment) << " at " << seen.at;
    }
    // The sizes of days are those of their last seconds.
    const profiles::LocalDays utc;
    const auto all = Read<std::vector<segments::Segment>>([](sql::Tx& tx) { return segments::ListSegments(tx, kShop); });
    for (const segments::Segment& segment : all) {
        const auto sizes = Read<std::vector<segments::SizeOfDay>>([&](sql::Tx& tx) {
            return SizesOf(tx, segment, static_cast<int64_t>(Members(segment.id).size()), utc, 100, clock_.Now() / kSecond);
        });
        ASSERT_GT(sizes.size(), 20U);
        for (const auto& day : sizes)
            EXPECT_EQ(day.size, static_cast<int64_t>(MembersThen(segment.id, day.day + kDaySeconds - 1).size())) << Number(segment.id) << " on " << day.day;
    }
}

TEST_P(PastTest, BeforeItWasThereItIsSaidWhereItCanBe) {
    Put(1, 1, 3);
    Put(2, 1, 1);
    clock_.Advance(kDay);
    const SegmentId buyers = Make(1, R"({"activity":"order_paid"})");
    const SegmentId fields = Make(2, Orders(1));
    const int64_t now = clock_.Now() / kSecond;
    const auto at = [&](SegmentId id, int64_t moment) { return Ask(segments::ListMembers, id, "", {{"at", std::to_string(moment)}}); };
    const auto count = [](const http::Response& response) { return boost::json::parse(response.body).at("data").as_array().size(); };
    EXPECT_EQ(count(at(buyers, now)), 2U);
    EXPECT_EQ(count(at(buyers, now - 2 * kDaySeconds - 10)), 0U) << "they were no customers yet";
    EXPECT_EQ(count(at(buyers, now - kDaySeconds)), 2U);
    const http::Response refused = at(fields, now - 10);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(CodeOf(refused), "at_out_of_range");
    EXPECT_NE(refused.body.find("what Total Orders was then is not kept"), std::string::npos) << refused.body;
    EXPECT_EQ(CodeOf(at(fields, now + 1)), "at_out_of_range");
    EXPECT_EQ(count(at(fields, now)), 2U);
    // What it asks for is asked about its past too.
    const auto asks = [](SegmentId id) { return R"({"all":[{"activity":"customer_created"},{"segment":")" + IdText(id) + R"("}]})"; };
    const SegmentId both = Make(3, asks(buyers)), known = Make(4, asks(both)), unknown = Make(5, asks(fields));
    EXPECT_EQ(count(at(known, now - 2 * kDaySeconds - 10)), 0U);
    EXPECT_EQ(count(at(known, now - kDaySeconds)), 2U);
    EXPECT_NE(at(unknown, now - 10).body.find("what Total Orders was then is not kept"), std::string::npos);
    segments::Segment chosen{.id = SegmentId{6}, .account = kShop, .name = "Chosen", .kind = segments::SegmentKind::kStatic, .state = segments::SegmentState::kReady};
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return InsertSegment(tx, chosen); }).ok());
    EXPECT_NE(at(Make(7, asks(chosen.id)), now - 10).body.find("it asks for Chosen, whose members are chosen by hand"), std::string::npos);
}

TEST_P(PastTest, MembersAreChosenByHand) {
    Put(1, 1);
    Put(2, 2);
    const http::Response made = Ask(segments::Create, {}, R"({"name":"Friends","kind":"static","from":{"condition":)" + Orders(2) + "}}");
    ASSERT_EQ(made.status, 200) << made.body;
    const std::string id(boost::json::parse(made.body).at("id").as_string());
    const SegmentId friends{*DecodeId("seg", id)};
    EXPECT_FALSE(Has(friends, "cus_1"));
    EXPECT_TRUE(Has(friends, "cus_2"));
    const SegmentId others = Make(2000, R"({"none":[{"segment":")" + id + R"("}]})");
    EXPECT_TRUE(Has(others, "cus_1"));
    clock_.Advance(kSecond);
    const http::Response added = Ask(segments::PostMembers, friends, R"({"add":["P1@example.com","cus_2"],"reason":"met at the fair"})");
    ASSERT_EQ(added.status, 200) << added.body;
    EXPECT_EQ(boost::json::parse(added.body).at("added").as_int64(), 1) << "the other was in it";
    Settle();
    EXPECT_FALSE(Has(others, "cus_1"));
    clock_.Advance(kSecond);
    Put(1, 3);
    EXPECT_TRUE(Has(friends, "cus_1")) << "whatever happens to them";
    const auto changes = Changes(friends);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].reason, "met at the fair");
    EXPECT_EQ(changes[1].reason, "");
    EXPECT_EQ(Ask(segments::PostMembers, friends, R"({"remove":["p1@example.com"]})").status, 200);
    EXPECT_FALSE(Has(friends, "cus_1"));
    const auto imported = boost::json::parse(Ask(segments::ImportMembers, friends, R"({"csv":"Name;E-mail\nAda;p1@example.com\nBob;bob@example.com\n"})").body);
    EXPECT_EQ(imported.at("added").as_int64(), 1);
    EXPECT_EQ(imported.at("unknown").at(0).at("line").as_int64(), 3);
    const http::Response unknown = Ask(segments::PostMembers, friends, R"({"add":["p1@example.com","nobody@example.com"]})");
    EXPECT_EQ(unknown.status, 400);
    EXPECT_NE(unknown.body.find("add[1]"), std::string::npos);
    EXPECT_EQ(CodeOf(Ask(segments::PostMembers, others, R"({"add":["p1@example.com"]})")), "segment_dynamic");
    EXPECT_EQ(CodeOf(Ask(segments::Patch, friends, R"({"condition":{"all":[]}})")), "segment_static");
    EXPECT_EQ(Ask(segments::GetExplain, friends, "", {{"profile", EncodeId("prf", Number(store_.OwnerOf("cus_1")))}}).status, 200);
}

TEST_P(PastTest, APreviewSaysWhichConditionsHold) {
    Put(1, 3);
    Put(2, 1);
    const SegmentId friends{2000};
    segments::Segment chosen{.id = friends, .account = kShop, .name = "Friends", .kind = segments::SegmentKind::kStatic, .state = segments::SegmentState::kReady};
    ASSERT_TRUE(store_.db().Write([&](sql::Tx& tx) { return InsertSegment(tx, chosen); }).ok());
    ASSERT_EQ(Ask(segments::PostMembers, friends, R"({"add":["p2@example.com"]})").status, 200);
    const http::Response asked = Ask(segments::PostPreview, {}, R"({"condition":{"any":[)" + Orders(2) + R"(,{"activity":"order_paid"},{"segment":")" + IdText(friends) + R"("}]}})");
    const auto preview = boost::json::parse(asked.body);
    std::map<std::string, std::string> held;
    for (size_t i = 0; i < 2; ++i) {
        const auto& one = preview.at("matched").at(i);
        EXPECT_EQ(one.at("profile"), preview.at("sample").at(i).at("id"));
        std::string& paths = held[std::string(preview.at("sample").at(i).at("fields").at("email").as_string())];
        for (const auto& condition : one.at("conditions").as_array()) paths += std::string(condition.at("path").as_string()).substr(10) + " ";
    }
    EXPECT_EQ(held["p1@example.com"], "any[0] any[1] ");
    EXPECT_EQ(held["p2@example.com"], "any[1] any[2] ");
    EXPECT_EQ(preview.at("matched").at(0).at("conditions").at(0).at("sentence").as_string().empty(), false);
}

TEST_P(PastTest, RecipesSayWhatTheyComeTo) {
    for (int i = 0; i < 12; ++i) Put(i, i);
    ASSERT_EQ(Ask(segments::ListRecipes, {}, "").status, 200);
    const auto list = boost::json::parse(Ask(segments::ListRecipes, {}, "").body).at("data").as_array();
    std::map<std::string, boost::json::value> of;
    for (const auto& one : list) of[std::string(one.at("id").as_string())] = one;
    EXPECT_EQ(of["never_ordered"].at("size").as_int64(), 1);
    EXPECT_EQ(of["repeat_buyers"].at("size").as_int64(), 10);
    EXPECT_EQ(of["first_time_buyers"].at("sales").at("usd").as_int64(), 100);
    EXPECT_EQ(of["big_spenders"].at("values").at(0).at("proposed").as_int64(), 10) << "the second of eleven, in whole dollars";
    EXPECT_EQ(of["big_spenders"].at("size").as_int64(), 2);
    EXPECT_TRUE(of["birthday"].at("size").is_null()) << "the shop has no such field";
    const auto choices = [&](const char* recipe) { return boost::json::serialize(of[recipe].at("values").at(0).at("choices")); };
    EXPECT_EQ(choices("bought_a_not_b"), R"([{"value":"prod_1","label":"A thing","people":11}])");
    EXPECT_EQ(choices("big_spenders"), "[]") << "any amount";
    const auto preview = [&](const std::string& body) { return boost::json::parse(Ask(segments::PostPreview, {}, body).body); };
    EXPECT_EQ(preview(R"({"recipe":"big_spenders"})").at("size").as_int64(), 2);
    const auto seven = preview(R"({"recipe":"big_spenders","values":{"amount":7}})");
    EXPECT_EQ(seven.at("size").as_int64(), 5);
    EXPECT_EQ(seven.at("condition"), boost::json::parse(R"({"field":"stripe_total_sales","op":"gte","value":7})"));
    EXPECT_EQ(CodeOf(Ask(segments::PostPreview, {}, R"({"recipe":"birthday"})")), "parameter_missing");
    EXPECT_EQ(CodeOf(Ask(segments::PostPreview, {}, R"({"recipe":"big_spenders","condition":{"all":[]}})")), "parameter_invalid");
    const auto made = Ask(segments::Create, {}, R"({"recipe":"repeat_buyers"})");
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(boost::json::parse(made.body).at("size").as_int64(), 10);
    EXPECT_EQ(boost::json::parse(Ask(segments::Create, {}, R"({"recipe":"big_spenders","values":{"amount":7},"name":"Seven"})").body).at("size").as_int64(), 5);
    EXPECT_EQ(CodeOf(Ask(segments::Create, {}, R"({"recipe":"birthday"})")), "parameter_missing");
    EXPECT_EQ(CodeOf(Ask(segments::Create, {}, R"({"recipe":"none"})")), "resource_missing");
    EXPECT_EQ(CodeOf(Ask(segments::Create, {}, R"({"recipe":"big_spenders","values":{"sum":7}})")), "parameter_unknown");
    unreadable_ = {{"checkout_sessions", "Checkout Sessions"}};
    EXPECT_EQ(CodeOf(Ask(segments::Create, {}, R"({"recipe":"cart_abandoned"})")), "permission_missing");
    EXPECT_NE(Ask(segments::ListRecipes, {}, "").body.find("Stripe's Checkout Sessions may not be read with this key."), std::string::npos);
}

// Each can be read in the words of every shop, with values of their types.
TEST(Recipes, CanAllBeRead) {
    conditions::Schema schema = segments::BaseSchema();
    schema.calendar = conditions::Calendar::Load("UTC");
    schema.currency = "usd";
    schema.fields.push_back({"born", conditions::Type::kDate, "Born", 7});
    const std::map<std::string, std::string> operands = {{"money", "100"}, {"product", R"("prod_1")"}, {"plan", R"("prod_1")"}, {"coupon", R"("SAVE")"}, {"date_field", R"("born")"}};
    EXPECT_EQ(segments::Recipes().size(), 28U);
    for (const segments::Recipe& recipe : segments::Recipes()) {
        std::map<std::string, std::string> values;
        for (const segments::RecipeValue& value : recipe.values) values[value.name] = operands.at(value.type);
        const auto condition = ConditionOf(recipe, values);
        ASSERT_TRUE(condition.ok()) << recipe.id;
        const auto program = conditions::Parse(*condition, schema);
        EXPECT_TRUE(program.ok()) << recipe.id << ": " << program.error().message;
    }
}

TEST(NamesOfCsv, FindsTheColumn) {
    const auto names = [](std::string_view csv) {
        std::string all;
        for (const auto& one : segments::NamesOfCsv(csv)) all += fmt::format("{}:{} ", one.line, one.name);
        return all;
    };
    EXPECT_EQ(names("ada@example.com\r\nbob@example.com\r\n"), "1:ada@example.com 2:bob@example.com ");
    EXPECT_EQ(names("\xef\xbb\xbfname,email\n\"Lovelace, Ada\",ada@example.com\n\nBob,\n"), "2:ada@example.com ");
    EXPECT_EQ(names("First\tCustomer ID\nAda\tcus_1\n"), "2:cus_1 ");
    EXPECT_EQ(names("whoever\nprf_1\n"), "2:prf_1 ");
    EXPECT_EQ(names(""), "");
}

}  // namespace
}  // namespace daybook::settle
