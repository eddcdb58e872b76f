"""Several machines that share a database and a Redis, behind one address, each with the code of one release."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import urllib.request
from functools import partial
from pathlib import Path
from typing import Any

from tests.servers import ROOT, free_port, wait_until


class Machines:
    """Several web processes and workers that share a database and a Redis, each with a data folder of its own, behind
    one address. Each new connection goes to the web process that is chosen, as with sticky sessions. Each runs the code
    of `roots` under its name, or else of this checkout."""

    def __init__(self, folder: Path, names: str, roots: dict[str, Path] | None = None, **environment: str) -> None:
        self._folder = folder
        self._roots = roots or {}
        self.settings = environment
        self._environment = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        self._environment |= {"LOCAL_MODEL_PORTS": "0,0,0", **environment}
        self._ports = {name: free_port() for name in names}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.chosen = names[:1]
        self._door = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler(), bind_and_activate=True)
        self._door.daemon_threads = True
        threading.Thread(target=self._door.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._door.server_address[1]}"
        try:
            for name in names:
                self.start_both(name)
            for name in names:
                wait_until(partial(self.serves, name, "/api/health/live"), 90, f"the web process {name} serves")
        except AssertionError:
            self.stop()
            raise

    def start_both(self, name: str) -> None:
        """Start both parts of a machine, which is added where it is not one yet."""
        for part in ("web", "worker"):
            self.start(part, name)

    def processes(self, part: str) -> list[int]:
        """The ids of all processes of a part."""
        return [process.pid for key, process in self._running.items() if key.startswith(part)]

    def address(self, name: str) -> str:
        """Where a machine's web process itself is reached."""
        return f"http://127.0.0.1:{self._ports[name]}"

    def manage(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What an operator does by hand, with the code and the settings of a machine."""
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        environment = self._environment | {"DATA_DIR": str(folder / "data")}
        command = [sys.executable, "-m", "interview.command_line", *arguments]
        root = self._roots.get(name, ROOT)
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120)

    def _handler(self) -> type[socketserver.BaseRequestHandler]:
        machines = self

        class Passing(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                port = machines._ports[machines.chosen]
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)) as behind:
                    back = threading.Thread(target=_pour, args=(behind, self.request), daemon=True)
                    back.start()
                    _pour(self.request, behind)
                    back.join()

        return Passing

    def serves(self, name: str, path: str = "/api/health") -> bool:
        """Whether a machine's web process answers, with the status 200."""
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(self.address(name) + path, timeout=5) as reply,
        ):
            return bool(reply.status == 200)
        return False

    def start(self, part: str, name: str) -> None:
        """Start a part ("web" or "worker") of one machine, which is added where it is not one yet."""
        self._ports.setdefault(name, free_port())
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        with (folder / f"{part}.log").open("ab") as log:
            self._running[part + name] = subprocess.Popen(
                [sys.executable, "-m", "interview.command_line", part],
                cwd=self._roots.get(name, ROOT),
                env=self._environment | {"DATA_DIR": str(folder / "data"), "PORT": str(self._ports[name])},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, part: str, name: str, number: int = signal.SIGKILL) -> None:
        """End a part at once, as a machine that loses its power does, or by another signal."""
        process = self._running[part + name]
        os.killpg(process.pid, number)
        process.wait()

    def get(self, path: str) -> Any:
        """The JSON of a reply of the chosen web process."""
        with urllib.request.urlopen(self.url + path, timeout=60) as reply:
            return json.load(reply)

    def stop(self) -> None:
        self._door.shutdown()
        self._door.server_close()
        for process in self._running.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _pour(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
