#!/usr/bin/env python3
"""Fields of a shop's own and people made by hand, over HTTP on both engines: each type is made, set, shown and exported;
what is wrong is refused in a sentence that names the input; a deleted field takes its values along; a restart keeps all."""

import csv
import io
import json
import os
import sys
from urllib.parse import quote

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403

# Each type: what is set, and what the API, a table and JSON lines show.
TYPES = {
    "nickname": ("text", "  Räuber, \"Hotzenplotz\"\n=1+1 ", 'Räuber, "Hotzenplotz"\n=1+1'),
    "shoe_size": ("number", 38.5, 38.5),
    "credit": ("money", -1250, -1250),
    "visited": ("date", "2026-01-31", 1769817600),
    "likes_cake": ("boolean", False, False),
    "colours": ("list", ["red", " ", "sea green "], ["red", "sea green"]),
}
SET = {name: value for name, (_, value, _) in TYPES.items()} | {"credit_currency": "GBP"}
SHOWN = {name: value for name, (_, _, value) in TYPES.items()} | {"credit_currency": "gbp"}

# (what, method, path, body, status, code, param, words of the sentence); {ada} is the person's path.
LONG = "x" * 1001
REFUSED = [
    ("a field without a type", "PUT", "/v1/fields/plan", {}, 400, "parameter_missing", "type", "type is missing"),
    ("a type that is none", "PUT", "/v1/fields/plan", {"type": "colour"}, 400, "parameter_invalid", "type", "text, number, money"),
    ("a type that is no text", "PUT", "/v1/fields/plan", {"type": 7}, 400, "parameter_invalid", "type", "type"),
    ("a name with capitals", "PUT", "/v1/fields/Plan", {"type": "text"}, 400, "parameter_invalid", "name", "small letters"),
    ("a name of 61 letters", "PUT", "/v1/fields/" + "p" * 61, {"type": "text"}, 400, "parameter_invalid", "name", "at most 60"),
    ("a name of Daybook's", "PUT", "/v1/fields/tags", {"type": "text"}, 400, "parameter_invalid", "name", "uses itself"),
    ("a name like Stripe's", "PUT", "/v1/fields/stripe_plan", {"type": "text"}, 400, "parameter_invalid", "name", "stripe_"),
    ("a name like a currency's", "PUT", "/v1/fields/plan_currency", {"type": "text"}, 400, "parameter_invalid", "name", "_currency"),
    ("a standard field", "PUT", "/v1/fields/email", {"type": "text"}, 400, "field_fixed", "name", "Daybook's own"),
    ("a standard field changed", "PATCH", "/v1/fields/email", {"label": "x"}, 400, "field_fixed", "name", "Daybook's own"),
    ("a standard field deleted", "DELETE", "/v1/fields/email", None, 400, "field_fixed", "name", "Daybook's own"),
    ("a label that is too long", "PUT", "/v1/fields/plan", {"type": "text", "label": "l" * 101}, 400, "parameter_invalid", "label", "100 bytes"),
    ("a label of blanks", "PUT", "/v1/fields/plan", {"type": "text", "label": "  "}, 400, "parameter_invalid", "label", "empty"),
    ("a member that is not known", "PUT", "/v1/fields/plan", {"type": "text", "kind": 1}, 400, "parameter_unknown", "kind", "kind"),
    ("a name that is taken", "PATCH", "/v1/fields/nickname", {"name": "credit"}, 409, "already_exists", None, "a field credit already"),
    ("a field that is not there", "PATCH", "/v1/fields/plan", {"label": "x"}, 404, "resource_missing", None, "no field plan"),
    ("deleting what is not there", "DELETE", "/v1/fields/plan", None, 404, "resource_missing", None, "no field plan"),
    ("a text that is a number", "PATCH", "{ada}", {"custom": {"nickname": 1}}, 400, "parameter_invalid", "custom.nickname", "must be a text"),
    ("a text that is too long", "PATCH", "{ada}", {"custom": {"nickname": LONG}}, 400, "parameter_invalid", "custom.nickname", "longer than 1000 bytes"),
    ("a number that is a text", "PATCH", "{ada}", {"custom": {"shoe_size": "38"}}, 400, "parameter_invalid", "custom.shoe_size", "must be a number"),
    ("money with a fraction", "PATCH", "{ada}", {"custom": {"credit": 12.5}}, 400, "parameter_invalid", "custom.credit", "smallest unit"),
    ("a currency that is none", "PATCH", "{ada}", {"custom": {"credit": 1, "credit_currency": "pounds"}}, 400, "parameter_invalid", "custom.credit_currency", "three letters"),
    ("a day that is none", "PATCH", "{ada}", {"custom": {"visited": "2026-02-30"}}, 400, "parameter_invalid", "custom.visited", "must be a date"),
    ("yes as a text", "PATCH", "{ada}", {"custom": {"likes_cake": "yes"}}, 400, "parameter_invalid", "custom.likes_cake", "true or false"),
    ("a list that is a text", "PATCH", "{ada}", {"custom": {"colours": "red"}}, 400, "parameter_invalid", "custom.colours", "list of texts"),
    ("a list of 101", "PATCH", "{ada}", {"custom": {"colours": ["red"] * 101}}, 400, "parameter_invalid", "custom.colours", "more than 100"),
    ("a list with a long text", "PATCH", "{ada}", {"custom": {"colours": [LONG]}}, 400, "parameter_invalid", "custom.colours", "more than 1000 bytes"),
    ("a field that is mistyped", "PATCH", "{ada}", {"custom": {"nikname": "x"}}, 400, "parameter_unknown", "custom.nikname", "Perhaps nickname?"),
    ("an own field among standard ones", "PATCH", "{ada}", {"fields": {"nickname": "x"}}, 400, "parameter_unknown", "fields.nickname", "under \"custom\""),
    ("custom that is a list", "PATCH", "{ada}", {"custom": []}, 400, "parameter_invalid", "custom", "object"),
    ("a computed field", "PATCH", "{ada}", {"fields": {"stripe_total_sales": 1}}, 400, "field_owned_by_stripe", "fields.stripe_total_sales", "belongs to Stripe"),
    ("an address that is none", "PATCH", "{ada}", {"fields": {"email": "ada"}}, 400, "parameter_invalid", "fields.email", "not an e-mail address"),
    ("a country's name", "PATCH", "{ada}", {"fields": {"country": "Germany"}}, 400, "parameter_invalid", "fields.country", "two letters"),
    ("101 tags", "PATCH", "{ada}", {"tags": [f"t{i}" for i in range(101)]}, 400, "parameter_invalid", "tags", "more than 100"),
    ("nobody", "PATCH", "/v1/profiles/prf_0000000009999", {"custom": {}}, 404, "resource_missing", None, "prf_0000000009999"),
    ("a person of nothing", "POST", "/v1/profiles", {}, 400, "parameter_missing", "fields", "at least one value"),
    ("an address that is taken", "POST", "/v1/profiles", {"fields": {"email": " ADA@example.com"}}, 409, "already_exists", "fields.email", "this e-mail address already"),
]


