#!/usr/bin/env python3
"""What may come to /webhooks/stripe, on both engines: Stripe's own events, with each of two endpoints' secrets, and all that is
none. Each has its answer, and only what is Stripe's and of this shop is followed. A database that goes away refuses events, so
that Stripe sends them again, and is used again when it is back."""

import gzip
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import Api, check, finish, good, psql, signature, until  # noqa: E402
from house import ENGINES, House, KEY  # noqa: E402

FIRST, SECOND = "whsec_endpointone0123456789", "whsec_endpointtwo0123456789"
REFUSED, UNREADABLE = (400, "webhook_signature_invalid"), (400, "webhook_unreadable")


def event(number, **members):
    """Of a customer that was updated; `number` makes its id."""
    body = {"id": f"evt_{number}", "object": "event", "type": "customer.updated", "created": int(time.time()), "livemode": False,
            "data": {"object": {"id": "cus_none", "object": "customer", "created": 1_700_000_000}}}
    return {**body, **members}


def signed(body, secret=FIRST, at=None, **headers):
    """Body and headers as Stripe sends them."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return raw, {**signature(raw, secret, at), **headers}


class Hook:
    def __init__(self, house):
        self.api = Api(house.server.url)

    def send(self, raw, headers):
        try:
            status, body, _ = self.api.call("POST", "/webhooks/stripe", raw=raw, headers=headers)
        except OSError:  # the server closed the connection before it had read all
            return None, None
        return status, body.get("error", {}).get("code") if isinstance(body, dict) else None


def half(raw, headers):
    return raw[:len(raw) // 2], headers


def cases():
    """(what, what is sent, the answer)"""
    good_one = signed(event("shape"))
    return [
        ("another's secret", signed(event(1), "whsec_somebodyelse0123456789"), REFUSED),
        ("a secret that is only the beginning", signed(event(2), FIRST[:-1]), REFUSED),
        ("no signature", (good_one[0], {}), REFUSED),
        ("a signature that is none", (good_one[0], {"Stripe-Signature": "t=,v1=,,"}), REFUSED),
        ("the signature of another body", (signed(event(3))[0], good_one[1]), REFUSED),
        ("an old version of signatures", (good_one[0], {"Stripe-Signature": good_one[1]["Stripe-Signature"].replace("v1=", "v0=")}), REFUSED),
        ("one of 301 seconds ago", signed(event(4), at=int(time.time()) - 301), REFUSED),
        ("one cut off", half(*signed(event(5))), REFUSED),
        ("half an event, signed", signed(good_one[0][:60]), UNREADABLE),
        ("no JSON, signed", signed(b"hello"), UNREADABLE),
        ("nothing, signed", signed(b""), UNREADABLE),
        ("no event, signed", signed({"object": "list", "data": []}), UNREADABLE),
        ("an event nested a thousand times", signed(b'{"a":' * 1000 + b"1" + b"}" * 1000), UNREADABLE),
        ("ten megabytes", signed(event(6, padding="x" * 10_000_000)), (413, "body_too_large")),
        ("ten megabytes in gzip", signed(gzip.compress(bytes(10_000_000)), **{"Content-Encoding": "gzip"}), UNREADABLE),
        ("of the other mode", signed(event(7, livemode=True)), (200, None)),
        ("of a connected account", signed(event(8, account="acct_other")), (200, None)),
        ("of a type nobody knows", signed(event(9, type="quantum.entangled", data={"object": {"id": "qu_1", "object": "quantum"}})), (200, None)),
        ("an upcoming invoice, which has no id", signed(event(10, type="invoice.upcoming", data={"object": {"object": "invoice"}})), (200, None)),
        ("a thin event of API v2", signed({"id": "evt_test_65R", "object": "v2.core.event", "type": "v1.billing.meter.no_meter_found", "livemode": False,
                                           "created": "2026-01-31T10:00:00.000Z", "related_object": None}), (200, None)),
    ]


def what_is_none_is_answered(name, house, hook):
    before = [good(house.api, "GET", "/v1/profiles?limit=100")["data"], read_by_id(house)]
    for what, sent, answer in cases():
        got = hook.send(*sent)
        closed = got == (None, None) and answer[0] == 413
        check(f"{name}: {what}", got == answer or closed, f"{got}, not {answer}")
    check(f"{name}: none of it was followed", [good(house.api, "GET", "/v1/profiles?limit=100")["data"], read_by_id(house)] == before)


def read_by_id(house):
    """How often a customer was asked for alone: nothing but a hint does, however else the shop is followed."""
    return good(house.control, "GET", "/_sandbox")["requests_by_endpoint"].get("/v1/customers/{id}", 0)


def renamed(house, customer, name):
    good(house.control, "POST", f"/_sandbox/customers/{customer}", {"name": name})


def shown(house, person, name):
    first = name.split()[0]
    until(lambda: good(house.api, "GET", f"/v1/profiles/{person}")["fields"]["first_name"] == first, 30)


def each_endpoint_is_heard(name, house, hook, person, customer):
    for number, (secret, new) in enumerate([(FIRST, "Hedy Lamarr"), (SECOND, "Radia Perlman")]):
        renamed(house, customer, new)
        told = hook.send(*signed(event(f"good{number}", data={"object": {"id": customer, "object": "customer"}}), secret))
        check(f"{name}: an event of endpoint {number + 1} is taken", told == (200, None), str(told))
        shown(house, person, new)


def a_replay_is_read_once(name, house, hook, customer):
    before = read_by_id(house)
    sent = signed(event("again", data={"object": {"id": customer, "object": "customer"}}))
    check(f"{name}: an event is taken each time it comes", [hook.send(*sent) for _ in range(5)] == [(200, None)] * 5)
    until(lambda: good(house.api, "GET", "/v1/integrations/stripe")["live"]["waiting"] == 0, 30)
    check(f"{name}: but its object is read once", read_by_id(house) == before + 1, f"{read_by_id(house) - before} requests")


def a_database_may_go_and_come_back(name, house, hook, person, customer):
    database = house.database.partition("?")[0].rsplit("/", 1)[1]
    psql(f"ALTER DATABASE {database} WITH ALLOW_CONNECTIONS false")
    psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")
    renamed(house, customer, "Sophie Wilson")
    sent = signed(event("lost", data={"object": {"id": customer, "object": "customer"}}))
    check(f"{name}: without a database an event is not taken, so that Stripe sends it again", hook.send(*sent)[0] == 503)
    status, _, _ = house.api.call("GET", "/readyz")
    check(f"{name}: and it says that it is not ready", status == 503, status)
    psql(f"ALTER DATABASE {database} WITH ALLOW_CONNECTIONS true")
    until(lambda: house.api.call("GET", "/readyz")[0] == 200, 60)
    check(f"{name}: when the database is back it is taken", hook.send(*sent) == (200, None))
    shown(house, person, "Sophie Wilson")


def run(engine):
    house = House(engine, customers=30).serve()
    status, _, _ = house.api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY, "webhook_secret": [f"  {FIRST}\n", SECOND]})
    check(f"{engine}: two secrets are taken, blanks around them forgiven", status == 200, status)
    house.imported()
    person = [one for one in good(house.api, "GET", "/v1/profiles?limit=100")["data"] if one["fields"]["stripe_customer_id"]][0]
    customer = person["fields"]["stripe_customer_id"]
    hook = Hook(house)
    what_is_none_is_answered(engine, house, hook)
    a_replay_is_read_once(engine, house, hook, customer)
    each_endpoint_is_heard(engine, house, hook, person["id"], customer)
    if engine == "postgres":
        a_database_may_go_and_come_back(engine, house, hook, person["id"], customer)
    check(f"{engine}: stops cleanly", house.end() == 0)


for one in ENGINES:
    run(one)
finish()
