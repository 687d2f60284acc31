#!/usr/bin/env python3
"""The hand-made worlds of tests/oracle/cases.py, imported by the real binary: what comes out of the API is what was worked
out by hand, and what the oracle says. Both shapes, both databases, with the permissions asked for first and with all."""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__))))
from harness import *  # noqa: E402,F403
from judging import denied, judge, judge_cases, judge_timelines, oracle, shops  # noqa: E402
import cases  # noqa: E402


def run(shop, path, shape, permissions, database):
    name = f"{shape}, {permissions}, {'postgres' if database else 'sqlite'}"
    allowed = oracle.ALL if permissions == "all" else oracle.SEED
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--load", path, "--api-version", shape, *denied(allowed))
    data = os.path.join(scratch(), "data")
    # The server asks for the newest shape, as ever; an account of an old version may answer in its own.
    server = Process("serve", "--listen", "127.0.0.1:0", "--data", data, "--stripe-api-base", sandbox.url, "--stripe-rate", "unlimited",
                     *(["--database", database] if database else []))
    api = Api(server.url, make_key(data))
    status, body, _ = api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY})
    if not check(f"{name}: connects", status == 200, str(body)):
        return
    wait_until_imported(api)
    profiles = all_profiles(api)
    judge_cases(name, shop, shape, permissions, profiles)
    judge_timelines(name, shop, shape, permissions, profiles, api)
    judge(name, oracle.contacts(dict(shop.shapes[shape], before_basil=shape == shops.BEFORE), allowed), profiles,
          but=["phone"])
    check(f"{name}: nothing is pending", all(profile["stripe"]["pending"] == [] for profile in profiles))
    created = [profile["created"] for profile in profiles]
    check(f"{name}: the list is the newest first", created == sorted(created, reverse=True))
    check(f"{name}: stops cleanly", server.stop() == 0, server.errors()[-500:])
    sandbox.stop()


def main():
    shop = cases.shop()
    path = os.path.join(scratch(), "cases.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(shop.world()))
    for shape in (shops.BEFORE, shops.AFTER):
        run(shop, path, shape, "all", "")
        run(shop, path, shape, "seed", fresh_postgres())
    finish()


main()
