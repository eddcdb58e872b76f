"""Whether a command can write the new file that it was told to."""

from __future__ import annotations

from pathlib import Path


def why_not_new(file: Path) -> str:
    """Why nothing can be written there, with what to do; "" where nothing speaks against it."""
    if file.exists():
        return f"{file} is there already. Nothing was written; choose another name."
    if not file.parent.is_dir():
        return f"There is no folder {file.parent}. Nothing was written; make it, or choose another place."
    return ""
