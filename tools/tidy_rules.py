"""The rules of tools/tidy. Each takes a Tree and yields Findings; tests/tidy proves of each that it can fail."""

import os
import re

from tidy_source import Finding, functions, literals, strip

FILE_LINES_MAX = 600
FUNCTION_LINES_MAX = 70
CPP = r"^src/.*\.(cc|h)$"
TEST_CODE = re.compile(r"_(test|support|fuzz|bench)\.(cc|h)$")
SOURCES = (r"^(src|tests|tools|bench|web/src)/.*\.(cc|h|sql|py|mjs|sh|ts|tsx)$", r"^schema/.*\.sql$", r"^\.ci/",
           r"^(run|test|CMakeLists\.txt)$", r"^cmake/", r"^tools/[^.]*$")
# Others' texts, and what a program of ours wrote.
FIXTURES = re.compile(r"^tests/(data|tidy)/|^web/src/api/schema\.d\.ts$")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def module_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "src" else ""


def floors(tree):
    """{module: number of its line in src/FLOORS}."""
    lines = tree.read("src/FLOORS").splitlines()
    return {module: floor for floor, line in enumerate(lines) for module in line.split()}


def includes_stay_on_their_floor(tree):
    floor = floors(tree)
    for path in tree.matching(CPP):
        own = module_of(path)
        if own and own not in floor:
            yield Finding(path, 1, f"the module {own} is not in src/FLOORS")
            continue
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', tree.read(path), re.M):
            other, line = match.group(1).split("/")[0], line_of(tree.read(path), match.start())
            if "/" not in match.group(1) or other not in floor:
                yield Finding(path, line, f'"{match.group(1)}": name it from src/, as "module/file.h"')
            elif own and other != own and floor[other] >= floor[own]:
                yield Finding(path, line, f"{own} may not include {other}: it stands on the same or a later floor")


def sizes(tree):
    for path in tree.matching(*SOURCES):
        if FIXTURES.search(path):
            continue
        lines = tree.read(path).count("\n")
        if lines > FILE_LINES_MAX:
            yield Finding(path, lines, f"the file has {lines} lines, more than {FILE_LINES_MAX}")
    for path in tree.matching(CPP):
        for first, last, name in functions(tree.read(path)):
            if last - first + 1 > FUNCTION_LINES_MAX:
                yield Finding(path, first, f"{name} has {last - first + 1} lines, more than {FUNCTION_LINES_MAX}")


STATEMENT = re.compile(r"^\s*(SELECT\s.*\bFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|WITH\s+\w+\s+AS|"
                       r"(CREATE|DROP|ALTER)\s+(TABLE|INDEX))\b", re.S)


def statements_lie_in_sql_files(tree):
    for path in tree.matching(CPP):
        if module_of(path) == "sql" or TEST_CODE.search(path):
            continue
        for line, text in literals(tree.read(path)):
            if STATEMENT.search(text):
                yield Finding(path, line, "an SQL statement in C++: it belongs into the module's .sql file")


def without_sql_comments(text):
    """Comments and texts blanked."""
    return re.sub(r"--[^\n]*|'(?:[^']|'')*'", lambda m: re.sub(r"[^\n]", " ", m.group(0)), text)


PORTABLE = (
    (re.compile(r"::\s*\w"), "an engine's cast: write CAST(… AS …)"),
    (re.compile(r"\bILIKE\b", re.I), "ILIKE is PostgreSQL's alone: compare a folded column"),
    (re.compile(r"\bnow\s*\(", re.I), "now(): pass the time as a parameter"),
    (re.compile(r"\bCURRENT_(TIMESTAMP|DATE|TIME)\b", re.I), "the engine's clock: pass the time as a parameter"),
    (re.compile(r"\b(GENERATED|AUTOINCREMENT|BIGSERIAL|SERIAL)\b", re.I), "a key made by the engine: we make our keys"),
    (re.compile(r"\bAS\s*\(\s*(INSERT|UPDATE|DELETE)\b", re.I), "a CTE that writes: SQLite has none"),
    (re.compile(r"->>?|\bjson_\w+\s*\(|\bjsonb\b", re.I), "JSON is stored, never queried inside"),
)


def sql_is_portable(tree):
    for path in tree.matching(r"^(src|schema)/.*\.sql$"):
        text = without_sql_comments(tree.read(path))
        for pattern, why in PORTABLE:
            for match in pattern.finditer(text):
                yield Finding(path, line_of(text, match.start()), why)


