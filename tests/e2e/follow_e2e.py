#!/usr/bin/env python3
"""Following a shop without webhooks, and proving the copy: events bring a change within seconds, `stripe verify` finds what
nobody told of and exits 1, then 0; `fsck` finds nothing; states are in the object, on the command line and in /metrics."""

import os
import sys
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__))))
from harness import *  # noqa: E402,F403


def phone_of(api, customer):
    return api.get("/v1/profiles?stripe_customer_id=" + customer)["data"][0]["fields"]["phone"]


def run(name, postgres):
    data = os.path.join(scratch(), "data")
    sandbox = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", "150", "--seed", str(SEED))
    control = Api(sandbox.url)
    server = Process("serve", "--listen", "127.0.0.1:0", "--data", data, "--stripe-api-base", sandbox.url, "--stripe-rate", "unlimited",
                     *(["--database", fresh_postgres()] if postgres else []))
    api = Api(server.url, make_key(data))
    check(f"{name}: connects", api.call("PUT", "/v1/integrations/stripe", {"api_key": KEY})[0] == 200)
    wait_until_imported(api)
    look = api.get("/v1/integrations/stripe")
    check(f"{name}: events are the way", look["freshness"] == "events" and look["live"]["way"] == "events", str(look["live"]))
    customers = Api(sandbox.url, KEY).get("/v1/customers?limit=3")["data"]
    one = customers[0]["id"]
    control.call("POST", f"/_sandbox/customers/{one}", {"phone": "+442071234567"})
    until(lambda: phone_of(api, one) == "+442071234567", 15, 0.2)
    check(f"{name}: a change arrives by the events", True)

    code, out, err = command("stripe", "verify", "--data", data)
    check(f"{name}: verify finds nothing", code == 0 and "Everything stored here equals what Stripe has." in out, f"{code} {out} {err}")
    # From now on nobody tells: the permission for events goes, and what changes is older than what lists are asked for.
    control.call("POST", "/_sandbox/keys", {"deny": ["events"]})
    until(lambda: api.get("/v1/integrations/stripe")["live"]["way"] == "polling", 20, 0.2)
    check(f"{name}: lists take over by themselves", True)
    control.call("POST", f"/_sandbox/customers/{customers[1]['id']}", {"phone": "+442071234568"})
    code, out, err = command("stripe", "verify", "--data", data)
    check(f"{name}: verify exits 1 where something differed", code == 1 and "1 objects differed and were repaired" in out and customers[1]["id"] in out, f"{code} {out} {err}")
    until(lambda: phone_of(api, customers[1]["id"]) == "+442071234568", 10, 0.2)
    code, out, err = command("stripe", "verify", "--json", "--data", data)
    check(f"{name}: and 0 once it is repaired", code == 0 and '"proof"' in out, f"{code} {out} {err}")
    repairs = api.get("/v1/integrations/stripe")["proof"]["repairs"]
    check(f"{name}: the repair is kept with its reason", repairs[0]["id"] == customers[1]["id"] and repairs[0]["what"] == "differed" and repairs[0]["why"], str(repairs))
    code, out, err = command("fsck", "--data", data)
    check(f"{name}: fsck finds nothing", code == 0 and "0 differences" in out, f"{code} {out} {err}")
    metrics = urllib.request.urlopen(server.url + "/metrics").read().decode()
    for line in ('daybook_stripe_way{way="polling"} 1', "daybook_stripe_hints_waiting 0", 'daybook_stripe_repaired_objects{resource="customers"} 0'):
        check(f"{name}: metrics have {line}", line in metrics)
    code, out, err = command("stripe", "status", "--data", data)
    webhook = api.get("/v1/integrations/stripe")["webhook"]
    chosen = [event for group in webhook["choose"] for event in group["events"]]
    check(f"{name}: status lists the events to choose", chosen and all(f"    {event}\n" in out for event in chosen), out)
    check(f"{name}: and which never", all(f"never choose {one['event']}: {one['why']}" in out for one in webhook["never"]), out)
    check(f"{name}: status says how it is followed", "followed by polling" in out and "requests to Stripe in 30 days" in out, out)
    check(f"{name}: stops cleanly", server.stop() == 0)
    sandbox.stop()


def main():
    run("sqlite", False)
    run("postgres", True)
    finish()


main()
