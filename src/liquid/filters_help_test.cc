// The help article on filters names all of them, and its examples come out as it says.
#include <set>

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/text.h"
#include "liquid/inspect.h"
#include "liquid/json.h"
#include "liquid/template.h"

namespace daybook::liquid {
namespace {

constexpr std::string_view kData = R"({"cart":{"products":[{"name":"Linen shirt","quantity":1},{"name":"Canvas bag","quantity":2}]}})";

// The cells of a row of a table; "\|" is a bar within one.
std::vector<std::string> Cells(std::string_view row) {
    std::vector<std::string> cells(1);
    for (size_t i = 1; i < row.size(); ++i) {
        if (row[i] == '\\' && i + 1 < row.size() && row[i + 1] == '|') cells.back() += row[++i];
        else if (row[i] == '|') cells.emplace_back();
        else cells.back() += row[i];
    }
    return cells;
}

std::string Code(std::string_view cell) {
    const std::string_view trimmed = Trim(cell);
    return trimmed.size() < 2 || trimmed.front() != '`' ? std::string() : std::string(trimmed.substr(1, trimmed.size() - 2));
}

TEST(FiltersHelp, NamesEachAndTellsWhatComesOut) {
    const auto article = ReadFile(std::string(DAYBOOK_SOURCE_DIR) + "/help/templates/filters.md");
    ASSERT_TRUE(article.ok());
    Arena arena;
    std::string error;
    const auto data = ParseJson(kData, arena, error);
    ASSERT_TRUE(data.has_value());
    std::set<std::string> named;
    Renderer renderer;
    for (const std::string_view line : Split(*article, '\n')) {
        const std::vector<std::string> cells = Cells(line);
        if (!line.starts_with("| `") || cells.size() < 4) continue;
        const std::string name = Code(cells[0]), example = Code(cells[2]);
        named.insert(name);
        EXPECT_NE(example.find(name), std::string::npos) << name;
        if (Trim(cells[3]).empty()) continue;
        Problem problem;
        const auto made = Template::Parse(example, {}, problem);
        ASSERT_NE(made, nullptr) << example << problem.message;
        EXPECT_EQ(renderer.Render(*made, *data, {.now = 1'772'323'200}).output, Code(cells[3])) << example;
    }
    for (const std::string_view filter : FilterNames()) EXPECT_TRUE(named.erase(std::string(filter)) == 1) << filter << " is not told of";
    EXPECT_TRUE(named.empty()) << *named.begin() << " is no filter";
}

}  // namespace
}  // namespace daybook::liquid
