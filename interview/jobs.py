"""The worker's door: the functions RQ calls by name. Arguments are plain strings; the database has everything else."""

from __future__ import annotations

import itertools
import os
import socket
import uuid

from interview.services import services

PROCESS = f"{socket.gethostname()[:24]}-{os.getpid()}-{uuid.uuid4().hex[:8]}."
"""How the names of all who claim work in this process begin."""

_number = itertools.count(1)


def worker_name() -> str:
    """A name for whoever claims work, never used twice."""
    return f"{PROCESS}{next(_number)}"


def evaluate(owner: str, session_id: str) -> bool:
    """Grade one session; False when another worker has it or there is nothing to do."""
    return services().evaluator.run(owner, session_id, worker_name())
