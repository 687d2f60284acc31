#!/usr/bin/env python3
"""Random worlds of a thousand people, imported by the real binary, judged by the oracle: both shapes, both databases,
with the permissions that the product asks for first and with all of them."""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__))))
from harness import *  # noqa: E402,F403

from judging import denied, judge, oracle  # noqa: E402
import worlds  # noqa: E402


def run(seed, shape, database, permissions, people):
    name = f"seed {seed}, {shape}, {'postgres' if database else 'sqlite'}, {len(permissions)} permissions"
    folder = scratch()
    world = worlds.world(seed, people)
    path = os.path.join(folder, "world.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(world))  # json.dump is eight times as slow
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--load", path, "--api-version", shape,
                      *denied(permissions))
    data = os.path.join(folder, "data")
    server = Process("serve", "--listen", "127.0.0.1:0", "--data", data, "--stripe-api-base", sandbox.url, "--stripe-rate", "unlimited",
                     "--stripe-version", shape, *(["--database", database] if database else []))
    api = Api(server.url, make_key(data))
    status, body, _ = api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY})
    if not check(f"{name}: connects", status == 200, str(body)):
        return
    wait_until_imported(api)
    seen = dict(world["shapes"][shape], before_basil=shape < "2025-03-31")
    judge(name, oracle.contacts(seen, permissions), all_profiles(api))
    check(f"{name}: stops cleanly", server.stop() == 0, server.errors()[-500:])
    sandbox.stop()


def main():
    people = int(os.environ.get("DAYBOOK_ORACLE_PEOPLE", "1000"))
    print(f"seed {SEED}")
    for n, (shape, postgres, permissions) in enumerate([
            (worlds.AFTER, False, oracle.ALL), (worlds.BEFORE, False, oracle.ALL),
            (worlds.AFTER, True, oracle.SEED), (worlds.BEFORE, True, oracle.SEED),
            (worlds.AFTER, False, oracle.SEED), (worlds.BEFORE, True, oracle.ALL)]):
        run(SEED + n, shape, fresh_postgres() if postgres else "", permissions, people)
    finish()


main()
