"""Ask osv.dev whether advisories are known for any package of requirements.txt.

    .venv/bin/python scripts/audit.py

Exit status 0: every package was looked up and none has an advisory. 1: some have, and are listed. 2: it could not be
run whole. What was not looked up is never called free of advisories.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.licences import REQUIREMENTS, Pinned, pinned

SERVICE = "https://api.osv.dev/v1/querybatch"
WAIT_S = 30
CLEAN, FOUND, NOT_RUN = 0, 1, 2


class CouldNotRun(Exception):
    """Why nothing can be said."""


def advisories(packages: Sequence[Pinned], service: str) -> list[tuple[Pinned, list[str]]]:
    """The ids of the advisories of each package. CouldNotRun when not every one was looked up."""
    if not packages:
        raise CouldNotRun("no package was found in the requirements")
    asked = [{"package": {"name": each.name, "ecosystem": "PyPI"}, "version": each.version} for each in packages]
    request = urllib.request.Request(
        service, json.dumps({"queries": asked}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=WAIT_S) as reply:
            results: Any = json.load(reply)["results"]
        if len(results) != len(packages) or any(each.get("next_page_token") for each in results):
            raise CouldNotRun("not every package was answered for")
        return [
            (package, [one["id"] for one in each.get("vulns", ())])
            for package, each in zip(packages, results, strict=True)
        ]
    except (OSError, urllib.error.URLError, ValueError, LookupError, TypeError, AttributeError) as exc:
        raise CouldNotRun(f"{service}: {exc}") from exc


def main() -> int:
    """Say what is known; the exit status is the answer."""
    packages = pinned(REQUIREMENTS.read_text(encoding="utf-8"))
    service = os.environ.get("OSV_URL", SERVICE)
    try:
        found = [(package, ids) for package, ids in advisories(packages, service) if ids]
    except CouldNotRun as exc:
        print(f"The audit could not be run: {exc}. Nothing is known about advisories.", file=sys.stderr)
        return NOT_RUN
    for package, ids in found:
        print(f"{package.name} {package.version}: {', '.join(ids)}")
    when = datetime.now(UTC).date().isoformat()
    print(f"{len(packages)} packages looked up at {service} on {when}, {len(found)} with advisories.")
    return FOUND if found else CLEAN


if __name__ == "__main__":
    sys.exit(main())
