"""What a process writes to its log: the lines of this app, and of its libraries only what is wrong.

No line holds words of a resume, an answer, a prompt or a reply, nor a key.
"""

from __future__ import annotations

import logging


def write_log_lines() -> None:
    """Set up once at the start of the web process and of the worker, so that both log alike."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("interview").setLevel(logging.INFO)
