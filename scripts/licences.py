"""Write docs/licences.md: under which licence every package of requirements.txt is, as it says itself.

    .venv/bin/python scripts/licences.py

What the installed package says counts: its licence expression, else its field, else its classifiers. One that is not
installed here in this version, or says nothing, is listed as that; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_string
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
REQUIREMENTS, PAGE = ROOT / "requirements.txt", ROOT / "docs" / "licences.md"
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)\s*(?:;\s*(.*?))?\s*\\?$", re.MULTILINE)
_LONGEST = 60
NOT_HERE, SILENT = "not installed here", "says nothing"


@dataclass(frozen=True)
class Pinned:
    """A package with its version, and where it is needed ("": everywhere)."""

    name: str
    version: str
    where: str = ""


def pinned(text: str) -> list[Pinned]:
    """Every package of a requirements file with hashes, in its order."""
    return [Pinned(name, version, where or "") for name, version, where in _PINNED.findall(text)]


def licence_of(package: Pinned) -> str:
    """What the installed package says of its licence."""
    try:
        said = message_from_string(distribution(package.name).read_text("METADATA") or "")
    except PackageNotFoundError:
        return NOT_HERE
    if said["Version"] != package.version:
        return NOT_HERE
    expression = said.get("License-Expression") or ""
    field = " ".join((said.get("License") or "").split())
    classifiers = [
        each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or () if each.startswith("License :: ")
    ]
    if expression:
        return expression
    if field and len(field) <= _LONGEST and field.upper() != "UNKNOWN":
        return field
    return ", ".join(each for each in classifiers if each != "OSI Approved") or SILENT


def page(packages: list[Pinned]) -> str:
    """The page with a row for each."""
    rows = [f"| {each.name} | {each.version} | {licence_of(each)} | {each.where} |" for each in packages]
    return "\n".join(
        [
            "# Licences",
            "",
            "Written by `.venv/bin/python scripts/licences.py` from what the installed packages say; do not edit.",
            f"{len(packages)} packages of [requirements.txt](../requirements.txt).",
            "",
            "| package | version | licence | only where |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(pinned(REQUIREMENTS.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
