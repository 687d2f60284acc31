#!/usr/bin/env python3
"""A shop that lives while Daybook listens to its webhooks: in the end the profiles must be those that a fresh import of
the same shop gives, and at no moment may a payment of an invoice have counted as an order of its own."""

import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__))))
from harness import *  # noqa: E402,F403
from judging import oracle, shops  # noqa: E402


def comparable(profile):
    """Without what depends on when and where it was noted, and without the no, of which a fresh import knows less."""
    fields = {name: value for name, value in profile["fields"].items() if name != "email_unsubscribed"}
    return {"fields": fields, "stripe": profile["stripe"]}


def pages(stripe, path):
    everything, more = [], True
    while more:
        page = stripe.get(f"{path}{'&' if '?' in path else '?'}limit=100" + (f"&starting_after={everything[-1]['id']}" if everything else ""))
        everything += page["data"]
        more = page["has_more"]
    return everything


def told_noes(stripe):
    """The addresses that said no to e-mail in some state of this shop: those of checkouts that opted out, those that their
    customers ever had, and those that any customer ever had who was at such an address."""
    addresses = {}
    for customer in pages(stripe, "/v1/customers"):
        addresses.setdefault(customer["id"], set()).add(customer["email"])
    for event in pages(stripe, "/v1/events"):
        thing = event["data"]["object"]
        if thing["object"] == "customer":
            addresses.setdefault(thing["id"], set()).update({thing.get("email"), event["data"].get("previous_attributes", {}).get("email")})
    normal = {customer: {oracle.email_key(email) for email in emails} - {None} for customer, emails in addresses.items()}
    told = set()
    for session in pages(stripe, "/v1/checkout/sessions"):
        if (session.get("consent") or {}).get("promotions") == "opt_out":
            told.add(session["customer"] or oracle.email_key(oracle.carried_email_as_written(session)))
    while True:
        more = {one for customer, emails in normal.items() if customer in told or emails & told for one in emails | {customer}} - told
        if not more:
            return told
        told |= more


def key_of(profile):
    return (profile["fields"]["email"] or "").strip().lower() or profile["fields"]["stripe_customer_id"]


def serve(folder, name, sandbox, database):
    data = os.path.join(folder, name)
    server = Process("serve", "--listen", "127.0.0.1:0", "--data", data, "--stripe-api-base", sandbox.url, "--stripe-rate", "unlimited",
                     *(["--database", database] if database else []))
    return server, Api(server.url, make_key(data))


