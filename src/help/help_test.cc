#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "help/api.h"
#include "help/feedback.h"
#include "help/library.h"
#include "sql/test_support.h"

namespace daybook::sql::embedded {
extern const std::string_view help;
}

namespace daybook::help {
namespace {

constexpr std::string_view kStart = "---\ntitle: Connect Stripe\nsummary: Paste a key\nsection: start\nrelated: [roles]\nscreens: [/settings/stripe, /welcome]\n---\n"
                                    "Make a *restricted* key.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![Form](/help/images/form.png)\n";
constexpr std::string_view kRoles = "---\ntitle: Roles\nsummary: Who may connect\nsection: house\n---\nOwners, admins. Größe.\n";
constexpr File kFiles[] = {{"start/connect.md", kStart}, {"house/roles.md", kRoles}, {"images/form.png", "PNG"}, {"README.md", "for writers"}};

Library Make() {
    auto library = Library::Make(kFiles);
    EXPECT_TRUE(library.ok()) << library.error().message;
    return std::move(*library);
}

std::vector<std::string> Ids(const std::vector<const Article*>& articles) {
    std::vector<std::string> ids;
    for (const Article* article : articles) ids.push_back(article->id);
    return ids;
}

TEST(HelpLibrary, ReadsWhatWritersWrote) {
    Library library = Make();
    const Article* article = library.Find("connect");
    ASSERT_NE(article, nullptr);
    EXPECT_EQ(article->title, "Connect Stripe");
    EXPECT_THAT(article->screens, ::testing::ElementsAre("/settings/stripe", "/welcome"));
    EXPECT_NE(article->html.find("<em>restricted</em>"), std::string::npos) << article->html;
    EXPECT_NE(article->html.find("<td>1</td>"), std::string::npos) << article->html;
    EXPECT_EQ(library.Picture("form.png"), "PNG");
    EXPECT_FALSE(library.Picture("other.png").has_value());
    EXPECT_EQ(library.Find("nothing"), nullptr);
}

TEST(HelpLibrary, SearchesTitlesFirst) {
    Library library = Make();
    struct Case {
        std::string query;
        std::vector<std::string> ids;
    };
    const Case cases[] = {
        {"", {"roles", "connect"}}, {"connect", {"connect", "roles"}}, {"CONN stri", {"connect"}}, {"größ", {"roles"}}, {"zebra", {}}, {"stripe zebra", {}},
    };
    for (const Case& c : cases) EXPECT_EQ(Ids(library.Search(c.query)), c.ids) << c.query;
}

TEST(HelpLibrary, RefusesWhatIsWrongByName) {
    struct Case {
        std::string path, text, says;
    };
    const Case cases[] = {
        {"start/a.md", "no keys", "does not begin with ---"},
        {"start/a.md", "---\ntitle: A\nsection: start\n---\nText", "no title or no summary"},
        {"start/a.md", "---\ntitle: A\nsummary: B\nsection: other\n---\nText", "its section"},
        {"start/a.md", "---\ntitle: A\nsummary: B\nsection: start\nrelated: [none]\n---\nText", "no related article \"none\""},
        {"start/a.md", "---\ntitle: A\nsummary: B\nsection: start\n---\n![x](/help/images/none.png)", "no picture help/images/none.png"},
        {"start/a.md", "---\ntitel: A\n---\nText", "no key \"titel\""},
        {"a.md", "---\ntitle: A\nsummary: B\n---\nText", "folder of its section"},
        {"other/connect.md", "---\ntitle: Z\nsummary: B\nsection: other\n---\nText", "the same name"},
    };
    for (const Case& c : cases) {
        std::vector<File> files(std::begin(kFiles), std::end(kFiles));
        files.push_back({c.path, c.text});
        auto library = Library::Make(files);
        ASSERT_FALSE(library.ok()) << c.text;
        EXPECT_NE(library.error().message.find(c.says), std::string::npos) << library.error().message;
    }
}

TEST(HelpLibrary, RunsNothingThatAnArticleHolds) {
    const std::string html = RenderMarkdown("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick=\"x\">b</b>");
    for (std::string_view bad : {"<script", "javascript:", "onclick"}) EXPECT_EQ(html.find(bad), std::string::npos) << html;
}

TEST(HelpLibrary, TheEmbeddedArticlesAreWhole) {
    auto library = Library::Make(EmbeddedFiles());
    ASSERT_TRUE(library.ok()) << library.error().message;
    EXPECT_FALSE(library->articles().empty());
    for (const Article& article : library->articles()) {
        EXPECT_GT(article.html.size(), 200u) << article.id;
        EXPECT_EQ(article.html.find("raw HTML omitted"), std::string::npos) << article.id;
    }
}

class FeedbackTest : public ::testing::TestWithParam<std::string> {
  protected:
    http::Response Post(std::string_view slug, std::string body) {
        http::Request request;
        request.method = http::Method::kPost;
        request.path_parameters = {{"slug", std::string(slug)}};
        request.body = std::move(body);
        return PostFeedback(request, context_);
    }
    ManualClock clock_{1'767'225'600 * kSecond};
    std::unique_ptr<sql::TestDatabase> store_ = sql::TestDatabase::Make(GetParam(), {sql::embedded::help}, {"help"});
    Library library_ = Make();
    ApiContext context_{AccountId{1}, "usr_1", library_, store_->db(), clock_};
};
INSTANTIATE_BOTH_ENGINES(FeedbackTest);

TEST_P(FeedbackTest, IsKeptAndRead) {
    EXPECT_TRUE(store_->PrepareAll().ok());
    EXPECT_EQ(Post("connect", R"({"helpful":true})").status, 200);
    EXPECT_EQ(Post("connect", R"({"helpful":false,"comment":" Which form? "})").status, 200);
    EXPECT_EQ(Post("nothing", R"({"helpful":true})").status, 404);
    EXPECT_EQ(Post("connect", R"({})").status, 400);
    EXPECT_EQ(Post("connect", R"({"helpful":"yes"})").status, 400);
    EXPECT_EQ(Post("connect", R"({"helpful":true,"comment":")" + std::string(4001, 'x') + "\"}").status, 400);
    http::Request request;
    request.query = {{"limit", "1"}};
    http::Response first = GetFeedback(request, context_);
    EXPECT_NE(first.body.find("Which form?\""), std::string::npos) << first.body;
    EXPECT_NE(first.body.find("\"has_more\":true"), std::string::npos);
    request.query.push_back({"starting_after", EncodeId("hfb", 2)});
    http::Response second = GetFeedback(request, context_);
    EXPECT_NE(second.body.find("\"helpful\":true,\"comment\":null"), std::string::npos) << second.body;
    ApiContext other = context_;
    other.account = AccountId{2};
    EXPECT_EQ(GetFeedback(http::Request{}, other).body.find("Which"), std::string::npos);
}

}  // namespace
}  // namespace daybook::help
