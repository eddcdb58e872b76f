"""Looks for words in the memory of another process, as whoever reads a dump of it would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

# As Python, a database, a browser and a PDF hold words.
ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")


def found(pid: int, markers: Mapping[str, str], with_stack: bool = True) -> Counter[str]:
    """How often each marker, by its name, stands in the memory of a process that can be written to; also in the stack
    of its first thread, if that is asked for."""
    counts: Counter[str] = Counter(dict.fromkeys(markers, 0))
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if match is None or (line.endswith("[stack]") and not with_stack):
                continue
            start, end = (int(each, 16) for each in match.groups())
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except OSError:
                continue  # Given back meanwhile.
            for name, words in markers.items():
                counts[name] += sum(content.count(words.encode(each)) for each in ENCODINGS)
    return counts
