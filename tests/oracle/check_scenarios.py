"""The oracle against the hand-written expectations of tests/data/stripe/scenarios: it must agree before it may judge."""

import glob
import json
import os
import sys

import oracle

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "data", "stripe", "scenarios")


def differences(expected, actual):
    wanted = {c["key"]: c for c in expected}
    found = {c["key"]: c for c in actual}
    for key in sorted(set(wanted) ^ set(found)):
        yield f"{key}: only {'expected' if key in wanted else 'computed'}"
    for key in sorted(set(wanted) & set(found)):
        for name, value in wanted[key].items():
            if found[key].get(name) != value:
                yield f"{key}.{name}: expected {value!r}, computed {found[key].get(name)!r}"


def main():
    passed = failed = 0
    for path in sorted(glob.glob(os.path.join(FOLDER, "*.json"))):
        with open(path, encoding="utf-8") as file:
            scenario = json.load(file)
        for shape, world in scenario.get("shapes", {}).items():
            world = dict(world, before_basil=shape < "2025-03-31")
            cases = [(oracle.SEED, scenario["expected_contacts"])]
            cases.append((oracle.ALL, scenario.get("expected_with_all_permissions", scenario["expected_contacts"])))
            for permissions, expected in cases:
                found = list(differences(expected, oracle.contacts(world, permissions)))
                passed, failed = (passed, failed + 1) if found else (passed + 1, failed)
                for line in found:
                    print(f"{os.path.basename(path)} {shape} {len(permissions)} permissions: {line}")
        for case in scenario.get("cases", []):
            got = oracle.contacts({"customers": [case["customer"]]})[0]
            good = (got["first_name"], got["last_name"]) == (case["first_name"], case["last_name"])
            passed, failed = (passed + 1, failed) if good else (passed, failed + 1)
            if not good:
                print("name", case["customer"]["name"], got["first_name"], got["last_name"])
        for case in scenario.get("address_cases", []):
            got = oracle.contacts({"customers": [case["customer"]]})[0]
            bad = [n for n, v in case["expected"].items() if n != "source" and got[n] != v]
            passed, failed = (passed, failed + 1) if bad else (passed + 1, failed)
            for name in bad:
                print("address", name, case["expected"][name], got[name])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
