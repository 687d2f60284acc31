#!/usr/bin/env python3
"""Proves that each rule of tools/tidy can fail and that it lets pass what is right; and that ./test counts and remembers truly."""

import json
import os
import sys
import tempfile
import unittest
from unittest import mock

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, f"{ROOT}/tools")
sys.dont_write_bytecode = True
import test_counts
import test_memory
import test_suites
import tidy_rules
from tidy_source import Tree, functions, literals, strip

FLOORS = "base\nruntime liquid\nsql http\nprofiles\nstripe\nserver\n"
SCHEMA = "-- The first.\n\n-- profiles\n\nCREATE TABLE profile (\n    block INT64\n);\n\n-- stripe\n\nCREATE TABLE fact (a INT64);\n"
FAULTS = "| Fault | Sentence | Test |\n|---|---|---|\n"
SAYS = {"src/base/a.cc": 'auto x = fmt::format("The key {} was "\n    "refused: make a new one.", hint);',
        "src/base/a_test.cc": "TEST(Key, IsRefused) {}\nTEST_P(Both, Engines) {}"}
LONG_BODY = "".join(f"    Call({n});\n" for n in range(tidy_rules.FUNCTION_LINES_MAX))

# rule, files, what its finding says ("" where there must be none)
CASES = [
    ("includes_stay_on_their_floor", {"src/sql/a.cc": '#include "base/x.h"\n#include "runtime/x.h"\n#include "sql/y.h"\n'}, ""),
    ("includes_stay_on_their_floor", {"src/base/a.h": '\n#include "sql/x.h"\n'}, "base may not include sql"),
    ("includes_stay_on_their_floor", {"src/sql/a.cc": '#include "http/x.h"\n'}, "sql may not include http"),
    ("includes_stay_on_their_floor", {"src/sql/sub/a.cc": '  #  include "server/x.h"\n'}, "sql may not include server"),
    ("includes_stay_on_their_floor", {"src/new/a.cc": ""}, "not in src/FLOORS"),
    ("includes_stay_on_their_floor", {"src/sql/a.cc": '#include "b.h"\n'}, "name it from src/"),
    ("includes_stay_on_their_floor", {"src/main.cc": '#include "server/x.h"\n'}, ""),
    ("sizes", {"src/base/a.cc": "int a;\n" * 600}, ""),
    ("sizes", {"src/base/a.cc": "int a;\n" * 601}, "601 lines"),
    ("sizes", {"tests/e2e/a_e2e.mjs": "a;\n" * 601}, "601 lines"),
    ("sizes", {"tests/data/a.sql": "a;\n" * 601}, ""),
    ("sizes", {"src/base/a.cc": "void Long() {\n" + LONG_BODY + "}\n"}, "Long has 72 lines"),
    ("sizes", {"src/base/a.cc": "namespace a {\nvoid Short() {\n    Call();\n}\n" + "// text\n" * 90 + "}\n"}, ""),
    ("statements_lie_in_sql_files", {"src/stripe/a.cc": 'Run("SELECT a FROM b");'}, "an SQL statement in C++"),
    ("statements_lie_in_sql_files", {"src/stripe/a.cc": 'Run(R"sql(\n  INSERT INTO b VALUES (1))sql");'}, "an SQL statement"),
    ("statements_lie_in_sql_files", {"src/stripe/a.cc": 'Run("UPDATE b "\n    "SET a = 1");'}, "an SQL statement in C++"),
    ("statements_lie_in_sql_files", {"src/stripe/a.cc": 'Run("DELETE FROM b");'}, "an SQL statement in C++"),
    ("statements_lie_in_sql_files", {"src/stripe/a.cc": '// "SELECT a FROM b"\nSay("Select a plan. Update it.");'}, ""),
    ("statements_lie_in_sql_files", {"src/sql/a.cc": 'Run("SELECT a FROM b");'}, ""),
    ("sql_is_portable", {"src/sql/a.sql": "SELECT CAST($1 AS BIGINT) -- not x::int, now()\n, 'a::b'"}, ""),
    ("sql_is_portable", {"src/sql/a.sql": "SELECT $1::bigint"}, "CAST"),
    ("sql_is_portable", {"src/sql/a.sql": "SELECT a ILIKE b"}, "ILIKE"),
    ("sql_is_portable", {"src/sql/a.sql": "SELECT NOW()"}, "pass the time"),
    ("sql_is_portable", {"src/sql/a.sql": "SELECT current_timestamp"}, "the engine's clock"),
    ("sql_is_portable", {"schema/0001_a.sql": "id INT64 GENERATED ALWAYS AS IDENTITY"}, "we make our keys"),
    ("sql_is_portable", {"src/sql/a.sql": "WITH x AS (DELETE FROM a RETURNING b) SELECT 1"}, "a CTE that writes"),
    ("sql_is_portable", {"src/sql/a.sql": "SELECT a->>'b' FROM c"}, "never queried inside"),
    ("tables_have_one_owner", {"schema/0001_a.sql": SCHEMA, "src/stripe/a.sql": "SELECT 1 FROM fact;"}, ""),
    ("tables_have_one_owner", {"schema/0001_a.sql": SCHEMA, "src/stripe/a.sql": "UPDATE profile SET a = 1;"}, "belongs to profiles"),
    ("tables_have_one_owner", {"schema/0001_a.sql": SCHEMA, "src/profiles/a.sql": "SELECT 1 FROM profile JOIN fact"},
     "belongs to stripe"),
    ("tables_have_one_owner", {"schema/0001_a.sql": "CREATE TABLE b (a INT64);"}, "stands under no"),
    ("no_marks_are_left", {"src/base/a.cc": "// To do list; TODOS; mastodon\n"}, ""),
    ("no_marks_are_left", {"src/base/a.cc": "// TO" + "DO: later\n"}, "do it"),
    ("no_marks_are_left", {"run": "# FIX" + "ME\n"}, "do it"),
    ("lock_file_names_no_registry", {"package-lock.json": '{"integrity": "sha512-a", "funding": "https://x.example/y"}'}, ""),
    ("lock_file_names_no_registry", {"package-lock.json": '{"resolved": "https://r.example/a.tgz"}'}, "names a registry"),
    ("lock_file_names_no_registry", {".npmrc": "registry=https://r.example\n"}, "names a registry"),
    ("heavy_headers_stay_wrapped", {"src/http/a.cc": "#include <curl/curl.h>\n", "src/sql/b.cc": "#include <libpq-fe.h>\n"}, ""),
    ("heavy_headers_stay_wrapped", {"src/http/a.h": "#include <curl/curl.h>\n"}, "in a header"),
    ("heavy_headers_stay_wrapped", {"src/stripe/a.cc": "#include <curl/curl.h>\n"}, "belongs to http"),
    ("heavy_headers_stay_wrapped", {"src/stripe/a.cc": "#include <boost/asio/post.hpp>\n"}, "belongs to http and runtime"),
    ("heavy_headers_stay_wrapped", {"src/profiles/a.cc": "#include <openssl/evp.h>\n"}, "belongs to base and http"),
    ("heavy_headers_stay_wrapped", {"src/profiles/a.h": "#include <simdjson.h>\n"}, "in a header"),
    ("heavy_headers_stay_wrapped", {"src/http/a.h": '#include "runtime/asio.h"\n'}, "is for .cc files"),
    ("heavy_headers_stay_wrapped", {"src/http/a.cc": '#include "runtime/asio.h"\n'}, ""),
    ("coroutines_avoid_what_the_compiler_breaks", {"src/http/a.cc": "auto n = co_await Read(socket, std::move(handler));"}, ""),
    ("coroutines_avoid_what_the_compiler_breaks", {"src/http/a.cc": "auto [ec, n] = co_await Read(socket);"}, ""),
    ("coroutines_avoid_what_the_compiler_breaks", {"src/http/a.cc": "co_await Call([x] { return x; });"}, "name it first"),
    ("coroutines_avoid_what_the_compiler_breaks", {"src/http/a.cc": "co_await Call({a, b});"}, "name it first"),
    ("coroutines_avoid_what_the_compiler_breaks", {"src/http/a.cc": "co_await Call(Options{.a = 1});"}, "name it first"),
    ("coroutines_avoid_what_the_compiler_breaks", {"src/http/a.cc": "int a = TRY(co_await Call());"}, "name the result first"),
    ("coroutines_avoid_what_the_compiler_breaks", {"src/stripe/a.cc": "co_await Call();"}, "http/ and runtime/ only"),
    ("tests_never_skip", {"src/base/a_test.cc": "TEST(A, B) { GTEST_SKIP(); }"}, "proves nothing"),
    ("tests_never_skip", {"src/base/a_test.cc": "TEST(A, DISABLED_B) {}"}, "proves nothing"),
    ("tests_never_skip", {"src/base/a_test.cc": "// GTEST_SKIP\nTEST(A, B) {}"}, ""),
    ("faults_are_told_and_tested", {}, "is missing"),
    ("faults_are_told_and_tested", {"docs/faults.md": FAULTS}, "holds no row"),
    ("faults_are_told_and_tested",
     {**SAYS, "docs/faults.md": FAULTS + "| Bad key | The key {hint} was refused: make a new one. | `Key.IsRefused` |\n"}, ""),
    ("faults_are_told_and_tested",
     {**SAYS, "docs/faults.md": FAULTS + "| Bad key | The key was lost. | `Key.IsRefused` |\n"}, "no source says: The key was lost."),
    ("faults_are_told_and_tested",
     {**SAYS, "docs/faults.md": FAULTS + "| Bad key | refused: make a new one. | `Key.IsLost` |\n"}, "there is no test Key.IsLost"),
    ("faults_are_told_and_tested",
     {**SAYS, "docs/faults.md": FAULTS + "| Bad key | refused: make a new one. | |\n"}, "no test is named"),
    ("scripts_can_be_run", {"run": "#!/bin/sh\n"}, "has no run bit"),
]


