#include "sql/statement.h"

#include <gtest/gtest.h>

namespace daybook::sql {
namespace {

struct Case {
    const char* text;
    const char* sqlite;
    const char* postgres;
};

TEST(StatementTest, MacrosBecomeEachEnginesText) {
    const Case cases[] = {
        {"SELECT 1 ;\n", "SELECT 1", "SELECT 1"},
        {"-- what it's for\nSELECT '--', \"a\n b\" -- tail\n  FROM t\n",
         "SELECT '--', \"a\n b\" FROM t", "SELECT '--', \"a\n b\" FROM t"},
        {"SELECT $2, $1, '$3'", "SELECT ?2, ?1, '$3'", "SELECT $2, $1, '$3'"},
        {"SELECT a FROM t WHERE a in {{list $1 int64}}",
         "SELECT a FROM t WHERE a in (SELECT value FROM carray(?1))",
         "SELECT a FROM t WHERE a = ANY(CAST($1 AS bigint[]))"},
        {"SELECT a FROM t WHERE a NOT IN\n{{ list $2 text }} AND $1",
         "SELECT a FROM t WHERE a NOT IN (SELECT value FROM carray(?2)) AND ?1",
         "SELECT a FROM t WHERE a <> ALL(CAST($2 AS text[])) AND $1"},
        {"INSERT INTO t (a) VALUES ($1) ON CONFLICT {{key a}} DO NOTHING",
         "INSERT INTO t (a) VALUES (?1) ON CONFLICT (a) DO NOTHING",
         "INSERT INTO t (a) VALUES ($1) ON CONFLICT (block, a) DO NOTHING"},
        {"INSERT INTO t (a, b) SELECT v.a, coalesce(v.b, 'v.b') FROM {{rows a int64, b text}} "
         "WHERE true "
         "ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.b <> excluded.b RETURNING a",
         "INSERT INTO t (a, b) VALUES (?1, coalesce(?2, 'v.b')) "
         "ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.b <> excluded.b RETURNING a",
         "INSERT INTO t (a, b) SELECT v.a, coalesce(v.b, 'v.b') FROM unnest(CAST($1 AS bigint[]), "
         "CAST($2 AS text[])) "
         "AS v(a, b) WHERE true ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.b <> "
         "excluded.b RETURNING a"},
        {"INSERT INTO t (a) SELECT v.a FROM {{rows a bytes}} WHERE true AND v.a <> $$",  // keeps
                                                                                         // its
                                                                                         // WHERE
         nullptr, nullptr},
        {"INSERT INTO t (a) SELECT v.a FROM {{rows a int16}} WHERE true AND v.a > 3",
         "INSERT INTO t (a) SELECT ?1 FROM (SELECT 1) AS v WHERE true AND ?1 > 3",
         "INSERT INTO t (a) SELECT v.a FROM unnest(CAST($1 AS smallint[])) AS v(a) WHERE true AND "
         "v.a > 3"},
        {"INSERT INTO t (a) SELECT v.a FROM {{rows a int64}} JOIN u ON u.a = v.a WHERE true",
         "INSERT INTO t (a) SELECT ?1 FROM (SELECT 1) AS v JOIN u ON u.a = ?1 WHERE true",
         "INSERT INTO t (a) SELECT v.a FROM unnest(CAST($1 AS bigint[])) AS v(a) JOIN u ON u.a = "
         "v.a WHERE true"},
        {"UPDATE t SET b = v.b FROM {{rows a int64, b int64}} WHERE t.a = v.a RETURNING t.a",
         "UPDATE t SET b = ?2 WHERE t.a = ?1 RETURNING t.a",
         "UPDATE t SET b = v.b FROM unnest(CAST($1 AS bigint[]), CAST($2 AS bigint[])) AS v(a, b) "
         "WHERE t.a = v.a "
         "RETURNING t.a"},
        {"DELETE FROM t WHERE (a, b) IN (SELECT v.a, v.b FROM {{rows a int64, b text}}) AND c = 1",
         "DELETE FROM t WHERE (a, b) = (?1, ?2) AND c = 1",
         "DELETE FROM t WHERE (a, b) IN (SELECT v.a, v.b FROM unnest(CAST($1 AS bigint[]), CAST($2 "
         "AS text[])) AS "
         "v(a, b)) AND c = 1"},
        {"SELECT v.a, t.b FROM {{rows a int64}} LEFT JOIN t ON t.a = v.a",
         "SELECT ?1, t.b FROM (SELECT 1) AS v LEFT JOIN t ON t.a = ?1",
         "SELECT v.a, t.b FROM unnest(CAST($1 AS bigint[])) AS v(a) LEFT JOIN t ON t.a = v.a"},
    };
    for (const Case& expected : cases) {
        auto statement = ParseStatement("x.y", expected.text);
        if (expected.sqlite == nullptr) {
            EXPECT_FALSE(statement.ok()) << expected.text;
            continue;
        }
        ASSERT_TRUE(statement.ok()) << statement.error().message;
        EXPECT_EQ(statement->sqlite, expected.sqlite);
        EXPECT_EQ(statement->postgres, expected.postgres);
    }
}

TEST(StatementTest, WhatIsWrongIsSaid) {
    const std::pair<const char*, const char*> cases[] = {
        {" -- nothing\n", "is empty"},
        {"SELECT {{list $1 int64", "{{ without }}"},
        {"SELECT {{lists $1}}", "unknown macro {{lists $1}}"},
        {"SELECT 1 WHERE a = {{list $1 int64}}", "stands after IN"},
        {"SELECT 1 WHERE begin {{list $1 int64}}", "stands after IN"},
        {"SELECT 1 WHERE a IN {{list $1 bytes}}", "a list holds int64 or text"},
        {"SELECT 1 WHERE a IN {{list 1 int64}}", "a list is"},
        {"SELECT v.a FROM {{rows a int32}}", "'a int32' is not a name and"},
        {"SELECT v.b FROM {{rows a int64}}", "v.b is not among"},
        {"SELECT v.a, $1 FROM {{rows a int64}}", "no $n beside"},
        {"SELECT v.a FROM {{rows a int64}}, {{rows b int64}}", "only one {{rows}}"},
        {"SELECT $1::bigint", "write CAST"},
        {"SELECT $900", "more than 200"},
    };
    for (const auto& [text, says] : cases) {
        auto statement = ParseStatement("x.y", text);
        ASSERT_FALSE(statement.ok()) << text;
        EXPECT_NE(statement.error().message.find(says), std::string::npos)
            << statement.error().message;
        EXPECT_NE(statement.error().message.find("x.y"), std::string::npos);
    }
}

TEST(StatementTest, AFileIsACatalogue) {
    const std::string_view texts[] = {
        "-- A file.\n\n-- name: a\n-- hot\nSELECT $1, $3\n\n-- name: b\n-- for x\nSELECT 2\n",
        "-- name: a\nSELECT v.x, v.y FROM {{rows x text, y text}}\n"};
    const std::string_view stems[] = {"one", "two"};
    auto catalogue = Catalogue::Parse(texts, stems);
    ASSERT_TRUE(catalogue.ok()) << catalogue.error().message;
    ASSERT_EQ(catalogue->all().size(), 3u);
    EXPECT_EQ(catalogue->Find("none"), nullptr);
    EXPECT_EQ(catalogue->Find("one.a")->params, 3u);
    EXPECT_TRUE(catalogue->Find("one.a")->hot);
    EXPECT_FALSE(catalogue->Find("one.b")->hot);
    EXPECT_EQ(catalogue->Find("two.a")->rows.size(), 2u);
    const std::string_view twice[] = {"-- name: a\nSELECT 1\n-- name: a\nSELECT 2\n"};
    EXPECT_FALSE(Catalogue::Parse(twice, std::span(stems).first(1)).ok());
}

}  // namespace
}  // namespace daybook::sql
