"""Which suites there are. A suite is a name and a command; what it needs built comes before it."""

import glob
import os
from dataclasses import dataclass, field

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCRIPT_ENDS = (".mjs", ".sh", ".py")
THREADED = ("runtime", "sql", "settle", "http")
FUZZ_SECONDS = int(os.environ.get("DAYBOOK_FUZZ_SECONDS", "60"))


PRESETS = ("release", "asan", "clang", "tsan")  # in the order in which they are built
# Programs that take long, in so many parts, each a process of its own. No more parts than it has tests.
PARTS = {"sim": 9, "stripe": 4, "scenarios": 2}
# The simulator's tests that take seeds: so many with optimised code, which is four times as fast, and so many of them under
# sanitizers.
SEEDED = "*SimTest*:*FaultsTest*"
SEEDS, SEEDS_SANITIZED = "100", "10"
SEEDS_LONG, SEEDS_LONG_SANITIZED = "1000", "100"
# Scripts that take their worlds and moments by chance: a new seed tells more.
BY_CHANCE = ("e2e/oracle_e2e", "e2e/kill_e2e", "e2e/edit_kill_e2e")
# What begins first, so that nothing long is left when the rest has ended.
LONGEST = ("sim 5", "sim 9", "sim", "browser/screens", "segments_e2e", "templates_e2e", "faults_e2e", "cli_e2e", "profile_e2e", "oracle_e2e",
           "people_e2e", "kill_e2e", "stripe", "changes_e2e", "follow_e2e", "scenarios", "values_e2e", "profiles",
           "conditions", "live_e2e")


@dataclass
class Suite:
    name: str                  # what `./test NAME` is compared with
    command: list
    preset: str = ""           # the build it needs; "" for none
    target: str = ""           # within that build
    gtest: bool = False
    remembered: bool = False   # once it passed it is not run again before something that it depends on changes (test_memory.py)
    timeout: int = 1800        # seconds
    environment: dict = field(default_factory=dict)


def modules_with_tests():
    """What has a test program NAME_test: the modules in the order of the floors, then the folders of tests/."""
    with open(f"{ROOT}/src/FLOORS", encoding="utf-8") as floors:
        modules = floors.read().split()
    modules = [m for m in modules if glob.glob(f"{ROOT}/src/{m}/**/*_test.cc", recursive=True)]
    return modules + sorted({os.path.basename(os.path.dirname(p)) for p in glob.glob(f"{ROOT}/tests/*/*_test.cc")})


def gtests(preset, modules, prefix="", before=(), timeout=1800):
    found = []
    for module in modules:
        found += gtest(f"{prefix}{module}", preset, module, PARTS.get(module, 1), [*before, f"{ROOT}/build/{preset}/{module}_test"], timeout)
    return found


def gtest(name, preset, module, parts, command, timeout=1800):
    return [Suite(name=name + (f" {part + 1} of {parts}" if parts > 1 else ""), preset=preset, target=f"{module}_test", gtest=True,
                  timeout=timeout, command=command,
                  environment={"GTEST_TOTAL_SHARDS": str(parts), "GTEST_SHARD_INDEX": str(part)} if parts > 1 else {})
            for part in range(parts)]


def seeds(many):
    found = gtest("seeds", "release", "sim", 4, [f"{ROOT}/build/release/sim_test", f"--gtest_filter={SEEDED}"])
    for suite in found:
        suite.environment["DAYBOOK_SIM_SEEDS"] = os.environ.get("DAYBOOK_SIM_SEEDS", many)
    return found


def scripts(folder, pattern):
    """tests/<folder>/<pattern>.{mjs,sh,py}, in order."""
    paths = glob.glob(f"{ROOT}/tests/{folder}/**/{pattern}.*", recursive=True)
    return sorted(path for path in paths if path.endswith(SCRIPT_ENDS))


def interpreter(path):
    return {".mjs": ["node"], ".py": ["python3"], ".sh": ["bash"]}[os.path.splitext(path)[1]]


def named(path):
    return os.path.relpath(path, f"{ROOT}/tests").rsplit(".", 1)[0]


def fuzzers():
    found = []
    for path in sorted(glob.glob(f"{ROOT}/src/*/**/*_fuzz.cc", recursive=True)):
        module = os.path.relpath(path, f"{ROOT}/src").split(os.sep)[0]
        program = f"{module}_{os.path.basename(path)[:-3]}"
        found.append(Suite(
            name=f"fuzz/{program}", preset="clang", target=program, timeout=FUZZ_SECONDS + 120,
            command=["bash", f"{ROOT}/tools/fuzz", f"{ROOT}/build/clang/{program}", program, str(FUZZ_SECONDS)]))
    return found


def quick(many_seeds=SEEDS):
    suites = [Suite(name="tidy", command=["python3", f"{ROOT}/tools/tidy"])]
    suites += [Suite(name=named(path), command=[*interpreter(path), path])
               for path in scripts("tidy", "*_test") + scripts("oracle", "check_*")]
    suites += web()
    suites += seeds(many_seeds) + gtests("asan", modules_with_tests())
    for folder, pattern in (("oracle", "*_test"), ("e2e", "*_e2e"), ("judges", "*_judge"), ("sim", "*_sim"), ("browser", "*_e2e")):
        suites += [Suite(name=named(path), command=[*interpreter(path), path], preset="release", target="daybook",
                         timeout=1200, remembered=named(path) not in BY_CHANCE) for path in scripts(folder, pattern)]
    return suites


def web():
    """The admin application's own suites; what it does in a browser is in tests/browser."""
    modules = f"{ROOT}/node_modules"
    return [
        Suite(name="web/biome", command=["sh", "-c", f"cd {ROOT}/web && exec node {modules}/@biomejs/biome/bin/biome check ."]),
        Suite(name="web/types", command=["node", f"{modules}/typescript/bin/tsc", "--noEmit", "-p", f"{ROOT}/web",
                                         "--incremental", "--tsBuildInfoFile", f"{ROOT}/build/types.json"]),
        Suite(name="web/unit", command=["node", f"{modules}/vitest/vitest.mjs", "run", "--root", f"{ROOT}/web",
                                        "--reporter=dot", f"--reporter={ROOT}/web/scripts/count-reporter.mjs"]),
        Suite(name="web/size", preset="release", target="daybook", command=["node", f"{ROOT}/web/scripts/check-size.mjs"]),
    ]


def long_only():
    threaded = [m for m in modules_with_tests() if m in THREADED]
    suites = gtests("clang", modules_with_tests(), prefix="clang/", timeout=3600)
    for suite in suites:  # the many seeds once, with g++: the other compiler is asked about the code, not about chance
        suite.environment["DAYBOOK_SIM_SEEDS"] = SEEDS_SANITIZED
    # ThreadSanitizer of g++ 12 cannot live with the address randomisation of newer kernels.
    suites += gtests("tsan", threaded, prefix="tsan/", before=("setarch", "-R"), timeout=3600)
    suites.append(Suite(name="clang-tidy", preset="clang", command=["python3", f"{ROOT}/tools/clang_tidy"], timeout=7200))
    return suites + fuzzers()
