"""What a migration says of itself is what alembic does with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import interview.storage

FOLDER = Path(interview.storage.__file__).parent / "migrations" / "versions"
TELLING = [file for file in sorted(FOLDER.glob("0*.py")) if "Revises:" in file.read_text()]


@pytest.mark.parametrize("file", TELLING, ids=lambda file: file.stem)
def test_a_migration_names_the_one_before_it(file: Path) -> None:
    source = file.read_text()
    (told,) = re.findall(r"^Revises: (\w*)$", source, flags=re.M)
    assert f'down_revision = "{told}"' in source
