#!/usr/bin/env python3
"""What goes wrong with the machine, the store and its files, against the real binary: told in sentences, and nothing stored is
lost. docs/faults.md names these functions; arguments choose some of them."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403


def sql(house, statement):
    """In a store that nobody serves."""
    if not house.database:
        with sqlite3.connect(os.path.join(house.data, "daybook.db")) as db:
            db.execute(statement)
        return
    head, _, tail = house.database.partition("?")
    subprocess.run(["psql", "-q", "-d", head + ("?" + tail if tail else ""), "-c", statement], check=True)


def test_erasing_without_a_server():
    for engine in ENGINES:
        house = House(engine, customers=60)
        check(f"{engine}: connected", house.stripe("connect", key=KEY)[0] == 0 and house.stripe("sync", "--wait")[0] == 0)
        code, out, err = house.stripe("disconnect", "--stored-data", "erase", "--json")
        check(f"{engine}: erased when the command ends", code == 0 and json.loads(out)["state"] == "disconnected" and not json.loads(out)["erasing"], f"{code} {out!r} {err!r}")
        code, out, err = house.stripe("connect", key="rk_live_endtoendendtoend")
        check(f"{engine}: then the other mode at once", code == 0 and "live mode" in out, f"{code} {out!r} {err!r}")
        # A command that was stopped before all was erased.
        check(f"{engine}: disconnected", house.stripe("sync", "--wait")[0] == 0 and house.stripe("disconnect")[0] == 0)
        sql(house, "UPDATE connection SET state = 4")
        code, out, _ = house.stripe("status")
        check(f"{engine}: status tells of it", code == 0 and "still being erased" in out, out)
        check(f"{engine}: the API tells of it", json.loads(house.stripe("status", "--json")[1])["erasing"] is True)
        code, out, err = house.stripe("connect", key=KEY)
        check(f"{engine}: connecting erases the rest first", code == 0 and err.startswith("Erasing what was imported") and "test mode" in out, f"{code} {out!r} {err!r}")
        house.serve()
        wait_until_imported(house.api)
        check(f"{engine}: the new shop is there", len(house.people()) > 20 and house.look()["mode"] == "test")
        check(f"{engine}: disconnect beside a server waits too", house.stripe("disconnect", "--stored-data", "erase")[0] == 0 and not all_profiles(house.api))
        check(f"{engine}: so the next key is taken", house.put()[0] == 200)
        house.end()


def tiny_disk(megabytes):
    """A folder on a file system of its own."""
    folder = scratch()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"a small file system is needed: {done.stderr}")
    atexit.register(subprocess.run, ["umount", "-l", folder], check=False)
    return folder


def fill(disk, leave):
    """Leaves so many bytes free; the file that takes the rest. The server may take a page of it meanwhile, and a process that another
    test starts just now holds a removed file's room until it has begun: then it is measured again."""
    path = os.path.join(disk, "filler")

    def filled():
        free = os.statvfs(disk)
        room = free.f_bavail * free.f_frsize - leave
        if room <= 0:
            return False
        try:
            with open(path, "wb") as file:
                os.posix_fallocate(file.fileno(), 0, room)
            return True
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            os.remove(path)
            return False

    until(filled)
    return path


def same_people(name, house, wanted):
    """Nobody differs; else it says who does first, and how."""
    found = house.people()
    keys = sorted(key for key in {*wanted, *found} if wanted.get(key) != found.get(key))
    check(name, not keys, "".join(f"{len(keys)} differ: {key}: {wanted.get(key)} and {found.get(key)}" for key in keys[:1]))


