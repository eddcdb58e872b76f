"""Entry point of the child process: limits first, then file in on stdin, one JSON object out on stdout.

The limits are set before the first byte of the file is read. The reply carries text and facts, or a code; sentences
for people are made by the parent.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from dataclasses import asdict, replace
from importlib import import_module
from typing import TYPE_CHECKING

from interview.errors import Code
from interview.priority import NICE, giving_way_when_long
from interview.resume.files.outcome import Parsed, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS_SPACE_BYTES = 1024**3
CPU_SECONDS = 10
OPEN_FILES = 32


def set_limits() -> None:
    """Bound memory, processor time, files and processes, and stand behind who types; lower limits in force stay."""
    os.nice(NICE)
    wanted = (
        (resource.RLIMIT_AS, ADDRESS_SPACE_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    )
    for which, most in wanted:
        hard = resource.getrlimit(which)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(which, (bound, bound))
        except (ValueError, OSError):
            if sys.platform == "linux":
                raise


def _parsed(kind: str, data: bytes) -> Parsed:
    reader = {"pdf": "pdf", "docx": "docx", "txt": "plain", "md": "plain"}[kind]
    read: Callable[[bytes], Parsed] = import_module(f"interview.resume.files.{reader}").read
    return read(data)


def _laid_out(parsed: Parsed, kind: str) -> Parsed:
    """Blanks of a plain text say what stands beside and below what; the other kinds say it otherwise."""
    if kind not in ("txt", "md"):
        return parsed
    from interview.resume.files.laid_out import in_reading_order

    return replace(parsed, text=in_reading_order(parsed.text))


def reply_for(kind: str, data: bytes) -> dict[str, object]:
    """`{"refused": code}` or the fields of Parsed with normalised text."""
    try:
        parsed = _laid_out(_parsed(kind, data), kind)
        from interview.resume.files.normalise import normalise

        return asdict(replace(parsed, text=normalise(parsed.text)))
    except Refused as refusal:
        return {"refused": refusal.code.value}
    except (MemoryError, RecursionError):
        return {"refused": Code.RESUME_TOO_COMPLEX.value}
    except Exception:
        return {"refused": Code.RESUME_PARSE_FAILED.value}


def main() -> None:
    # It begins a thread, which the limits forbid.
    with giving_way_when_long():
        set_limits()
        reply = reply_for(sys.argv[1], sys.stdin.buffer.read())
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
