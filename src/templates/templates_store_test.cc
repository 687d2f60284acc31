#include "templates/templates_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/test_support.h"
#include "templates/kept_images.h"
#include "templates/snippets.h"

namespace daybook::sql::embedded {
extern const std::string_view templates;
extern const std::string_view accounts;
}

namespace daybook::templates {
namespace {

using ::testing::ElementsAre;

constexpr AccountId kShop{1}, kOther{2};
constexpr Micros kStart = 1'767'225'600 * kSecond;

Content Saying(std::string body) { return {.body = std::move(body)}; }

class TemplatesTest : public ::testing::TestWithParam<std::string> {
  protected:
    template <typename Work>
    void Write(Work work) {
        const Status done = store_->db().Write([&](sql::Tx& tx) -> Status { return work(tx); });
        ASSERT_TRUE(done.ok()) << done.error().message;
    }
    Template Made(int64_t id, Kind kind, const std::string& name, const std::string& body, AccountId account = kShop) {
        Template one{.id = TemplateId{id}, .account = account, .kind = kind, .name = name, .created = kStart + id, .updated = kStart + id, .actor = "usr_1"};
        Write([&](sql::Tx& tx) { return Insert(tx, one, Saying(body)); });
        return one;
    }
    Template Stored(int64_t id) {
        Template one;
        Write([&](sql::Tx& tx) -> Status {
            one = TRY(Find(tx, kShop, TemplateId{id})).value();
            return {};
        });
        return one;
    }
    void Save(int64_t id, const std::string& body, Micros at, const std::string& actor = "usr_1", int64_t restored = 0) {
        Write([&](sql::Tx& tx) -> Status {
            Template one = TRY(Find(tx, kShop, TemplateId{id})).value();
            TRY(SaveDraft(tx, one, Saying(body), actor, at, restored));
            TRY(Update(tx, one, actor, at));
            return {};
        });
    }
    void Publish(int64_t id, Micros at) {
        Write([&](sql::Tx& tx) -> Status {
            Template one = TRY(Find(tx, kShop, TemplateId{id})).value();
            TRY(MarkPublished(tx, one, at));
            TRY(Update(tx, one, "usr_1", at));
            return {};
        });
    }
    std::vector<std::string> Bodies(int64_t id) {
        std::vector<std::string> bodies;
        Write([&](sql::Tx& tx) -> Status {
            for (const Revision& one : TRY(ListRevisions(tx, TemplateId{id})))
                bodies.push_back(TRY(ReadContent(Kind::kSms, TRY(FindRevision(tx, TemplateId{id}, one.number))->content)).body);
            return {};
        });
        return bodies;
    }