def test_a_full_disk_loses_nothing():
    if os.geteuid() != 0:  # who is not root mounts within a namespace of his own
        done = subprocess.run(["unshare", "-Urm", sys.executable, __file__, "test_a_full_disk_loses_nothing"], capture_output=True, text=True, check=False)
        check("full disk: in a namespace", done.returncode == 0, done.stdout + done.stderr)
        return
    sentence = "is full. Free some space on it; what is stored is safe."
    calm = House(customers=300).serve().imported().people()
    disk = tiny_disk(64)
    house = House(customers=300, data=os.path.join(disk, "data")).serve()
    filler = fill(disk, 0)
    # What fits into the pages that are there already may still be stored; a whole import may not.
    house.api.call("PATCH", "/v1/account", {"name": "x" * 100})
    os.remove(filler)
    filler = fill(disk, 1 << 20)
    house.put()
    shown("full disk", house, "storage_failed", sentence)
    status, body, _ = house.api.call("GET", "/readyz")
    check("full disk: readyz", status == 503 and body["status"] == "disk full", f"{status} {body}")
    code, out, _ = command("doctor", *house.store())
    check("full disk: doctor", code == 1 and "FAIL disk" in out, out)
    # In the middle of an import a guest stands alone whose customer is still to come: then the address is who it is. And of
    # several customers with one address it may be any that came first.
    addresses = {key: key.split("/", 1)[1] for key in calm}
    known = set(addresses.values()) | {f"{customer}/{addresses[key]}" for key, person in calm.items()
                                       for customer in [key.split("/", 1)[0], *person["stripe"]["customer_ids"]]}
    strangers = [key for key in house.people() if key not in known and not (key.startswith("None/") and key.split("/", 1)[1] in known)]
    check("full disk: what is stored is read", not strangers, str(strangers))
    code, _, err = command("serve", "--listen", "127.0.0.1:0", "--data", os.path.join(disk, "another"))
    check("full disk: a new store", code != 0 and sentence in err and "another" in err, f"{code} {err!r}")
    os.remove(filler)
    healed("space again", house)
    same_people("full disk: nothing is lost", house, calm)
    house.server.kill()
    house.serve()
    same_people("full disk: nothing is lost after a kill either", house, calm)
    house.end()


def age(house, version):
    """Pretends that a newer Daybook migrated the store, or undoes that."""
    sql(house, f"INSERT INTO migration VALUES ({version}, '{version:04}_future')" if version > 0 else "DELETE FROM migration WHERE name LIKE '%_future'")


def test_a_database_of_a_newer_version():
    sentence = "A newer Daybook wrote this database (its schema is "
    for engine in ENGINES:
        house = House(engine, customers=5).serve().imported()
        before = house.people()
        house.stop()
        age(house, 97)
        for words in (["serve", "--listen", "127.0.0.1:0"], ["stripe", "status"], ["profiles", "list"], ["migrate"], ["migrate", "--dry-run"]):
            code, out, err = command(*words, *house.store())
            check(f"{engine}: newer: {' '.join(words)}", code == 3 and err.startswith(sentence) and not out, f"{code} {out!r} {err!r}")
        code, out, _ = command("doctor", *house.store())
        check(f"{engine}: newer: doctor", code == 1 and sentence in out, out)
        age(house, 0)
        house.serve()
        check(f"{engine}: newer: untouched", house.people() == before)
        house.end()


def keep_master_key(house, data):
    path = os.path.join(house.data, "master.key")
    with open(path, "wb") as file:
        file.write(data)
    os.chmod(path, 0o600)


def not_served(name, house, sentence):
    code, out, err = command("serve", "--listen", "127.0.0.1:0", *house.store())
    check(f"{name}: serve", code == 3 and not out and sentence in err, f"{code} {out!r} {err!r}")
    code, out, _ = command("doctor", *house.store())
    check(f"{name}: doctor", code == 1 and out.count(sentence) == 1 and "ok   master key" not in out, out)


