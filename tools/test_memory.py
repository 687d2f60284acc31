"""What passed before, and what that depended on: such a suite is run again when something of it changed, and when it is asked for."""

import functools
import hashlib
import json
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KEPT = f"{ROOT}/build/test-passed"
# Of a story told to the release binary: the binary, whatever lies beside it in the repository and is no source of it, and
# Debian's packages. Whole folders, so that no story has to say what it reads.
BINARY = f"{ROOT}/build/release/daybook"
FOLDERS = ("tests", "tools", "web", "help", "src/segments/recipes", "package-lock.json")
PACKAGES = "/var/lib/dpkg/status"


def hash_of(paths, more=""):
    """Of the files' names and contents, and of `more`. One that is gone counts too."""
    whole = hashlib.sha256(more.encode())
    for path in paths:
        whole.update(f"\0{path}\0".encode())
        if os.path.isfile(path):
            with open(path, "rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()


def files():
    """What git knows of or would take in, of the folders."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *FOLDERS], cwd=ROOT,
                            check=True, capture_output=True, text=True)
    return sorted({f"{ROOT}/{path}" for path in listed.stdout.split("\0") if path})


@functools.cache
def depended_on():
    """Asked for once the release build stands."""
    return hash_of([*files(), BINARY, PACKAGES], json.dumps(sorted(item for item in os.environ.items() if item[0].startswith("DAYBOOK_"))))


def path_of(suite):
    return f"{KEPT}/{re.sub('[^a-zA-Z0-9_-]', '.', suite.name)}.json"


def recall(suite):
    """How many tests passed and with which seed; None where it did not pass with what there is now."""
    try:
        with open(path_of(suite), encoding="utf-8") as file:
            kept = json.load(file)
        return (kept["passed"], kept["seed"]) if kept["of"] == depended_on() else None
    except (OSError, ValueError, KeyError):
        return None


def keep(suite, passed, seed):
    os.makedirs(KEPT, exist_ok=True)
    with open(f"{path_of(suite)}.new", "w", encoding="utf-8") as file:
        json.dump({"of": depended_on(), "passed": passed, "seed": seed}, file)
    os.replace(f"{path_of(suite)}.new", path_of(suite))


def forget(suite):
    if os.path.exists(path_of(suite)):
        os.remove(path_of(suite))