class Rules(unittest.TestCase):
    def findings(self, rule, files):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {"src/FLOORS": FLOORS, **files}.items():
                os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
                with open(f"{folder}/{path}", "w", encoding="utf-8") as file:
                    file.write(text)
            return [str(f) for f in getattr(tidy_rules, rule)(Tree(folder))]

    def test_each_rule_has_a_case_that_fails(self):
        failing = {rule for rule, _, message in CASES if message}
        self.assertEqual(failing, {rule.__name__ for rule in tidy_rules.RULES})


def add_case(number, rule, files, message):
    def check(self):
        found = self.findings(rule, files)
        if message:
            self.assertTrue(found and all(message in f for f in found), f"{message!r} is not in {found}")
        else:
            self.assertEqual(found, [])
    setattr(Rules, f"test_{number:03}_{rule}", check)


for number, case in enumerate(CASES):
    add_case(number, *case)


class Source(unittest.TestCase):
    def test_texts_and_comments_do_not_count_as_code(self):
        self.assertEqual(strip('a("}{"); // {\n/* { */ b(\'{\');').split(), ["a(\"", "\");", "b('", "');"])
        self.assertEqual(strip("int n = 1'000'000; f('{');").count("{"), 0)
        self.assertEqual(strip('R"x(a " { )" )x" {').count("{"), 1)

    def test_texts_that_follow_each_other_are_one(self):
        self.assertEqual(literals('f("a"\n  "b", "c\\n\\u2026")'), [(1, "ab"), (2, "c\n…")])
        self.assertEqual(literals('// "no"\nf(R"(x"y)")'), [(2, 'x"y')])

    def test_functions_are_found_wherever_they_stand(self):
        source = """
namespace a {
struct S {
    int x = 0;
    S() : x(1), list{1, 2} { x = 2; }
    bool operator()(int y) const noexcept {
        auto inner = [&] { return y; };
        if (inner()) { return true; }
        return false;
    }
};
constexpr int kTable[] = {f(1), 2};
const auto kMade = [](int a) {
    return a;
}(1);
template <typename T>
    requires(sizeof(T) > 1)
T Twice(T t) {
    return t + t;
}
#define MACRO(x) { x
enum class E { kA, kB };
TEST(A, B) {
}
}
"""
        found = [(first, last) for first, last, _ in functions(source)]
        for wanted in [(6, 10), (16, 20), (23, 24)]:
            self.assertIn(wanted, found)
        self.assertTrue(all(last - first < 6 for first, last in found), found)


