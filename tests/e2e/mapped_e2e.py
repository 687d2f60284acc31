#!/usr/bin/env python3
"""Mapped fields over HTTP on both engines: what Stripe's objects hold is listed, becomes a field of everybody, follows
changes in Stripe and of the mapping, survives a kill in the middle, and is told beforehand by a preview."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403

ATTRIBUTES = "/v1/integrations/stripe/attributes"
COLOUR = {"type": "text", "label": "Colour", "source": "customer.metadata.colour"}

# (what, method, path, body, status, code, param, words of the sentence)
REFUSED = [
    ("a scope that is none", "PUT", "/v1/fields/x", {"type": "text", "source": "shop.metadata.colour"}, 400, "parameter_invalid", "source", "source begins with customer"),
    ("a scope alone", "PUT", "/v1/fields/x", {"type": "text", "source": "customer"}, 400, "parameter_invalid", "source", "source begins with customer"),
    ("a path that ends with a dot", "PUT", "/v1/fields/x", {"type": "text", "source": "customer.address."}, 400, "parameter_invalid", "source", "ends with a dot"),
    ("a path that is too long", "PUT", "/v1/fields/x", {"type": "text", "source": "customer." + "x" * 201}, 400, "parameter_invalid", "source", "longer than 200 bytes"),
    ("a source that is a number", "PUT", "/v1/fields/x", {"type": "text", "source": 7}, 400, "parameter_invalid", "source", "a text, or an object"),
    ("each element as a text", "PUT", "/v1/fields/x", {"type": "text", "source": "last_order.lines.data[].description"}, 400, "parameter_invalid", "source", "choose the type list"),
    ("a sum of texts", "PUT", "/v1/fields/x", {"type": "text", "source": {"over": "orders", "path": "total", "take": "sum"}}, 400, "parameter_invalid", "source", "A sum is a number or money"),
    ("objects that are none", "PUT", "/v1/fields/x", {"type": "text", "source": {"over": "carts", "path": "total", "take": "last"}}, 400, "parameter_invalid", "source", "source.over is"),
    ("a choice that is none", "PUT", "/v1/fields/x", {"type": "text", "source": {"over": "orders", "path": "total", "take": "best"}}, 400, "parameter_invalid", "source", "source.take is"),
    ("a type that the source does not give", "PATCH", "/v1/fields/lines", {"type": "text"}, 400, "parameter_invalid", "source", "choose the type list"),
    ("a source for what people set", "PATCH", "/v1/fields/nickname", {"source": "customer.metadata.colour"}, 400, "parameter_invalid", "source", "set by people"),
    ("a mapped field as one that people set", "PUT", "/v1/fields/colour", {"type": "text"}, 409, "already_exists", None, "read from Stripe"),
    ("a field that people set as a mapped one", "PUT", "/v1/fields/nickname", COLOUR, 409, "already_exists", None, "set by people"),
    ("a preview without a type", "POST", "/v1/fields/preview", {"source": "customer.metadata.colour"}, 400, "parameter_missing", "type", "type is missing"),
    ("a preview of what is not there", "POST", "/v1/fields/preview", {"name": "nobody", "type": "text"}, 404, "resource_missing", None, "no field nobody"),
    ("a preview of Daybook's own", "POST", "/v1/fields/preview", {"name": "email", "type": "text"}, 400, "field_fixed", "name", "Daybook's own"),
    ("a preview of a source for what people set", "POST", "/v1/fields/preview", {"name": "nickname", "source": "customer.name"}, 400, "parameter_invalid", "source", "set by people"),
    ("a parameter of the attributes", "GET", ATTRIBUTES + "?scope=customer", None, 400, "parameter_unknown", "scope", "scope"),
]


def ready(api, field):
    until(lambda: good(api, "GET", f"/v1/fields/{field}")["state"] == "ready", 60)
    return good(api, "GET", f"/v1/fields/{field}")


class Shop:
    """A house whose customers have metadata: everybody with one customer a colour, every third one no size."""

    def __init__(self, name):
        self.house = House(name)
        self.house.serve()
        stripe = Api(self.house.shop.url, KEY)
        customers = [one["id"] for one in good(stripe, "GET", "/v1/customers?limit=100")["data"] if not one.get("deleted")]
        self.colours = {}
        for i, customer in enumerate(customers):
            self.colours[customer] = ("green", "red")[i % 2]
            size = {} if i % 3 == 0 else {"size": "38.5" if i % 3 == 1 else "large"}
            self.lay(customer, metadata={"colour": self.colours[customer], **size})
        self.house.imported()

    def lay(self, customer, **members):
        good(self.house.control, "POST", f"/_sandbox/customers/{customer}", members)

    def expected(self, person):
        return self.colours.get(person["fields"]["stripe_customer_id"])

    def wrong(self, field="colour"):
        """Whose field is not what the primary customer's metadata say."""
        return [(one["id"], one["custom"].get(field)) for one in all_profiles(self.house.api) if one["custom"].get(field) != self.expected(one)]


