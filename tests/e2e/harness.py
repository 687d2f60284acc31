"""What the end-to-end tests share: the release binary's processes, its API, and a small table of results."""

import atexit
import hashlib
import hmac
import json
import os
import pty
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.request

BINARY = os.environ["DAYBOOK_BINARY"]
POSTGRES = os.environ["DAYBOOK_TEST_POSTGRES"]
SOURCE = os.environ.get("DAYBOOK_SOURCE_DIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SEED = int(os.environ.get("DAYBOOK_SEED", "1"))
KEY = "rk_test_endtoendendtoend"
SECRET = "whsec_endtoendendtoend"
passed = failed = 0
counting = threading.Lock()
processes = []


def check(name, good, detail=""):
    global passed, failed
    with counting:
        if good:
            passed += 1
        else:
            failed += 1
            print(f"FAILED: {name} {detail}", flush=True)
    return good


def finish():
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


def told(error):
    """An exception with the lines that led to it, in one line."""
    way = " > ".join(f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__))
    return f"{error!r} at {way}"


def scratch():
    folder = tempfile.mkdtemp(prefix="daybook-e2e-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def psql(statement):
    """In the tests' server."""
    subprocess.run(["psql", "-q", "-d", POSTGRES, "-c", statement], check=True, stdout=subprocess.DEVNULL)


def signature(body, secret=SECRET, at=None):
    """The headers with which Stripe signs a webhook's body (bytes) at a unix second, now otherwise."""
    at = int(time.time()) if at is None else at
    mark = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()
    return {"Stripe-Signature": f"t={at},v1={mark}"}


def fresh_postgres():
    """The URL of an empty database of its own in the tests' server."""
    name = f"e2e_{os.getpid()}_{len(processes)}_{time.monotonic_ns()}"
    psql(f"CREATE DATABASE {name}")
    atexit.register(subprocess.run, ["psql", "-q", "-d", POSTGRES, "-c", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    head, _, tail = POSTGRES.partition("?")
    return head.rsplit("/", 1)[0] + "/" + name + ("?" + tail if tail else "")


class Process:
    """`daybook …` until stopped; `url` is where it listens."""

    def __init__(self, *arguments, wait=True, env=None):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([BINARY, *arguments], stdout=subprocess.PIPE, stderr=self.log, text=True,
                                        env={**os.environ, **(env or {})})
        processes.append(self)
        self.url = None
        if wait:
            line = self.process.stdout.readline()
            if not line.startswith("listening on "):
                raise RuntimeError(f"daybook {arguments[0]} said {line!r}\n{self.errors()}")
            self.url = line.split()[-1]

    def errors(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode


@atexit.register
def stop_all():
    for process in processes:
        if process.process.poll() is None:
            process.process.kill()


def command(*arguments, stdin=None, env=None, timeout=120):
    """Runs one command; (exit code, standard output, standard error)."""
    done = subprocess.run([BINARY, *arguments], input=stdin, capture_output=True, text=True, timeout=timeout,
                          env={**os.environ, **(env or {})})
    return done.returncode, done.stdout, done.stderr


def on_terminal(*arguments, until_text=None, seconds=60):
    """Runs a command whose standard error is a terminal; (exit code, what it showed, standard output)."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([BINARY, *arguments], stdout=subprocess.PIPE, stderr=theirs, stdin=subprocess.DEVNULL)
    os.close(theirs)
    shown, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        if until_text and until_text in shown:
            process.send_signal(signal.SIGTERM)
            until_text = None
    out = process.stdout.read().decode()
    code = process.wait(seconds)
    os.close(ours)
    return code, shown.decode(errors="replace"), out


class Api:
    """The HTTP API with a key; answers are (status, parsed body, headers)."""

    def __init__(self, url, key=None):
        self.url = url
        self.key = key

    def call(self, method, path, body=None, headers=None, raw=None):
        data = raw if raw is not None else (None if body is None else json.dumps(body).encode())
        request = urllib.request.Request(self.url + path, data=data, method=method)
        if self.key:
            request.add_header("Authorization", "Bearer " + self.key)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, parsed(answer.read()), dict(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, parsed(error.read()), dict(error.headers)

    def get(self, path):
        return self.call("GET", path)[1]


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return text.decode(errors="replace")


def make_key(data, scope="admin", extra=()):
    code, out, err = command("api-key", "create", "--name", "test", "--scope", scope, "--data", data, "--json", *extra)
    if code != 0:
        raise RuntimeError(f"api-key create: {code} {err}")
    return json.loads(out)["key"]


def write_key(folder, key=KEY):
    path = os.path.join(folder, "stripe.key")
    with open(path, "w", encoding="ascii") as file:
        file.write(key + "\n")
    return path


def until(what, seconds=120, every=0.02):
    """Polls until `what()` is true; its value."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"nothing in {seconds} s")
        time.sleep(every)


def pending(api):
    """How many profiles are not settled yet, put-off ones included."""
    text = api.call("GET", "/metrics")[1]
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith("daybook_due_pending"))


def wait_until_imported(api, seconds=180):
    """Until the import is complete and every profile settled; the integration object."""
    def done():
        state = api.get("/v1/integrations/stripe")
        if state["state"] == "failed":
            raise RuntimeError(f"the import failed: {state['error']}")
        return state if state["state"] == "live" and pending(api) == 0 else None
    return until(done, seconds)


def good(api, method, path, body=None):
    """The answer, which has to be a 200."""
    status, answer, _ = api.call(method, path, body)
    if status != 200:
        raise RuntimeError(f"{method} {path}: {status} {answer}")
    return answer


def whole(api, path):
    """All pages of a list."""
    rows, after = [], ""
    while True:
        page = good(api, "GET", f"{path}?limit=100" + (f"&starting_after={after}" if after else ""))
        rows += page["data"]
        if not page["has_more"]:
            return rows
        after = rows[-1]["id"]


def all_profiles(api):
    return whole(api, "/v1/profiles")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
