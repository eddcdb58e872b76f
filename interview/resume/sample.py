"""A resume of somebody who does not exist, to try the product with; it is read like any other."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "sample_data"


def sample_resume(language: str) -> str:
    """Its text in a language (ISO 639-1); the English one where there is no other."""
    file = _FOLDER / f"{language}.md"
    return (file if file.is_file() else _FOLDER / "en.md").read_text(encoding="utf-8")
