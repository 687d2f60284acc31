"""Where a run of the tests keeps its files: in memory, if there is enough of it. Thousands of databases are made and thrown away,
and on a disk looking for free inodes alone takes a sixth of a run."""

import os
import shutil
import tempfile

MEMORY = "/dev/shm"
ENOUGH = 4 << 30  # bytes; a run needs less than one GB
PREFIX = "daybook-test-"


def in_memory():
    """Whether files may be kept in memory: Linux promises the folder half of it, containers often less."""
    try:
        room = os.statvfs(MEMORY)
    except OSError:
        return False
    with open("/proc/meminfo", encoding="ascii") as file:
        available = next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable"))
    return min(room.f_bavail * room.f_frsize, available) >= ENOUGH and os.access(MEMORY, os.W_OK)


class Scratch:
    """with Scratch() as folder: … The folder is gone when the run ends; what a killed run left goes with the next."""

    def __enter__(self):
        place = MEMORY if in_memory() else tempfile.gettempdir()
        for name in os.listdir(place):
            if name.startswith(PREFIX) and not os.path.exists(f"/proc/{name[len(PREFIX):].partition('-')[0]}"):
                shutil.rmtree(f"{place}/{name}", ignore_errors=True)
        self.folder = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place)
        os.chmod(self.folder, 0o711)  # PostgreSQL runs as a user of its own
        return self.folder

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)