def test_another_master_key():
    sentence = "The Stripe key that is stored here was sealed with another master.key and cannot be opened."
    for engine in ENGINES:
        house = House(engine, customers=20).serve()
        house.api.call("PUT", INTEGRATION, {"api_key": KEY, "webhook_secret": SECRET})
        wait_until_imported(house.api)
        before = house.people()
        path = os.path.join(house.data, "master.key")
        with open(path, "rb") as file:
            right = file.read()
        os.remove(path)
        code, out, _ = command("doctor", *house.store())
        check(f"{engine}: no master key beside a server", code == 1 and "is missing: the next start needs it." in out, out)
        house.stop()
        not_served(f"{engine}: no master key", house, "is missing, but this store holds secrets sealed with it")
        keep_master_key(house, b"short\n")
        not_served(f"{engine}: a short master key", house, "is not a master key: it must have 32 bytes.")
        keep_master_key(house, os.urandom(32))
        house.serve()
        shown(f"{engine}: another master key", house, "master_key_changed", sentence, state="failed")
        check(f"{engine}: another master key: what is stored stays", house.people() == before)
        code, out, _ = command("doctor", *house.store())
        check(f"{engine}: another master key: doctor", code == 1 and "FAIL master key" in out and sentence in out, out)
        code, _, err = house.stripe("sync")
        check(f"{engine}: another master key: sync", code == 1 and err.startswith(sentence), f"{code} {err}")
        status, body, _ = house.api.call("PUT", INTEGRATION, {"webhook_secret": SECRET})
        check(f"{engine}: another master key: a webhook's secret alone", (status, body["error"]["code"]) == (409, "master_key_changed"), str(body))
        house.stop()
        keep_master_key(house, right)
        house.serve()
        healed(f"{engine}: the right master key", house)
        check(f"{engine}: the right master key: nothing was lost", house.look()["freshness"] == "webhooks")
        house.stop()
        keep_master_key(house, os.urandom(32))
        code, out, err = house.stripe("connect", key=KEY)
        check(f"{engine}: pasted again without a server", code == 0 and out.startswith("live"), f"{code} {out!r} {err!r}")
        house.serve()
        healed(f"{engine}: pasted again", house)
        check(f"{engine}: pasted again: everybody is still here", house.people() == before)
        check(f"{engine}: pasted again: the webhook's secret is not", house.look()["freshness"] != "webhooks" and not house.look()["webhook"]["secret_set"])
        house.stop()
        keep_master_key(house, os.urandom(32))
        code, out, err = house.stripe("disconnect")
        check(f"{engine}: another master key: disconnect", code == 0 and out.startswith("No Stripe account is connected."), f"{code} {out!r} {err!r}")
        house.end()


def test_the_sample_shop_is_never_mixed_with_another():
    for engine in ENGINES:
        house = House(engine, customers=10).serve().imported()
        before = house.people()
        house.stop()
        plain = "is never mixed. Choose another folder with --data."
        code, out, err = command("demo", "--data", house.data, "--customers", "5", "--listen", "127.0.0.1:0")
        check(f"{engine}: demo on another shop's folder", code == 3 and not out and plain in err and not os.path.exists(os.path.join(house.data, "demo.json")), f"{code} {out!r} {err!r}")
        if engine == "sqlite":  # where an earlier Daybook left its mark
            with open(os.path.join(house.data, "demo.json"), "w", encoding="ascii") as file:
                file.write('{"seed":1,"birth":1767225600,"customers":5}')
            code, out, err = command("demo", "--data", house.data, "--customers", "5", "--listen", "127.0.0.1:0")
            check("demo on a store with another key", code == 3 and not out and plain in err, f"{code} {out!r} {err!r}")
        house.serve()
        look = house.look()
        check(f"{engine}: the shop is as it was", house.people() == before and look["freshness"] != "webhooks" and look["key_hint"].startswith("rk_test_"), str(look))
        house.end()


def test_two_servers_on_one_store():
    for engine in ENGINES:
        house = House(engine, customers=5).serve().imported()
        holder = f": daybook serve, process {house.server.process.pid}"
        sentence = f"Another Daybook uses {house.data}{holder}. Wait until it has ended, or stop it."
        code, out, err = command("serve", "--listen", "127.0.0.1:0", *house.store())
        check(f"{engine}: second server", code == 4 and err.startswith(sentence) and not out, f"{code} {out!r} {err!r}")
        if engine == "postgres":
            other = scratch()
            sentence = f"Another Daybook uses this PostgreSQL database{holder} on "
            code, out, err = command("serve", "--listen", "127.0.0.1:0", "--data", other, "--database", house.database)
            check("postgres: second server from another folder", code == 4 and err.startswith(sentence), f"{code} {err!r}")
            code, _, err = command("profiles", "list", "--data", other, "--database", house.database)
            check("postgres: a command from another folder", code == 4 and err.startswith(sentence), f"{code} {err!r}")
        check(f"{engine}: the first goes on", house.look()["state"] == "live" and house.api.call("GET", "/readyz")[0] == 200)
        house.server.kill()
        house.serve()
        check(f"{engine}: a killed server leaves no lock", house.look()["state"] == "live")
        house.end()


