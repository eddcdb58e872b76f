"""Writes what the program is made of, as CycloneDX: python scripts/write_sbom.py FILE

It says what the lock file says, with the licence of what is installed here; the same lock makes the same file. What
only tests and checks use is not shipped, and not in it.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")
_HASH = re.compile(r"^\s+--hash=sha256:([0-9a-f]{64})\s*\\?$")
_OURS = uuid.UUID("5b0f2f0e-2f0c-4b39-9d2f-0c3f6a0f3a11")


@dataclass
class Pinned:
    """One package of the lock, with the sums of all its files; `marker` says where it is needed, "" everywhere."""

    name: str
    version: str
    marker: str
    hashes: list[str] = field(default_factory=list)


def read_lock(text: str) -> list[Pinned]:
    """The packages of a lock with hashes, as `uv pip compile` writes it."""
    found: list[Pinned] = []
    for line in text.splitlines():
        if pin := _PIN.match(line):
            found.append(Pinned(pin[1], pin[2], pin[3] or ""))
        elif (sum_of := _HASH.match(line)) and found:
            found[-1].hashes.append(sum_of[1])
    return found


def sbom(lock: str, project: dict[str, Any]) -> dict[str, Any]:
    """The document; `project` is that part of pyproject.toml."""
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    packages = read_lock(lock)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_OURS, lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": own,
            }
        },
        "components": [_component(package) for package in packages],
        "dependencies": [{"ref": own, "dependsOn": [_url(package) for package in packages]}],
    }


def _url(package: Pinned) -> str:
    return f"pkg:pypi/{re.sub(r'[-_.]+', '-', package.name).lower()}@{package.version}"


def _component(package: Pinned) -> dict[str, Any]:
    page = f"https://pypi.org/project/{package.name}/{package.version}/"
    sums = [{"alg": "SHA-256", "content": each} for each in package.hashes]
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": _url(package),
        "name": package.name,
        "version": package.version,
        "purl": _url(package),
        "externalReferences": [{"type": "distribution", "url": page, "hashes": sums}],
    }
    licences = list(_licences(package))
    if licences:
        made["licenses"] = licences
    if package.marker:
        made["properties"] = [{"name": "mock-interview:only-where", "value": package.marker}]
    return made


def _licences(package: Pinned) -> Iterator[dict[str, Any]]:
    """As the package itself says it; nothing for what is not installed here."""
    try:
        told = metadata(package.name)
    except PackageNotFoundError:
        return
    if "License-Expression" in told:
        yield {"expression": told["License-Expression"]}
    elif classified := [each for each in told.get_all("Classifier") or () if each.startswith("License :: ")]:
        yield from ({"license": {"name": each.rpartition(" :: ")[2]}} for each in classified)
    elif "License" in told and "\n" not in (short := told["License"].strip()) and short:
        yield {"license": {"name": short[:100]}}


def main(file: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    document = sbom(LOCK.read_text(encoding="utf-8"), project)
    file.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
