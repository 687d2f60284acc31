#!/usr/bin/env python3
"""People from CSV files, over HTTP and on the command line, on both engines: looked at, checked without a change, imported,
refused with reasons, joined with Stripe's people, finished after a kill in the middle, and nobody twice."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403

PATH = "/v1/imports"
MAP = {"E-mail": "email", "First name": "first_name", "Shoe": "shoe_size", "Tags": "tags"}
HEAD = "E-mail,First name,Shoe,Tags\n"


def send(api, target, data, offset=0):
    """A piece of a file: status and answer."""
    return api.call("PUT", f"{target}/file?offset={offset}", raw=data, headers={"Content-Type": "text/csv"})[:2]


def upload(api, text):
    made = good(api, "POST", PATH, {"name": "people.csv"})
    target = f"{PATH}/{made['id']}"
    data = text if isinstance(text, bytes) else text.encode()
    for offset in range(0, len(data), 300_000):
        status, answer = send(api, target, data[offset:offset + 300_000], offset)
        if status != 200:
            raise RuntimeError(f"{status} {answer}")
    return target


def ended(api, target):
    until(lambda: good(api, "GET", target)["state"] not in ("checking", "running"), 120)
    return good(api, "GET", target)


def figures(one):
    return tuple(one[name] for name in ("made", "changed", "unchanged", "refused"))


def people(api):
    return {one["fields"]["email"]: one for one in all_profiles(api) if one["fields"]["email"]}


def a_file_is_looked_at_checked_and_imported(name, house):
    api = house.api
    stripe = next(one for one in all_profiles(api) if one["fields"]["email"] and one["fields"]["first_name"])
    theirs = stripe["fields"]["email"]
    before = people(api)
    text = (HEAD + "ada@example.com,Ada,38.5,vip;early\n" + f"{theirs},,41,vip\n" + "\"bob@example.com\",\"Bob, the \"\"builder\"\"\",,\n"
            + "eve@example.com,Eve,large,\n" + "nobody,No,1,\n" + f"{theirs.upper()},Somebody else,42,\n" + ",Nobody,,\n" + "ada@example.com,Ada,38.5,vip;early\n")
    target = upload(api, "\ufeff" + text.replace("Tags\n", "Tags,Hat\n"))
    look = good(api, "GET", target)
    suggested = {one["name"]: one["suggested"] for one in look["layout"]["columns"]}
    check(f"{name}: its columns are told", suggested == {"E-mail": "email", "First name": "first_name", "Shoe": None, "Tags": "tags", "Hat": None}, str(look))
    check(f"{name}: with samples", look["layout"]["columns"][2]["samples"] == ["38.5", "41"] and look["layout"]["delimiter"] == ",", str(look["layout"]))
    good(api, "POST", f"{target}/check", {"map": MAP})
    told = ended(api, target)
    check(f"{name}: a check counts", told["state"] == "checked" and figures(told) == (2, 1, 1, 4), str(told))
    reasons = [(one["line"], one["column"]) for one in told["reasons"]]
    check(f"{name}: with lines and columns", reasons == [(5, "Shoe"), (6, "E-mail"), (7, "First name"), (8, None)], str(told["reasons"]))
    check(f"{name}: in sentences", "belongs to Stripe" in told["reasons"][2]["message"] and "is not a number" in told["reasons"][0]["message"], str(told["reasons"]))
    check(f"{name}: and changes nobody", people(api).keys() == before.keys() and "vip" not in people(api)[theirs]["tags"])
    good(api, "POST", f"{target}/start", {})
    done = ended(api, target)
    check(f"{name}: what is in no field is named", (look["left_out"], told["left_out"], done["left_out"]) == ([], ["Hat"], ["Hat"]), str(done))
    check(f"{name}: the import comes to the same", done["state"] == "done" and figures(done) == figures(told) and done["reasons"] == told["reasons"], str(done))
    until(lambda: "bob@example.com" in people(api), 30)
    now = people(api)
    ada = now["ada@example.com"]
    check(f"{name}: who was made", (ada["fields"]["first_name"], ada["custom"]["shoe_size"], ada["tags"]) == ("Ada", 38.5, ["early", "vip"]), str(ada))
    check(f"{name}: with quoted cells", now["bob@example.com"]["fields"]["first_name"] == 'Bob, the "builder"')
    joined = now[theirs]
    check(f"{name}: Stripe's person is the same one", joined["id"] == stripe["id"] and joined["custom"]["shoe_size"] == 41 and joined["tags"] == ["vip"], str(joined))
    check(f"{name}: and nobody else is there", now.keys() == before.keys() | {"ada@example.com", "bob@example.com"})
    status, refused, headers = api.call("GET", f"{target}/refused")
    lines = refused.splitlines()
    check(f"{name}: the refused rows are a file", status == 200 and len(lines) == 5 and lines[0].startswith("line,column,reason,E-mail") and lines[1].startswith("5,Shoe,"), str(refused))
    check(f"{name}: the uploaded file is gone", "layout" not in done and not [one for one in os.listdir(os.path.join(house.data, "imports")) if one.startswith(done["id"] + ".")])
    again = upload(api, text)
    good(api, "POST", f"{again}/start", {"map": MAP, "keep_stripe": True})
    second = ended(api, again)
    check(f"{name}: a second time changes nobody but who was refused", figures(second) == (0, 1, 4, 3), str(second))
    check(f"{name}: keeping what Stripe has", people(api)[theirs]["fields"]["first_name"] == stripe["fields"]["first_name"])
    until(lambda: people(api)[theirs]["custom"]["shoe_size"] == 42, 30)
    check(f"{name}: and nothing differs", command("fsck", *house.store())[0] == 0)


def what_is_wrong_is_refused(name, api):
    made = good(api, "POST", PATH, {})
    target = f"{PATH}/{made['id']}"
    utf16 = (HEAD + "ada@example.com,Ada,1,\n").encode("utf-16")
    rows = [
        ("a check without a file", lambda: api.call("POST", f"{target}/check", {"map": MAP})[:2], 400, "import_without_file"),
        ("an empty file", lambda: send(api, target, b""), 400, "csv_unreadable"),
        ("a piece that does not follow", lambda: send(api, target, b"x", 5), 409, "import_offset"),
        ("UTF-16", lambda: send(api, target, utf16), 400, "csv_encoding"),
        ("another kind", lambda: api.call("POST", PATH, {"kind": "orders"})[:2], 400, "parameter_invalid"),
        ("an import that is none", lambda: api.call("GET", f"{PATH}/imp_none")[:2], 404, "resource_missing"),
        ("no refused rows", lambda: api.call("GET", f"{target}/refused")[:2], 404, "resource_missing"),
    ]
    for what, ask, status, code in rows:
        got, answer = ask()
        check(f"{name}: {what} is refused", (got, answer["error"]["code"]) == (status, code), f"{got} {answer}")
    target = upload(api, HEAD + "ada@example.com,Ada,1,\n")
    for what, body, code, param in [
        ("a map that is none", {"map": []}, "parameter_invalid", "map"),
        ("a column that is none", {"map": {"Mial": "email"}}, "parameter_invalid", "map.Mial"),
        ("a field of Stripe's", {"map": {**MAP, "Shoe": "stripe_total_sales"}}, "field_owned_by_stripe", "map.Shoe"),
        ("nobody's address", {"map": {"Shoe": "shoe_size"}}, "parameter_invalid", "map"),
    ]:
        status, answer, _ = api.call("POST", f"{target}/start", body)
        check(f"{name}: {what} is refused", (status, answer["error"]["code"], answer["error"].get("param")) == (400, code, param), str(answer))
    good(api, "DELETE", target)
    check(f"{name}: a deleted import is gone", api.call("GET", target)[0] == 404)


def erased_people_stay_away(name, api):
    good(api, "POST", "/v1/profiles", {"fields": {"email": "gone@example.com"}})
    good(api, "DELETE", f"/v1/profiles/{people(api)['gone@example.com']['id']}")
    target = upload(api, HEAD + "Gone@example.com,Gone,1,\n")
    good(api, "POST", f"{target}/start", {"map": MAP})
    done = ended(api, target)
    check(f"{name}: who was erased is not brought back", figures(done) == (0, 0, 0, 1) and "was erased" in done["reasons"][0]["message"], str(done))
    check(f"{name}: nor held in the refused rows once erased again", "gone@example.com" not in people(api))


def a_kill_loses_nothing(name, house):
    count = 3000
    text = HEAD + "".join(f"p{i}@import.example,P{i},{i},\n" if i % 100 else f"wrong{i},W,1,\n" for i in range(count))
    target = upload(house.api, text)
    good(house.api, "POST", f"{target}/start", {"map": MAP})
    until(lambda: good(house.api, "GET", target)["rows"] > 0, 60, 0.01)
    house.server.kill()
    house.serve()
    done = ended(house.api, target)
    check(f"{name}: an import that a kill cut off is finished", done["state"] == "done" and figures(done) == (count - count // 100, 0, 0, count // 100), str(done))
    listed = [one for one in house.api.call("GET", f"{target}/refused")[1].splitlines()[1:]]
    check(f"{name}: each refused row is there once", len(listed) == count // 100 and len({one.split(",")[0] for one in listed}) == count // 100, str(len(listed)))

    def imported():
        return sum(1 for one in all_profiles(house.api) if (one["fields"]["email"] or "").endswith("@import.example"))

    until(lambda: imported() == count - count // 100, 60)
    check(f"{name}: and nobody is there twice", imported() == count - count // 100, str(imported()))


def the_command_does_it(name, house):
    path = os.path.join(house.folder, "list.csv")
    with open(path, "wb") as file:
        file.write("Mail;Vorname;Schuh;Hut\nzoe@example.com;Zo\u00eb;37;gr\u00fcn\nzoe;x;1\nx@example.com;X;37;gr\u00fcn;1\n".encode("cp1252"))
    refused = os.path.join(house.folder, "refused.csv")
    code, out, _ = command("profiles", "import", path, *house.store(), "--map", "Schuh=shoe_size", "--dry-run")
    check(f"{name}: the command checks", code == 1 and "1 would be made" in out and "line 3, Mail" in out, f"{code} {out}")
    check(f"{name}: and says what it leaves out", '  Hut → nothing: it is left out (--map "Hut=FIELD" takes it)\n' in out, out)
    check(f"{name}: a row that is too long is refused", "! line 4: The row has 5 cells, the first line names 4 columns. A cell that holds “;” needs quotation marks around it.\n" in out, out)
    check(f"{name}: and changes nobody", "zoe@example.com" not in people(house.api))
    code, out, _ = command("profiles", "import", path, *house.store(), "--map", "Schuh=shoe_size", "--refused", refused)
    check(f"{name}: the command imports", code == 1 and "1 made" in out, f"{code} {out}")
    until(lambda: "zoe@example.com" in people(house.api), 30)
    check(f"{name}: of another encoding", people(house.api)["zoe@example.com"]["fields"]["first_name"] == "Zo\u00eb")
    with open(refused, encoding="utf-8") as file:
        check(f"{name}: and writes what was refused", file.read().splitlines()[1].startswith("3,Mail,"))
    check(f"{name}: a file that is not there", command("profiles", "import", path + "x", *house.store())[0] == 3)


def run(name):
    house = House(name)
    house.serve()
    house.imported()
    good(house.api, "PUT", "/v1/fields/shoe_size", {"type": "number"})
    a_file_is_looked_at_checked_and_imported(name, house)
    what_is_wrong_is_refused(name, house.api)
    erased_people_stay_away(name, house.api)
    the_command_does_it(name, house)
    a_kill_loses_nothing(name, house)
    read = Api(house.server.url, make_key(house.data, "read", house.store()[2:]))
    check(f"{name}: a key that reads looks", read.call("GET", PATH)[0] == 200)
    check(f"{name}: and does not import", read.call("POST", PATH, {})[0] == 403)
    check(f"{name}: stops cleanly", house.end() == 0)


def main():
    for engine in ENGINES:
        run(engine)
    finish()


main()
