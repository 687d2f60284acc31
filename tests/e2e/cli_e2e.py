#!/usr/bin/env python3
"""Every command of the command line, with and without a server beside it: exit codes, what goes to standard output and
what to standard error, settings of file, environment and flag, the progress bar, and the end by SIGTERM."""

import csv
import io
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403

COMMANDS = ["serve", "demo", "sandbox", "stripe connect", "stripe sync", "stripe status", "stripe pause", "stripe resume", "stripe disconnect",
            "profiles list", "profiles show", "profiles export", "profiles erase", "segments list", "segments show", "segments create", "segments preview", "segments recipes", "segments explain", "segments export", "segments delete", "templates list", "templates show", "templates check", "templates publish",
            "images list", "images add", "images delete", "api-key create", "api-key list", "api-key revoke", "user create", "user list", "user reset", "migrate", "doctor",
            "bench import", "render", "version"]


def test_help_and_usage():
    for words in ["", "stripe", "profiles", "api-key", "user", "bench", *COMMANDS]:
        code, out, err = command(*words.split(), "--help")
        check(f"{words} --help", code == 0 and "Usage:" in out and not err, f"{code} {err!r}")
    for words in COMMANDS:
        code, out, err = command(*words.split(), "--no-such-flag")
        check(f"{words} --no-such-flag", code == 2 and not out and "Traceback" not in err and err, f"{code} {out!r} {err!r}")
    for words in ["", "stripe", "profiles", "api-key", "user", "bench", "nonsense", "user create", "user create --email a@b.example --role god", "user reset", "stripe nonsense", "profiles show", "templates publish", "images add", "images delete", "api-key create", "stripe connect",
                  "profiles export --format xml", "profiles list --limit many", "profiles list --limit 0", "demo --customers 0", "stripe disconnect --stored-data perhaps",
                  "api-key create --name x --scope god"]:
        code, out, err = command(*words.split())
        check(f"usage: {words!r}", code == 2 and not out and err, f"{code} {out!r} {err!r}")
    for words, word in (("nonsense", "nonsense"), ("stripe nonsense --json", "nonsense"), ("serve nonsense", None)):
        says = command(*words.split())[2].startswith(f'There is no command "{word}".')
        check(f"usage: {words!r} names the word", says == (word is not None))
    code, out, _ = command("version")
    check("version", code == 0 and re.fullmatch(r"daybook \d+\.\d+\.\d+\n", out), out)
    check("version --json", set(json.loads(command("version", "--json")[1])) >= {"version", "sqlite"})