def attributes_are_listed(name, shop):
    listed = good(shop.house.api, "GET", ATTRIBUTES)
    of = {one["source"]: one for one in listed["data"]}
    colour = of.get("customer.metadata.colour", {})
    check(f"{name}: metadata are listed first", listed["data"][0]["path"].startswith("metadata."), str(listed["data"][0]))
    check(f"{name}: with type, share and samples", colour.get("type") == "text" and 0.5 < colour["share"] <= 1 and set(colour["samples"]) == {"green", "red"}, str(colour))
    check(f"{name}: and no field of it yet", colour.get("field", "") is None, str(colour))
    types = {source: of.get(source, {}).get("type") for source in ("last_order.total", "customer.created", "customer.delinquent", "charge.payment_method_details.card.brand", "last_order.lines.data[].description")}
    check(f"{name}: what Stripe documents has its type", list(types.values()) == ["money", "date", "boolean", "text", "list"], str(types))
    check(f"{name}: nothing secret is shown", not any("client_secret" in source for source in of), str(sorted(of)))
    for one in listed["data"]:
        status, body, _ = shop.house.api.call("POST", "/v1/fields/preview", {"type": one["type"], "source": one["source"]})
        if status != 200:
            check(f"{name}: {one['source']} can become a field", False, str(body))
    check(f"{name}: all of them were looked at", listed["looked_at"] > 0, str(listed["looked_at"]))


def a_field_is_told_made_and_followed(name, shop):
    api = shop.house.api
    people = all_profiles(api)
    told = good(api, "POST", "/v1/fields/preview", {"type": "text", "source": "customer.metadata.colour"})
    expected = sum(1 for one in people if shop.expected(one))
    check(f"{name}: a preview counts", (told["people"], told["looked_at"], told["filled"], told["unfit"], told["lost"]) == (len(people), len(people), expected, 0, 0), str(told))
    check(f"{name}: and makes nothing", api.call("GET", "/v1/fields/colour")[0] == 404)
    made = good(api, "PUT", "/v1/fields/colour", COLOUR)
    check(f"{name}: a mapped field is made", made["source"] == COLOUR["source"] and made["group"] == "custom", str(made))
    counted = ready(api, "colour")
    check(f"{name}: everybody is computed", shop.wrong() == [] and counted["filled"] == expected, f"{counted} {shop.wrong()}")
    check(f"{name}: the attribute names its field", {one["source"]: one["field"] for one in good(api, "GET", ATTRIBUTES)["data"]}["customer.metadata.colour"] == "colour")
    person = next(one for one in people if shop.expected(one))
    customer = person["fields"]["stripe_customer_id"]
    status, body, _ = api.call("PATCH", f"/v1/profiles/{person['id']}", {"custom": {"colour": "blue"}})
    check(f"{name}: nobody sets it here", status == 400 and body["error"]["code"] == "field_owned_by_stripe", f"{status} {body}")
    segment = good(api, "POST", "/v1/segments", {"name": "Blue", "condition": {"field": "colour", "op": "is", "value": "blue"}})
    shop.lay(customer, metadata={"colour": "blue"})
    shop.colours[customer] = "blue"
    good(api, "POST", f"/v1/profiles/{person['id']}/sync")
    until(lambda: good(api, "GET", f"/v1/profiles/{person['id']}")["custom"]["colour"] == "blue", 30)
    check(f"{name}: a change in Stripe is followed", good(api, "GET", f"/v1/profiles/{person['id']}")["custom"]["colour"] == "blue")
    check(f"{name}: segments too", good(api, "GET", f"/v1/segments/{segment['id']}")["size"] == 1)
    table = api.call("GET", "/v1/profiles/export?format=csv")[1]
    check(f"{name}: it is a column of exports", "colour" in table.splitlines()[0] and "blue" in table, table.splitlines()[0])
    check(f"{name}: nothing differs from the stored objects", command("fsck", *shop.house.store())[0] == 0)


