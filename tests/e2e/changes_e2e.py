#!/usr/bin/env python3
"""A random world that goes on changing: addresses that move people about, orders in every direction, guests who become
customers, deletions. Each change reaches the server as a webhook, many at once and in any order; in the end the profiles
are what the oracle says of the world as it is then, and nobody who said no to e-mail on the way may be forgotten. Then
everything is read again, and nothing may move."""

import json
import os
import random
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__))))
from harness import *  # noqa: E402,F403
from judging import judge, key_of, oracle  # noqa: E402
import worlds  # noqa: E402

PEOPLE, CHANGES = 300, 600


class Changing:
    """The world in one shape, and the sandbox that serves it: both change together."""

    def __init__(self, seed, shape, sandbox):
        self.r = random.Random(seed)
        self.control = Api(sandbox)
        self.world = worlds.world(seed, PEOPLE)["shapes"][shape]
        self.world["before_basil"] = shape < "2025-03-31"
        self.world["known_deleted"] = []
        self.calls = []
        self.made = 0
        self.emails = {}  # of each customer, in any state
        self.noes = set()  # customers, and addresses of guests, with a checkout that in some state said no to e-mail
        for thing in self.world["customers"] + self.world["checkout_sessions"]:
            self.note(thing)

    def note(self, thing):
        if thing["object"] == "customer":
            self.emails.setdefault(thing["id"], set()).add(oracle.email_key(thing.get("email")))
        elif thing["object"] == "checkout.session" and (thing.get("consent") or {}).get("promotions") == "opt_out":
            self.noes.add(thing["customer"] or oracle.email_key(oracle.carried_email_as_written(thing)))

    def told_noes(self):
        """Keys of people of whom some state of the world may tell a no: whose checkout said it, and who was at one address
        with them."""
        told = set(self.noes)
        while True:
            more = {one for customer, emails in self.emails.items() if customer in told or emails & told
                    for one in (emails - {None}) | {customer}} - told
            if not more:
                return told | {f"id:{one}" for one in told}
            told |= more

    def any(self, collection):
        alive = [o for o in self.world[collection] if o["id"] not in self.world["known_deleted"] and not o.get("test_clock")]
        return self.r.choice(alive)

    def change(self, thing, **members):
        thing.update(members)
        self.note(thing)
        self.calls.append((thing["id"], ("POST", "/_sandbox/objects/" + thing["id"], members)))

    def add(self, collection, thing):
        self.made += 1
        thing = {**thing, "id": f"{thing['id'].split('_')[0]}_made{self.made:06d}"}
        self.world[collection].append(thing)
        self.calls.append((thing["id"], ("POST", "/_sandbox/objects", thing)))

    def email(self):
        kind = self.r.randrange(6)
        if kind == 0:
            return None
        if kind == 1:
            return f"moved{self.r.randrange(1000)}@example.com"
        if kind == 2:
            return "no address"
        other = self.any("customers")["email"]
        return other.upper() if kind == 3 and other else other

    def customer(self):
        thing = self.any("customers")
        kind = self.r.randrange(8)
        if kind < 5:
            self.change(thing, email=self.email())
        elif kind < 7:
            self.change(thing, name=self.r.choice(["New Name", None, ""]), phone=self.r.choice(["+44 20 7946 0099", None]))
        else:
            self.change(thing, currency=self.r.choice(["usd", "eur"]))

    def delete_customers(self, count):
        """What a customer was when Daybook last saw it counts, so nothing else may be under way."""
        for _ in range(count):
            thing = self.any("customers")
            self.world["known_deleted"].append(thing["id"])
            self.calls.append((thing["id"], ("DELETE", "/_sandbox/objects/" + thing["id"], None)))

    def invoice(self):
        thing = self.any("invoices")
        if thing["status"] == "draft" and self.r.random() < 0.3:
            self.world["invoices"].remove(thing)
            self.calls.append((thing["id"], ("DELETE", "/_sandbox/objects/" + thing["id"], None)))
        elif self.r.random() < 0.3:
            self.add("invoices", {**thing, "customer": self.any("customers")["id"], "created": thing["created"] + self.r.randrange(99)})
        else:
            status = self.r.choice(["open", "paid", "void", "uncollectible"])
            self.change(thing, status=status, total=thing["total"] + 1, amount_paid=max(0, thing["amount_due"]) if status == "paid" else 0)

    def subscription(self):
        self.change(self.any("subscriptions"), status=self.r.choice(worlds.SUBSCRIPTION),
                    pause_collection=self.r.choice([None, {"behavior": "void", "resumes_at": None}]))

    def charge(self):
        thing = self.any("charges")
        kind = self.r.randrange(4)
        if kind == 0 and not thing["customer"]:
            self.change(thing, customer=self.any("customers")["id"])
        elif kind == 1 and not thing["customer"]:
            self.change(thing, receipt_email=f"receipt{self.r.randrange(40)}@example.com", billing_details={**thing["billing_details"], "email": None})
        elif kind == 2:
            self.change(thing, amount_refunded=self.r.randrange(1, 500))
        else:
            self.change(thing, status="succeeded", captured=True, amount_captured=thing["amount"])

    def session(self):
        thing = self.any("checkout_sessions")
        if not thing["customer"] and self.r.random() < 0.5:
            # Stripe ties it when it is completed: of an open one that changes it tells nothing.
            self.change(thing, status="complete", customer=self.any("customers")["id"])
        else:
            self.change(thing, status=self.r.choice(["complete", "expired"]),
                        consent={"promotions": self.r.choice(["opt_in", "opt_out"]), "terms_of_service": None})

    def money_back(self):
        if self.r.random() < 0.5:
            self.change(self.any("refunds"), status=self.r.choice(["succeeded", "failed", "canceled"]))
        else:
            self.change(self.any("credit_notes"), status=self.r.choice(["void", "issued"]))

    def make(self, count):
        deeds = [self.customer] * 4 + [self.invoice] * 2 + [self.subscription, self.charge, self.charge, self.session, self.money_back]
        for _ in range(count):
            self.r.choice(deeds)()

    def send(self):
        """Several at once; what concerns one object keeps its order."""
        queues = {}
        for ident, call in self.calls:
            queues.setdefault(ident, []).append(call)

        def one(calls):
            return [self.control.call(method, path, body)[:2] for method, path, body in calls]
        with ThreadPoolExecutor(4) as pool:
            answers = [answer for done in pool.map(one, queues.values()) for answer in done]
        self.calls = []
        return [answer for answer in answers if answer[0] != 200]


