"""nginx and Apache as child processes on a free port, with the configurations that ship."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONFIGURATIONS = Path(__file__).resolve().parents[2] / "examples" / "static-publisher"
APACHE_MODULES = Path("/usr/lib/apache2/modules")  # where Debian puts them
OF_CLOSED = ("authn_core", "authn_file", "authz_user", "auth_basic")
LOADED = ("mpm_event", "authz_core", "filter", "rewrite", "headers", "deflate", "allowmethods", *OF_CLOSED)
SECONDS_TO_START = 120.0

NGINX = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
APACHE = """
ServerRoot {folder}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
DefaultRuntimeDir {folder}
User nobody
Group nogroup
TraceEnable Off
{modules}
Include {folder}/site.conf
"""


def program(name: str) -> str | None:
    """Where it is, if it is installed; people who are not root have no /usr/sbin in their path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")


@contextmanager
def serving(
    name: str, root: Path, folder: Path, *, closed: bool = False, changed: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The base URL of a web server of that name for the tree at `root`/v1; `changed` alters what ships."""
    port = _free_port()
    kind = f"{name.removesuffix('2')}{'-closed' if closed else ''}"
    site = (CONFIGURATIONS / f"{kind}.conf").read_text("utf-8")
    replaced = {"127.0.0.1:8080": f"127.0.0.1:{port}", "/srv/wegweiser": str(root)}
    replaced["/etc/wegweiser"] = str(folder)
    with _running(name, site, {**(changed or {}), **replaced}, folder, port):
        yield f"http://127.0.0.1:{port}/v1"


@contextmanager
def in_front_of(base: str, configuration: Path, folder: Path) -> Iterator[str]:
    """The root URL of an nginx that hands on what it is asked to a server that runs here."""
    port = _free_port()
    replaced = {"127.0.0.1:8081": f"127.0.0.1:{port}", "127.0.0.1:8080": urlsplit(base).netloc}
    with _running("nginx", configuration.read_text("utf-8"), replaced, folder, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(name: str, site: str, replaced: dict[str, str], folder: Path, port: int) -> Iterator[None]:
    logs = {"/var/log/nginx": str(folder), "/var/log/apache2": str(folder)}
    for shipped, here in (replaced | logs).items():
        site = site.replace(shipped, here)
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "main.conf").write_text(_main(name, folder), "utf-8")
    with (folder / "stderr").open("wb") as errors:
        process = subprocess.Popen(_command(name, folder), stdout=subprocess.DEVNULL, stderr=errors)
    try:
        _wait(process, port, folder)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _main(name: str, folder: Path) -> str:
    if name == "nginx":
        return NGINX.format(folder=folder, user="user root;" if os.geteuid() == 0 else "")
    modules = "\n".join(f"LoadModule {one}_module {APACHE_MODULES}/mod_{one}.so" for one in LOADED)
    return APACHE.format(folder=folder, modules=modules)


def _command(name: str, folder: Path) -> list[str]:
    found, config = program(name), str(folder / "main.conf")
    assert found
    if name == "nginx":
        return [found, "-e", str(folder / "error.log"), "-p", str(folder), "-c", config]
    return [found, "-f", config, "-D", "FOREGROUND"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    logs = [
        file.read_text("utf-8", "replace")
        for file in (folder / "stderr", folder / "error.log")
        if file.exists()
    ]
    raise AssertionError(f"did not start: {' '.join(logs)[-2000:]}")
