#!/usr/bin/env python3
"""`kill -9` while the members of a changed segment are being found, on both databases: nobody ever sees a part of them, the
former stay until the new ones are whole, the work goes on by itself, and it ends as if nobody had been killed."""

import os
import random
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import ENGINES, House  # noqa: E402

KILLS = int(os.environ.get("DAYBOOK_KILLS", "12"))
CUSTOMERS = 5000           # two blocks of people: an edit is stored a block at a time
random.seed(SEED)
print(f"{KILLS} kills; to run it again: DAYBOOK_SEED={SEED} DAYBOOK_KILLS={KILLS}", flush=True)

CONDITIONS = (
    {"all": [{"activity": "order_paid", "last": {"more_than_ago": {"days": 90}}}]},
    {"any": [{"field": "stripe_total_orders", "op": "gte", "value": 2}, {"have": "subscription"}]},
)


class Judged:
    """Three segments of a shop: one that is edited, one that asks for it, and one that asks for that."""

    def __init__(self, house):
        self.house = house
        api = house.api
        self.references = [good(api, "POST", "/v1/segments", {"name": f"Reference {i}", "condition": one})["id"] for i, one in enumerate(CONDITIONS)]
        self.whole = set()
        self.refresh()
        self.everybody = self.ids(good(api, "POST", "/v1/segments", {"name": "Everybody", "condition": {"all": []}})["id"])
        self.edited = good(api, "POST", "/v1/segments", {"name": "Edited", "condition": CONDITIONS[0]})["id"]
        self.rest = good(api, "POST", "/v1/segments", {"name": "Rest", "condition": {"none": [{"segment": self.edited}]}})["id"]
        self.same = good(api, "POST", "/v1/segments", {"name": "Same", "condition": {"none": [{"segment": self.rest}]}})["id"]

    def refresh(self):
        """Who is in the two while time passes: an order may become ninety days old meanwhile."""
        self.of = [self.ids(one) for one in self.references]
        self.whole.update(self.of)

    def is_whole(self, seen):
        if seen not in self.whole:
            self.refresh()
        return seen in self.whole

    def ids(self, segment, at=None):
        """Who is in it: what an export of it holds."""
        then = "" if at is None else f"&at={at}"
        status, body, _ = self.house.api.call("GET", f"/v1/profiles/export?format=csv&segment={segment}{then}")
        if status != 200:
            raise RuntimeError(f"export: {status} {body}")
        return frozenset(line.split(",", 1)[0] for line in body.splitlines()[1:])

    def changes(self, segment):
        return good(self.house.api, "GET", f"/v1/segments/{segment}/changes?limit=100")["data"]

    def look(self, segment):
        return good(self.house.api, "GET", f"/v1/segments/{segment}")

    def settled(self):
        return all(self.look(one)["state"] == "ready" for one in (self.edited, self.rest, self.same)) and self.look(self.edited)["next_condition"] is None


def edit(judged, which, answers):
    try:
        answers.append(judged.house.api.call("PATCH", f"/v1/segments/{judged.edited}", {"condition": CONDITIONS[which]})[0])
    except OSError:
        answers.append(None)  # killed before it answered


def undisturbed(judged):
    """How long an edit takes in a process that has just begun: the second is like those that are killed."""
    for which in (1, 0):
        judged.house.server.kill()
        judged.house.serve()
        began = time.monotonic()
        good(judged.house.api, "PATCH", f"/v1/segments/{judged.edited}", {"condition": CONDITIONS[which]})
        took = time.monotonic() - began
        until(judged.settled)
    return took


def killed(name, judged, former, took):
    """An edit from condition `former` to the other, killed at a random moment. Which condition it has in the end, and how far it had come."""
    answers = []
    thread = threading.Thread(target=edit, args=(judged, 1 - former, answers))
    thread.start()
    time.sleep(random.uniform(0, took * 1.1))
    judged.house.server.kill()
    thread.join()
    judged.house.serve()
    first = judged.look(judged.edited)
    taken = CONDITIONS.index(first["condition"])
    going = first["next_condition"] is not None
    # Each look finds the one or the other, whole.
    while True:
        seen = judged.ids(judged.edited)
        check(f"{name}: the members are whole", judged.is_whole(seen), f"{len(seen)} of {[len(one) for one in judged.of]}")
        if judged.settled():
            break
    judged.refresh()
    now = judged.look(judged.edited)
    end = CONDITIONS.index(now["condition"])
    check(f"{name}: what was begun is done", end == (1 - former if going else taken), f"{first} {now}")
    check(f"{name}: what was answered is done", answers != [200] or end != former, f"{answers} {now}")
    check(f"{name}: its members are right", judged.ids(judged.edited) == judged.of[end] and now["size"] == len(judged.of[end]))
    check(f"{name}: those of who asks for it too", judged.ids(judged.rest) == judged.everybody - judged.of[end])
    check(f"{name}: and of who asks for that", judged.ids(judged.same) == judged.of[end])
    moved = {change["profile"]["id"] for one in judged.references for change in judged.changes(one)}  # because time passed
    changes = [change for change in judged.changes(judged.edited) if change["profile"]["id"] not in moved]
    check(f"{name}: nothing happened to anybody", not changes, str(changes))
    return end, "going on" if going else "done" if taken != former else "not begun"


def main():
    for engine in ENGINES:
        house = House(engine, customers=CUSTOMERS, seed=SEED).serve().imported()
        judged = Judged(house)
        check(f"{engine}: the two conditions mean others", len(judged.of[0] ^ judged.of[1]) > 100, str([len(one) for one in judged.of]))
        took = undisturbed(judged)
        at_first = judged.of[0]
        before = int(time.time())
        until(lambda: int(time.time()) > before)  # a past second is looked at as of its end
        last, found = 0, []
        while len(found) < max(1, KILLS // 2) or ("going on" not in found and len(found) < 4 * KILLS):
            last, how = killed(f"{engine}: kill {len(found)}", judged, last, took)
            found.append(how)
        print(f"{engine}: an edit takes {took:.2f} s; after each kill it was {', '.join(found)}", flush=True)
        check(f"{engine}: some were killed in the middle", "going on" in found, str(found))
        check(f"{engine}: the past is what it was", judged.ids(judged.edited, before) == at_first)
        house.end()


main()
finish()