def table_owners(tree):
    """{table: module}, from the `-- module` lines of the schema."""
    known, owners = floors(tree), {}
    for path in tree.matching(r"^schema/.*\.sql$"):
        owner = ""
        for line in tree.read(path).splitlines():
            heading = re.match(r"--\s*(\w+)\s*$", line)
            if heading and heading.group(1) in known:
                owner = heading.group(1)
            created = re.match(r"\s*CREATE TABLE (?:IF NOT EXISTS )?(\w+)", line)
            if created:
                owners[created.group(1)] = owner
    return owners


def tables_have_one_owner(tree):
    owners = table_owners(tree)
    for table, owner in owners.items():
        if not owner:
            yield Finding("schema", 1, f"table {table} stands under no `-- module` line")
    for path in tree.matching(r"^src/.*\.sql$"):
        text = without_sql_comments(tree.read(path))
        for match in re.finditer(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)", text, re.I):
            owner = owners.get(match.group(1).lower())
            if owner and owner != module_of(path):
                yield Finding(path, line_of(text, match.start()),
                              f"table {match.group(1)} belongs to {owner}: ask that module")


MARKS = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def no_marks_are_left(tree):
    for path in tree.matching(*SOURCES):
        if FIXTURES.search(path):
            continue
        for match in MARKS.finditer(tree.read(path)):
            yield Finding(path, line_of(tree.read(path), match.start()), f"{match.group(1)}: do it, or open an issue")


def lock_file_names_no_registry(tree):
    for path in tree.matching(r"(^|/)package-lock\.json$", r"(^|/)\.npmrc$"):
        text = tree.read(path)
        for match in re.finditer(r'"resolved"\s*:|https?://[^"\s]*/[^"\s]*\.tgz|^\s*(?:@\w+:)?registry\s*=', text, re.M):
            yield Finding(path, line_of(text, match.start()), "names a registry: omit-lockfile-registry-resolved=true")


# Heavy headers and the modules whose .cc files may include them (None: all).
HEAVY = (
    (re.compile(r"boost/(asio|beast)"), {"runtime", "http"}),
    (re.compile(r"boost/(json|url)|simdjson|sodium|utf8proc|CLI/"), None),
    (re.compile(r"curl/"), {"http"}),
    (re.compile(r"(postgresql/)?libpq"), {"sql"}),
    (re.compile(r"sqlite3"), {"sql", "server"}),
    (re.compile(r"openssl/"), {"base", "http"}),
)
# Headers that wrap a heavy one for their own module: only its .cc files may include them.
WRAPPERS = {
    "runtime/asio.h": {"runtime", "http"},
    "http/connection.h": {"http"},
    "http/transfer.h": {"http"},
    "conditions/parse_parts.h": {"conditions"},
    "stripe/decode_json.h": {"stripe"},
    "server/cli/json.h": {"server"},
}


def is_header(path):
    return path.endswith(".h") and path.removeprefix("src/") not in WRAPPERS


def why_too_heavy(path, included):
    for pattern, modules in HEAVY:
        if pattern.match(included):
            if is_header(path):
                return f"<{included}> in a header: wrap it in a .cc"
            if modules is not None and module_of(path) not in modules:
                return f"<{included}> belongs to {' and '.join(sorted(modules))}"
    if included in WRAPPERS and (is_header(path) or module_of(path) not in WRAPPERS[included]):
        return f'"{included}" is for .cc files of {" and ".join(sorted(WRAPPERS[included]))}'
    return ""


def heavy_headers_stay_wrapped(tree):
    for path in tree.matching(CPP):
        if TEST_CODE.search(path):
            continue
        text = tree.read(path)
        for match in re.finditer(r"^[ \t]*#[ \t]*include[ \t]*[<\"]([^>\"]+)[>\"]", text, re.M):
            if why := why_too_heavy(path, match.group(1)):
                yield Finding(path, line_of(text, match.start()), why)


LAMBDA = re.compile(r"\[[^\[\]]*[\w&=][^\[\]]*\]\s*(?:\([^()]*\))?[^;{}()]*\{")


