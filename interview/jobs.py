"""The worker's door: the functions RQ calls by name. Arguments are plain strings; the database has everything else."""

from __future__ import annotations

import os
import socket
import uuid

from interview.services import services


def worker_name() -> str:
    """A name for whoever claims work, never used twice."""
    return f"{socket.gethostname()[:24]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


def evaluate(owner: str, session_id: str) -> bool:
    """Grade one session; False when another worker has it or there is nothing to do."""
    return services().evaluator.run(owner, session_id, worker_name())
