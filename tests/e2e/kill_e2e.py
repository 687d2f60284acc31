#!/usr/bin/env python3
"""`kill -9` at random moments of real imports and between live webhooks, on both databases: nobody is lost, nobody is
doubled, and what a webhook was answered 200 for is on the profile afterwards."""

import os
import random
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403

KILLS = int(os.environ.get("DAYBOOK_KILLS", "12"))
CUSTOMERS = 400
IMPORT_KILLS_MAX = 15      # of one import: then it may end
LATENCY_MS = 80
WINDOW = 0.8               # seconds after the start within which a process is killed
random.seed(SEED)
print(f"{KILLS} kills; to run it again: DAYBOOK_SEED={SEED} DAYBOOK_KILLS={KILLS}", flush=True)


class Installation:
    """A store, and the server that lives in it until it is killed."""

    def __init__(self, sandbox, database):
        self.folder = scratch()
        self.data = os.path.join(self.folder, "data")
        self.store = ["--database", database] if database else []
        self.sandbox = sandbox
        self.key = make_key(self.data, extra=self.store)
        self.server = self.api = None

    def start(self, wait=True):
        self.server = Process("serve", "--listen", "127.0.0.1:0", "--data", self.data, "--stripe-api-base", self.sandbox.url,
                              "--stripe-rate", "unlimited", "--log-level", "error", *self.store, wait=wait)
        self.api = Api(self.server.url, self.key) if wait else None

    def connect(self):
        status, body, _ = self.api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY, "webhook_secret": SECRET})
        if status != 200:
            raise RuntimeError(f"connect: {status} {body}")

    def complete(self):
        state = self.api.get("/v1/integrations/stripe")
        if state["state"] == "failed":
            raise RuntimeError(f"the import failed: {state['error']}")
        return state["state"] == "live" and pending(self.api) == 0

    def seen(self):
        """What its owner sees, without what differs from store to store."""
        people = [{k: v for k, v in p.items() if k not in ("id", "updated")} for p in all_profiles(self.api)]
        resources = self.api.get("/v1/integrations/stripe")["progress"]
        return {"people": sorted(json.dumps(p, sort_keys=True) for p in people),
                "imported": {r["resource"]: r["imported"] for r in resources}}


def undisturbed(sandbox):
    whole = Installation(sandbox, None)
    whole.start()
    whole.connect()
    wait_until_imported(whole.api)
    seen = whole.seen()
    whole.server.stop()
    return seen


def difference(expected, found):
    missing = sorted(set(expected["people"]) - set(found["people"]))
    extra = sorted(set(found["people"]) - set(expected["people"]))
    counts = {name: (count, found["imported"].get(name)) for name, count in expected["imported"].items()
              if found["imported"].get(name) != count}
    return f"{len(missing)} missing {missing[:1]}, {len(extra)} too many {extra[:1]}, counts {counts}"


def disturb(place, kills_max):
    """Kills the server up to `kills_max` times before its import is complete; how often."""
    kills = 0
    place.start()
    place.connect()
    while kills < kills_max:
        time.sleep(random.uniform(0, WINDOW) ** 2)
        if place.complete():
            return kills
        place.server.kill()
        kills += 1
        if random.random() < 0.25 and kills < kills_max:
            place.start(wait=False)          # killed while it starts, perhaps before it listens
            time.sleep(random.uniform(0, 0.15))
            place.server.kill()
            kills += 1
        place.start()
    return kills


def imports(sandbox, engine, expected, wanted):
    kills = shops = 0
    while kills < wanted:
        place = Installation(sandbox, fresh_postgres() if engine == "postgres" else None)
        kills += disturb(place, min(IMPORT_KILLS_MAX, wanted - kills))
        wait_until_imported(place.api)
        found = place.seen()
        shops += 1
        check(f"{engine}: import {shops} after kills: everybody once", found == expected, difference(expected, found))
        place.server.stop()
    return kills, shops


def hook(place, customer):
    """A signed customer.updated; the status of its answer."""
    now = int(time.time())
    body = json.dumps({"id": f"evt_{random.getrandbits(60):x}", "object": "event", "type": "customer.updated", "created": now,
                       "livemode": False, "data": {"object": {"id": customer, "object": "customer"}}}).encode()
    return place.api.call("POST", "/webhooks/stripe", raw=body, headers=signature(body))[0]


def shown_phones(place, phones):
    people = {c: place.api.get(f"/v1/profiles?stripe_customer_id={c}")["data"] for c in phones}
    return {c: [p["fields"]["phone"] for p in found] for c, found in people.items()}


def not_settled(place, phones):
    """What is still wrong after a while; nothing where all is right."""
    wanted = {c: [phone] for c, phone in phones.items()}
    try:
        until(lambda: shown_phones(place, phones) == wanted, 30)
    except TimeoutError:
        return f"expected {wanted}, is {shown_phones(place, phones)}, {pending(place.api)} pending\n{place.server.errors()}"
    return ""


def webhooks(sandbox, engine, wanted):
    place = Installation(sandbox, fresh_postgres() if engine == "postgres" else None)
    place.start()
    place.connect()
    wait_until_imported(place.api)
    customers = sorted({p["fields"]["stripe_customer_id"] for p in all_profiles(place.api)
                        if len(p["stripe"]["customer_ids"]) == 1 and not p["stripe"]["deleted"]})
    for kill in range(wanted):
        phones = {c: f"+1415555{kill * 10 + i:04}" for i, c in enumerate(random.sample(customers, random.randint(1, 5)))}
        for customer, phone in phones.items():
            status, body, _ = Api(sandbox.url).call("POST", f"/_sandbox/customers/{customer}", {"phone": phone})
            check(f"{engine}: the shop changes {customer}", status == 200, str(body))
            check(f"{engine}: webhook {kill} is kept", hook(place, customer) == 200)
        time.sleep(random.uniform(0, 0.1))
        place.server.kill()
        place.start()
        wrong = not_settled(place, phones)
        check(f"{engine}: kill {kill}: what was acknowledged is on the profile", not wrong, wrong)
    place.server.stop()
    return wanted


def stops(sandbox, engine, wanted):
    """Ends of its own accord, while an import is at its work or has just ended."""
    codes = []
    for number in range(wanted):
        place = Installation(sandbox, fresh_postgres() if engine == "postgres" else None)
        place.start()
        place.connect()
        if number % 2:
            time.sleep(random.uniform(0, 0.5))
        else:
            wait_until_imported(place.api)
        codes.append(place.server.stop())
    check(f"{engine}: it stops cleanly in and after an import", not any(codes), str(codes))


def main():
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", str(CUSTOMERS), "--seed", str(SEED),
                      "--latency-ms", str(LATENCY_MS))
    expected = undisturbed(sandbox)
    check("the shop has people", len(expected["people"]) > CUSTOMERS / 2, str(len(expected["people"])))
    each = max(1, KILLS // 2)
    for engine in ("sqlite", "postgres"):
        began = time.monotonic()
        kills, shops = imports(sandbox, engine, expected, each)
        print(f"{engine}: {kills} kills in {shops} imports, {time.monotonic() - began:.0f} s", flush=True)
    for engine in ("sqlite", "postgres"):
        began = time.monotonic()
        kills = webhooks(sandbox, engine, max(1, KILLS // 6))
        print(f"{engine}: {kills} kills between webhooks, {time.monotonic() - began:.0f} s", flush=True)
        stops(sandbox, engine, KILLS)


main()
finish()
