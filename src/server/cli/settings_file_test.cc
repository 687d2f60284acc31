#include "server/cli/settings_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace daybook::server {
namespace {

using testing::StartsWith;

TEST(Settings, AreReadLineByLine) {
    struct Case {
        std::string text;
        std::string key;
        std::vector<std::string> values;
        int line;
    };
    const Case cases[] = {
        {"listen = \"127.0.0.1:0\"", "listen", {"127.0.0.1:0"}, 1},
        {"\xEF\xBB\xBFlisten=\"a\" # a comment\r\n", "listen", {"a"}, 1},
        {"# one\n\n  stripe_rate\t= 'a \"b\" \\n'\n", "stripe_rate", {"a \"b\" \\n"}, 3},
        {R"(name = "a \"b\" \\ # \n\t")", "name", {"a \"b\" \\ # \n\t"}, 1},
        {"json = true", "json", {"true"}, 1},
        {"limit = 3", "limit", {"3"}, 1},
        {"rate = -0.5", "rate", {"-0.5"}, 1},
        {"a = \"\"", "a", {""}, 1},
        {"a = []", "a", {}, 1},
        {"a = [ \"x, y\", 'z', 4 ]", "a", {"x, y", "z", "4"}, 1},
        {"a = [\n  \"x\", # first\n  \"y\",\n]\n", "a", {"x", "y"}, 1},
        {"a = \"ü 😀\"", "a", {"ü 😀"}, 1},
    };
    for (const Case& c : cases) {
        auto settings = ReadSettings(c.text);
        ASSERT_TRUE(settings.ok()) << c.text << ": " << settings.error().message;
        ASSERT_EQ(settings->size(), 1U) << c.text;
        EXPECT_EQ(settings->front().key, c.key) << c.text;
        EXPECT_EQ(settings->front().values, c.values) << c.text;
        EXPECT_EQ(settings->front().line, c.line) << c.text;
    }
    auto several = ReadSettings("a = 1\nb = [\n2,\n3]\nc = 4");
    ASSERT_TRUE(several.ok());
    ASSERT_EQ(several->size(), 3U);
    EXPECT_EQ((*several)[2].line, 5);
    EXPECT_TRUE((*several)[1].list);
    EXPECT_FALSE((*several)[2].list);
    EXPECT_TRUE(ReadSettings("")->empty());
}

TEST(Settings, WhatIsNoneIsToldWithItsLine) {
    const std::pair<std::string, std::string> cases[] = {
        {"a = 1\nlisten = \"127.0.0.1:0", "line 2: this is not TOML"},
        {"listen = \"a\nb = \"c\"", "line 1: this is not TOML"},
        {"listen = 'a\"", "line 1: this is not TOML"},
        {"\nlisten\n", "line 2: this is not TOML"},
        {"= 4", "line 1: this is not TOML"},
        {"listen = 127.0.0.1:0", "line 1: this is not TOML"},
        {"a = yes", "line 1: this is not TOML"},
        {"a =", "line 1: this is not TOML"},
        {"a = 1 b = 2", "line 1: this is not TOML"},
        {"a = \"\\q\"", "line 1: this is not TOML"},
        {"a = 1\nb = [1, 2\nc = 3", "line 3: this is not TOML"},
        {"a = 1\na = 2", "line 2: this is not TOML"},
        {"a = 1\nb = \"\xff\"", "line 2: this is not TOML"},
        {"a = 1\n[server]\n", "line 2: server is no text"},
        {"a.b = 4", "line 1: a is no text"},
        {"a = 2026-01-01", "line 1: a is no text"},
        {"a = [[1]]", "line 1: a is no text"},
    };
    for (const auto& [text, sentence] : cases) {
        auto settings = ReadSettings(text);
        ASSERT_FALSE(settings.ok()) << text;
        EXPECT_THAT(settings.error().message, StartsWith(sentence)) << text;
    }
}

}  // namespace
}  // namespace daybook::server
