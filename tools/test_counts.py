"""How many tests a program ran, from what it left behind: (passed, failed, names of the failed)."""

import json
import re

LAST_LINE = re.compile(r"^\s*(\d+) passed, (\d+) failed\s*$", re.M)
NODE_PASS = re.compile(r"^(?:#|ℹ) pass (\d+)\s*$", re.M)
NODE_FAIL = re.compile(r"^(?:#|ℹ) (?:fail|cancelled|skipped|todo) (\d+)\s*$", re.M)
PYTHON_RAN = re.compile(r"^Ran (\d+) tests? in ", re.M)
PYTHON_BAD = re.compile(r"\b(?:failures|errors|skipped|unexpected successes)=(\d+)")


def of_gtest(report_path, exit_code):
    """A test that was skipped failed; a program that died failed once more than its report can say."""
    try:
        with open(report_path, encoding="utf-8") as file:
            report = json.load(file)
    except (OSError, ValueError):
        return 0, 1, ["the program ended without a report"]
    passed, failed = 0, []
    for suite in report.get("testsuites", []):
        for test in suite.get("testsuite", []):
            name = f"{suite['name']}.{test['name']}"
            if test.get("failures") or test.get("result") != "COMPLETED":
                failed.append(name)
            else:
                passed += 1
    if exit_code != 0 and not failed:
        failed.append(f"the program ended with {exit_code}")
    if passed == 0 and not failed:
        failed.append("no test ran")
    return passed, len(failed), failed


def of_output(output, exit_code):
    """A last line "N passed, M failed", Node's or unittest's summary, or else the exit code as one test."""
    passed, failed = 1, 0
    if own := LAST_LINE.findall(output):
        passed, failed = int(own[-1][0]), int(own[-1][1])
    elif node := NODE_PASS.findall(output):
        passed, failed = int(node[-1]), sum(int(n) for n in NODE_FAIL.findall(output)[-4:])
    elif ran := PYTHON_RAN.findall(output):
        failed = sum(int(n) for n in PYTHON_BAD.findall(output[output.rfind("Ran "):]))
        passed = int(ran[-1]) - failed
    elif exit_code != 0:
        passed, failed = 0, 1
    if (exit_code != 0 or passed == 0) and failed == 0:
        failed = 1
    return passed, failed, []
