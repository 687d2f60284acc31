#!/usr/bin/env python3
"""Builds and runs the suites of tools/test_suites.py; the last line is "N passed, M failed". Called by ./test."""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import test_counts
import test_memory
import test_suites
from test_postgres import Postgres, PostgresFailed
from test_scratch import Scratch
from test_suites import ROOT

LOGS = f"{ROOT}/build/test-logs"
POLITELY = ("nice", "-n", "10")  # what computes lets those go first that wait for a program to answer
SHOWN_LINES = 150  # of the output of a suite that failed


def arguments():
    parser = argparse.ArgumentParser(prog="./test", description="Runs the test suites.")
    parser.add_argument("--long", action="store_true", help="also clang, ThreadSanitizer, fuzzing, more seeds and kills")
    parser.add_argument("--again", action="store_true", help="also what passed before and depends on nothing that changed since")
    parser.add_argument("--list", action="store_true", help="only name the suites")
    parser.add_argument("--seed", type=int, help="of everything random; printed at the start")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only suites whose name contains it")
    return parser.parse_args()


class Run:
    def __init__(self, seed, again):
        self.seed = seed
        self.again = again
        self.environment = {}
        self.remembered = 0
        self.passed = 0
        self.failed = 0
        self.bad = []  # what to look at, one line each
        self.lock = threading.Lock()
        self.groups = set()

    def count(self, passed, failed, name):
        with self.lock:
            self.passed += passed
            self.failed += failed
            if failed:
                self.bad.append(name)

    def call(self, command, log, timeout, environment=None):
        """The exit code and the seconds of processor it took; the output goes to `log`. Whatever the command leaves
        running is ended."""
        env = {**self.environment, **(environment or {})}
        with open(log, "wb") as out:
            child = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out,
                                     stderr=subprocess.STDOUT, start_new_session=True)
            self.groups.add(child.pid)
            late = threading.Timer(timeout, self.end_group, [child.pid])
            late.start()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            too_long = child.pid not in self.groups
            late.cancel()
            self.end_group(child.pid)
            if too_long:
                out.write(f"\nended: it took longer than {timeout} s\n".encode())
            return 124 if too_long else child.returncode, usage.ru_utime + usage.ru_stime

    def end_group(self, pid):
        self.groups.discard(pid)
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def end_all(self):
        for pid in list(self.groups):
            self.end_group(pid)

    def suite(self, suite):
        before = None if self.again or not suite.remembered else test_memory.recall(suite)
        if before:
            self.count(before[0], 0, suite.name)
            self.remembered += 1
            self.show(suite.name, before[0], 0, f"with seed {before[1]}; nothing that it depends on changed since", "", [])
            return
        log = f"{LOGS}/{re.sub('[^a-zA-Z0-9_-]', '.', suite.name)}"
        command, environment = list(suite.command), dict(suite.environment)
        if suite.gtest:
            if os.path.exists(f"{log}.json"):
                os.remove(f"{log}.json")
            command += [f"--gtest_output=json:{log}.json", "--gtest_shuffle", "--gtest_brief=1",
                        f"--gtest_random_seed={self.seed % 99999 + 1}"]
            environment["RC_PARAMS"] = f"seed={self.seed}"
            command = [*POLITELY, *command]
        start = time.monotonic()
        try:
            code, processor = self.call(command, f"{log}.log", suite.timeout, environment)
        except OSError as error:
            with open(f"{log}.log", "w", encoding="utf-8") as out:
                print(f"cannot start {command[0]}: {error}", file=out)
            code, processor = 127, 0
        with open(f"{log}.log", encoding="utf-8", errors="replace") as file:
            output = file.read()
        if suite.gtest:
            passed, failed, names = test_counts.of_gtest(f"{log}.json", code)
        else:
            passed, failed, names = test_counts.of_output(output, code)
        self.count(passed, failed, suite.name)
        if suite.remembered:
            test_memory.forget(suite) if failed else test_memory.keep(suite, passed, self.seed)
        took = f"{time.monotonic() - start:.1f} s, {processor:.1f} s of a processor"
        self.show(suite.name, passed, failed, took, output if failed else "", names)

    def show(self, name, passed, failed, took, output, names):
        with self.lock:
            print(f"== {name}: {passed} passed, {failed} failed ({took})", flush=True)
            lines = output.splitlines()
            if len(lines) > SHOWN_LINES:
                print(f"   … {len(lines) - SHOWN_LINES} lines before these are in build/test-logs")
            for line in lines[-SHOWN_LINES:]:
                print(f"   {line}")
            for test in names:
                print(f"   FAILED {test}", flush=True)

    def build(self, preset, targets):
        """False if something did not compile: then what did is run all the same."""
        start = time.monotonic()
        log = f"{LOGS}/build-{preset}.log"
        keep_going = [] if preset == "release" else ["-k", "0"]
        code, _ = self.call([*POLITELY, f"{ROOT}/tools/build", preset, *keep_going, *targets], log, 7200,
                         {"DAYBOOK_CMAKE_FLAGS": "" if preset == "release" else "-DDAYBOOK_WERROR=ON"})
        with open(log, encoding="utf-8", errors="replace") as file:
            output = file.read()
        seconds = time.monotonic() - start
        if code == 0:
            print(f"== built {preset} ({seconds:.1f} s)", flush=True)
            return True
        self.count(0, 1, f"build {preset}")
        self.show(f"build {preset}", 0, 1, f"{seconds:.1f} s", output, [])
        return False


