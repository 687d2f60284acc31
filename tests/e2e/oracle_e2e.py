#!/usr/bin/env python3
"""Random worlds of a thousand people, imported by the real binary, judged by the oracle: both shapes, both databases,
with the permissions that the product asks for first and with all of them."""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__))))
from harness import *  # noqa: E402,F403

sys.path.insert(0, os.path.join(SOURCE, "tests", "oracle"))
import oracle  # noqa: E402
import worlds  # noqa: E402

FURTHER = ["charges", "refunds", "checkout_sessions", "invoice_payments", "prices", "products"]


def contact_of(profile):
    """A profile of the API in the oracle's words."""
    f, s = profile["fields"], profile["stripe"]
    key = oracle.email_key(f["email"]) or "id:" + str(f["stripe_customer_id"])
    return {
        "key": key, "stripe_customer_id": f["stripe_customer_id"], "stripe_customer_ids": s["customer_ids"],
        "total_orders": f["stripe_total_orders"], "order_products": f["stripe_order_products"],
        "distinct_products": s["distinct_products"], "sales": s["sales"], "currency": f["stripe_currency"],
        "total_sales": f["stripe_total_sales"], "order_status": f["stripe_order_status"],
        "order_last_value": f["stripe_order_last_value"], "order_last_currency": f["stripe_order_last_currency"],
        "last_create_order_date": f["stripe_last_create_order_date"],
        "first_create_order_date": f["stripe_first_create_order_date"],
        "subscriptions": {n: f["stripe_subscription_" + n] for n in ("active", "cancelled", "paused", "trial", "past_due")},
        "first_name": f["first_name"], "last_name": f["last_name"], "email": f["email"], "phone": f["phone"],
        "address": f["address"], "city": f["city"], "state": f["state"], "zip": f["zip"], "country": f["country"],
        "email_unsubscribed": f["email_unsubscribed"],
    }


def readable_phone(value):
    """The oracle has no tables of telephone numbers: only what begins with + is compared to the letter."""
    return value if value is None or value.startswith("+") else "written"


def judge(name, expected, profiles):
    actual = {c["key"]: c for c in map(contact_of, profiles)}
    wanted = {c["key"]: c for c in expected}
    check(f"{name}: the same people", set(actual) == set(wanted),
          f"missing {sorted(set(wanted) - set(actual))[:3]}, too many {sorted(set(actual) - set(wanted))[:3]}")
    wrong = []
    for key in set(actual) & set(wanted):
        for field, value in wanted[key].items():
            got = actual[key].get(field)
            if field == "phone":
                got, value = readable_phone(got), readable_phone(value)
            if got != value:
                wrong.append(f"{key}.{field}: expected {value!r}, is {got!r}")
    check(f"{name}: {len(wanted)} people agree", not wrong, f"{len(wrong)} differ\n    " + "\n    ".join(wrong[:12]))


def run(seed, shape, database, permissions, people):
    name = f"seed {seed}, {shape}, {'postgres' if database else 'sqlite'}, {len(permissions)} permissions"
    folder = scratch()
    world = worlds.world(seed, people)
    path = os.path.join(folder, "world.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(world, file)
    denied = [r for r in FURTHER if r not in permissions]
    # Reading invoice payments comes with the permission on invoices, in basil and later.
    denied = [r for r in denied if r != "invoice_payments"]
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--load", path, "--api-version", shape,
                      *(["--deny", ",".join(denied)] if denied else []))
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
