#!/usr/bin/env python3
"""Everything of one person, over HTTP and on the command line, on both engines: what is exported is what each list shows."""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403


def good(api, method, path, body=None):
    status, answer, _ = api.call(method, path, body)
    if status != 200:
        raise RuntimeError(f"{method} {path}: {status} {answer}")
    return answer


def whole(api, path):
    """All pages of a list."""
    rows, after = [], ""
    while True:
        page = good(api, "GET", f"{path}?limit=100" + (f"&starting_after={after}" if after else ""))
        rows += page["data"]
        if not page["has_more"]:
            return rows
        after = rows[-1]["id"]


def buyer(api):
    """Somebody who bought and whom Stripe knows by name and address."""
    fit = [one for one in all_profiles(api) if one["fields"]["stripe_total_orders"] > 0 and one["fields"]["email"]
           and one["fields"]["first_name"] and one["fields"]["stripe_customer_id"]]
    return max(fit, key=lambda one: (one["fields"]["stripe_total_orders"], one["id"]))


def exported_is_all(name, house):
    api = house.api
    person = buyer(api)
    path = f"/v1/profiles/{person['id']}"
    good(api, "PUT", "/v1/fields/nickname", {"type": "text"})
    segment = good(api, "POST", "/v1/segments", {"name": "Buyers", "condition": {"field": "stripe_total_orders", "op": "gte", "value": 1}})
    until(lambda: good(api, "GET", f"/v1/segments/{segment['id']}")["size"] > 0, 30)
    good(api, "PATCH", path, {"custom": {"nickname": "Sparrow"}, "tags": ["vip"]})
    status, all_of_it, headers = api.call("GET", path + "/export")
    check(f"{name}: the export is JSON to keep", status == 200 and headers.get("Content-Type") == "application/json"
          and f"{person['id']}.json" in headers.get("Content-Disposition", ""), f"{status} {headers}")
    check(f"{name}: the profile", all_of_it["profile"] == good(api, "GET", path))
    check(f"{name}: what was set here", [(one["field"], one["value"]) for one in all_of_it["set_here"]] == [("nickname", "Sparrow"), ("tags", ["vip"])], str(all_of_it["set_here"]))
    check(f"{name}: the segments", all_of_it["segments"] == [{"id": segment["id"], "name": "Buyers"}], str(all_of_it["segments"]))
    check(f"{name}: the timeline", all_of_it["activities"] == whole(api, path + "/activities"))
    orders = whole(api, path + "/orders")
    check(f"{name}: the orders", [one for one in all_of_it["orders"] if one["id"] in {order["id"] for order in orders}] == orders and orders)
    check(f"{name}: the subscriptions", sorted(one["id"] for one in all_of_it["subscriptions"]) == sorted(one["id"] for one in whole(api, path + "/subscriptions")))
    objects = whole(api, path + "/objects")
    check(f"{name}: Stripe's objects", [(one["id"], one["kind"]) for one in all_of_it["stripe_objects"]] == [(one["id"], one["kind"]) for one in objects] and objects)
    bodies = {one["id"]: one["body"] for one in all_of_it["stripe_objects"]}
    check(f"{name}: as they came", all(bodies[one["id"]] == good(api, "GET", f"{path}/objects/{one['id']}") for one in objects[:5]))
    code, out, err = command("profiles", "export", person["id"], *house.store())
    told = json.loads(out) if code == 0 else {}
    check(f"{name}: the command line writes the same", {**told, "exported": 0} == {**all_of_it, "exported": 0}, f"{code} {err}")
    check(f"{name}: nobody's export is refused", api.call("GET", "/v1/profiles/prf_0000000009999/export")[0] == 404)
    code, out, err = command("profiles", "export", "prf_0000000009999", *house.store())
    check(f"{name}: on the command line too", code == 1 and not out and "prf_0000000009999" in err, f"{code} {out} {err}")
    hand = good(api, "POST", "/v1/profiles", {"fields": {"first_name": "Ada"}})
    alone = good(api, "GET", f"/v1/profiles/{hand['id']}/export")
    check(f"{name}: somebody whom Stripe does not know", alone["stripe_objects"] == [] and alone["set_here"][0]["value"] == "Ada", str(alone))


def run(name):
    house = House(name).serve().imported()
    exported_is_all(name, house)
    check(f"{name}: stops cleanly", house.end() == 0)


def main():
    for engine in ENGINES:
        run(engine)
    finish()


main()