def test_settings():
    folder = scratch()
    path = os.path.join(folder, "daybook.toml")

    def write(text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def doctor(*flags, env=None, cwd=None):
        done = subprocess.run([BINARY, "doctor", "--json", *flags], capture_output=True, text=True, cwd=cwd or folder,
                              env={**os.environ, **(env or {})}, check=False)
        return json.loads(done.stdout)["checks"][0]["message"].split()[0] if done.stdout else done
    write('data = "from-file"\n')
    check("settings: file", doctor() == "from-file", str(doctor()))
    check("settings: environment over file", doctor(env={"DAYBOOK_DATA": "from-env"}) == "from-env")
    check("settings: flag over environment", doctor("--data", "from-flag", env={"DAYBOOK_DATA": "from-env"}) == "from-flag")
    # Commands share settings: those of one that was not asked for change nothing.
    other = scratch()
    command("migrate", "--data", os.path.join(other, "flag"), env={"DAYBOOK_DATA": os.path.join(other, "env")})
    check("settings: flag over environment for each command", os.listdir(other) == ["flag"], str(os.listdir(other)))
    check("settings: --config", doctor("--config", path, cwd="/") == "from-file")
    check("settings: DAYBOOK_CONFIG", doctor(env={"DAYBOOK_CONFIG": path}, cwd="/") == "from-file")
    write('# a comment\ndata = "from-file"\nstripe_rate = "unlimited"\nallow-address = ["127.0.0.1:25", "127.0.0.1:26"]\n')
    check("settings: underscores, lists, comments", doctor() == "from-file", str(doctor()))
    for text in ['dta = "x"\n', '[server]\ndata = "x"\n', 'listen = "127.0.0.1:0"\nlisten_to = 4\n', "data\n= = [\n"]:
        write(text)
        done = doctor()
        check(f"settings: {text!r}", not isinstance(done, str) and done.returncode == 3 and path.rsplit("/", 1)[1] in done.stderr and not done.stdout, str(done))
    for text, line in (('data = "x"\nlisten = "127.0.0.1:0\n', 2), ('data = "x"\n\ndata = "y"\n', 3), ('listen = ["a", "b"]\n', 1), ("listen = 127.0.0.1:0\n", 1), ("config = \"x\"\n", 1)):
        write(text)
        done = doctor()
        check(f"settings: the line of {text!r}", not isinstance(done, str) and done.returncode == 3 and f"line {line}" in done.stderr and not done.stdout, str(done))
    os.remove(path)
    done = doctor("--config", path)
    check("settings: a file that is not there", done.returncode == 3 and "cannot be read" in done.stderr, str(done))
    url = os.path.join(folder, "url")
    with open(url, "w", encoding="ascii") as file:
        file.write("postgres://u:topsecret@127.0.0.1:1/none\n")
    code, out, err = command("profiles", "list", "--data", os.path.join(folder, "pg"), env={"DAYBOOK_DATABASE_FILE": url})
    check("settings: DAYBOOK_DATABASE_FILE", code == 4 and err.startswith("PostgreSQL cannot be reached") and "topsecret" not in err, f"{code} {err}")
    code, _, err = command("profiles", "list", env={"DAYBOOK_DATABASE_FILE": "/nowhere"})
    check("settings: a secret's file that is not there", code == 3 and "DAYBOOK_DATABASE_FILE" in err, f"{code} {err}")
    data = ["--data", os.path.join(folder, "wrong")]
    for flags in (["--listen", "nonsense"], ["--listen", "127.0.0.1:99999"], ["--stripe-rate", "fast"], ["--database", "mysql://x"],
                  ["--allow-address", "nonsense"], ["--stripe-api-base", "ftp://x"], ["--stripe-api-base", "http://127.0.0.1:1/v1"], ["--public-url", "nonsense"],
                  ["--public-url", "https://a.b/?x"], ["--public-url", "https://a.b/x"], ["--public-url", "https://a.b#x"], ["--public-url", "https://"], ["--log-level", "loud"]):
        code, out, err = command("serve", *flags, *data)
        check(f"settings: {' '.join(flags)}", code == 3 and not out and len(err.splitlines()) == 1, f"{code} {out!r} {err!r}")
        if flags[0] != "--log-level":
            code, out, _ = command("doctor", *flags, *data)
            check(f"settings: doctor finds {' '.join(flags)}", code == 1 and f"FAIL settings    {err}" in out, f"{code} {out!r}")
    made = ["--data", os.path.join(folder, "made")]
    command("migrate", *made)
    taken = socket.create_server(("127.0.0.1", 0))
    code, out, err = command("doctor", "--stripe-rate", "fast", "--public-url", "nonsense", "--listen", f"127.0.0.1:{taken.getsockname()[1]}", *made)
    told = [line.split()[:2] for line in out.splitlines()]
    check("settings: doctor tells each finding and looks at all the rest", code == 1 and told.count(["FAIL", "settings"]) == 3 and [["ok", name] for name in ("folder", "database", "disk", "clock", "stripe")] == [one for one in told if one[0] == "ok" and one[1] in ("folder", "database", "disk", "clock", "stripe")], out)
    code, out, err = command("doctor", "--listen", f"127.0.0.1:{taken.getsockname()[1]}", *data)
    check("settings: doctor finds a port in use", code == 1 and "is in use by another program." in out, f"{code} {out!r} {err!r}")
    taken.close()
    for text, expected in (('listen = 5\n', '"5" is not HOST:PORT'), ('connect-key-file = "/nowhere"\n', "The key file /nowhere cannot be read")):
        write(text)
        done = subprocess.run([BINARY, "doctor", *data], capture_output=True, text=True, cwd=folder, check=False)
        check(f"settings: doctor finds {text!r}", done.returncode == 1 and f"FAIL settings    {expected}" in done.stdout, str(done))
    check("settings: nothing was made by what was refused", not os.path.exists(data[1]))


def test_every_flag_is_a_setting():
    folder = scratch()
    house = House(customers=12)
    house.stripe("connect", key=KEY)
    house.stripe("sync", "--wait")
    store = house.store()

    def run(*words, toml="", env=None):
        with open(os.path.join(folder, "daybook.toml"), "w", encoding="utf-8") as file:
            file.write(toml)
        done = subprocess.run([BINARY, *words], capture_output=True, text=True, cwd=folder, env={**os.environ, **(env or {})}, check=False)
        return done.returncode, done.stdout, done.stderr
    listed = ("profiles", "list", *store)
    for name, how in (("file", {"toml": "json = true\nlimit = 3\n"}), ("environment", {"env": {"DAYBOOK_JSON": "true", "DAYBOOK_LIMIT": "3"}})):
        code, out, err = run(*listed, **how)
        check(f"{name}: json and limit", code == 0 and out.startswith("{") and len(json.loads(out)["data"]) == 3, f"{code} {out[:100]!r} {err!r}")
        code, out, err = run(*listed, "--limit", "2", "--json", **how)
        check(f"{name}: a flag counts more", code == 0 and len(json.loads(out)["data"]) == 2, f"{code} {out[:100]!r} {err!r}")
        code, out, err = run("api-key", "list", *store, **how)
        check(f"{name}: a setting of another command is none here", code == 0 and out.startswith("{"), f"{code} {out[:100]!r} {err!r}")
    code, out, err = run(*listed, toml="limit = 3\njson = true\n", env={"DAYBOOK_LIMIT": "2"})
    check("the environment counts more than the file", code == 0 and len(json.loads(out)["data"]) == 2, f"{code} {out[:100]!r} {err!r}")
    code, out, err = run(*listed, toml='email = "nobody@example.com"\n')
    check("email of the file", (code, out, err) == (0, "", "No profiles.\n"), f"{code} {out!r} {err!r}")
    code, out, err = run("stripe", "connect", *store, "--stripe-api-base", house.shop.url, toml=f'key-file = "{write_key(folder)}"\n')
    check("a flag that must be given may stand in the file", code == 0, f"{code} {out!r} {err!r}")
    for how, where in (({"toml": "\nlimit = 300\n"}, "The settings file daybook.toml, line 2: "), ({"env": {"DAYBOOK_LIMIT": "300"}}, "DAYBOOK_LIMIT: "),
                       ({"toml": 'json = "perhaps"\n'}, "The settings file daybook.toml, line 1: "), ({"env": {"DAYBOOK_JSON": "perhaps"}}, "DAYBOOK_JSON: ")):
        code, out, err = run(*listed, **how)
        check(f"a value that is none: {how}", code == 3 and not out and err.startswith(where), f"{code} {out!r} {err!r}")
        check(f"--help comes all the same: {how}", run("profiles", "list", "--help", **how)[0] == 0)
    code, out, err = run("segments", "create", *store, "--name", "X", "--json", toml='recipe = "big_spenders"\nvalue = ["amount=100"]\n')
    check("one of several flags, and a list", code == 0 and json.loads(out)["condition"]["value"] == 100, f"{code} {out!r} {err!r}")
    # The made-up shop is another program: where Daybook listens is not where it does.
    taken = Process("sandbox", env={"DAYBOOK_SANDBOX_LISTEN": "127.0.0.1:0", "DAYBOOK_LISTEN": "nonsense", "DAYBOOK_LIMIT": "3", "DAYBOOK_CUSTOMERS": "7"})
    # Its list leaves out whom the shop of this seed has deleted.
    made = Api(taken.url).get("/_sandbox")["customers"]
    check("customers of a sandbox", made == 7, str(made))
    taken.stop()
    code, out, err = run("bench", "import", "--customers", "20", "--json", toml='database = "postgres://127.0.0.1:1/none"\nlimit = 3\n')
    check("a benchmark keeps away from the store of the settings", code == 0, f"{code} {out!r} {err!r}")
    house.end()


def lines_of(text):
    return [json.loads(line) for line in text.splitlines()]


def everything(name, house):
    """Each command on one store, whoever serves it."""
    code, out, err = house.stripe("status")
    check(f"{name}: status before", code == 0 and "stripe connect --key-file" in out and not err, f"{code} {out!r} {err!r}")
    check(f"{name}: status --json before", json.loads(house.stripe("status", "--json")[1])["state"] == "disconnected")
    for verb in ("pause", "resume", "sync"):
        code, out, err = house.stripe(verb)
        check(f"{name}: {verb} before", code == 1 and not out and err.startswith("Stripe is not connected."), f"{code} {out!r} {err!r}")
    code, out, err = house.stripe("connect", "--json", key=KEY)
    check(f"{name}: connect --json", code == 0 and json.loads(out)["mode"] == "test", f"{code} {out!r} {err!r}")
    code, out, err = house.stripe("sync", "--wait")
    check(f"{name}: sync --wait", code == 0 and out.startswith("live") and "objects" in err and "\r" not in err and "\033" not in err, f"{code} {out!r} {err!r}")
    code, out, err = house.stripe("sync", "--wait", "--json")
    check(f"{name}: sync --wait --json", code == 0 and json.loads(out)["state"] == "live", f"{code} {out!r}")
    code, out, _ = house.stripe("pause")
    check(f"{name}: pause", code == 0 and out.startswith("paused") and "\n  would be followed by " in out and "requests to Stripe" not in out, out)
    look = json.loads(house.stripe("status", "--json")[1])
    check(f"{name}: what is not known is null", [look["live"][n] for n in ("reads_30_days", "reads_monthly_expected", "reads_monthly_allowed")] == [None] * 3, str(look["live"]))
    code, _, err = house.stripe("sync")
    check(f"{name}: sync when paused", code == 1 and "Resume it first" in err, err)
    code, out, _ = house.stripe("resume", "--json")
    check(f"{name}: resume", code == 0 and json.loads(out)["state"] == "live", out)
    shown, served = house.stripe("status")[1], house.server is not None
    check(f"{name}: the requests are told while they are counted", ("requests to Stripe in 30 days" in shown) == served, shown)
    check(f"{name}: how often is told while it is asked", ("; open carts are listed every 5 minutes\n" in shown) == served, shown)
    check(f"{name}: that nobody goes on reading is told", ("! No server runs on this store, so nothing more is read from Stripe" in shown) != served, shown)
    look = json.loads(house.stripe("status", "--json")[1])
    check(f"{name}: the same in --json", look["server_runs"] == served and look["live"]["carts_every"] == (300 if served else None), str(look))
    people(name, house)
    keys(name, house)
    images(name, house)
    templates(name, house)
    code, out, err = command("migrate", *house.store())
    check(f"{name}: migrate", code == 0 and "is current" in out, f"{code} {out!r} {err!r}")
    check(f"{name}: migrate --json", json.loads(command("migrate", "--json", *house.store())[1])["steps"] == [])
    check(f"{name}: migrate --dry-run", command("migrate", "--dry-run", *house.store())[0] == 0)
    code, out, err = command("doctor", "--listen", "127.0.0.1:0", *house.store())
    check(f"{name}: doctor", code == 0 and "FAIL" not in out, f"{code} {out} {err}")
    told = {line.split()[1] for line in out.splitlines()}
    check(f"{name}: doctor tells of all that it checked", told >= {"folder", "master", "settings", "database", "server", "disk", "clock", "stripe", "permissions", "profiles"}, out)
    check(f"{name}: doctor tells where a server listens", (f"ok   listening   On {house.server.url}; Stripe is at {house.shop.url}.\n" in out if house.server else "listening" not in told) and ("Would listen" in out) == (not house.server), out)
    check(f"{name}: doctor --json", all(c["ok"] for c in json.loads(command("doctor", "--json", "--listen", "127.0.0.1:0", *house.store())[1])["checks"]))
    code, out, err = house.stripe("disconnect", "--json")
    check(f"{name}: disconnect", code == 0 and json.loads(out)["state"] == "disconnected", f"{code} {out} {err}")
    check(f"{name}: disconnect keeps profiles", len(lines_of(command("profiles", "export", "--format", "jsonl", *house.store())[1])) > 20)


def people(name, house):
    def run(*words):
        return command("profiles", *words, *house.store())
    code, out, err = run("list", "--limit", "3")
    ids = [line.split()[0] for line in out.splitlines()]
    check(f"{name}: list", code == 0 and len(ids) == 3 and all(i.startswith("prf_") for i in ids) and err == f"More: --starting-after {ids[-1]}\n", f"{out} {err}")
    listed = json.loads(run("list", "--limit", "3", "--json")[1])
    check(f"{name}: list --json", [p["id"] for p in listed["data"]] == ids and listed["has_more"])
    after = json.loads(run("list", "--limit", "3", "--json", "--starting-after", ids[-1])[1])
    back = json.loads(run("list", "--limit", "3", "--json", "--ending-before", after["data"][0]["id"])[1])
    check(f"{name}: list goes both ways", [p["id"] for p in back["data"]] == ids and not {p["id"] for p in after["data"]} & set(ids))
    someone = next(p for p in listed["data"] if p["fields"]["email"])
    for flag, value in (("--email", someone["fields"]["email"]), ("--query", someone["fields"]["email"]), ("--stripe-customer-id", someone["fields"]["stripe_customer_id"])):
        found = json.loads(run("list", "--json", flag, value)[1])["data"]
        check(f"{name}: list {flag}", someone["id"] in [p["id"] for p in found])
    code, out, err = run("list", "--email", "nobody@example.com")
    check(f"{name}: list of nobody", (code, out, err) == (0, "", "No profiles.\n"), f"{code} {out!r} {err!r}")
    for nobody in ("%", "***", "😀", "\u200b"):
        check(f"{name}: --query {nobody!r} is nobody", run("list", "--query", nobody) == (0, "", "No profiles.\n"))
    code, out, err = run("list", "--starting-after", "prf_0000000000zzz")
    check(f"{name}: a page after nobody", code == 1 and not out and err.endswith("Begin again without --starting-after.\n"), f"{code} {out!r} {err!r}")
    code, out, err = run("list", "--starting-after", ids[0], "--ending-before", ids[1])
    check(f"{name}: a page in both directions", code == 2 and not out and "--starting-after" in err and "_" not in err.replace(ids[0], ""), f"{code} {out!r} {err!r}")
    code, out, err = run("list", "--email", "ada")
    check(f"{name}: an e-mail that is none", code == 1 and err.endswith("use --query.\n"), f"{code} {out!r} {err!r}")
    for flag in ("--email", "--stripe-customer-id", "--query", "--starting-after", "--ending-before"):
        code, out, err = run("list", flag, "")
        check(f"{name}: an empty {flag} is not everybody", code == 2 and not out and err.startswith(f"{flag}: is empty."), f"{code} {out!r} {err!r}")
    code, out, err = run("list", "--limit", "101")
    check(f"{name}: list --limit 101", code == 2 and not out and "--limit" in err, f"{code} {err}")
    code, out, err = run("show", someone["id"])
    check(f"{name}: show", code == 0 and out.startswith(someone["id"]) and "stripe_total_sales" in out and not err, f"{code} {out}")
    shown = json.loads(run("show", "--json", someone["id"])[1])  # and more than a list tells of each
    check(f"{name}: show --json", {member: shown[member] for member in someone} == someone, str(shown))
    code, out, err = run("show", "prf_nobody")
    check(f"{name}: show nobody", code == 1 and not out and "prf_nobody" in err, f"{code} {out!r} {err!r}")
    error = json.loads(run("show", "--json", "prf_nobody")[1])["error"]
    check(f"{name}: show nobody --json", error["code"] == "resource_missing", str(error))
    for typed in ("export", "a/b", "", "..", "prf_?x", "seg_0000000000001"):
        for words in (("show", typed), ("erase", typed, "--yes"), ("export", typed)):
            code, out, err = run(*words)
            check(f"{name}: {words} is nobody", code == 1 and not out and err == f"There is no profile {typed or chr(34) * 2}.\n", f"{code} {out!r} {err!r}")
    for words in (("segments", "show"), ("templates", "show"), ("images", "delete"), ("api-key", "revoke")):
        code, out, err = command(*words, "recipes/../x", *house.store())
        check(f"{name}: {words} of what is no id", code == 1 and not out and err.startswith("There is no ") and "recipes/../x" in err, f"{code} {out!r} {err!r}")
    code, out, err = command("profiles", "list", "--account", "acc_nobody", *house.store())
    check(f"{name}: an account that is not there", code == 3 and not out and "acc_nobody" in err, f"{code} {out!r} {err!r}")
    exports(name, house, run)
    segments(name, house)


def segments(name, house):
    def run(*words):
        return command("segments", *words, *house.store())
    file = os.path.join(tempfile.mkdtemp(), "condition.json")
    with open(file, "w", encoding="utf-8") as out:
        json.dump({"field": "stripe_total_orders", "op": "gte", "value": 2}, out)
    code, out, err = run("preview", "--condition-file", file)
    check(f"{name}: preview", code == 0 and out.startswith("Total Orders is at least 2.\n") and not err, f"{code} {out!r} {err!r}")
    made = json.loads(run("create", "--name", "Repeat", "--condition-file", file, "--json")[1])
    check(f"{name}: create", made["size"] > 0 and made["state"] == "ready", str(made))
    code, out, err = run("list")
    check(f"{name}: list of segments", code == 0 and made["id"] in out and not err, f"{code} {out!r} {err!r}")
    check(f"{name}: show a segment", f"  size         {made['size']}\n" in run("show", made["id"])[1])
    people = lines_of(run("export", made["id"], "--format", "jsonl")[1])
    check(f"{name}: export of a segment", len(people) == made["size"] and all(made["id"] in p["segments"] for p in people), str(len(people)))
    code, out, err = run("explain", made["id"], "--profile", people[0]["id"])
    check(f"{name}: explain", code == 0 and out.startswith(f"{people[0]['id']} is in {made['id']}") and "  yes " in out, f"{code} {out!r} {err!r}")
    code, out, err = run("show", made["id"], "--at", "5")
    check(f"{name}: a moment before it was there", code == 1 and "at_out_of_range" not in out and "is known from" in err, f"{code} {out!r} {err!r}")
    code, out, err = run("recipes")
    line = next((one for one in out.splitlines() if one.startswith("big_spenders ")), "")
    check(f"{name}: recipes with what the shop suggests", code == 0 and "  Big spenders  amount=" in line and not err, f"{code} {out!r} {err!r}")
    amount = int(line.rsplit("=", 1)[1])
    code, out, err = run("preview", "--recipe", "big_spenders")
    check(f"{name}: preview of a recipe", code == 0 and out.splitlines()[1].startswith(f"{line.split()[1]} people"), f"{line!r} {out!r} {err!r}")
    fewer = json.loads(run("preview", "--recipe", "big_spenders", "--value", f"amount={amount * 2}", "--json")[1])
    check(f"{name}: with a value of one's own", fewer["condition"]["value"] == amount * 2 and fewer["size"] < int(line.split()[1]), str(fewer)[:300])
    code, out, err = run("preview", "--recipe", "on_plan", "--value", "plan=prod_none", "--json")
    check(f"{name}: a value may be a text", code == 0 and '"prod_none"' in out, f"{code} {out!r} {err!r}")
    for value in ("amount", "=5", "sum=5"):
        code, out, err = run("create", "--recipe", "big_spenders", "--value", value)
        check(f"{name}: --value {value}", code == 1 and not out and err and "Traceback" not in err, f"{code} {out!r} {err!r}")
    code, out, err = run("create", "--name", "Both", "--static", "--condition-file", file)
    check(f"{name}: create of two kinds", code == 2 and not out and err, f"{code} {out!r} {err!r}")
    code, out, err = run("delete", made["id"])
    check(f"{name}: delete", (code, out, err) == (0, f"{made['id']} is deleted.\n", ""), f"{code} {out!r} {err!r}")


def exports(name, house, run):
    code, out, err = run("export")
    rows = list(csv.DictReader(io.StringIO(out)))
    check(f"{name}: export CSV", code == 0 and not err and len(rows) > 20 and "email" in rows[0], f"{code} {err!r} {out[:200]!r}")
    lines = lines_of(run("export", "--format", "jsonl")[1])
    check(f"{name}: export JSON lines", len(lines) == len(rows) and {r["id"] for r in rows} == {p["id"] for p in lines})
    total = sum(int(r["stripe_total_orders"] or 0) for r in rows)
    check(f"{name}: both exports say the same", total == sum(p["fields"]["stripe_total_orders"] for p in lines) and total > 0)
    path = os.path.join(house.folder, "people.csv")
    code, nothing, err = run("export", "--output", path)
    with open(path, encoding="utf-8") as file:
        check(f"{name}: export --output", code == 0 and not nothing and file.read() == out, f"{code} {nothing!r} {err!r}")
    code, _, err = run("export", "--output", "/nowhere/people.csv")
    check(f"{name}: export into nowhere", code == 3 and "--output" in err, f"{code} {err!r}")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([BINARY, "profiles", "export", *house.store()], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    check(f"{name}: export to a full disk", done.returncode == 4 and "could not be written" in done.stderr, f"{done.returncode} {done.stderr!r}")


def keys(name, house):
    code, out, err = command("api-key", "create", "--name", "one", "--scope", "write", *house.store())
    check(f"{name}: api-key create", code == 0 and re.fullmatch(r"dbk_\S{30,}\n", out) and "only time" in err, f"{code} {out!r} {err!r}")
    made = json.loads(command("api-key", "create", "--name", "two", "--json", *house.store())[1])
    check(f"{name}: api-key create --json", set(made) >= {"id", "key", "name", "scope"} and made["scope"] == "read", str(made))
    code, text, _ = command("api-key", "list", *house.store())
    check(f"{name}: api-key list", code == 0 and "one" in text and "two" in text and out.strip() not in text and made["key"] not in text, text)
    code, out, err = command("api-key", "revoke", made["id"], *house.store())
    check(f"{name}: api-key revoke", code == 0 and not out and err.startswith("Revoked."), f"{code} {out!r} {err!r}")
    pages = [command("api-key", "create", "--name", f"key {i}", *house.store())[1] for i in range(102)] if house.server and not house.database else []
    check(f"{name}: api-key list tells all", len(command("api-key", "list", *house.store())[1].splitlines()) >= 2 + len(pages))
    listed = json.loads(command("api-key", "list", "--json", *house.store())[1])["data"]
    check(f"{name}: api-key list --json", any(k["id"] == made["id"] and k["revoked"] for k in listed))
    for bad in ("a\nb\x1b[31m", "tab\there", "\u009b2J"):
        code, out, err = command("api-key", "create", "--name", bad, *house.store())
        check(f"{name}: a name of control characters", code == 1 and not out and err == "name is one line of text, without tabs and other control characters.\n", f"{code} {out!r} {err!r}")
    done = subprocess.run([BINARY, "api-key", "create", "--name", b"\xff", *house.store()], capture_output=True, check=False)
    check(f"{name}: a name that is not UTF-8", done.returncode == 2 and not done.stdout and b"is not UTF-8" in done.stderr, str(done))
    code, _, err = command("api-key", "show\x1b[31m", *house.store())
    check(f"{name}: nothing steers the terminal", "\x1b" not in err, err)
    code, _, err = command("api-key", "revoke", "key_nobody", *house.store())
    check(f"{name}: api-key revoke nobody", code == 1 and err == "There is no API key key_nobody.\n", f"{code} {err!r}")
    if house.server:
        check(f"{name}: a revoked key is refused", Api(house.server.url, made["key"]).call("GET", "/v1/fields")[0] == 401)


def png(width):
    """A picture of one grey row, as a file's bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0" + b"\x80" * width)) + chunk(b"IEND", b"")


def images(name, house):
    def run(*words):
        return command("images", *words, *house.store())
    folder = scratch()
    for file, data in (("a b.png", png(40)), ("b.png", png(41)), ("c.png", b"no picture"), ("d.png", b"0" * ((10 << 20) + 1))):
        with open(os.path.join(folder, file), "wb") as out:
            out.write(data)
    check(f"{name}: images list of none", run("list") == (0, "", "No images.\n"))
    one, two, wrong, large = (os.path.join(folder, file) for file in ("a b.png", "b.png", "c.png", "d.png"))
    code, out, err = run("add", one, two)
    check(f"{name}: images add", code == 0 and len(out.splitlines()) == 2 and "a b.png" in out and "40 × 1" in out and not err, f"{code} {out!r} {err!r}")
    code, out, err = run("add", "--json", wrong, one, large, os.path.join(folder, "e.png"))
    made, told = [json.loads(line) for line in out.splitlines()], err
    check(f"{name}: images add goes on behind what is refused", code == 3 and [one.get("name") for one in made if "id" in one] == ["a b.png"], f"{code} {out!r} {told!r}")
    code, out, err = run("add", wrong, large)
    check(f"{name}: images add says which and why", code == 1 and not out and err.startswith(f"{wrong}: ") and f"{large} is larger than 10 MB." in err, f"{code} {out!r} {err!r}")
    listed = json.loads(run("list", "--json")[1])["data"]
    check(f"{name}: images list --json", {one["name"] for one in listed} == {"a b.png", "b.png"}, str(listed))
    code, out, err = run("list", "--limit", "1")
    check(f"{name}: images list", code == 0 and listed[0]["id"] in out and listed[0]["url"] in out and err == f"More: --starting-after {listed[0]['id']}\n", f"{out!r} {err!r}")
    code, out, err = run("delete", listed[0]["id"])
    check(f"{name}: images delete", (code, out, err) == (0, f"{listed[0]['id']} is deleted.\n", ""), f"{code} {out!r} {err!r}")
    code, out, err = run("delete", "img_nobody")
    check(f"{name}: images delete of none", code == 1 and not out and err == "There is no image img_nobody.\n", f"{code} {out!r} {err!r}")


def templates(name, house):
    def run(*words):
        return command("templates", *words, *house.store())
    check(f"{name}: templates list of none", run("list") == (0, "", "No templates.\n"))
    for verb in ("show", "check", "publish"):
        code, out, err = run(verb, "tpl_nobody")
        check(f"{name}: templates {verb} of none", code == 1 and not out and err == "There is no template tpl_nobody.\n", f"{code} {out!r} {err!r}")
    if not house.server:
        return
    made = good(house.api, "POST", "/v1/templates", {"name": "Greeting", "kind": "email", "content": {"subject": "Hi", "body": "<p>\n{{ profile.nam }}</p><img src=\"https://a.b/c.png\">"}})
    code, out, err = run("list")
    check(f"{name}: templates list", code == 0 and out.split() == [made["id"], "Greeting", "email", "draft"] and not err, f"{out!r} {err!r}")
    check(f"{name}: templates show", "\nsubject:\nHi\n" in run("show", made["id"])[1])
    check(f"{name}: templates show --json", json.loads(run("show", made["id"], "--json")[1])["content"] == made["content"])
    code, out, err = run("check", made["id"])
    check(f"{name}: templates check of a mistake", code == 1 and out.startswith("error body 2:4  profile has no nam.") and "\nwarning body 2:" in out and not err, f"{code} {out!r} {err!r}")
    code, out, err = run("publish", made["id"])
    check(f"{name}: templates publish of a mistake", code == 1 and not out and err.startswith("This cannot be published yet: 1 mistake was found. body, line 2, column 4: profile has no nam."), f"{code} {out!r} {err!r}")
    good(house.api, "PATCH", f"/v1/templates/{made['id']}", {"content": {"body": "<p>Hello</p><img src=\"https://a.b/c.png\">"}})
    code, out, err = run("check", made["id"])
    check(f"{name}: templates check of warnings", code == 0 and all(line.startswith("warning ") for line in out.splitlines()) and out, f"{code} {out!r} {err!r}")
    code, out, err = run("publish", made["id"])
    check(f"{name}: templates publish tells the warnings", code == 0 and out.startswith(f"{made['id']} is published.\nwarning body 1:13  An image has no alt text") and not err, f"{code} {out!r} {err!r}")


def test_without_a_server():
    for engine in ENGINES:
        house = House(engine, customers=30)
        steps = json.loads(command("migrate", "--dry-run", "--json", *house.store())[1])
        check(f"{engine}: migrate --dry-run of nothing", steps["steps"] and not steps["applied"] and not os.path.exists(os.path.join(house.data, "daybook.db")), str(steps))
        code, out, _ = command("migrate", *house.store())
        check(f"{engine}: migrate makes it", code == 0 and "applied 0001" in out, out)
        everything(f"{engine}, alone", house)
        house.end()


def test_beside_a_server():
    for engine in ENGINES:
        house = House(engine, customers=30).serve()
        everything(f"{engine}, beside a server", house)
        check(f"{engine}: SIGTERM ends serve with 0", house.end() == 0)
        log = house.server.errors()
        check(f"{engine}: serve writes nothing but its address to standard output", house.server.process.stdout.read() == "", log)


def test_progress():
    house = House(customers=200, shop=("--latency-ms", "150"))
    house.stripe("connect", key=KEY)
    code, shown, out = on_terminal("stripe", "sync", "--wait", *house.store(), "--stripe-api-base", house.shop.url)
    check("a bar on a terminal", code == 0 and "\r\033[K[" in shown and "#" in shown and "objects" in shown, f"{code} {shown!r}")
    check("a bar on a terminal: no log lines in it", '"level"' not in shown, shown)
    check("a bar on a terminal: its last state is the end", "100 %" in shown.rsplit("\r", 2)[-1 if shown.count("\r\n") == 0 else 1], repr(shown[-200:]))
    shares = [int(one) for one in re.findall(r"\] +(\d+) %", shown)]
    check("a bar on a terminal: it grows from the beginning on, in a small shop too", shares == sorted(shares) and len(set(shares)) > 2, str(shares))
    check("a bar on a terminal: data apart", out.startswith("live") and "\033" not in out, out)
    house.end()


def test_users():
    house = House().serve()
    code, link, err = command("user", "create", "--email", "Bob@example.com", "--role", "marketer", *house.store())
    check("user create prints the link alone", code == 0 and re.fullmatch(r"http://\S+/welcome#[\w-]{43}\n", link), f"{code} {link!r} {err!r}")
    code, out, err = command("user", "create", "--email", "bob@example.com", *house.store())
    check("user create: taken", code == 1 and "There is a user with this e-mail address already." in err, f"{code} {err!r}")
    code, out, err = command("user", "create", "--email", "bob at example", *house.store())
    check("user create: no address", code == 1 and "This is not an e-mail address" in err, f"{code} {err!r}")
    status, session, _ = Api(house.server.url).call("POST", "/v1/links/redeem", {"token": link.strip().split("#")[1], "name": "Bob", "password": "a quiet harbour"})
    check("user create: the link works", status == 200 and session["role"] == "marketer", str(session))
    code, out, err = command("user", "list", *house.store())
    check("user list", code == 0 and "marketer" in out and "bob@example.com" in out and "last seen" in out, f"{code} {out!r} {err!r}")
    code, link, err = command("user", "reset", "--email", "BOB@example.com", "--json", *house.store())
    check("user reset --json", code == 0 and "/welcome#" in json.loads(link)["link"], f"{code} {link!r} {err!r}")
    code, out, err = command("user", "reset", "--email", "eve@example.com", *house.store())
    check("user reset: nobody", code == 1 and "There is no user eve@example.com here." in err, f"{code} {err!r}")
    house.end()


def demo(data, *more):
    process = subprocess.Popen([BINARY, "demo", "--data", data, "--listen", "127.0.0.1:0", "--customers", "80", *more],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    text, url, key, link = "", None, None, None
    while "Watching the shop" not in text:
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"daybook demo: {text} {process.stderr.read()}")
        text += line
        link = line.strip() if "/welcome#" in line else link
        url = line.split()[-1] if line.startswith("  address") else url
        key = line.split()[-1] if line.startswith("  API key") else key
    check("demo: one link to open", link and link.startswith(f"{url}/welcome#") and text.count("/welcome#") == 1, text)
    status, session, headers = Api(url).call("POST", "/v1/links/redeem", {"token": link.split("#")[1]})
    check("demo: the link signs in as owner", status == 200 and session["role"] == "owner" and session["demo"], str(session))
    return process, Api(url, key), text


def test_the_demo():
    data = os.path.join(scratch(), "demo")
    process, api, text = demo(data)
    check("demo: three commands to try", text.count("daybook profiles list ") + text.count("\n  curl ") == 3, text)
    wait_until_imported(api)
    # By every customer of a person: life goes on, and a later customer with the same address becomes the first named.
    def by_customer():
        return {customer: (p["fields"]["email"], p["id"]) for p in all_profiles(api) for customer in p["stripe"]["customer_ids"]}
    first = by_customer()
    check("demo: people", len(first) > 60, str(len(first)))
    process.send_signal(signal.SIGTERM)
    rest = process.communicate(timeout=20)
    check("demo: SIGTERM ends it with 0", process.returncode == 0, f"{process.returncode} {rest[1][-300:]}")
    began = time.monotonic()
    process, api, text = demo(data, "--rate", "20")
    check("demo: a second start within 3 s", time.monotonic() - began < 3, f"{time.monotonic() - began:.1f} s")
    wait_until_imported(api)
    second = by_customer()
    check("demo: the same shop", first.keys() <= second.keys(), str(first.keys() - second.keys()))
    # Some got another address meanwhile, and so may be somebody else.
    kept = [c for c in first if first[c][0] == second.get(c, [None])[0]]
    check("demo: the same people", len(kept) > len(first) / 2 and all(first[c] == second[c] for c in kept), str(len(kept)))
    line = process.stdout.readline()
    check("demo: a profile that changes", re.match(r"prf_\w+  \S.*  ", line), line)
    check("demo: its key works", api.call("GET", "/v1/account")[0] == 200)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    check("demo: the second ends with 0 too", process.returncode == 0)


def test_a_shop_of_ones_own():
    """What ./run does with a key: the same as the demo, and it starts though Stripe is away once the shop is known."""
    folder = scratch()
    key = os.path.join(folder, "stripe.key")
    with open(key, "w", encoding="ascii") as file:
        file.write(f" '{KEY}'\n")
    shop = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", "20", "--rate", "20")
    store = ["--listen", "127.0.0.1:0", "--data", os.path.join(folder, "data"), "--connect-key-file", key]

    def start(base):
        server, text = Process("serve", *store, "--stripe-api-base", base, "--stripe-rate", "unlimited"), ""
        while "Watching the shop" not in text:
            line = server.process.stdout.readline()
            if not line:
                raise RuntimeError(f"serve --connect-key-file: {text} {server.errors()}")
            text += line
        return server, text
    server, text = start(shop.url)
    check("own shop: three commands to try", text.count("daybook profiles list ") + text.count("\n  curl ") == 3, text)
    check("own shop: which account", "rk_test_…" in text and "test mode" in text and KEY not in text, text)
    api = Api(server.url, next(line.split()[-1] for line in text.splitlines() if line.startswith("  API key")))
    wait_until_imported(api)
    check("own shop: people", len(all_profiles(api)) > 10)
    check("own shop: progress, and no log", "objects" in server.errors() and '"level":"info"' not in server.errors(), server.errors())
    check("own shop: SIGTERM ends it with 0", server.stop() == 0)
    shop.stop()
    server, _ = start(f"http://127.0.0.1:{free_port()}")
    check("own shop: starts though Stripe is away", "Stripe cannot be reached." in server.errors(), server.errors())
    check("own shop: and ends with 0", server.stop() == 0)
    with open(key, "w", encoding="ascii") as file:
        file.write("pk_test_0123456789")
    code, _, err = command("serve", *store)
    check("own shop: a key that is none", code == 1 and err.startswith("This is a publishable key"), f"{code} {err!r}")


def test_the_sandbox():
    shop = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", "7", "--seed", "5")
    listed = Api(shop.url, KEY).get("/v1/customers?limit=100")
    again = Process("sandbox", "--listen", "127.0.0.1:0", "--customers", "7", "--seed", "5")
    check("sandbox: the same seed, the same shop", [c["id"] for c in listed["data"]] == [c["id"] for c in Api(again.url, KEY).get("/v1/customers?limit=100")["data"]])
    check("sandbox: customers", len(listed["data"]) == 7, str(len(listed["data"])))
    check("sandbox: SIGTERM ends it with 0", shop.stop() == 0 and again.stop() == 0)
    code, out, err = command("sandbox", "--load", "/nowhere.json", "--listen", "127.0.0.1:0")
    check("sandbox: a world that is not there", code == 3 and not out and "/nowhere.json" in err and "--load" in err, f"{code} {err!r}")
    for flags in (("--load", "/"), ("--webhook-secret-file", "/nowhere"), ("--webhook-url", "foo"), ("--api-version", "foo"), ("--api-version", "2025-3-31"), ("--deny", "moon")):
        code, out, err = command("sandbox", *flags, "--listen", "127.0.0.1:0")
        check(f"sandbox: {flags}", code == 3 and not out and flags[0] in err and len(err.splitlines()) == 1, f"{code} {err!r}")


def test_the_benchmark():
    for database in ("", fresh_postgres()):
        code, out, err = command("bench", "import", "--customers", "60", "--json", *(["--database", database] if database else []))
        figures = json.loads(out) if code == 0 else {}
        check(f"bench import {'postgres' if database else 'sqlite'}: null is what was not measured", [figures.get(one) for one in ("first_thousand_seconds", "share_of_limits", "webhook_p50_ms", "webhook_p99_ms")] == [None] * 4 and "share_of_limits" in figures, out)
        check(f"bench import {'postgres' if database else 'sqlite'}", code == 0 and figures["objects"] > 200 and figures["cpu_us_an_object"] > 0, f"{code} {out} {err[-500:]}")
    for bench in ("import", "webhooks"):
        code, out, err = command("bench", bench, "--customers", "5", "--database", database)
        check(f"bench {bench}: keeps away from a store", code == 3 and not out and err.startswith("This database holds a Daybook store already"), f"{code} {out!r} {err!r}")
    code, out, err = command("bench", "import", "--customers", "30", "--stripe-rate", "100")
    check("bench import: figures for people", code == 0 and "objects a second" in out and "peak memory" in out and "1,000 readable" not in out, f"{code} {out} {err[-300:]}")
    check("bench import: the last line is how it ended", "100 %" in err.splitlines()[-1], err[-300:])
    code, out, err = command("bench", "import", "--customers", "60", "--only", "customers", "--json")
    check("bench import --only customers", code == 0 and 50 < json.loads(out)["objects"] <= 60, f"{code} {out!r} {err[-300:]}")
    for flags, expected, says in ((("--stripe-rate", "foo"), 3, "--stripe-rate"), (("--latency-ms", "-4"), 2, "--latency-ms"), (("--only", "foo"), 2, "--only"),
                                  (("--database", "mysql://x"), 3, "--database"), (("--database", "postgres://127.0.0.1:1/x"), 4, "PostgreSQL cannot be reached")):
        code, out, err = command("bench", "import", "--customers", "5", *flags)
        check(f"bench import {flags}", code == expected and not out and says in err, f"{code} {out!r} {err!r}")


def main():
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name in sys.argv[1:]):
            try:
                test()
            except Exception as error:  # noqa: BLE001  a fault of one test leaves the others
                check(name, False, told(error))
    finish()


main()