def run_suites(run, suites):
    """What is no gtest mostly waits, so it runs beside the builds and the gtests, which leave it the processor. The
    release build comes first: most of what waits needs it."""
    cores = max(2, os.cpu_count() or 1)
    presets = sorted({s.preset for s in suites if s.preset}, key=test_suites.PRESETS.index)
    with ThreadPoolExecutor(cores + 2) as scripts, ThreadPoolExecutor(cores) as programs:
        try:
            ahead = [scripts.submit(run.suite, s) for s in suites if not s.preset]
            for preset in presets:
                of_preset = longest_first([s for s in suites if s.preset == preset])
                good = run.build(preset, sorted({s.target for s in of_preset if s.target}))
                if not good and preset == "release":
                    for suite in of_preset:
                        run.count(0, 1, f"{suite.name} (not built)")
                    continue
                ahead += [scripts.submit(run.suite, s) for s in of_preset if not s.gtest]
                wait([programs.submit(run.suite, s) for s in of_preset if s.gtest])
            wait(ahead)
        except BaseException:
            scripts.shutdown(wait=False, cancel_futures=True)
            programs.shutdown(wait=False, cancel_futures=True)
            run.end_all()
            raise


def wait(futures):
    for future in futures:
        future.result()


def longest_first(suites):
    def place(suite):
        return next((i for i, name in enumerate(test_suites.LONGEST) if name in suite.name), len(test_suites.LONGEST))
    return sorted(suites, key=place)


def environment_of(options, seed, postgres_url, scratch):
    """Stacks that are looked at after their function returned cost 60 % more, and remembering more of who allocated and who
    freed a tenth: only the long run does."""
    asan = "detect_stack_use_after_return=1" if options.long else \
        "detect_stack_use_after_return=0:malloc_context_size=6:quarantine_size_mb=64"
    environment = {**os.environ, "TMPDIR": scratch, "DAYBOOK_TEST_POSTGRES": postgres_url, "DAYBOOK_SEED": str(seed),
                   "DAYBOOK_BINARY": f"{ROOT}/build/release/daybook", "DAYBOOK_SOURCE_DIR": ROOT,
                   "ASAN_OPTIONS": f"{asan}:strict_string_checks=1",
                   "UBSAN_OPTIONS": "print_stacktrace=1", "TSAN_OPTIONS": "halt_on_error=1:second_deadlock_stack=1"}
    environment.setdefault("DAYBOOK_SIM_SEEDS", test_suites.SEEDS_LONG_SANITIZED if options.long else test_suites.SEEDS_SANITIZED)
    environment.setdefault("DAYBOOK_KILLS", "200" if options.long else "8")
    return environment


def chosen(options):
    suites = test_suites.quick(test_suites.SEEDS_LONG) + test_suites.long_only() if options.long else test_suites.quick()
    if not options.names:
        return suites
    return [s for s in suites if any(name in s.name for name in options.names)]


def run_all(options, suites, seed):
    run = Run(seed, again=options.again or options.long or options.seed is not None or bool(options.names))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with Scratch() as folder, Postgres(folder) as url:
            run.environment = environment_of(options, seed, url, folder)
            print(f"PostgreSQL for this run: {url}", flush=True)
            run_suites(run, suites)
    except PostgresFailed as error:
        print(f"== postgres: 0 passed, 1 failed\n   {error}")
        run.count(0, 1, "postgres")
    finally:
        run.end_all()
    return run


def main():
    options = arguments()
    suites = chosen(options)
    if options.list:
        print("\n".join(s.name for s in suites))
        return 0
    if not suites:
        print(f"There is no suite with such a name: {' '.join(options.names)} (./test --list names them).")
        print("0 passed, 1 failed")
        return 1
    os.makedirs(LOGS, exist_ok=True)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1, 2**31)
    start = time.monotonic()
    print(f"{len(suites)} suites, seed {seed} (./test --seed {seed} repeats it)", flush=True)
    run = run_all(options, suites, seed)
    print(f"\nTook {time.monotonic() - start:.0f} s; seed {seed}; every output is in build/test-logs.")
    if run.remembered:
        print(f"{run.remembered} suites passed before and depend on nothing that changed since: ./test --again runs them too.")
    for name in run.bad:
        print(f"FAILED {name}")
    print(f"{run.passed} passed, {run.failed} failed")
    return 0 if run.failed == 0 and run.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
