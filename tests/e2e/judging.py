"""Profiles of the API judged by the oracle, and by what was worked out by hand."""

import os
import sys

from harness import SOURCE, check

sys.path.insert(0, os.path.join(SOURCE, "tests", "oracle"))
import oracle  # noqa: E402
import shop as shops  # noqa: E402

FURTHER = ["charges", "refunds", "checkout_sessions", "prices", "products"]  # beyond what the product asks for first


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


def judge(name, expected, profiles, but=()):
    """All people and all of their fields, `but` some."""
    actual = {c["key"]: c for c in map(contact_of, profiles)}
    wanted = {c["key"]: c for c in expected}
    check(f"{name}: the same people", set(actual) == set(wanted),
          f"missing {sorted(set(wanted) - set(actual))[:3]}, too many {sorted(set(actual) - set(wanted))[:3]}")
    wrong = []
    for key in set(actual) & set(wanted):
        for field, value in wanted[key].items():
            if field in but:
                continue
            got = actual[key].get(field)
            if field == "phone":
                got, value = readable_phone(got), readable_phone(value)
            if got != value:
                wrong.append(f"{key}.{field}: expected {value!r}, is {got!r}")
    check(f"{name}: {len(wanted)} people agree", not wrong, f"{len(wrong)} differ\n    " + "\n    ".join(wrong[:12]))


def denied(permissions):
    """The sandbox's flags for a key that may read no more. Invoice payments come with the permission on invoices."""
    further = [name for name in FURTHER if name not in permissions]
    return ["--deny", ",".join(further)] if further else []


def key_of(profile):
    return oracle.email_key(profile["fields"]["email"]) or "id:" + str(profile["fields"]["stripe_customer_id"])


def judge_cases(name, shop, shape, permissions, profiles):
    """The hand-made expectations that hold for these permissions ("all" or "seed")."""
    found = {key_of(profile): profile for profile in profiles}
    for case, key, only, fields in shop.expected:
        if only not in (None, permissions):
            continue
        if fields is shops.MISSING:
            check(f"{name}: {case}: nobody is {key}", key not in found)
            continue
        if not check(f"{name}: {case}: {key} is there", key in found):
            continue
        profile = found[key]
        shown = {"created": profile["created"], **profile["stripe"], **profile["fields"]}
        for field, wanted in shops.in_shape(fields, shape).items():
            check(f"{name}: {case}: {key} {field}", shown[field] == wanted, f"expected {wanted!r}, is {shown[field]!r}")


def all_activities(api, profile):
    activities, after = [], ""
    while True:
        page = api.get(f"/v1/profiles/{profile['id']}/activities?limit=100{after}")
        activities += page["data"]
        if not page["has_more"]:
            return activities
        after = "&starting_after=" + page["data"][-1]["id"]


def judge_timelines(name, shop, shape, permissions, profiles, api):
    found = {key_of(profile): profile for profile in profiles}
    for case, key, only, timelines in shop.timelines:
        if only not in (None, permissions) or not check(f"{name}: {case}: {key} is there", key in found):
            continue
        activities = all_activities(api, found[key])
        times = [activity["at"] for activity in activities]
        check(f"{name}: {case}: {key}: the newest first", times == sorted(times, reverse=True), str(times))
        check(f"{name}: {case}: {key}: ids are unique", len({a["id"] for a in activities}) == len(activities))
        wanted = shops.in_shape(timelines, shape)
        got = sorted((a["at"], a["kind"]) for a in activities)
        check(f"{name}: {case}: {key}: its activities", got == sorted((at, kind) for kind, at, _ in wanted),
              f"\n    expected {sorted((at, kind) for kind, at, _ in wanted)}\n    is       {got}")
        for kind, at, data in wanted:
            told = [a["data"] for a in activities if (a["kind"], a["at"]) == (kind, at)]
            check(f"{name}: {case}: {key}: {kind} at {at} says what it is about",
                  any(all(one.get(member) == value for member, value in data.items()) for one in told), f"{data} {told}")