def run(name, postgres):
    folder = scratch()
    secret = os.path.join(folder, "webhook.secret")
    with open(secret, "w", encoding="ascii") as file:
        file.write(SECRET)
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", "120", "--seed", str(SEED), "--rate", "20",
                      "--webhook-secret-file", secret)
    control = Api(sandbox.url)
    server, api = serve(folder, "live", sandbox, fresh_postgres() if postgres else "")
    # Webhooks first: what changes while the import runs is hinted at (what changes unseen is reconciliation's business).
    check(f"{name}: webhooks", control.call("POST", "/_sandbox/webhook", {"url": server.url + "/webhooks/stripe"})[0] == 200)
    status, body, _ = api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY, "webhook_secret": SECRET})
    check(f"{name}: connects", status == 200, str(body))
    wait_until_imported(api)
    doubled = []
    end = time.monotonic() + 8
    while time.monotonic() < end:
        for profile in api.get("/v1/profiles?limit=50")["data"]:
            fields = profile["fields"]
            orders = api.get(f"/v1/profiles/{profile['id']}/activities?limit=100")["data"]
            paid = [(a["at"], a["data"].get("amount")) for a in orders if a["kind"] == "order_paid"]
            if len(paid) != len(set(paid)) and fields["stripe_total_orders"] > 1:
                doubled.append(profile["id"])
    check(f"{name}: no payment counts twice, at any moment", not doubled, str(sorted(set(doubled))[:5]))
    check(f"{name}: the shop stands still", control.call("POST", "/_sandbox/life", {"going": False})[0] == 200)
    # What was on its way arrives: nothing waits any more, and the two agree.
    fresh, again = serve(folder, "fresh", sandbox, "")
    again.call("PUT", "/v1/integrations/stripe", {"api_key": KEY})
    wait_until_imported(again)

    stripe = Api(sandbox.url, KEY)

    def deleted(customer):
        return stripe.get("/v1/customers/" + customer).get("deleted", False)

    def differing():
        # A customer deleted while Daybook knew it keeps its history, also on a profile that it shares; a fresh import never
        # hears of it.
        people = all_profiles(api)
        partly_gone = {key_of(p) for p in people if any(map(deleted, p["stripe"]["customer_ids"]))}
        live = {key_of(p): comparable(p) for p in people}
        wanted = {key_of(p): comparable(p) for p in all_profiles(again)}
        return [k for k in (set(live) | set(wanted)) - partly_gone if live.get(k) != wanted.get(k)], live, wanted

    try:
        until(lambda: not differing()[0], 20, 0.5)
        check(f"{name}: followed live equals imported afresh", True)
    except TimeoutError:
        keys, live, wanted = differing()
        check(f"{name}: followed live equals imported afresh", False, f"{len(keys)} differ: {keys[0]}\n {live.get(keys[0])}\n {wanted.get(keys[0])}")
    noes = [{key_of(p) for p in all_profiles(shop) if p["fields"]["email_unsubscribed"]} for shop in (api, again)]
    gone = {key_of(p) for p in all_profiles(api) if any(map(deleted, p["stripe"]["customer_ids"]))}
    lost, kept = noes[1] - noes[0] - gone, noes[0] - noes[1] - gone
    check(f"{name}: no no is lost, of {len(noes[1])}", not lost and noes[1], str(sorted(lost)[:5]))
    untold = kept - told_noes(stripe)
    check(f"{name}: {len(kept)} say no of whom only the past tells it", not untold, str(sorted(untold)[:5]))
    for where, shop in (("followed live", api), ("imported afresh", again)):
        judge_carts(f"{name}, {where}", shop, stripe)
        judge_coupons(f"{name}, {where}", shop, stripe)
    check(f"{name}: stops cleanly", server.stop() == 0 and fresh.stop() == 0)
    sandbox.stop()


def judge_carts(name, api, stripe):
    """A cart in the timeline names what was in it: what Stripe tells only to who asks for it."""
    carts = {}
    for profile in all_profiles(api):
        for activity in api.get(f"/v1/profiles/{profile['id']}/activities?limit=100")["data"]:
            if activity["kind"] != "cart_abandoned":
                continue
            carts[activity["data"]["session"]] = sorted((p["name"], p["quantity"]) for p in activity["data"]["products"])
    wanted = {cart: sorted((item["description"], item["quantity"]) for item in stripe.get(f"/v1/checkout/sessions/{cart}/line_items?limit=100")["data"])
              for cart in carts}
    wrong = [cart for cart, products in carts.items() if products != wanted[cart] or not products]
    check(f"{name}: {len(carts)} carts say what is in them", carts and not wrong,
          "".join(f"{cart}: {carts[cart]}, not {wanted[cart]}" for cart in wrong[:2]))


def judge_coupons(name, api, stripe):
    """An order with a discount names its coupon: since basil Stripe tells it only to who asks."""
    coupons = {}
    for profile in all_profiles(api):
        for activity in api.get(f"/v1/profiles/{profile['id']}/activities?limit=100")["data"]:
            if activity["kind"] == "order_paid" and activity["data"].get("discount"):
                coupons[activity["data"]["order"]] = activity["data"].get("coupon")
    wanted = {}
    for order in list(coupons)[:40]:
        invoice = stripe.get(f"/v1/invoices/{order}?expand[]=total_discount_amounts.discount")
        discount = invoice["total_discount_amounts"][0]["discount"]
        wanted[order] = discount["source"]["coupon"] if "source" in discount else discount["coupon"]["id"]
    wrong = [order for order in wanted if coupons[order] != wanted[order]]
    check(f"{name}: {len(coupons)} orders with a discount name its coupon", coupons and not wrong,
          "".join(f"{order}: {coupons[order]}, not {wanted[order]}" for order in wrong[:2]))


def event_of(kind, thing):
    body = json.dumps({"id": "evt_" + thing["id"], "object": "event", "type": kind, "created": int(time.time()), "livemode": False,
                       "data": {"object": thing}}).encode()
    return {"raw": body, "headers": signature(body)}