def caught_up(api, control):
    """No webhook is under way, nothing is read, and all is computed: nothing moved for two seconds."""
    before, calm = None, 0

    def still():
        nonlocal before, calm
        look = control.get("/_sandbox")
        now = (look["requests"], look["webhooks_delivered"], look["webhooks_failed"])
        calm = calm + 1 if now == before and pending(api) == 0 else 0
        before = now
        return calm >= 4
    until(still, 180, every=0.5)


def run(seed, shape, database):
    name = f"seed {seed}, {shape}, {'postgres' if database else 'sqlite'}"
    folder = scratch()
    path = os.path.join(folder, "world.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(worlds.world(seed, PEOPLE)))
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--load", path, "--api-version", shape)
    data = os.path.join(folder, "data")
    server = Process("serve", "--listen", "127.0.0.1:0", "--data", data, "--stripe-api-base", sandbox.url, "--stripe-rate", "unlimited",
                     *(["--database", database] if database else []))
    api = Api(server.url, make_key(data))
    status, body, _ = api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY, "webhook_secret": SECRET})
    if not check(f"{name}: connects", status == 200, str(body)):
        return
    wait_until_imported(api)
    changing = Changing(seed, shape, sandbox.url)
    changing.control.call("POST", "/_sandbox/webhook", {"url": server.url + "/webhooks/stripe", "secret": SECRET})
    for change in (lambda: changing.make(CHANGES), lambda: changing.delete_customers(15), lambda: changing.make(CHANGES // 3)):
        change()
        refused = changing.send()
        check(f"{name}: the world changes", not refused, str(refused[:2]))
        caught_up(api, changing.control)
    expected, profiles = oracle.contacts(changing.world), all_profiles(api)
    judge(name + ", changed", expected, profiles, but=["email_unsubscribed"])
    said = {contact["key"] for contact in expected if contact["email_unsubscribed"]}
    says = {key_of(profile) for profile in profiles if profile["fields"]["email_unsubscribed"]}
    check(f"{name}: no no is lost, of {len(said)}", said and said <= says, str(sorted(said - says)[:5]))
    untold = says - said - changing.told_noes()
    check(f"{name}: {len(says - said)} say no of whom only the past tells it", not untold, str(sorted(untold)[:5]))
    before = {profile["id"]: profile for profile in all_profiles(api)}
    api.call("POST", "/v1/integrations/stripe/sync")
    until(lambda: all(one["done"] for one in api.get("/v1/integrations/stripe")["progress"]), 120)
    wait_until_imported(api)
    after = {profile["id"]: profile for profile in all_profiles(api)}
    moved = [ident for ident in set(before) | set(after) if before.get(ident) != after.get(ident)]
    check(f"{name}: reading again moves nobody", not moved, f"{len(moved)} {[(before.get(i), after.get(i)) for i in moved[:1]]}")
    check(f"{name}: stops cleanly", server.stop() == 0, server.errors()[-500:])
    sandbox.stop()


def main():
    print(f"seed {SEED}")
    run(SEED, worlds.AFTER, "")
    run(SEED + 1, worlds.BEFORE, fresh_postgres())
    finish()


main()
