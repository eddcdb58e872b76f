"""What this release knows about the shapes of the tables: the revisions, their order, and who may serve beside each.

Every migration says in `beside` which releases may go on serving while it is done and afterwards:

    "every"  it only adds (tables, indexes, columns that may be empty or have a default): no release that serves minds
    "0026"   it takes away what releases that have 0026 no longer use: those may, earlier ones may not
    "none"   it changes what every release before it uses: their processes must have ended

They are read from the text of the migrations: Alembic, which runs them, would load each one, and itself, in every
process that only asks which revision is the newest.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

EVERY, NONE = "every", "none"

_SCRIPTS = Path(__file__).parent / "migrations"
_OF_TABLES = "SELECT version_num FROM alembic_version"
_SAID = re.compile(r"""^(revision|down_revision|beside) = (?:None|["'](\w+)["'])$""", re.MULTILINE)


def config() -> Config:
    """Alembic's configuration, independent of the current directory."""
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return found


@lru_cache(maxsize=1)
def _beside() -> dict[str, str]:
    """`beside` of each revision, the oldest first."""
    said = [dict(_SAID.findall(file.read_text(encoding="utf-8"))) for file in (_SCRIPTS / "versions").glob("*.py")]
    next_of = {each["down_revision"]: each for each in said}
    found: dict[str, str] = {}
    revision = ""
    while (each := next_of.get(revision)) is not None:
        revision = each["revision"]
        found[revision] = each["beside"]
    return found


def newest_revision() -> str:
    """The revision that this release needs."""
    return list(_beside())[-1]


def knows_revision(revision: str) -> bool:
    """Whether this release can go on from a revision."""
    return revision in _beside()


def current_revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql(_OF_TABLES).scalar()
    return found


def has_newest_tables(file: Path) -> bool:
    """Whether the tables of an SQLite file have exactly this release's shape; asked without SQLAlchemy, whose import
    takes longer than everything else that a start waits for. False also where the file cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True)) as connection:
            found = connection.execute(_OF_TABLES).fetchall()
    except sqlite3.Error:
        return False
    return found == [(newest_revision(),)]


def can_serve(connection: Connection) -> bool:
    """Whether this release can work on these tables: they have its shape, or that of a later release, which a release
    before it can read and write (decision 0081)."""
    revision = current_revision(connection)
    return revision is not None and (revision == newest_revision() or not knows_revision(revision))


def must_end(at_work: str, tables: str | None) -> bool:
    """Whether a process must end before tables of this revision become those of this release.

    `at_work` is the newest revision of the process's release, "" where it does not say. Tables that are not there yet
    (None) hold up nobody.
    """
    if tables is None or (at_work and not knows_revision(at_work)):
        return False
    return any(_ends(at_work, revision, beside) for revision, beside in _to_come(tables))


def _to_come(tables: str) -> Iterator[tuple[str, str]]:
    known = list(_beside().items())
    names = [revision for revision, _ in known]
    return iter(known[names.index(tables) + 1 :] if tables in names else [])


def _ends(at_work: str, revision: str, beside: str) -> bool:
    """Whether this one migration is none that the process may see done."""
    if beside == EVERY:
        return False
    if not at_work:
        return True
    order = list(_beside())
    needed = revision if beside == NONE else beside
    return order.index(at_work) < order.index(needed)