def fields_are_made(name, api):
    for field, (kind, _, _) in TYPES.items():
        made = good(api, "PUT", f"/v1/fields/{field}", {"type": kind})
        check(f"{name}: a field of type {kind}", (made["type"], made["group"], made["filled"], made["state"]) == (kind, "custom", 0, "ready"), str(made))
    check(f"{name}: its label follows its name", good(api, "GET", "/v1/fields/shoe_size")["label"] == "Shoe size")
    listed = [one["name"] for one in good(api, "GET", "/v1/fields")["data"] if one["group"] == "custom"]
    check(f"{name}: the catalogue lists them in order", listed == list(TYPES), str(listed))


def values_are_shown(name, house, ada, custom):
    """The person's values in each place that shows them."""
    api = house.api
    person = good(api, "GET", ada)
    check(f"{name}: the profile", person["custom"] == custom, f"{person['custom']} {custom}")
    row = [one for one in all_profiles(api) if one["id"] == person["id"]][0]
    check(f"{name}: the list", row["custom"] == custom, str(row["custom"]))
    lines = [json.loads(line) for line in api.get("/v1/profiles/export?format=jsonl").splitlines()]
    line = [one for one in lines if one["id"] == person["id"]][0]
    check(f"{name}: JSON lines", line["custom"] == custom, str(line["custom"]))
    text = api.call("GET", "/v1/profiles/export?format=csv")[1]
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    cells = [one for one in rows if one["id"] == person["id"]][0]
    check(f"{name}: the table has the columns", [one for one in rows[0] if one in SHOWN] == list(good(api, "GET", ada)["custom"]), str(list(rows[0])))
    if "shoe_size" in custom:
        check(f"{name}: the table", (cells["shoe_size"], cells["credit_currency"], cells["likes_cake"], cells["colours"])
              == ("38.5", "gbp", "false", "red; sea green"), str(cells))
        check(f"{name}: a text in the table begins no formula", "Hotzenplotz" in cells["nickname"] and not cells["nickname"].startswith("="), cells["nickname"])


