"""A shop, a server on a store of its own, and the three ways to look at it: the API, the command line, `stripe status`."""

import json
import os

from harness import BINARY, KEY, Api, Process, all_profiles, check, command, fresh_postgres, make_key, scratch, until, wait_until_imported

INTEGRATION = "/v1/integrations/stripe"
ENGINES = ("sqlite", "postgres")
answers = []  # everything that was ever answered or printed: no key may stand in it


class House:
    def __init__(self, engine="sqlite", customers=40, seed=7, shop=(), data=None):
        self.folder = scratch()
        self.data = data or os.path.join(self.folder, "data")
        self.database = fresh_postgres() if engine == "postgres" else ""
        self.shop = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", str(customers), "--seed", str(seed), *shop)
        self.control = Api(self.shop.url)
        self.api = self.server = None

    def store(self):
        return ["--data", self.data] + (["--database", self.database] if self.database else [])

    def serve(self, *more, base=None):
        self.server = Process("serve", "--listen", "127.0.0.1:0", *self.store(), "--stripe-api-base", base or self.shop.url,
                              "--stripe-rate", "unlimited", *more)
        self.api = Api(self.server.url, self.api.key if self.api else make_key(self.data, extra=self.store()[2:]))
        return self

    def stop(self):
        code = self.server.stop() if self.server else 0
        if self.server:
            answers.append(self.server.errors())
        return code

    def end(self):
        code = self.stop()
        self.shop.stop()
        return code

    def put(self, key=KEY):
        status, body, _ = self.api.call("PUT", INTEGRATION, {"api_key": key})
        answers.append(str(body))
        return status, body

    def imported(self):
        status, body = self.put()
        if status != 200:
            raise RuntimeError(f"{status} {body}")
        wait_until_imported(self.api)
        return self

    def look(self):
        return self.api.get(INTEGRATION)

    def stripe(self, verb, *more, key=None, base=None):
        """`daybook stripe VERB`; with `key`, from a file that holds it."""
        if key is not None:
            path = os.path.join(self.folder, "pasted.key")
            with open(path, "w", encoding="utf-8") as file:
                file.write(key)
            more = ("--key-file", path, *more)
        done = command("stripe", verb, *self.store(), "--stripe-api-base", base or self.shop.url, *more)
        answers.extend(done[1:])
        return done

    def fault(self, kind, path="", times=-1, **more):
        status, body, _ = self.control.call("POST", "/_sandbox/faults", {"kind": kind, "path": path, "times": times, **more})
        if status != 200:
            raise RuntimeError(f"{status} {body}")

    def heal(self):
        self.control.call("DELETE", "/_sandbox/faults")

    def keys(self, **state):
        status, body, _ = self.control.call("POST", "/_sandbox/keys", state)
        if status != 200:
            raise RuntimeError(f"{status} {body}")

    def people(self):
        """What the store knows of everybody; without times, since each sandbox is born when it starts, and without what is
        being read just now."""
        people = {}
        for profile in all_profiles(self.api):
            fields = {name: value for name, value in profile["fields"].items() if not name.endswith("_date")}
            known = {name: value for name, value in profile["stripe"].items() if name != "pending"}
            people[f"{fields['stripe_customer_id']}/{fields['email']}"] = {"fields": fields, "stripe": known}
        return people


def refused(name, house, key, status, code, sentence, exit_code=1):
    """The key is refused in the API and on the command line, in the same words."""
    got, body = house.put(key)
    said = body.get("error", {}) if isinstance(body, dict) else {}
    check(f"{name}: API", (got, said.get("code")) == (status, code) and said.get("message", "").startswith(sentence), f"{got} {body}")
    got, out, err = house.stripe("connect", key=key)
    check(f"{name}: command line", got == exit_code and not out and err.startswith(sentence), f"{got} {out!r} {err!r}")
    got, out, err = house.stripe("connect", "--json", key=key)
    check(f"{name}: --json", got == exit_code and json.loads(out)["error"]["code"] == code, f"{got} {out!r} {err!r}")


def shown(name, house, code, sentence, state=None, seconds=60):
    """The integration's error in the API and in `stripe status`."""
    def there():
        look = house.look()
        good = look["error"] and look["error"]["code"] == code and sentence in look["error"]["message"] and state in (None, look["state"])
        return look if good else None
    try:
        until(there, seconds)
    except TimeoutError:
        look = house.look()
        return check(f"{name}: API", False, f"{look['state']} {look['error']}")
    check(f"{name}: API", True)
    # A fault is not shown while it is tried anew, and its details may be of another try: both are asked until they agree.
    last = []

    def told():
        look = there()
        last[:] = house.stripe("status")
        return look and last[0] == 0 and f"! {look['error']['message']}\n" in last[1]
    try:
        until(told, seconds)
    except TimeoutError:
        return check(f"{name}: status", False, str(last))
    return check(f"{name}: status", True)


def healed(name, house, seconds=90):
    try:
        until(lambda: house.look()["error"] is None and house.look()["state"] == "live", seconds)
    except TimeoutError:
        return check(f"{name}: goes on by itself", False, str(house.look()))
    wait_until_imported(house.api)
    return check(f"{name}: goes on by itself", True)


def attempt(test):
    try:
        test()
    except Exception as error:  # noqa: BLE001  a fault of one test leaves the others
        check(test.__name__, False, told(error))


__all__ = ["BINARY", "ENGINES", "INTEGRATION", "House", "answers", "attempt", "healed", "refused", "shown"]