def a_paid_invoice_is_one_order(name, postgres):
    """Objects laid into the sandbox by hand, and events that only tell of the charge and of the invoice."""
    folder = scratch()
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", "0", "--api-version", shops.AFTER)
    server, api = serve(folder, "laid", sandbox, fresh_postgres() if postgres else "")
    control = Api(sandbox.url)
    api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY, "webhook_secret": SECRET})
    wait_until_imported(api)
    shop, now = shops.Shop(), int(time.time())
    customer = shop.customer("laid@live.example", created=now)
    invoice = shop.invoice(customer, total=1000, created=now)
    shop.payment(invoice, intent="pi_laid", created=now)
    shop.charge(customer, 1000, payment_intent="pi_laid", created=now)
    made = shop.shapes[shops.AFTER]
    for collection in shops.COLLECTIONS:
        for thing in made[collection]:
            check(f"{name}: {thing['id']} is laid", control.call("POST", "/_sandbox/objects", thing)[0] == 200)
    counts = set()

    def orders():
        for profile in all_profiles(api):
            counts.add(profile["fields"]["stripe_total_orders"])
        return len(counts) > 0 and api.get("/v1/integrations/stripe")["live"]["waiting"] == 0 and pending(api) == 0

    for kind, collection in (("charge.succeeded", "charges"), ("invoice.paid", "invoices")):
        told = api.call("POST", "/webhooks/stripe", **event_of(kind, made[collection][0]))
        check(f"{name}: {kind} is taken", told[0] == 200, str(told))
        until(orders, 30)
    until(lambda: orders() and 1 in counts, 30)
    check(f"{name}: the invoice and its payment are one order, at every moment", counts <= {0, 1}, str(counts))
    check(f"{name}: stops cleanly", server.stop() == 0)
    sandbox.stop()


def a_cart_that_is_left_is_told(name, postgres):
    """Under webhooks, of which none tells of a checkout that was begun: laid while nobody runs, its 60th minute still to come."""
    folder = scratch()
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", "0")
    database = fresh_postgres() if postgres else ""
    server, api = serve(folder, "carts", sandbox, database)
    control = Api(sandbox.url)
    control.call("POST", "/_sandbox/webhook", {"url": server.url + "/webhooks/stripe", "secret": SECRET})
    api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY, "webhook_secret": SECRET})
    wait_until_imported(api)
    shop, now = shops.Shop(), int(time.time())
    shop.customer("first@live.example", created=now)
    control.call("POST", "/_sandbox/objects", shop.shapes[shops.AFTER]["customers"][0])
    until(lambda: api.get("/v1/integrations/stripe")["live"]["way"] == "webhooks", 30)
    server.stop()
    shop.session(status="open", email="cart@live.example", created=now - 3600 + 15, id="cs_laid")
    control.call("POST", "/_sandbox/objects", shop.shapes[shops.AFTER]["checkout_sessions"][0])
    events = [e["type"] for e in Api(sandbox.url, KEY).get("/v1/events?limit=100")["data"]]
    check(f"{name}: no event tells of it", events == ["customer.created"], str(events))
    server, api = serve(folder, "carts", sandbox, database)

    def told():
        people = {p["fields"]["email"]: p["id"] for p in all_profiles(api)}
        if "cart@live.example" not in people:
            return []
        return [a for a in api.get(f"/v1/profiles/{people['cart@live.example']}/activities?limit=100")["data"] if a["kind"] == "cart_abandoned"]
    carts = until(told, 60)
    check(f"{name}: a cart is told of at its 60th minute", [c["at"] for c in carts] == [now + 15] and time.time() >= now + 15, f"{carts} at {time.time()}")
    check(f"{name}: stops cleanly", server.stop() == 0)
    sandbox.stop()


def main():
    print(f"seed {SEED}")
    a_cart_that_is_left_is_told("sqlite, a cart", False)
    a_cart_that_is_left_is_told("postgres, a cart", True)
    a_paid_invoice_is_one_order("sqlite, laid by hand", False)
    a_paid_invoice_is_one_order("postgres, laid by hand", True)
    run("sqlite", False)
    run("postgres", True)
    finish()


main()
