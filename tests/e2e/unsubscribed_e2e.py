#!/usr/bin/env python3
"""Which metadata mean unsubscribed, over HTTP and on the command line, on both engines: suggested, told beforehand, chosen,
followed, kept, and finished after a kill in the middle."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403

PATH = "/v1/integrations/stripe/unsubscribed"
CHOICE = {"key": "newsletter", "values": ["no"]}

# (what, method, path, body, status, code, param, words of the sentence)
REFUSED = [
    ("no key", "PUT", PATH, {"values": ["no"]}, 400, "parameter_missing", "key", "key"),
    ("an empty key", "PUT", PATH, {"key": " ", "values": ["no"]}, 400, "parameter_invalid", "key", "key is empty"),
    ("a key that Stripe would not have", "PUT", PATH, {"key": "x" * 41, "values": ["no"]}, 400, "parameter_invalid", "key", "at most 40"),
    ("no values", "PUT", PATH, {"key": "newsletter"}, 400, "parameter_missing", "values", "values"),
    ("empty values", "PUT", PATH, {"key": "newsletter", "values": []}, 400, "parameter_invalid", "values", "values is empty"),
    ("a value that is no text", "PUT", PATH, {"key": "newsletter", "values": [0]}, 400, "parameter_invalid", "values", "values"),
    ("a member that is none", "PUT", PATH, {**CHOICE, "valeu": 1}, 400, "parameter_unknown", "valeu", "values"),
    ("a preview of nothing", "POST", PATH + "/preview", {"key": "newsletter", "values": [""]}, 400, "parameter_invalid", "values", "values is empty"),
    ("a parameter", "GET", PATH + "?x=1", None, 400, "parameter_unknown", "x", "x"),
]


def noes(api):
    return sorted(one["fields"]["stripe_customer_id"] for one in all_profiles(api) if one["fields"]["email_unsubscribed"])


def ready(api):
    until(lambda: good(api, "GET", PATH)["state"] == "ready", 60)
    return good(api, "GET", PATH)


class Shop:
    """A house whose customers have metadata: of those who are alone on their profile every third says no."""

    def __init__(self, name):
        self.house = House(name)
        self.house.serve()
        self.house.imported()
        self.api = self.house.api
        self.before = noes(self.api)
        single = [one for one in all_profiles(self.api) if len(one["stripe"]["customer_ids"]) == 1 and not one["stripe"]["deleted"] and not one["fields"]["email_unsubscribed"]]
        self.people = {one["fields"]["stripe_customer_id"]: one["id"] for one in single}
        customers = sorted(self.people)
        for i, customer in enumerate(customers):
            self.lay(customer, {"newsletter": ("no", "yes", "yes")[i % 3], "colour": "red"})
        self.saying = customers[::3]
        self.welcoming = customers[1::3]
        for customer in customers:
            good(self.api, "POST", f"/v1/profiles/{self.people[customer]}/sync")
        until(lambda: sum(1 for one in self.suggestions() if one["key"] == "newsletter" and one["found"] == len(customers)), 60)

    def suggestions(self):
        return good(self.api, "GET", PATH + "/suggestions")["data"]

    def lay(self, customer, metadata):
        good(self.house.control, "POST", f"/_sandbox/customers/{customer}", {"metadata": metadata})

    def change(self, customer, metadata):
        self.lay(customer, metadata)
        good(self.api, "POST", f"/v1/profiles/{self.people[customer]}/sync")

    def expected(self, *more):
        return sorted([*self.before, *self.saying, *more])


def it_is_suggested_and_told(name, shop):
    api = shop.api
    first = shop.suggestions()[0]
    check(f"{name}: the likely key is first", (first["key"], first["likely"]) == ("newsletter", True), str(first))
    check(f"{name}: and its likely value", first["values"][0] == {"value": "no", "found": len(shop.saying), "likely": True}, str(first))
    told = good(api, "POST", PATH + "/preview", CHOICE)
    check(f"{name}: a preview counts", (told["people"], told["saying"]) == (len(shop.saying), len(shop.saying)) and told["looked_at"] == told["customers"], str(told))
    look = good(api, "GET", PATH)
    check(f"{name}: and chooses nothing", look["key"] is None and look["people"] == 0 and noes(api) == shop.before, str(look))
    code, out, _ = shop.house.stripe("unsubscribed")
    check(f"{name}: the command suggests it", code == 0 and "--key 'newsletter' --value 'no'" in out, out)
    code, out, _ = shop.house.stripe("unsubscribed", "--key", "newsletter", "--value", "no", "--dry-run")
    check(f"{name}: and counts", code == 0 and out.startswith(f"{len(shop.saying)} people would be unsubscribed"), out)


def it_is_chosen_followed_and_kept(name, shop):
    api = shop.api
    good(api, "PUT", PATH, CHOICE)
    look = ready(api)
    until(lambda: noes(api) == shop.expected(), 30)
    check(f"{name}: everybody who said so is unsubscribed", noes(api) == shop.expected() and look["people"] == len(shop.saying), str(look))
    one, other = shop.saying[0], shop.welcoming[0]
    why = good(api, "GET", f"/v1/profiles/{shop.people[one]}/explain?field=email_unsubscribed")
    check(f"{name}: with the words", "newsletter = no" in why["counted"][0]["why"] and why["counted"][0]["id"] == one, str(why))
    source = good(api, "GET", f"/v1/profiles/{shop.people[one]}")["sources"]["email_unsubscribed"]
    check(f"{name}: and the source", source["object"] == one, str(source))
    shop.change(other, {"newsletter": " No "})
    until(lambda: other in noes(api), 30)
    check(f"{name}: a change at Stripe counts at once", noes(api) == shop.expected(other))
    shop.change(one, {"newsletter": "", "colour": "blue"})
    shop.change(other, {"newsletter": "yes"})
    until(lambda: {one["key"]: one["found"] for one in shop.suggestions()}["newsletter"] == len(shop.people) - 1, 30)
    good(api, "POST", "/v1/integrations/stripe/sync")
    wait_until_imported(api)
    check(f"{name}: what came stays", noes(api) == shop.expected(other))
    back = {"fields": {"email_unsubscribed": False}, "reason": "She asked for it by letter."}
    good(api, "PATCH", f"/v1/profiles/{shop.people[other]}", back)
    check(f"{name}: a colleague takes it back", noes(api) == shop.expected())
    shop.change(other, {"newsletter": "no"})
    until(lambda: other in noes(api), 30)
    check(f"{name}: and it is said anew", noes(api) == shop.expected(other))
    check(f"{name}: nothing differs from the stored objects", command("fsck", *shop.house.store())[0] == 0)
    acts = [one["act"] for one in good(api, "GET", "/v1/audit?limit=100")["data"]]
    check(f"{name}: the choice is in the audit log", "stripe.unsubscribed" in acts, str(acts[:10]))


def a_kill_loses_nothing(name, shop):
    house = shop.house
    good(shop.api, "PUT", PATH, {"key": "newsletter", "values": ["no", "yes"]})
    house.server.kill()
    house.serve()
    shop.api = house.api
    look = ready(house.api)
    all_of_them = sorted([*shop.before, *shop.people])
    until(lambda: noes(house.api) == all_of_them, 60)
    check(f"{name}: a choice that a kill cut off is finished", noes(house.api) == all_of_them and look["values"] == ["no", "yes"], str(look))
    code, out, _ = house.stripe("unsubscribed", "--off")
    check(f"{name}: the command ends it", code == 0 and "No metadata" in out, out)
    look = ready(house.api)
    check(f"{name}: and everybody stays", look["key"] is None and noes(house.api) == all_of_them, str(look))


def what_is_wrong_is_refused(name, shop):
    before = good(shop.api, "GET", PATH)
    for what, method, path, body, status, code, param, words in REFUSED:
        got, answer, _ = shop.api.call(method, path, body)
        error = answer.get("error", {}) if isinstance(answer, dict) else {}
        told = (got, error.get("code"), error.get("param")) == (status, code, param) and words in error.get("message", "")
        check(f"{name}: {what} is refused", told, f"{got} {answer}")
    check(f"{name}: and changes nothing", good(shop.api, "GET", PATH) == before)
    for flags in (("--key", "newsletter"), ("--value", "no"), ("--dry-run",), ("--off", "--key", "a", "--value", "b")):
        check(f"{name}: the command refuses {' '.join(flags)}", shop.house.stripe("unsubscribed", *flags)[0] == 2)
    write = Api(shop.house.server.url, make_key(shop.house.data, "write", shop.house.store()[2:]))
    check(f"{name}: who may write looks and tries", write.call("GET", PATH)[0] == 200 and write.call("POST", PATH + "/preview", CHOICE)[0] == 200)
    check(f"{name}: but does not choose", write.call("PUT", PATH, CHOICE)[0] == 403 and write.call("DELETE", PATH)[0] == 403)


def a_no_goes_along(name, shop):
    api = shop.api
    shared = next(one for one in all_profiles(api) if len(one["stripe"]["customer_ids"]) == 2 and not one["stripe"]["deleted"])
    person, customer = shared["id"], shared["stripe"]["customer_ids"][1]
    no = lambda id: good(api, "GET", f"/v1/profiles/{id}")["fields"]["email_unsubscribed"]
    owner = lambda: good(api, "GET", f"/v1/profiles?stripe_customer_id={customer}")["data"][0]["id"]

    def settle_at(email, whose):
        good(shop.house.control, "POST", f"/_sandbox/customers/{customer}", {"email": email})
        good(api, "POST", f"/v1/profiles/{owner()}/sync")
        until(lambda: (owner() == person) == whose, 30)

    good(api, "PATCH", f"/v1/profiles/{person}", {"fields": {"email_unsubscribed": True}})
    settle_at("gone.elsewhere@mail.example", False)
    until(lambda: no(owner()), 30)
    check(f"{name}: who moves away from a person keeps the no said there", no(owner()) and no(person))
    good(api, "PATCH", f"/v1/profiles/{owner()}", {"fields": {"email_unsubscribed": False}, "reason": "She asked for it by letter."})
    until(lambda: not no(owner()), 30)
    settle_at(shared["fields"]["email"], True)
    until(lambda: customer in good(api, "GET", f"/v1/profiles/{person}")["stripe"]["customer_ids"], 30)
    check(f"{name}: who comes back takes no no away", no(person))
    check(f"{name}: and nothing differs from the stored objects", command("fsck", *shop.house.store())[0] == 0)


def run(name):
    shop = Shop(name)
    it_is_suggested_and_told(name, shop)
    what_is_wrong_is_refused(name, shop)
    it_is_chosen_followed_and_kept(name, shop)
    a_kill_loses_nothing(name, shop)
    a_no_goes_along(name, shop)
    check(f"{name}: stops cleanly", shop.house.end() == 0)


def main():
    for engine in ENGINES:
        run(engine)
    finish()


main()