def exported(api, file_format, fields):
    job = good(api, "POST", "/v1/exports", {"kind": "profiles", "format": file_format, "fields": fields})
    path = f"/v1/exports/{job['id']}"
    until(lambda: good(api, "GET", path)["state"] == "done", 30)
    return api.call("GET", path + "/file")[1]


def chosen_fields_are_exported(name, api, ada):
    """Of the shop's own as of Daybook's, in the order asked for."""
    person = good(api, "GET", ada)
    table = exported(api, "csv", ["credit", "email", "shoe_size"]).removeprefix("\ufeff")
    row = [one for one in csv.DictReader(io.StringIO(table, newline="")) if one["id"] == person["id"]][0]
    wanted = {"id": person["id"], "created": str(person["created"]), "updated": str(person["updated"]), "credit": str(person["custom"]["credit"]),
              "credit_currency": "gbp", "email": person["fields"]["email"], "shoe_size": "38.5"}
    check(f"{name}: chosen columns", list(row.items()) == list(wanted.items()), f"{row} {wanted}")
    lines = [json.loads(line) for line in exported(api, "jsonl", ["colours", "email"]).splitlines()]
    line = [one for one in lines if one["id"] == person["id"]][0]
    check(f"{name}: chosen members", (list(line)[3:], line["colours"]) == (["colours", "email"], person["custom"]["colours"]), str(line))
    status, body, _ = api.call("POST", "/v1/exports", {"kind": "profiles", "fields": ["email", "nikname"]})
    check(f"{name}: a field that is not there", (status, body["error"]["param"]) == (400, "fields") and "nikname" in body["error"]["message"], str(body))


def what_is_wrong_is_refused(name, api, ada):
    before = good(api, "GET", ada)
    for what, method, path, body, status, code, param, words in REFUSED:
        got, answer, _ = api.call(method, path.format(ada=ada), body)
        error = answer.get("error", {}) if isinstance(answer, dict) else {}
        told = (got, error.get("code"), error.get("param")) == (status, code, param) and words in error.get("message", "")
        check(f"{name}: {what} is refused", told, f"{got} {answer}")
    after = good(api, "GET", ada)
    check(f"{name}: and nothing of it is stored", after == before, f"{before} {after}")
    listed = [one["name"] for one in good(api, "GET", "/v1/fields")["data"] if one["group"] == "custom"]
    check(f"{name}: nor a field made", listed == list(TYPES), str(listed))


def stripe_keeps_its_own(name, house):
    api = house.api
    customer = [one for one in all_profiles(api) if one["fields"]["first_name"] and one["fields"]["stripe_customer_id"]][0]
    path = f"/v1/profiles/{customer['id']}"
    status, body, _ = api.call("PATCH", path, {"fields": {"first_name": "Somebody else"}, "custom": {"nickname": "x"}})
    told = status == 400 and body["error"]["code"] == "field_owned_by_stripe" and "dashboard.stripe.com" in body["error"]["message"]
    check(f"{name}: a value of Stripe's is refused with the way to change it", told, f"{status} {body}")
    check(f"{name}: and nothing beside it is set", good(api, "GET", path)["custom"]["nickname"] is None)
    own = good(api, "PATCH", path, {"fields": {"first_name": customer["fields"]["first_name"]}, "custom": {"nickname": "Sparrow"}})
    check(f"{name}: the same value again is none", own["custom"]["nickname"] == "Sparrow" and own["fields"] == customer["fields"], str(own))


