#include "profiles/api.h"

#include <gmock/gmock.h>
#include <simdjson.h>

#include "base/text.h"
#include "profiles/csv.h"
#include "profiles/identity.h"
#include "profiles/numbers.h"
#include "profiles/profile_json.h"
#include "profiles/test_people.h"

namespace daybook::profiles {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ProfilesApiTest : public StoreTest {
  protected:
    void SetUp() override {
        auto numbers = Numbers::Open(db());
        ASSERT_TRUE(numbers.ok());
        Write([&](sql::Tx& tx) -> Status {
            TRY((*numbers)->Take(tx, kShop, kBlockSize));
            return {};
        });
    }
    ApiContext Context() { return {kShop, db(), clock_, {"invoices"}}; }
    http::Response Ask(std::vector<http::Parameter> query) {
        http::Request request{.path = "/v1/profiles", .query = std::move(query), .request_id = "req_1"};
        return List(request, Context());
    }
    http::Response AskOne(std::string id) {
        http::Request request{.path = "/v1/profiles/" + id, .request_id = "req_1"};
        request.path_parameters.push_back({"id", std::move(id)});
        return profiles::Get(request, Context());
    }
    // The slots of the profiles that a list answers with.
    std::vector<int64_t> Slots(const http::Response& response) {
        EXPECT_EQ(response.status, 200) << response.body;
        std::vector<int64_t> slots;
        simdjson::dom::parser parser;
        simdjson::dom::element list = parser.parse(response.body);
        for (simdjson::dom::element profile : simdjson::dom::array(list["data"])) {
            slots.push_back(*DecodeId("prf", std::string_view(profile["id"])) % kBlockSize);
        }
        more_ = bool(list["has_more"]);
        return slots;
    }
    std::string Export(std::string format) {
        http::Request request{.path = "/v1/profiles/export", .query = {{"format", std::move(format)}}};
        http::Response response = profiles::Export(request, Context());
        EXPECT_EQ(response.status, 200);
        std::string all, chunk;
        while (true) {
            auto more = response.source(chunk);
            EXPECT_TRUE(more.ok());
            all += std::exchange(chunk, {});
            if (!more.ok() || !*more) return all;
        }
    }

    ManualClock clock_{kNow};
    bool more_ = false;
};
INSTANTIATE_BOTH_ENGINES(ProfilesApiTest);

std::vector<Profile> Four() {
    std::vector<Profile> people = {Person(0, 10, "Ada", "Lovelace", "ada@example.com"),
                                   Person(1, 20, "Bob", "", "bob@example.com"),
                                   Person(2, 30, "Ada", "Byron", "ADA@example.com"),
                                   Person(3, 40, "Cy", "", "")};
    people[0].fields.stripe_customer_id = "cus_A";
    people[0].fields.customer_ids = {"cus_A", "cus_B"};
    return people;
}

TEST_P(ProfilesApiTest, ListsTheNewestFirst) {
    Settle(Four());
    EXPECT_THAT(Slots(Ask({})), ElementsAre(3, 2, 1, 0));
    EXPECT_FALSE(more_);
    EXPECT_THAT(Slots(Ask({{"limit", "2"}})), ElementsAre(3, 2));
    EXPECT_TRUE(more_);
    std::string second = ProfileName(MakeProfileId(1, 2));
    EXPECT_THAT(Slots(Ask({{"limit", "1"}, {"starting_after", second}})), ElementsAre(1));
    EXPECT_TRUE(more_);
    EXPECT_THAT(Slots(Ask({{"ending_before", second}})), ElementsAre(3));
    EXPECT_FALSE(more_);
}

TEST_P(ProfilesApiTest, FiltersByWhatIsAsked) {
    Settle(Four());
    EXPECT_THAT(Slots(Ask({{"email", " Ada@example.com"}})), ElementsAre(2, 0));
    EXPECT_THAT(Slots(Ask({{"email", "ada@example.com"}, {"limit", "1"}})), ElementsAre(2));
    EXPECT_TRUE(more_);
    std::string newest = ProfileName(MakeProfileId(1, 2));
    EXPECT_THAT(Slots(Ask({{"email", "ada@example.com"}, {"starting_after", newest}})), ElementsAre(0));
    EXPECT_THAT(Slots(Ask({{"email", "ada@example.com"}, {"ending_before", newest}})), IsEmpty());
    EXPECT_THAT(Slots(Ask({{"stripe_customer_id", "cus_B"}})), ElementsAre(0));
    EXPECT_THAT(Slots(Ask({{"stripe_customer_id", "cus_B"}, {"email", "bob@example.com"}})), IsEmpty());
    EXPECT_THAT(Slots(Ask({{"stripe_customer_id", ""}})), IsEmpty());
    EXPECT_THAT(Slots(Ask({{"query", "ada"}})), ElementsAre(2, 0));
    EXPECT_THAT(Slots(Ask({{"query", "ada byr"}})), ElementsAre(2));
    EXPECT_THAT(Slots(Ask({{"query", "ada"}, {"email", "ada@example.com"}, {"stripe_customer_id", "cus_A"}})),
                ElementsAre(0));
    EXPECT_THAT(Slots(Ask({{"query", ""}})), ElementsAre(3, 2, 1, 0));
    EXPECT_THAT(Slots(Ask({{"query", " \t"}})), ElementsAre(3, 2, 1, 0));
    for (const char* nobody : {"%", "***", "😀", "\u200b", "…"}) EXPECT_THAT(Slots(Ask({{"query", nobody}})), IsEmpty()) << nobody;
    EXPECT_THAT(Slots(Ask({{"query", "%' OR 1=1 --"}})), IsEmpty());
}

TEST_P(ProfilesApiTest, RefusesWhatItDoesNotUnderstand) {
    Settle(Four());
    struct Case { std::vector<http::Parameter> query; std::string_view says; };
    for (const Case& one : {
             Case{{{"limt", "1"}}, "Did you mean limit?"},
             Case{{{"limit", "101"}}, R"("param":"limit")"},
             Case{{{"limit", "0"}}, R"("code":"parameter_invalid")"},
             Case{{{"email", "ada"}}, R"("param":"email")"},
             Case{{{"starting_after", "prf_x"}}, R"("param":"starting_after")"},
             Case{{{"ending_before", "prf_0000000000zzz"}}, "There is no profile"},
             Case{{{"starting_after", "a"}, {"ending_before", "b"}}, "not both"},
             Case{{{"query", "\xff"}}, "UTF-8"},
         }) {
        http::Response response = Ask(one.query);
        EXPECT_EQ(response.status, 400) << response.body;
        EXPECT_THAT(response.body, HasSubstr(one.says));
    }
}

TEST_P(ProfilesApiTest, AnswersOne) {
    std::vector<Profile> people = Four();
    people[0].fields.sales = {{"usd", 500, 120}};
    Settle(people);
    http::Response response = AskOne(ProfileName(people[0].id));
    EXPECT_EQ(response.status, 200);
    for (std::string_view piece : {R"("object":"profile","created":1767225610,"updated":1767225600,"fields":{)",
                                   R"("customer_ids":["cus_A","cus_B"])", R"("last_name":"Lovelace")",
                                   R"("sales":{"usd":{"gross":500,"refunded":120,"net":380}})",
                                   R"("pending":["invoices"]},"custom":{},"tags":[],"loyalty":{"points":0)"}) {
        EXPECT_THAT(response.body, HasSubstr(piece));
    }
    for (std::string_view id : {"prf_0000000000zzz", "prf_1", "cus_A", "", "prf_zzzzzzzzzzzzz"}) {
        http::Response missing = AskOne(std::string(id));
        EXPECT_EQ(missing.status, 404) << id;
        EXPECT_THAT(missing.body, HasSubstr(R"("code":"resource_missing")"));
    }
}

TEST_P(ProfilesApiTest, AnswersForWhoWasMergedAway) {
    std::vector<Profile> people = Four();
    people[1].shown = false;
    Settle(people);
    Write([&](sql::Tx& tx) { return AddAlias(tx, people[1].id, people[0].id); });
    http::Response response = AskOne(ProfileName(people[1].id));
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, HasSubstr(ProfileName(people[0].id)));
}

