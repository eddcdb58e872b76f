"""What processes use, as Linux counts it, and the figures that a list of times is told by."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int, *, with_ended_children: bool = False) -> float:
    """User and system time of a process so far, on request with that of children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(each) for each in fields[11 : 15 if with_ended_children else 13]) / _TICKS


def cpu_seconds_of_family(pid: int) -> float:
    """The same of a process with all its children, those that have ended too."""
    total = cpu_seconds(pid, with_ended_children=True)
    for child in children(pid):
        try:
            total += cpu_seconds(child)
        except OSError:
            continue  # It has just ended.
    return total


def children(pid: int) -> list[int]:
    """The processes that this one has started and that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue  # It has just ended.
        if parent == pid:
            found.append(int(stat.parent.name))
    return found


def resident_mib(pid: int) -> float:
    """The memory of a process that is in use, in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True)
class Spread:
    """How often something was done, and how long it took in ms: the middle, the 95th and 99th of 100, and the worst."""

    count: int
    p50: float
    p95: float
    p99: float
    worst: float


def spread(seconds: Sequence[float]) -> Spread:
    """The spread of times in seconds, of which there is at least one."""
    times = sorted(1000 * each for each in seconds)

    def at(share: float) -> float:
        return times[min(len(times) - 1, int(share * len(times)))]

    return Spread(len(times), statistics.median(times), at(0.95), at(0.99), times[-1])


def quantile(buckets: Iterable[tuple[float, float]], share: float) -> float:
    """The value below which this share lies, from (upper bound, how many at or below) as Prometheus counts them; in a
    bucket all lie at even distances. NaN without any, and the last finite bound for what lies above it."""
    counted = sorted(buckets)
    wanted = share * counted[-1][1] if counted else 0.0
    if not wanted:
        return float("nan")
    below, floor = 0.0, 0.0
    for bound, count in counted:
        if count >= wanted:
            return floor if bound == float("inf") else floor + (bound - floor) * (wanted - below) / (count - below)
        below, floor = count, bound
    return floor