def coroutines_avoid_what_the_compiler_breaks(tree):
    for path in tree.matching(CPP):
        code = strip(tree.read(path))
        for match in re.finditer(r"\bco_await\b", code):
            line = line_of(code, match.start())
            if module_of(path) not in ("http", "runtime"):
                yield Finding(path, line, "coroutines live in http/ and runtime/ only")
            start = max(code.rfind(c, 0, match.start()) for c in ";{}") + 1
            before, after = code[start:match.start()], code[match.start():code.find(";", match.start())]
            if re.search(r"[(,]\s*(?:\w+(?:::\w+)*\s*)?\{", after) or LAMBDA.search(after) or "[" in before and "]" in before \
                    and not re.search(r"\bauto&?&?\s*\[", before):
                yield Finding(path, line, "a lambda or a braced value within a co_await: name it first (g++ 12)")
            if re.search(r"\bTRY\s*\([^;]*$|\(\{[^;]*$", before):
                yield Finding(path, line, "co_await within TRY: g++ 12 crashes on it; name the result first")


def tests_never_skip(tree):
    for path in tree.matching(r"^src/.*_test\.cc$"):
        for match in re.finditer(r"\bGTEST_SKIP\b|\bDISABLED_\w+", strip(tree.read(path))):
            yield Finding(path, line_of(tree.read(path), match.start()), "a test that is skipped proves nothing")


def placeholder_pieces(sentence):
    """A sentence between its {placeholders}, those that are long enough to be looked for."""
    return [piece.strip() for piece in re.split(r"\{[^{}]*\}", sentence) if len(piece.strip()) > 3]


def spoken_texts(tree):
    texts = []
    for path in tree.matching(r"^src/.*\.(cc|h)$"):
        if not TEST_CODE.search(path):
            texts += [text for _, text in literals(tree.read(path))]
    return "\0".join(texts + [tree.read(p) for p in tree.matching(r"^(run|test|tools/prepare)$")])


def test_code(tree):
    paths = tree.matching(r"^src/.*_test\.cc$", r"^tests/.*\.(py|mjs|sh|cc|txt)$")
    return "\0".join(tree.read(p) for p in paths if not p.startswith("tests/data/"))


def has_test(name, code):
    """Suite.Test of GoogleTest (macro's arguments), or any name that stands in a test's file."""
    if "." in name:
        suite, test = name.split(".", 1)
        suite = suite.rsplit("/", 1)[-1]
        if re.search(rf"\(\s*{re.escape(suite)}\s*,\s*{re.escape(test)}\s*[,)]", code):
            return True
    return name in code


FAULTS = "docs/faults.md"


def faults_are_told_and_tested(tree):
    if not tree.has(FAULTS):
        yield Finding(FAULTS, 1, "is missing: a table of | fault | sentence | test |")
        return
    spoken, tests, rows = spoken_texts(tree), test_code(tree), 0
    for number, line in enumerate(tree.read(FAULTS).splitlines(), 1):
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) != 3 or set(cells[0]) <= set("-: ") or cells[2].lower() == "test":
            continue
        rows += 1
        sentence = cells[1].strip("`\"“”")
        missing = [piece for piece in placeholder_pieces(sentence) if piece not in spoken]
        if missing or not placeholder_pieces(sentence):
            yield Finding(FAULTS, number, f"no source says: {(missing or [sentence])[0]}")
        names = re.findall(r"`([^`]+)`", cells[2]) or [n.strip() for n in cells[2].split(",") if n.strip()]
        if not names:
            yield Finding(FAULTS, number, f"{cells[0]}: no test is named")
        for name in names:
            if not has_test(name, tests):
                yield Finding(FAULTS, number, f"there is no test {name}")
    if rows == 0:
        yield Finding(FAULTS, 1, "holds no row | fault | sentence | test |")


def scripts_can_be_run(tree):
    paths = tree.matching(r"^(run|test|\.ci/run|tools/(prepare|build|tidy|fuzz|clang_tidy))$")
    for path in paths:
        if not os.access(os.path.join(tree.root, path), os.X_OK):
            yield Finding(path, 1, "has no run bit")


RULES = (
    includes_stay_on_their_floor,
    sizes,
    statements_lie_in_sql_files,
    sql_is_portable,
    tables_have_one_owner,
    no_marks_are_left,
    lock_file_names_no_registry,
    heavy_headers_stay_wrapped,
    coroutines_avoid_what_the_compiler_breaks,
    tests_never_skip,
    faults_are_told_and_tested,
    scripts_can_be_run,
)
