"""A private PostgreSQL for one run of the tests: a temporary folder, a free port, gone when the run ends."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "1h",
    "jit": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "listen_addresses": "127.0.0.1",
    "logging_collector": "off",
}


class PostgresFailed(Exception):
    pass


def find_programs():
    """The folder of initdb and pg_ctl: version 15, as on Debian 12, or the newest there is."""
    root = "/usr/lib/postgresql"
    versions = os.listdir(root) if os.path.isdir(root) else []
    versions = [v for v in versions if v.isdigit() and os.path.exists(f"{root}/{v}/bin/initdb")]
    if "15" in versions:
        return f"{root}/15/bin"
    if versions:
        return f"{root}/{max(versions, key=int)}/bin"
    found = shutil.which("initdb")
    if found:
        return os.path.dirname(found)
    raise PostgresFailed("PostgreSQL is not installed: apt-get install postgresql")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """with Postgres(folder) as url: … It keeps its files within `folder`. The server refuses root, so root runs it as the user
    postgres."""

    def __init__(self, folder):
        self.parent = folder

    def __enter__(self):
        self.programs = find_programs()
        self.folder = tempfile.mkdtemp(prefix="daybook-pg-", dir=self.parent)
        self.as_user = []
        if os.geteuid() == 0:
            try:
                user = pwd.getpwnam("postgres")
            except KeyError:
                raise PostgresFailed("there is no user postgres to run the server as") from None
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = ["runuser", "-u", "postgres", "--"]
        try:
            return self.start()
        except BaseException:
            self.__exit__()
            raise

    def start(self):
        data = f"{self.folder}/data"
        self.call(f"{self.programs}/initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8",
                  "--locale=C", "--no-sync", "--no-instructions")
        for _ in range(5):  # another program may take the port between our look and the start
            port = free_port()
            options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
            options += f" -p {port} -c unix_socket_directories={self.folder}"
            started = self.call(f"{self.programs}/pg_ctl", "-D", data, "-w", "-t", "60", "-l", f"{self.folder}/log",
                                "-o", options, "start", may_fail=True)
            if started:
                return f"postgres://postgres@127.0.0.1:{port}/postgres"
        with open(f"{self.folder}/log", encoding="utf-8", errors="replace") as log:
            raise PostgresFailed("PostgreSQL does not start:\n" + log.read()[-2000:])

    def call(self, *command, may_fail=False):
        done = subprocess.run([*self.as_user, *command], cwd="/", stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        if done.returncode != 0 and not may_fail:
            raise PostgresFailed(f"{command[0]} failed:\n{done.stdout[-2000:]}")
        return done.returncode == 0

    def __exit__(self, *_):
        self.call(f"{self.programs}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop", may_fail=True)
        shutil.rmtree(self.folder, ignore_errors=True)
