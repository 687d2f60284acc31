#!/usr/bin/env python3
"""What a big shop costs once it is in: lists, search, idling, 200 changes a second, and fields and choices that are found for
everybody. Prints figures, judges nothing: times depend on the machine (docs/benchmarks.md).

  python3 tests/bench/big_shop.py [--customers 900000] [--postgres] [--steps lists,idle,live,fields]

DAYBOOK_BINARY names the program, build/release/daybook otherwise. 900,000 customers make about a million profiles."""

import argparse
import http.client
import json
import os
import random
import sys
import threading
import time
from contextlib import nullcontext
from urllib.parse import quote, urlsplit

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.environ.setdefault("DAYBOOK_BINARY", f"{ROOT}/build/release/daybook")
os.environ.setdefault("DAYBOOK_TEST_POSTGRES", "")
sys.path[:0] = [f"{ROOT}/tests/e2e", f"{ROOT}/tools"]
import harness  # noqa: E402
from house import INTEGRATION, House  # noqa: E402
from test_postgres import Postgres  # noqa: E402

HOUR = 3600
STEPS = ("lists", "idle", "live", "fields")
ASKED = 500            # requests of a kind
OFFERED = 200          # changes a second
OFFERED_FOR = 20       # seconds
WATCHED = 10           # of so many changes one is followed to its profile
QUIET_FOR = 60         # seconds of idling
TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE = 4000          # people whom the questions are about


def tell(what, figure):
    print(f"{what:64} {figure}", flush=True)


def spread(seconds):
    """Seconds as text: the half, 99 of 100, the worst, in milliseconds."""
    ordered = sorted(seconds)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1e3 for share in (0.5, 0.99, 1)]
    return f"p50 {at[0]:.1f} ms, p99 {at[1]:.1f} ms, worst {at[2]:.1f} ms ({len(ordered)})"


class Line:
    """One connection that is kept open, with the key; `get` is the answer's text and how long it took."""

    def __init__(self, api):
        self.api = api
        self.line = http.client.HTTPConnection(urlsplit(api.url).netloc, timeout=120)

    def ask(self, method, path, body=None):
        head = {"Content-Type": "application/json"} if body is not None else {}
        if self.api.key:
            head["Authorization"] = f"Bearer {self.api.key}"
        began = time.monotonic()
        self.line.request(method, path, None if body is None else json.dumps(body), head)
        answer = self.line.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return text, time.monotonic() - began

    def get(self, path):
        return self.ask("GET", path)


