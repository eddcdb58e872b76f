"""What this release knows about the shapes of the tables: the revisions, their order, and who may serve beside each.

Every migration says in `beside` which releases may go on serving while it is done and afterwards:

    "every"  it only adds (tables, indexes, columns that may be empty or have a default): no release that serves minds
    "0026"   it takes away what releases that have 0026 no longer use: those may, earlier ones may not
    "none"   it changes what every release before it uses: their processes must have ended
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

EVERY, NONE = "every", "none"

_SCRIPTS = Path(__file__).parent / "migrations"


def config() -> Config:
    """Alembic's configuration, independent of the current directory."""
    found = Config()
    found.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return found


@lru_cache(maxsize=1)
def _beside() -> dict[str, str]:
    """`beside` of each revision, the oldest first: reading them takes tens of milliseconds, and they do not change."""
    scripts = ScriptDirectory.from_config(config())
    return {each.revision: each.module.beside for each in reversed(list(scripts.walk_revisions()))}


def newest_revision() -> str:
    """The revision that this release needs."""
    return list(_beside())[-1]


def knows_revision(revision: str) -> bool:
    """Whether this release can go on from a revision."""
    return revision in _beside()


def current_revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


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