def other_scopes(name, shop):
    api = shop.house.api
    good(api, "PUT", "/v1/fields/spent", {"type": "money", "source": {"over": "paid_orders", "path": "total", "take": "sum"}})
    good(api, "PUT", "/v1/fields/orders", {"type": "number", "source": {"over": "paid_orders", "path": "id", "take": "count"}})
    good(api, "PUT", "/v1/fields/lines", {"type": "list", "source": "last_order.lines.data[].description"})
    good(api, "PUT", "/v1/fields/since", {"type": "date", "source": "customer.created"})
    ready(api, "since")
    people = all_profiles(api)
    wrong = [one["id"] for one in people if one["custom"]["orders"] != one["fields"]["stripe_total_orders"]]
    check(f"{name}: a count over paid orders is the number of paid orders", wrong == [], str(wrong))
    check(f"{name}: sums are of the orders' currency", any(one["custom"]["spent_currency"] == one["fields"]["stripe_currency"] for one in people if one["custom"]["spent"]))
    check(f"{name}: lists are lists", any(isinstance(one["custom"]["lines"], list) for one in people))
    single = [one for one in people if len(one["stripe"]["customer_ids"]) == 1]
    check(f"{name}: dates are moments", all(isinstance(one["custom"]["since"], int) for one in single))


def a_field_is_retyped(name, shop):
    api = shop.house.api
    good(api, "PUT", "/v1/fields/size", {"type": "text", "source": "customer.metadata.size"})
    before = ready(api, "size")["filled"]
    told = good(api, "POST", "/v1/fields/preview", {"name": "size", "type": "number"})
    check(f"{name}: a preview says what would be lost", told["lost"] == told["unfit"] > 0 and told["filled"] + told["lost"] == before, str(told))
    large = {"from": "large", "to": None, "currency": None}
    check(f"{name}: with examples", told["examples"][0] == large and {"from": "38.5", "to": 38.5, "currency": None} in told["examples"], str(told))
    good(api, "PATCH", "/v1/fields/size", {"type": "number"})
    counted = ready(api, "size")
    check(f"{name}: and that is what happens", (counted["filled"], counted["unfit"]) == (told["filled"], told["unfit"]), f"{counted} {told}")
    status, body, _ = api.call("PATCH", "/v1/fields/colour", {"type": "number"})
    check(f"{name}: what a segment asks for keeps its type", status == 409 and body["error"]["code"] == "field_in_use", f"{status} {body}")


def a_kill_loses_nothing(name, shop):
    house = shop.house
    good(house.api, "PATCH", "/v1/fields/colour", {"source": "customer.metadata.size"})
    house.server.kill()
    house.serve()
    sizes = {None, "38.5", "large"}
    until(lambda: {one["custom"]["colour"] for one in all_profiles(house.api)} == sizes, 60)
    check(f"{name}: a change that a kill cut off is finished", ready(house.api, "colour")["source"] == "customer.metadata.size")
    good(house.api, "PATCH", "/v1/fields/colour", {"source": "customer.metadata.colour"})
    until(lambda: shop.wrong() == [], 60)
    check(f"{name}: and taken back", ready(house.api, "colour")["source"] == "customer.metadata.colour")


def what_is_wrong_is_refused(name, api):
    good(api, "PUT", "/v1/fields/nickname", {"type": "text"})
    before = good(api, "GET", "/v1/fields")
    for what, method, path, body, status, code, param, words in REFUSED:
        got, answer, _ = api.call(method, path, body)
        error = answer.get("error", {}) if isinstance(answer, dict) else {}
        told = (got, error.get("code"), error.get("param")) == (status, code, param) and words in error.get("message", "")
        check(f"{name}: {what} is refused", told, f"{got} {answer}")
    check(f"{name}: and changes nothing", good(api, "GET", "/v1/fields") == before)


def run(name):
    shop = Shop(name)
    api = shop.house.api
    attributes_are_listed(name, shop)
    a_field_is_told_made_and_followed(name, shop)
    other_scopes(name, shop)
    a_field_is_retyped(name, shop)
    what_is_wrong_is_refused(name, api)
    a_kill_loses_nothing(name, shop)
    api = shop.house.api
    read = Api(shop.house.server.url, make_key(shop.house.data, "read", shop.house.store()[2:]))
    check(f"{name}: a key that reads may look and try", read.call("GET", ATTRIBUTES)[0] == 200 and read.call("POST", "/v1/fields/preview", {"name": "size", "type": "text"})[0] == 200)
    check(f"{name}: but not make", read.call("PUT", "/v1/fields/other", COLOUR)[0] == 403)
    good(api, "DELETE", "/v1/fields/size")
    ready(api, "colour")
    check(f"{name}: a deleted field is gone from everybody", not any("size" in one["custom"] for one in all_profiles(api)))
    check(f"{name}: nothing differs at the end", command("fsck", *shop.house.store())[0] == 0)
    check(f"{name}: stops cleanly", shop.house.end() == 0)


def main():
    for engine in ENGINES:
        run(engine)
    finish()


main()
