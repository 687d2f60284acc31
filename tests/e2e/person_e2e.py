#!/usr/bin/env python3
"""Everything of one person, over HTTP and on the command line, on both engines: what is exported is what each list shows;
who is erased stands in no table any more, and neither webhooks, a resync, a verification, a restart nor a
restored backup bring them back."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from urllib.parse import quote

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403


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
    names = {one["id"]: one["name"] for some in whole(api, path + "/subscriptions") + orders for one in some["products"]}
    told = [one for activity in all_of_it["activities"] for one in activity["data"].get("products", []) if one["id"]]
    check(f"{name}: products have the same names everywhere", told and all(one["name"] and one["name"] == names.get(one["id"]) for one in told), str(told[:3]))
    feed = {one["id"]: one["data"] for one in whole(api, "/v1/activities") if one["profile"]["id"] == person["id"]}
    timeline = {one["id"]: one["data"] for one in all_of_it["activities"]}
    check(f"{name}: and in the feed", all(timeline[key] == data for key, data in feed.items()), str(feed)[:300])
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


def everything_stored(house):
    """All rows of all tables, as text; bytes as they are and in hexadecimal. Bodies are compressed: the unit test reads those."""
    if house.database:
        return subprocess.run(["pg_dump", "--data-only", "-d", house.database], check=True, capture_output=True).stdout.decode("utf-8", "replace").lower()
    text = []
    with sqlite3.connect(os.path.join(house.data, "daybook.db")) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in db.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    text.append(value.hex() + "\n" + value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
    return "\n".join(text).lower()


def backed_up(house):
    """The whole database as it is now."""
    path = os.path.join(house.folder, "backup")
    if house.database:
        subprocess.run(["pg_dump", "--clean", "--if-exists", "-f", path, "-d", house.database], check=True)
        return path
    with sqlite3.connect(os.path.join(house.data, "daybook.db")) as db, sqlite3.connect(path) as to:
        db.backup(to)
    return path


def restore(house, path):
    if house.database:
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", house.database, "-f", path], check=True, stdout=subprocess.DEVNULL)
        return
    for end in ("", "-wal", "-shm"):
        if os.path.exists(os.path.join(house.data, "daybook.db" + end)):
            os.remove(os.path.join(house.data, "daybook.db" + end))
    shutil.copy(path, os.path.join(house.data, "daybook.db"))


def traces(house, words):
    stored = everything_stored(house)
    return [word for word in words if word.lower() in stored or word.lower().encode().hex() in stored]


def words_of(all_of_it):
    """What is the person's alone: address, phone, the ids and numbers of their objects. Others may have the same name."""
    fields = all_of_it["profile"]["fields"]
    names = [fields[name] for name in ("email", "phone") if fields[name]]
    return names + [one["id"] for one in all_of_it["stripe_objects"]] + [one["number"] for one in all_of_it["orders"] if one["number"]]


def others_of(api, person):
    return sorted((one for one in all_profiles(api) if one["id"] != person), key=lambda one: one["id"])


def nobody_comes_back(name, house, words, before):
    left = traces(house, words)
    check(f"{name}: nothing of the person is stored", not left, str(left))
    now = others_of(house.api, "")
    check(f"{name}: all the others are as they were", [one["id"] for one in now] == before, f"{len(now)} {len(before)}")
    code, out, err = command("fsck", *house.store())
    check(f"{name}: fsck finds nothing", code == 0, out + err)