class Memory(unittest.TestCase):
    STORY = test_suites.Suite(name="browser/a story", command=[])

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.script = f"{folder.name}/story.mjs"
        self.write("check(1);")
        for name, value in (("KEPT", f"{folder.name}/kept"), ("depended_on", lambda: test_memory.hash_of([self.script]))):
            patch = mock.patch.object(test_memory, name, value)
            patch.start()
            self.addCleanup(patch.stop)

    def write(self, text):
        with open(self.script, "w", encoding="utf-8") as file:
            file.write(text)

    def test_what_passed_is_known_until_something_changes(self):
        self.assertIsNone(test_memory.recall(self.STORY))
        test_memory.keep(self.STORY, 7, 5)
        self.assertEqual(test_memory.recall(self.STORY), (7, 5))
        self.write("check(2);")
        self.assertIsNone(test_memory.recall(self.STORY))
        self.write("check(1);")
        self.assertEqual(test_memory.recall(self.STORY), (7, 5))
        os.remove(self.script)
        self.assertIsNone(test_memory.recall(self.STORY))

    def test_what_failed_is_forgotten(self):
        test_memory.keep(self.STORY, 7, 5)
        test_memory.forget(self.STORY)
        test_memory.forget(self.STORY)
        self.assertIsNone(test_memory.recall(self.STORY))

    def test_a_record_that_was_cut_off_is_none(self):
        test_memory.keep(self.STORY, 7, 5)
        with open(test_memory.path_of(self.STORY), "w", encoding="utf-8") as file:
            file.write('{"of": ')
        self.assertIsNone(test_memory.recall(self.STORY))

    def test_names_contents_and_words_all_count(self):
        first, second = [f"{os.path.dirname(self.script)}/{name}" for name in ("a", "b")]
        for path, text in ((first, "x"), (second, "x")):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        hashes = {test_memory.hash_of(paths, more) for paths, more in (([first], ""), ([second], ""), ([first, second], ""), ([first], "x"))}
        self.assertEqual(len(hashes), 4)

    def test_only_stories_of_the_binary_are_remembered(self):
        remembered = [suite for suite in test_suites.quick() if suite.remembered]
        self.assertTrue(all(suite.preset == "release" and not suite.gtest for suite in remembered))
        self.assertFalse({suite.name for suite in remembered} & set(test_suites.BY_CHANCE))
        self.assertLessEqual(set(test_suites.BY_CHANCE), {suite.name for suite in test_suites.quick()})