class Server:
    """What the operating system knows of the server's process."""

    def __init__(self, house):
        self.pid = house.server.process.pid

    def processor(self):
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self, which):
        """MB; VmRSS now, VmHWM at most."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            return next(int(row.split()[1]) / 1024 for row in file if row.startswith(which))


class Shop:
    def __init__(self, options):
        self.house = House("postgres" if options.postgres else "sqlite", customers=options.customers,
                           shop=["--webhook-secret-file", self.secret()])
        self.house.serve("--log-level", "warn")
        self.house.control.call("POST", "/_sandbox/webhook", {"url": self.house.server.url + "/webhooks/stripe"})
        self.server = Server(self.house)
        self.api = self.house.api
        self.people = []

    @staticmethod
    def secret():
        path = os.path.join(harness.scratch(), "webhook.secret")
        with open(path, "w", encoding="ascii") as file:
            file.write(harness.SECRET)
        return path

    def connect(self):
        """Until all is read and everybody settled."""
        began, used = time.monotonic(), self.server.processor()
        harness.good(self.api, "PUT", INTEGRATION, {"api_key": harness.KEY, "webhook_secret": harness.SECRET})
        harness.wait_until_imported(self.api, HOUR)
        seconds, used = time.monotonic() - began, self.server.processor() - used
        look = self.house.look()
        objects = sum(row["imported"] for row in look["progress"])
        tell("objects, profiles", f"{objects:,}, {look['counts']['profiles']:,}")
        tell("import", f"{objects / seconds:,.0f} objects/s, {used / objects * 1e6:.0f} µs of the server's processor an object")
        tell("memory at most", f"{self.server.memory('VmHWM'):.0f} MB")

    def choose_people(self):
        """People from all over the list: asked for by the first letters of addresses."""
        line, rng = Line(self.api), random.Random(harness.SEED)
        while len(self.people) < SAMPLE:
            word = "".join(rng.choice("abcdefghijklmnoprstuw") for _ in range(2))
            found = json.loads(line.get(f"/v1/profiles?limit=100&query={word}")[0])["data"]
            self.people += [one for one in found if one["fields"]["email"] and one["fields"]["stripe_customer_id"] and not one["stripe"]["deleted"]]
        self.people = list({one["id"]: one for one in self.people}.values())
        rng.shuffle(self.people)


def timed(line, paths):
    return spread([line.get(path)[1] for path in paths])


def lists(shop):
    line, some = Line(shop.api), shop.people[:ASKED]
    tell("list, page of 10 (must p99 20 ms)", timed(line, [f"/v1/profiles?limit=10&starting_after={one['id']}" for one in some]))
    tell("list, page of 10 backwards", timed(line, [f"/v1/profiles?limit=10&ending_before={one['id']}" for one in some]))
    tell("list, page of 100", timed(line, [f"/v1/profiles?limit=100&starting_after={one['id']}" for one in some]))
    tell("one profile", timed(line, [f"/v1/profiles/{one['id']}" for one in some]))
    tell("search, a whole address (must p99 20 ms)", timed(line, [f"/v1/profiles?limit=10&query={quote(one['fields']['email'])}" for one in some]))
    tell("search, the first three letters of an address", timed(line, [f"/v1/profiles?limit=10&query={quote(one['fields']['email'][:3])}" for one in some]))
    names = [f"{one['fields']['first_name']} {one['fields']['last_name'][:3]}" for one in shop.people if one["fields"]["first_name"] and one["fields"]["last_name"]]
    tell("search, first name and the beginning of the last", timed(line, [f"/v1/profiles?limit=10&query={quote(name)}" for name in names[:ASKED]]))


def idle(shop):
    used = shop.server.processor()
    time.sleep(QUIET_FOR)
    share = (shop.server.processor() - used) / QUIET_FOR
    tell(f"idle for {QUIET_FOR} s (must 0.5 % of a core, 300 MB)", f"{share:.2%} of a core, {shop.server.memory('VmRSS'):.0f} MB")


class Changes:
    """Changes phones at the shop, so many a second, and follows some to their profiles."""

    def __init__(self, shop, rate, seconds):
        self.shop, self.seconds, self.problems = shop, [], []
        self.count = int(rate * seconds)
        self.pace = 1 / rate
        self.threads = []

    def follow(self, person, phone, began):
        line = Line(self.shop.api)
        try:
            while phone not in line.get(f"/v1/profiles/{person['id']}")[0].decode():
                if time.monotonic() - began > 60:
                    raise TimeoutError(f"{person['id']} after 60 s")
                time.sleep(0.002)
            self.seconds.append(time.monotonic() - began)
        except Exception as problem:  # pylint: disable=broad-except
            self.problems.append(repr(problem))

    def run(self, until=lambda: False):
        shop, begin = Line(self.shop.house.control), time.monotonic()
        for n in range(self.count):
            if until():
                break
            time.sleep(max(0, begin + n * self.pace - time.monotonic()))
            person, phone = self.shop.people[n % len(self.shop.people)], f"+4420{random.randrange(10**7, 10**8)}"
            began = time.monotonic()
            shop.ask("POST", f"/_sandbox/customers/{person['fields']['stripe_customer_id']}", {"phone": phone})
            if n % WATCHED == 0:
                self.threads.append(threading.Thread(target=self.follow, args=(person, phone, began)))
                self.threads[-1].start()
        self.took = time.monotonic() - begin
        self.offered = (n + 1) / self.took
        for thread in self.threads:
            thread.join()
        if self.problems:
            raise RuntimeError(f"{len(self.problems)} changes did not arrive: {self.problems[0]}")
        return self


def live(shop):
    used = shop.server.processor()
    changes = Changes(shop, OFFERED, OFFERED_FOR).run()
    share = (shop.server.processor() - used) / changes.took
    tell(f"{changes.offered:.0f} changes/s, at Stripe to settled profile (must p99 100 ms)", f"{spread(changes.seconds)}, {share:.1%} of a core")


def with_live_work(shop, what, ready):
    """Waits until `ready`, while ten changes a second arrive."""
    began, used, done = time.monotonic(), shop.server.processor(), []

    def watch():
        harness.until(ready, HOUR, every=0.1)
        done.append((time.monotonic() - began, shop.server.processor() - used))
    watcher = threading.Thread(target=watch)
    watcher.start()
    changes = Changes(shop, WATCHED, HOUR).run(until=lambda: bool(done))
    watcher.join()
    tell(what, f"{done[0][0]:.1f} s, {done[0][1]:.1f} s of a processor")
    tell("  and meanwhile a change at Stripe to settled profile", spread(changes.seconds))


def fields(shop):
    api = shop.api
    harness.good(api, "PUT", "/v1/fields/last_reason", {"type": "text", "label": "Last reason", "source": "last_order.billing_reason"})
    with_live_work(shop, "a mapped field for everybody (must 60 s)",
                   lambda: harness.good(api, "GET", "/v1/fields/last_reason")["state"] == "ready")
    unsubscribed = f"{INTEGRATION}/unsubscribed"
    harness.good(api, "PUT", unsubscribed, {"key": "newsletter", "values": ["no"]})
    with_live_work(shop, "what means unsubscribed, for everybody", lambda: harness.good(api, "GET", unsubscribed)["state"] == "ready")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=900_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--steps", default=",".join(STEPS))
    options = parser.parse_args()
    with (Postgres() if options.postgres else nullcontext("")) as url:
        harness.POSTGRES = url
        shop = Shop(options)
        shop.connect()
        shop.choose_people()
        for step in options.steps.split(","):
            {"lists": lists, "idle": idle, "live": live, "fields": fields}[step](shop)
        shop.house.end()


main()
