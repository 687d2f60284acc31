#!/usr/bin/env python3
"""While a shop is read for the first time a person is "being read" until all of it is known: a number that is shown as known
is the one that stands there in the end."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import SEED, check, finish, pending, until  # noqa: E402
from house import ENGINES, House  # noqa: E402

CUSTOMERS = 1500


def numbers(profile):
    fields = profile["fields"]
    return fields["stripe_total_orders"], fields["stripe_total_sales"], fields["stripe_subscription_active"]


def watch(api):
    """What was shown as known, and how often nothing was, until nobody waits any more."""
    known, waited = {}, []

    def look():
        over = api.get("/v1/integrations/stripe")["state"] == "live" and pending(api) == 0
        for profile in api.get("/v1/profiles?limit=100")["data"]:
            if profile["stripe"]["pending"]:
                waited.append(profile["id"])
            else:
                known.setdefault(profile["id"], set()).add(numbers(profile))
        return over and known

    until(look, every=0)
    return known, len(waited)


def told(engine):
    house = House(engine, customers=CUSTOMERS, seed=SEED).serve()
    status, _ = house.put()
    check(f"{engine}: the key is taken", status == 200, status)
    known, waiting = watch(house.api)
    check(f"{engine}: they are being read at first", waiting > 0)
    check(f"{engine}: then their numbers are known", len(known) > 50, len(known))
    end = {profile["id"]: numbers(profile) for profile in house.api.get("/v1/profiles?limit=100")["data"]}
    wrong = {one: shown for one, shown in known.items() if one in end and shown != {end[one]}}
    check(f"{engine}: no other number is shown as known before", not wrong, str(wrong)[:500])
    check(f"{engine}: people have orders", any(orders for orders, _, _ in end.values()))
    house.end()


for name in ENGINES:
    told(name)
finish()