TEST_P(ProfilesApiTest, ExportsEverybodyOnce) {
    std::vector<Profile> people;
    for (int i = 0; i < 1203; ++i) people.push_back(Person(i, i / 3, "P" + std::to_string(i), "", ""));
    people[7].fields.last_name = "=HYPERLINK(\"x\"), \"quoted\"";
    people[7].fields.phone = "+1 (555) 0100";
    people[7].fields.stripe_total_sales = -5;
    people[7].fields.customer_ids = {"cus_A", "cus_B"};
    Settle(people);
    std::string csv = Export("csv");
    EXPECT_EQ(std::ranges::count(csv, '\n'), 1204);
    EXPECT_TRUE(csv.starts_with("id,created,updated,first_name,last_name,email,phone,"));
    EXPECT_THAT(csv, HasSubstr(",P7,\"'=HYPERLINK(\"\"x\"\"), \"\"quoted\"\"\",,+1 (555) 0100,false,"));
    EXPECT_THAT(csv, HasSubstr(",-5,"));
    EXPECT_THAT(csv, HasSubstr(",cus_A cus_B\r\n"));
    std::string lines = Export("jsonl");
    auto all = Split(lines, '\n');
    ASSERT_EQ(all.size(), 1204u);
    std::set<std::string_view> ids;
    for (size_t i = 0; i < 1203; ++i) ids.insert(all[i].substr(7, 17));
    EXPECT_EQ(ids.size(), 1203u);
    EXPECT_THAT(std::string(all[0]), HasSubstr("\"P1202\""));
}

TEST_P(ProfilesApiTest, ExportsAnEmptyShop) {
    EXPECT_EQ(std::ranges::count(Export("csv"), '\n'), 1);
    EXPECT_EQ(Export("jsonl"), "");
    http::Request request{.query = {{"format", "xml"}}};
    EXPECT_EQ(profiles::Export(request, Context()).status, 400);
}

TEST(Csv, GuardsFormulasAndQuotes) {
    struct Case { std::string_view text, cell; };
    for (const Case& one : {Case{"", ""}, Case{"Ada", "Ada"}, Case{"a,b", "\"a,b\""}, Case{"a\"b", "\"a\"\"b\""},
                            Case{"a\nb", "\"a\nb\""}, Case{" a", "\" a\""}, Case{"=1+1", "'=1+1"},
                            Case{"+1 555", "+1 555"}, Case{"+A1", "'+A1"}, Case{"-1", "'-1"}, Case{"@x", "'@x"},
                            Case{"\tx", "'\tx"}, Case{"\rx", "\"'\rx\""}, Case{"＝1", "'＝1"}, Case{"a=1", "a=1"}}) {
        std::string cell;
        AppendCsvText(cell, one.text);
        EXPECT_EQ(cell, one.cell);
    }
}

}  // namespace
}  // namespace daybook::profiles