def fields_change(name, house, ada):
    api = house.api
    good(api, "PATCH", ada, {"custom": {"nickname": "12.5"}})
    retyped = good(api, "PATCH", "/v1/fields/nickname", {"type": "number", "name": "lucky_number", "label": "Lucky number"})
    check(f"{name}: a field is renamed and retyped", (retyped["name"], retyped["type"]) == ("lucky_number", "number"), str(retyped))
    until(lambda: good(api, "GET", "/v1/fields/lucky_number")["state"] == "ready", 30)
    counted = good(api, "GET", "/v1/fields/lucky_number")
    check(f"{name}: what does not convert is counted", (counted["filled"], counted["unfit"]) == (1, 1), str(counted))
    check(f"{name}: what converts is there", good(api, "GET", ada)["custom"]["lucky_number"] == 12.5)
    check(f"{name}: the old name is gone", api.call("GET", "/v1/fields/nickname")[0] == 404)
    good(api, "PATCH", "/v1/fields/lucky_number", {"type": "text", "name": "nickname", "label": "Nickname"})
    until(lambda: good(api, "GET", "/v1/fields/nickname")["filled"] == 2, 30)
    check(f"{name}: with the old type all is there again", good(api, "GET", ada)["custom"]["nickname"] == "12.5")
    segment = good(api, "POST", "/v1/segments", {"name": "Big feet", "condition": {"field": "shoe_size", "op": "gt", "value": 38}})
    status, body, _ = api.call("DELETE", "/v1/fields/shoe_size")
    check(f"{name}: a field that a segment asks for stays", status == 409 and body["error"]["code"] == "field_in_use" and "Big feet" in body["error"]["message"], str(body))
    check(f"{name}: the segment has the person", good(api, "GET", f"/v1/segments/{segment['id']}")["size"] == 1)
    good(api, "DELETE", f"/v1/segments/{segment['id']}")


def a_deleted_field_takes_its_values_along(name, house, ada):
    api = house.api
    gone = good(api, "DELETE", "/v1/fields/shoe_size")
    check(f"{name}: the deleted field is answered", gone["name"] == "shoe_size" and gone["filled"] == 1, str(gone))
    left = good(api, "GET", ada)["custom"]
    check(f"{name}: its values are gone", "shoe_size" not in left and "credit" in left, str(left))
    table = api.call("GET", "/v1/profiles/export?format=csv")[1]
    check(f"{name}: and its column", "shoe_size" not in table.splitlines()[0], table.splitlines()[0])
    good(api, "PUT", "/v1/fields/shoe_size", {"type": "number"})
    check(f"{name}: a new one of its name begins empty", good(api, "GET", ada)["custom"]["shoe_size"] is None)
    good(api, "DELETE", "/v1/fields/shoe_size")


def run(name):
    house = House(name).serve().imported()
    api = house.api
    fields_are_made(name, api)
    made = good(api, "POST", "/v1/profiles", {"fields": {"email": "Ada@example.com", "first_name": "Ada"}, "custom": SET, "tags": ["vip", " early "]})
    ada = f"/v1/profiles/{made['id']}"
    check(f"{name}: a person made by hand is shown at once", made["custom"] == SHOWN and made["tags"] == ["early", "vip"], str(made))
    counts = {one["name"]: one["filled"] for one in good(api, "GET", "/v1/fields")["data"] if one["group"] == "custom"}
    check(f"{name}: each value is counted", counts == {field: 1 for field in TYPES}, str(counts))
    values_are_shown(name, house, ada, SHOWN)
    chosen_fields_are_exported(name, api, ada)
    what_is_wrong_is_refused(name, api, ada)
    stripe_keeps_its_own(name, house)
    fields_change(name, house, ada)
    a_deleted_field_takes_its_values_along(name, house, ada)
    custom = good(api, "GET", ada)["custom"]
    house.server.kill()
    house.serve()
    values_are_shown(f"{name}: after a restart", house, ada, custom)
    found = good(house.api, "GET", "/v1/profiles?email=" + quote("ada@EXAMPLE.com"))["data"]
    check(f"{name}: after a restart she is found by her address", [one["id"] for one in found] == [made["id"]], str(found))
    read = Api(house.server.url, make_key(house.data, "read", house.store()[2:]))
    for method, path, body in [("PUT", "/v1/fields/plan", {"type": "text"}), ("DELETE", "/v1/fields/credit", None), ("PATCH", ada, {"custom": {}}), ("POST", "/v1/profiles", {"fields": {"first_name": "X"}})]:
        check(f"{name}: a key that reads may not {method} {path}", read.call(method, path, body)[0] == 403)
    check(f"{name}: stops cleanly", house.end() == 0)


def main():
    for engine in ENGINES:
        run(engine)
    finish()


main()