def erased_is_gone(name):
    folder = scratch()
    secret = os.path.join(folder, "webhook.secret")
    with open(secret, "w", encoding="utf-8") as file:
        file.write(SECRET)
    house = House(name, shop=("--webhook-secret-file", secret)).serve()
    api = house.api
    check(f"{name}: webhooks", house.control.call("POST", "/_sandbox/webhook", {"url": house.server.url + "/webhooks/stripe"})[0] == 200)
    good(api, "PUT", INTEGRATION, {"api_key": KEY, "webhook_secret": SECRET})
    wait_until_imported(api)
    person = buyer(api)
    path = f"/v1/profiles/{person['id']}"
    good(api, "PATCH", path, {"tags": ["whisper"]})
    all_of_it = good(api, "GET", path + "/export")
    words = words_of(all_of_it) + ["whisper"]
    customer = person["fields"]["stripe_customer_id"]
    backup = backed_up(house)
    good(api, "POST", "/v1/exports", {"kind": "profiles", "format": "csv", "filter": {"query": person["fields"]["email"]}})
    until(lambda: good(api, "GET", "/v1/exports")["data"][0]["state"] == "done", 30)
    check(f"{name}: the words stand somewhere before", set(traces(house, words)) >= {person["fields"]["email"], customer, "whisper"}, str(traces(house, words)))
    before = [one["id"] for one in others_of(api, person["id"])]
    for scope in ("read", "write"):
        key = Api(house.server.url, make_key(house.data, scope, house.store()[2:]))
        check(f"{name}: a key that may {scope} may not erase", key.call("DELETE", path)[0] == 403)
    code, out, err = command("profiles", "erase", person["id"], *house.store())
    check(f"{name}: the command line asks first", code == 1 and "--yes" in err and api.call("GET", path)[0] == 200, f"{code} {out} {err}")
    answer = good(api, "DELETE", path)
    check(f"{name}: erased", answer == {"id": person["id"], "object": "profile", "deleted": True}, str(answer))
    nobody_comes_back(f"{name}: erased", house, words, before)
    for what, method, target in [("the profile", "GET", path), ("its export", "GET", path + "/export"), ("erasing again", "DELETE", path), ("its sync", "POST", path + "/sync")]:
        check(f"{name}: {what} is not there", api.call(method, target)[0] == 404)
    for search in ("email=" + quote(person["fields"]["email"]), "stripe_customer_id=" + customer, "query=" + quote(person["fields"]["email"])):
        check(f"{name}: ?{search.split('=')[0]} finds nobody", good(api, "GET", "/v1/profiles?" + search)["data"] == [])
    export = good(api, "GET", "/v1/exports")["data"][0]
    check(f"{name}: nor is the file there that was exported of them, which is told", export["state"] == "removed" and export["filter"] == {} and "was erased" in export["error"], str(export))
    status, gone, _ = api.call("GET", f"/v1/exports/{export['id']}/file")
    check(f"{name}: the file's address tells it too", (status, gone["error"]["code"], gone["error"]["message"]) == (409, "export_removed", export["error"]), f"{status} {gone}")
    entry = good(api, "GET", "/v1/audit?limit=1")["data"][0]
    check(f"{name}: the audit log says so without a name", (entry["act"], entry["target"], entry["changes"]) == ("profile.erase", person["id"], []), str(entry))
    comes_back_by_nothing(name, house, person, customer, words, before)
    check(f"{name}: the server stops cleanly", house.stop() == 0)
    restore(house, backup)
    check(f"{name}: a restored backup has the person", customer in traces(house, [customer]))
    house.serve()
    check(f"{name}: but not once it is opened", not traces(house, words), str(traces(house, words)))
    until(lambda: pending(house.api) == 0, 60)
    nobody_comes_back(f"{name}: after a restore", house, words, before)
    check(f"{name}: stops cleanly", house.end() == 0)
    test_a_damaged_list_of_erased_people(name, house)


def test_a_damaged_list_of_erased_people(name, house):
    with open(os.path.join(house.data, "erased"), "r+", encoding="ascii") as file:
        file.seek(40)
        file.write("?")
    code, out, err = command("profiles", "list", *house.store())
    check(f"{name}: a damaged list of them is said", code != 0 and not out and "put the newest good copy in its place" in err, f"{code} {out} {err}")


def comes_back_by_nothing(name, house, person, customer, words, before):
    api = house.api
    other = [one for one in all_profiles(api) if len(one["stripe"]["customer_ids"]) == 1 and not one["stripe"]["deleted"]][0]
    for number, who in (("+442070000001", customer), ("+442070000002", other["fields"]["stripe_customer_id"])):
        check(f"{name}: {who} changes at Stripe", house.control.call("POST", f"/_sandbox/customers/{who}", {"phone": number})[0] == 200)
    until(lambda: good(api, "GET", f"/v1/profiles/{other['id']}")["fields"]["phone"] == "+442070000002", 60)
    until(lambda: not traces(house, [customer]), 60)   # the hint is read, and goes
    nobody_comes_back(f"{name}: after a webhook", house, words, before)
    good(api, "POST", INTEGRATION + "/sync")
    wait_until_imported(api)
    nobody_comes_back(f"{name}: after a resync", house, words, before)
    code, out, err = house.stripe("verify")
    check(f"{name}: a verification finds no difference", code == 0, out + err)
    nobody_comes_back(f"{name}: after a verification", house, words, before)
    status, body, _ = api.call("POST", "/v1/profiles", {"fields": {"email": person["fields"]["email"]}})
    check(f"{name}: nor does a list bring them back", status == 409 and body["error"]["code"] == "person_erased" and "give a reason" in body["error"]["message"], f"{status} {body}")
    house.server.kill()
    house.serve()
    house.control.call("POST", "/_sandbox/webhook", {"url": house.server.url + "/webhooks/stripe"})
    good(house.api, "POST", INTEGRATION + "/sync")
    wait_until_imported(house.api)
    nobody_comes_back(f"{name}: after a restart and a resync", house, words, before)
    body = {"fields": {"email": person["fields"]["email"]}, "reason": "asked on the phone"}
    once = {"Idempotency-Key": "once"}
    anew = house.api.call("POST", "/v1/profiles", body, once)[1]
    check(f"{name}: with a reason somebody is here again", anew["id"] != person["id"] and anew["stripe"]["customer_ids"] == [], str(anew))
    code, out, err = command("profiles", "erase", anew["id"], "--yes", *house.store())
    check(f"{name}: and is erased on the command line", code == 0 and anew["id"] in out and not traces(house, words + ["asked on the phone", "asked\u00a0on"]), f"{code} {out} {err}")
    status, kept, _ = house.api.call("POST", "/v1/profiles", body, once)
    check(f"{name}: nor does an answer that was kept tell of them", status == 404 and "was erased" in kept["error"]["message"], f"{status} {kept}")


def run(name):
    house = House(name).serve().imported()
    exported_is_all(name, house)
    check(f"{name}: stops cleanly", house.end() == 0)
    erased_is_gone(name)


def main():
    for engine in ENGINES:
        run(engine)
    finish()


main()
