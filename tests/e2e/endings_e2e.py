#!/usr/bin/env python3
"""How commands end where something is not as it should be: an output that takes nothing, a store that is not there, somebody who
no longer waits, a server that stops meanwhile, a terminal that goes."""

import os
import re
import signal
import socket
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403


def test_standard_output_that_takes_nothing():
    store = ["--data", os.path.join(scratch(), "data")]

    def printed_to(out, *words):
        done = subprocess.run(["sh", "-c", f'exec "$0" "$@" {out}', BINARY, *words], capture_output=True, text=True, check=False)
        return done.returncode, done.stderr
    command("migrate", *store)
    lost = "What the command printed could not be written whole: the disk is full, or the reader went away.\n"
    for out in (">/dev/full", ">&-"):
        for words in ("version", "--help", "profiles list --help", "doctor", "doctor --json", "stripe status", "stripe status --json", "profiles list --json", "segments recipes", "api-key list --json", "migrate"):
            said = printed_to(out, *words.split(), *([] if "help" in words or words == "version" else store))
            check(f"{words} {out}", said == (4, lost), str(said))
        for words in ("api-key create --name one", "api-key create --name two --json"):
            code, err = printed_to(out, *words.split(), *store)
            made = re.match(r"The API key (key_\w+) was made, but could not be shown, and is shown only once\. Revoke it \(daybook api-key revoke \1\) and make another\.\n$", err)
            check(f"{words} {out}", code == 4 and made and command("api-key", "revoke", made[1], *store)[0] == 0, f"{code} {err!r}")
        said = printed_to(out, "user", "create", "--email", f"a{len(out)}@b.example", *store)
        check(f"user create {out}", said == (4, f"The link was made, but could not be shown. Make another: daybook user reset --email a{len(out)}@b.example\n"), str(said))
        code, err = printed_to(out, "profiles", "show", "prf_nobody", "--json", *store)
        check(f"an error as JSON {out}", (code, err) == (4, "There is no profile prf_nobody.\n" + lost), f"{code} {err!r}")
    check("standard error that was closed is no fault", printed_to("2>&-", "profiles", "list", *store)[0] == 0)


def test_a_store_that_is_not_there():
    folder = scratch()
    typo = os.path.join(folder, "typo")
    for words in ("profiles list", "profiles show prf_x", "profiles export", "profiles erase prf_x", "segments list", "segments recipes", "templates list", "images list", "api-key list",
                  "user list", "stripe status", "stripe sync", "stripe verify", "fsck", "serve --account nosuch --listen nonsense"):
        code, out, err = command(*words.split(), "--data", typo)
        there = "serve" in words or err == f"There is no Daybook in {typo} yet: daybook serve makes one there. Or name another folder with --data.\n"
        check(f"{words} in a mistyped folder", code == 3 and not out and there and os.listdir(folder) == [], f"{code} {out!r} {err!r}")
    code, out, err = command("doctor", "--data", typo, "--listen", "127.0.0.1:0")
    check("doctor of a folder that is not there makes nothing", code == 0 and "There is no database yet" in out and os.listdir(folder) == [], f"{code} {out!r} {err!r}")
    file = os.path.join(folder, "file")
    with open(file, "w", encoding="ascii"):
        pass
    sentence = f"{file} is a file, no folder. Name the data folder with --data.\n"
    for words in ("profiles list", "stripe status"):
        code, out, err = command(*words.split(), "--data", file)
        check(f"{words} in a file", code == 3 and not out and err == sentence, f"{code} {out!r} {err!r}")
    code, out, err = command("doctor", "--data", file, "--listen", "127.0.0.1:0")
    check("doctor of a file", code == 1 and f"FAIL folder      {sentence}" in out, f"{code} {out!r} {err!r}")
    os.remove(file)
    command("migrate", "--data", typo)
    code, out, err = command("serve", "--account", "acc_nobody", "--listen", "127.0.0.1:0", "--data", typo)
    check("serve: an account that is not there", code == 3 and not out and err.startswith("There is no account acc_nobody in this store;"), f"{code} {out!r} {err!r}")


def slow_house(engine="sqlite", latency=400):
    house = House(engine, customers=200, shop=("--latency-ms", str(latency)))
    house.stripe("connect", key=KEY)
    return house


def test_who_waits_for_an_import_may_stop_waiting():
    house = slow_house()
    waiting = ("stripe", "sync", "--wait", *house.store(), "--stripe-api-base", house.shop.url)
    code, shown, out = on_terminal(*waiting, until_text=b"objects")
    check("stopped alone: a whole line, and what becomes of the import", code == 1 and not out and re.search(r"resources\r\nThe import has stopped half-way: it goes on with .*\.\r\n$", shown), f"{code} {shown!r}")
    house.serve()
    code, shown, out = on_terminal(*waiting, until_text=b"objects")
    check("stopped beside a server", code == 1 and not out and re.search(r"resources\r\nThe import goes on in the server: .*\.\r\n$", shown), f"{code} {shown!r}")
    check("stopped beside a server: it goes on", house.look()["state"] in ("importing", "live"))
    house.end()