    std::unique_ptr<sql::TestDatabase> store_ = sql::TestDatabase::Make(GetParam(), {sql::embedded::templates, sql::embedded::accounts}, {"templates", "accounts"});
};
INSTANTIATE_BOTH_ENGINES(TemplatesTest);

TEST_P(TemplatesTest, EveryStatementIsAccepted) { EXPECT_TRUE(store_->PrepareAll().ok()); }

TEST_P(TemplatesTest, SavesOfOneSittingAreOneRevision) {
    Made(1, Kind::kSms, "Hello", "a");
    Save(1, "b", kStart + kSecond);
    EXPECT_THAT(Bodies(1), ElementsAre("b"));
    Save(1, "c", kStart + 2 * kSecond, "usr_2");
    EXPECT_THAT(Bodies(1), ElementsAre("c", "b")) << "another's draft is not written over";
    Save(1, "d", kStart + kDraftOpen + 3 * kSecond, "usr_2");
    EXPECT_THAT(Bodies(1), ElementsAre("d", "c", "b")) << "what stood for ten minutes is kept";
    EXPECT_EQ(Stored(1).version, 4);
    EXPECT_EQ(Stored(1).revision, 3);
}

TEST_P(TemplatesTest, WhatIsPublishedNeverChanges) {
    Made(1, Kind::kSms, "Hello", "a");
    Publish(1, kStart + kSecond);
    Save(1, "b", kStart + 2 * kSecond);
    Template one = Stored(1);
    EXPECT_EQ(one.published, 1);
    EXPECT_EQ(one.published_at, kStart + kSecond);
    EXPECT_EQ(one.revision, 2);
    EXPECT_THAT(Bodies(1), ElementsAre("b", "a"));
    Publish(1, kStart + 3 * kSecond);
    Save(1, "a", kStart + 4 * kSecond, "usr_1", 1);
    one = Stored(1);
    EXPECT_EQ(one.published, 2) << "restoring writes a draft only";
    EXPECT_THAT(Bodies(1), ElementsAre("a", "b", "a"));
}

TEST_P(TemplatesTest, OldDraftsGoAndWhatWasPublishedStays) {
    Made(1, Kind::kSms, "Hello", "0");
    Publish(1, kStart + kSecond);
    for (int i = 1; i <= kDraftsMax + 5; ++i) Save(1, std::to_string(i), kStart + i * 2 * kDraftOpen);
    const std::vector<std::string> bodies = Bodies(1);
    EXPECT_EQ(bodies.size(), static_cast<size_t>(kDraftsMax) + 1);
    EXPECT_EQ(bodies.front(), std::to_string(kDraftsMax + 5));
    EXPECT_EQ(bodies.back(), "0");
}

TEST_P(TemplatesTest, ListsAndFindsOfOneShopOnly) {
    Made(1, Kind::kSms, "Hello", "a");
    Made(2, Kind::kEmail, "Straße", "b");
    Made(3, Kind::kSms, "Hello", "c", kOther);
    Write([&](sql::Tx& tx) -> Status {
        std::vector<std::string> names;
        for (const Template& one : TRY(List(tx, kShop))) names.push_back(one.name);
        EXPECT_THAT(names, ElementsAre("Straße", "Hello"));
        EXPECT_FALSE(TRY(Find(tx, kShop, TemplateId{3})).has_value());
        EXPECT_EQ(TRY(FindByName(tx, kShop, Kind::kSms, "hELLO")), TemplateId{1});
        EXPECT_FALSE(TRY(FindByName(tx, kShop, Kind::kEmail, "hello")).has_value());
        EXPECT_EQ(TRY(CountOf(tx, kShop)), 2);
        TRY(Delete(tx, kOther, TemplateId{1}));
        EXPECT_TRUE(TRY(Find(tx, kShop, TemplateId{1})).has_value());
        return {};
    });
}

TEST_P(TemplatesTest, WhatWasPutAwayIsKeptAndAsksForNoSnippet) {
    Made(1, Kind::kSnippet, "footer", "Bye");
    Made(2, Kind::kSms, "Hello", "Hi");
    for (const int64_t id : {1, 2}) {
        Write([&](sql::Tx& tx) -> Status {
            Template one = TRY(Find(tx, kShop, TemplateId{id})).value();
            one.archived = kStart + id;
            return Update(tx, one, "usr_1", kStart).ok() ? Status() : Internal("not written");
        });
    }
    EXPECT_EQ(Stored(2).archived, kStart + 2);
    Write([&](sql::Tx& tx) -> Status {
        EXPECT_EQ(TRY(List(tx, kShop)).size(), 2U);
        EXPECT_TRUE(TRY(LoadSnippets(tx, kShop, Kind::kSms, {.body = "{% render 'footer' %}"})).empty());
        Template one = TRY(Find(tx, kShop, TemplateId{1})).value();
        one.archived = 0;
        TRY(Update(tx, one, "usr_1", kStart));
        EXPECT_EQ(TRY(LoadSnippets(tx, kShop, Kind::kSms, {.body = "Hi"})).size(), 1U);
        return {};
    });
    EXPECT_EQ(Stored(1).archived, 0);
}

TEST_P(TemplatesTest, PicturesAreKeptUnderWhatTheyShow) {
    const images::Image picture{.format = images::Format::kGif, .width = 2, .height = 3, .bytes = std::string("GIF\0\xFF", 5)};
    KeptImage one{.id = 5, .account = kShop, .file = FileOf(kShop, picture), .name = "logo.gif", .width = 2, .height = 3, .size = 5, .created = kStart, .actor = "usr_1"};
    EXPECT_EQ(one.file.size(), 36U);
    EXPECT_NE(one.file, FileOf(kOther, picture)) << "what one shop keeps tells another nothing";
    Template shown = Made(1, Kind::kEmail, "Welcome", "<img src=\"/images/" + one.file + "\">");
    Write([&](sql::Tx& tx) -> Status {
        TRY(InsertImage(tx, one, picture.bytes));
        EXPECT_EQ(TRY(ImageBytes(tx, one.file)), picture.bytes);
        EXPECT_FALSE(TRY(ImageBytes(tx, "x.gif")).has_value());
        EXPECT_EQ(TRY(FindImageFile(tx, one.file)).value().name, "logo.gif");
        EXPECT_FALSE(TRY(FindImage(tx, kOther, 5)).has_value());
        EXPECT_EQ(TRY(ListImages(tx, kShop)).size(), 1U);
        EXPECT_TRUE(TRY(ListImages(tx, kOther)).empty());
        EXPECT_THAT(TRY(UsersOf(tx, one)), ElementsAre("Welcome"));
        TRY(DeleteImage(tx, kOther, 5));
        EXPECT_TRUE(TRY(FindImage(tx, kShop, 5)).has_value());
        TRY(DeleteImage(tx, kShop, 5));
        EXPECT_FALSE(TRY(FindImage(tx, kShop, 5)).has_value());
        return {};
    });
}

TEST_P(TemplatesTest, SnippetsKnowWhoUsesThem) {
    Made(1, Kind::kSnippet, "footer", "Bye");
    Made(2, Kind::kSms, "Plain", "footer");
    Made(3, Kind::kSms, "User", "{%- render 'Footer' -%}");
    Made(4, Kind::kSnippet, "other", "{% liquid\n  assign a = 1\n  include \"footer\" %}");
    Publish(1, kStart + kSecond);
    Save(1, "Good bye", kStart + 2 * kSecond);
    Write([&](sql::Tx& tx) -> Status {
        EXPECT_THAT(TRY(UsersOf(tx, kShop, TRY(Find(tx, kShop, TemplateId{1})).value())), ElementsAre("User", "other"));
        const std::vector<Snippet> snippets = TRY(LoadSnippets(tx, kShop, Kind::kSms, {.body = "{% render 'other' %}"}));
        EXPECT_EQ(snippets.size(), 2U);
        EXPECT_EQ(snippets[0].body, "Bye") << "what is published, not the draft";
        EXPECT_TRUE(snippets[0].published);
        EXPECT_FALSE(snippets[1].published);
        return {};
    });
}

TEST_P(TemplatesTest, OnlySnippetsThatAreAskedForAreRead) {
    Made(1, Kind::kSnippet, "footer", "Bye");
    Made(2, Kind::kSnippet, "frame", "{% render 'Footer' %}{% render 'frame' %}");
    Made(3, Kind::kSnippet, "free", "{% include which %}");
    Made(4, Kind::kSnippet, "lone", "Alone");
    struct Case {
        std::string body;
        std::vector<std::string> read;  // their names
    };
    const std::vector<Case> cases = {
        {"Hi", {}},
        {"{% render 'footer' %}", {"footer"}},
        {"{% render 'FRAME' %}{% render 'nobody' %}", {"footer", "frame"}},
        {"{% render 'free' %}", {"footer", "frame", "free", "lone"}},
        {"{% include name %}", {"footer", "frame", "free", "lone"}},
    };
    for (const Case& c : cases) {
        Write([&](sql::Tx& tx) -> Status {
            std::vector<std::string> names;
            const std::vector<Snippet> all = TRY(LoadSnippets(tx, kShop, Kind::kSms, {.body = c.body}));
            EXPECT_EQ(all.size(), 4U);
            for (const Snippet& snippet : all) {
                if (!snippet.body.empty()) names.push_back(snippet.name);
            }
            EXPECT_EQ(names, c.read) << c.body;
            return {};
        });
    }
}

TEST(Content, HoldsThePartsOfItsKind) {
    struct Case {
        Kind kind;
        std::string json, becomes;  // or the beginning of the refusal
    };
    std::string many;
    while (many.size() < 2 * kValuesMax) many += ",0";
    const Case cases[] = {
        {Kind::kEmail, R"({"subject":"Hi","body":"<p>"})", R"({"subject":"Hi","body":"<p>","missing":"blank"})"},
        {Kind::kEmail, R"({"blocks":[{"type":"text"}],"body":null,"missing":"skip"})", R"({"blocks":[{"type":"text"}],"missing":"skip"})"},
        {Kind::kEmail, R"({"blocks":[],"body":"x"})", "An e-mail has a body or blocks"},
        {Kind::kEmail, R"({"blocks":{}})", "blocks must be a list"},
        {Kind::kSms, R"({"subject":"Hi"})", "A template of kind sms has no subject; it has body, missing."},
        {Kind::kSms, R"({"bodi":"Hi"})", "A template of kind sms has no bodi; it has body, missing. Did you mean body?"},
        {Kind::kSms, R"({"body":5})", "body must be a text."},
        {Kind::kSms, R"({"body":null})", R"({"missing":"blank"})"},
        {Kind::kSms, R"({"missing":"stop"})", "missing must be"},
        {Kind::kPush, R"({"link":"https://a.b","title":"T","body":"B"})", R"({"title":"T","body":"B","link":"https://a.b","missing":"blank"})"},
        {Kind::kSnippet, R"({"missing":"skip"})", "A template of kind snippet has no missing; it has body."},
        {Kind::kSnippet, "[]", "content must be an object"},
        {Kind::kSms, "{\"body\":\"" + std::string(kPartBytesMax + 1, 'x') + "\"}", "body is larger than 524288 bytes"},
        {Kind::kEmail, "{\"blocks\":[0" + many + "]}", "content has more than 20000 values"},
        {Kind::kSms, "{\"body\":\"" + many + "\\\"" + many + "\"}", "{\"body\":\"" + many + "\\\"" + many + "\",\"missing\":\"blank\"}"},
    };
    for (const Case& c : cases) {
        const auto content = Changed(c.kind, {}, c.json);
        if (content.ok()) EXPECT_EQ(ContentJson(c.kind, *content), c.becomes) << c.json;
        else EXPECT_TRUE(content.error().message.starts_with(c.becomes)) << c.json << ": " << content.error().message;
    }
    const auto changed = Changed(Kind::kEmail, {.subject = "Hi", .blocks = "[]"}, R"({"body":"<p>"})");
    ASSERT_TRUE(changed.ok());
    EXPECT_EQ(ContentJson(Kind::kEmail, *changed), R"({"subject":"Hi","body":"<p>","missing":"blank"})") << "a body takes the place of blocks";
}

TEST(Content, GivesAllTextsThatMayHoldTheLanguage) {
    const Content content{.subject = "s", .blocks = R"([{"type":"text","html":"h","more":[{"a":"b"}],"n":1}])"};
    EXPECT_THAT(TextsOf(Kind::kEmail, content), ElementsAre("s", "text", "h", "b"));
}

TEST(Snippets, AreCalledSimply) {
    for (const char* good : {"footer", "a-1_b"}) EXPECT_TRUE(CheckSnippetName(good).ok()) << good;
    for (const std::string& bad : {std::string(), std::string("Footer"), std::string("a b"), std::string("a'"), std::string(kSnippetNameBytesMax + 1, 'a')})
        EXPECT_FALSE(CheckSnippetName(bad).ok()) << bad;
}

}  // namespace
}  // namespace daybook::templates
