"""A Redis whose service moves to a replica when its master is gone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from redis import Redis, RedisError

from tests.servers import free_port, wait_until


class Sentinels:
    """A master, a replica and one Sentinel that moves the service when the master is gone."""

    def __init__(self, folder: Path) -> None:
        self.master, self.replica, self.port = free_port(), free_port(), free_port()
        binary = shutil.which("valkey-server") or shutil.which("redis-server")
        assert binary
        (folder / "sentinel.conf").write_text(
            f"port {self.port}\nbind 127.0.0.1\ndir {folder}\nsentinel monitor practice 127.0.0.1 {self.master} 1\n"
            "sentinel down-after-milliseconds practice 500\nsentinel failover-timeout practice 3000\n"
        )
        plain = ["--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        of_master = ["--replicaof", "127.0.0.1", str(self.master)]
        self._processes = [
            subprocess.Popen([binary, *arguments], stdout=subprocess.DEVNULL)
            for arguments in (
                ["--port", str(self.master), *plain],
                ["--port", str(self.replica), *plain, *of_master, "--repl-diskless-sync-delay", "0"],
                [str(folder / "sentinel.conf"), "--sentinel"],
            )
        ]
        self.url = f"redis+sentinel://127.0.0.1:{free_port()},127.0.0.1:{self.port}/practice"
        wait_until(self._is_followed, 30, "the Sentinel knows the replica")

    def _is_followed(self) -> bool:
        try:
            with Redis(port=self.port) as sentinel:
                state = sentinel.sentinel_master("practice")
            with Redis(port=self.replica) as replica:
                return bool(state["num-slaves"] == 1 and replica.info("replication")["master_link_status"] == "up")
        except RedisError:
            return False

    def kill_master(self) -> None:
        self._processes[0].kill()
        self._processes[0].wait()

    def stop(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