def test_a_command_that_holds_the_store_is_named():
    for engine in ENGINES:
        house = slow_house(engine, 4000)  # longer than a command waits
        importing = subprocess.Popen([BINARY, "stripe", "sync", "--wait", *house.store(), "--stripe-api-base", house.shop.url], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        importing.stderr.readline()
        for words in (["profiles", "list"], ["serve", "--listen", "127.0.0.1:0"]):
            code, out, err = command(*words, *house.store())
            check(f"{engine}: {words[0]} while an import runs", code == 4 and not out and err == f"Another Daybook uses {house.data}: daybook stripe sync, process {importing.pid}. "
                  "Wait until it has ended, or stop it. Only beside a server (daybook serve) do other commands work meanwhile.\n", f"{code} {out!r} {err!r}")
        importing.send_signal(signal.SIGINT)
        importing.communicate(timeout=60)
        check(f"{engine}: once it has ended", command("profiles", "list", *house.store())[0] == 0)
        house.end()


def test_commands_wait_for_each_other():
    for engine in ENGINES:
        house = House(engine, customers=3)
        command("migrate", *house.store())
        together = [subprocess.Popen([BINARY, *words.split(), *house.store()], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                    for words in ("profiles list", "stripe status", "api-key create --name one", "segments list", "user list")]
        ended = [(one.communicate(timeout=60)[1], one.returncode) for one in together]
        check(f"{engine}: commands at the same time wait for each other", all(code == 0 for _, code in ended), str(ended))
        house.end()


def test_a_server_that_stops_meanwhile():
    house = slow_house().serve()
    waiting = subprocess.Popen([BINARY, "stripe", "sync", "--wait", *house.store()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    told = waiting.stderr.readline()
    house.stop()
    out, err = waiting.communicate(timeout=60)
    check("the server stops during sync --wait", (waiting.returncode, out) == (4, "") and err.endswith("The server on this store has stopped. The import goes on at its next start: daybook serve\n"), f"{waiting.returncode} {out!r} {told!r} {err!r}")
    house.end()


def test_a_server_that_stops_before_it_answers():
    data = os.path.join(scratch(), "data")
    stopped = "The server on this store has stopped. Run the command again: it works without a server too.\n"
    unknown = "The server on this store stopped before it answered: whether it did what was asked is not known. Look before you ask again.\n"
    for words, taken, said in (("profiles list", 0, stopped), ("profiles list", 1, stopped), ("profiles export", 1, stopped), ("api-key create --name x", 0, stopped), ("api-key create --name x", 1, unknown)):
        os.makedirs(data, exist_ok=True)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(os.path.join(data, "daybook.sock"))
            server.listen()
            asking = subprocess.Popen([BINARY, *words.split(), "--data", data], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            server.accept()[0].close()  # it looks whether there is a server
            for _ in range(taken):
                with server.accept()[0] as connection:
                    connection.recv(1)
        os.remove(os.path.join(data, "daybook.sock"))
        out, err = asking.communicate(timeout=60)
        check(f"{words}: the server stops{' with the request' if taken else ''}", (asking.returncode, out, err) == (4, "", said), f"{asking.returncode} {out!r} {err!r}")


def test_files_that_are_none():
    folder = scratch()
    store = ["--data", os.path.join(folder, "data")]
    command("migrate", *store)
    unread = f"The file {folder} cannot be read. Check its name and who may read it.\n"
    for words in (("profiles", "import"), ("images", "add")):
        code, out, err = command(*words, folder, *store)
        check(f"{words} of a folder", (code, out, err) == (3, "", unread), f"{code} {out!r} {err!r}")
        code, out, err = command(*words, os.path.join(folder, "none"), *store)
        check(f"{words} of what is not there", code == 3 and not out and err.startswith("The file ") and len(err.splitlines()) == 1, f"{code} {out!r} {err!r}")
    garbled = "This key has characters that no key of Stripe's has: copy it again, alone."
    for name, written in (("NUL", KEY.encode() + b"\0x"), ("UTF-16", KEY.encode("utf-16")), ("UTF-16 without a mark", KEY.encode("utf-16-be")), ("Latin-1", (KEY + "é").encode("latin-1"))):
        path = os.path.join(folder, "key")
        with open(path, "wb") as file:
            file.write(written)
        for words in (("stripe", "connect", "--key-file", path), ("serve", "--listen", "127.0.0.1:0", "--connect-key-file", path)):
            code, out, err = command(*words, *store)
            check(f"{words[0]}: a key file with {name}", code == 1 and not out and err.startswith(garbled), f"{code} {out!r} {err!r}")
    for flag in ("--key-file", "--webhook-secret-file"):
        code, out, err = command("stripe", "connect", "--key-file", path, flag, "", *store)
        check(f"an empty {flag}", code == 2 and not out and flag in err, f"{code} {out!r} {err!r}")


def test_hangup_reads_the_log_level_again():
    folder = scratch()
    settings = os.path.join(folder, "daybook.toml")
    with open(settings, "w", encoding="utf-8"):
        pass
    server = Process("serve", "--listen", "127.0.0.1:0", "--data", os.path.join(folder, "data"), env={"DAYBOOK_CONFIG": settings})
    for text, expected in (('log-level = "loud"\n', "server.settings_not_reloaded"), ('log-level = "debug"\n', "server.settings_reloaded"), ("nonsense\n", "server.settings_not_reloaded")):
        with open(settings, "w", encoding="utf-8") as file:
            file.write(text)
        before = server.errors().count(expected)
        server.process.send_signal(signal.SIGHUP)
        until(lambda: server.errors().count(expected) > before, 20)
        check(f"SIGHUP with {text!r}", Api(server.url).call("GET", "/healthz")[0] == 200, server.errors())
    check("SIGTERM ends it with 0 all the same", server.stop() == 0)


def main():
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name in sys.argv[1:]):
            attempt(test)
    finish()


main()