class Counts(unittest.TestCase):
    def gtest(self, report, code):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(report, file)
            file.flush()
            return test_counts.of_gtest(file.name, code)

    def test_gtest(self):
        def report(*tests):
            return {"testsuites": [{"name": "S", "testsuite": list(tests)}]}
        good = {"name": "a", "result": "COMPLETED"}
        bad = {"name": "b", "result": "COMPLETED", "failures": [{}]}
        skipped = {"name": "c", "result": "SKIPPED"}
        self.assertEqual(self.gtest(report(good), 0), (1, 0, []))
        self.assertEqual(self.gtest(report(good, bad), 1), (1, 1, ["S.b"]))
        self.assertEqual(self.gtest(report(good, skipped), 0), (1, 1, ["S.c"]))
        self.assertEqual(self.gtest(report(good), 1)[:2], (1, 1))
        self.assertEqual(self.gtest(report(), 0)[:2], (0, 1))
        self.assertEqual(test_counts.of_gtest("/nowhere", 0)[:2], (0, 1))

    def test_output(self):
        for output, code, wanted in [
            ("3 passed, 0 failed\n", 0, (3, 0)),
            ("3 passed, 2 failed\n", 1, (3, 2)),
            ("1 passed, 1 failed\n3 passed, 0 failed\n", 0, (3, 0)),
            ("3 passed, 0 failed\n", 1, (3, 1)),
            ("0 passed, 0 failed\n", 0, (0, 1)),
            ("# pass 4\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0\n", 1, (4, 2)),
            ("Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=1)\n", 1, (3, 2)),
            ("Ran 5 tests in 0.1s\n\nOK\n", 0, (5, 0)),
            ("Ran 5 tests in 0.1s\n\nOK (skipped=2)\n", 0, (3, 2)),
            ("done", 0, (1, 0)),
            ("broken", 3, (0, 1)),
        ]:
            self.assertEqual(test_counts.of_output(output, code)[:2], wanted, output)


if __name__ == "__main__":
    unittest.main()