def test_a_port_in_use():
    house = House(customers=3).serve()
    where = house.server.url.split("//")[1]
    code, out, err = command("serve", "--listen", where, "--data", scratch())
    check("port in use", code == 4 and not out and err == f"Port {where.split(':')[1]} on 127.0.0.1 is in use by another program. "
          "Stop it, or choose another with --listen.\n", f"{code} {err!r}")
    code, out, err = command("demo", "--listen", where, "--data", os.path.join(scratch(), "demo"), "--customers", "5")
    check("port in use: demo", code == 4 and "is in use by another program" in err, f"{code} {out!r} {err!r}")
    code, _, err = command("sandbox", "--listen", where, "--customers", "1")
    check("port in use: sandbox", code == 4 and "is in use by another program" in err, f"{code} {err!r}")
    house.end()


def test_a_data_folder_that_cannot_be_written():
    folder = scratch()
    os.chmod(folder, 0o555)
    user = 65534 if os.geteuid() == 0 else None
    # Whoever that is may not come to where this checkout lies.
    reachable = scratch()
    os.chmod(reachable, 0o755)
    program = shutil.copy(BINARY, reachable)
    closed = scratch()
    os.chmod(closed, 0)
    places = [folder, os.path.join(folder, "deeper"), os.path.join(closed, "deeper"), "/proc/deeper"]
    for words in (["serve", "--listen", "127.0.0.1:0"], ["demo", "--listen", "127.0.0.1:0"], ["profiles", "list"], ["api-key", "create", "--name", "x"], ["migrate"], ["fsck"]):
        for data in places:
            done = subprocess.run([program, *words, "--data", data], capture_output=True, text=True, user=user, cwd="/", check=False)
            check(f"unwritable folder: {words[0]}", done.returncode == 3 and "--data" in done.stderr and os.path.dirname(data) in done.stderr,
                  f"{done.returncode} {done.stderr!r}")
    done = subprocess.run([program, "doctor", "--data", folder], capture_output=True, text=True, user=user, cwd="/", check=False)
    check("unwritable folder: doctor", done.returncode == 1 and "cannot be written" in done.stdout, done.stdout)
    code, _, err = command("serve", "--listen", "127.0.0.1:0", "--data", os.path.join(scratch(), "x" * 100))
    check("a data folder whose path no socket takes", code == 3 and "--data" in err, f"{code} {err!r}")
    anyones = scratch()
    os.chmod(anyones, 0o777)
    done = subprocess.run(["sh", "-c", f"mkdir here && cd here && chmod 0 . && exec {program} version"], capture_output=True, text=True, user=user, cwd=anyones, check=False)
    check("a working folder that cannot be read", done.returncode == 3 and done.stderr.startswith("The settings file daybook.toml cannot be read"), f"{done.returncode} {done.stderr!r}")
    for data in ("x" * 5000, ""):
        code, _, err = command("profiles", "list", "--data", data)
        check(f"a data folder of {len(data)} characters", code == 3 and "--data" in err and len(err) < 1000, f"{code} {err!r}")
    with open(os.path.join(scratch(), "file"), "w", encoding="ascii") as file:
        code, _, err = command("serve", "--data", file.name)
    check("a file as data folder", code == 3 and "--data" in err, f"{code} {err!r}")


def main():
    chosen = sys.argv[1:]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(attempt, [test for name, test in globals().items() if name.startswith("test_") and (not chosen or name in chosen)]))
    finish()


main()
