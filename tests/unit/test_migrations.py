"""What a migration says of itself is what alembic does with it, and who may serve beside it can."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Inspector, create_engine, inspect

import interview.storage
from interview.storage import revisions
from interview.storage.revisions import EVERY, NONE, config, knows_revision, must_end, newest_revision

FOLDER = Path(interview.storage.__file__).parent / "migrations" / "versions"
FILES = sorted(FOLDER.glob("0*.py"))
TELLING = [file for file in FILES if "Revises:" in file.read_text()]
BESIDE = revisions._beside()
GOES_WITH_ITS_PARENT = {"CASCADE", "SET NULL"}


@pytest.mark.parametrize("file", TELLING, ids=lambda file: file.stem)
def test_a_migration_names_the_one_before_it(file: Path) -> None:
    source = file.read_text()
    (told,) = re.findall(r"^Revises: (\w*)$", source, flags=re.M)
    assert f'down_revision = "{told}"' in source


def test_what_is_read_of_the_migrations_is_what_alembic_loads() -> None:
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    loaded = {each.revision: each.module.beside for each in reversed(list(scripts))}
    assert list(BESIDE.items()) == list(loaded.items())


def test_every_migration_says_who_may_serve_beside_it() -> None:
    assert list(BESIDE) == [file.name[:4] for file in FILES]
    wrong = {
        revision: beside
        for revision, beside in BESIDE.items()
        if beside not in (EVERY, NONE) and not (knows_revision(beside) and beside < revision)
    }
    assert wrong == {}


Shape = dict[str, dict[str, Any]]


def shape(inspector: Inspector) -> Shape:
    """What a process relies on: each table's columns, rules and keys by name."""
    return {
        table: {
            "columns": {each["name"]: each for each in inspector.get_columns(table)},
            "checks": {each["name"]: each["sqltext"] for each in inspector.get_check_constraints(table)},
            "foreign": {each["name"]: each for each in inspector.get_foreign_keys(table)},
            "unique": {
                each["name"]: each["column_names"]
                for each in (*inspector.get_unique_constraints(table), *inspector.get_indexes(table))
                if each.get("unique", True)
            },
        }
        for table in inspector.get_table_names()
    }


def taken_or_asked(before: Shape, after: Shape) -> list[str]:
    """What a release that knows only the shape before would miss, or be refused for."""
    found = [f"table {name} is gone" for name in before.keys() - after.keys()]
    for name in before.keys() & after.keys():
        old, new = before[name], after[name]
        added = {key: each for key, each in new["columns"].items() if key not in old["columns"]}
        found += [f"{name}.{key} is gone" for key in old["columns"].keys() - new["columns"].keys()]
        for key in old["columns"].keys() & new["columns"].keys():
            one, other = ((str(each[key]["type"]), each[key]["nullable"]) for each in (old["columns"], new["columns"]))
            found += [f"{name}.{key} is another"] if one != other else []
        found += [
            f"{name}.{key} must be given"
            for key, each in added.items()
            if not each["nullable"] and each["default"] is None
        ]
        found += [f"rule {key} is another" for key, rule in old["checks"].items() if new["checks"].get(key) != rule]
        # A rule for old columns could refuse what an earlier release writes.
        found += [
            f"rule {key} is for more than new columns"
            for key in new["checks"].keys() - old["checks"].keys()
            if any(re.search(rf"\b{column}\b", new["checks"][key]) for column in old["columns"])
        ]
        found += [
            f"{name} may hold {key} only once"
            for key, columns in new["unique"].items()
            if key not in old["unique"] and not any(column in added and added[column]["nullable"] for column in columns)
        ]
    # What is deleted without knowing of a new table must not be held back by it.
    found += [
        f"{name} holds back {each['referred_table']}"
        for name, parts in after.items()
        for key, each in parts["foreign"].items()
        if key not in before.get(name, {"foreign": {}})["foreign"]
        and each["referred_table"] in before
        and name not in before
        and each["options"].get("ondelete") not in GOES_WITH_ITS_PARENT
    ]
    return found


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shape]:
    """The shape of an empty database after each migration, in their order."""
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('shapes') / 'interview.db'}")
    found: dict[str, Shape] = {"": {}}
    with engine.connect() as connection:
        chosen = config()
        chosen.attributes["connection"] = connection
        for revision in BESIDE:
            command.upgrade(chosen, revision)
            connection.commit()
            found[revision] = shape(inspect(connection))
    engine.dispose()
    return found


def test_a_migration_that_says_that_every_release_may_serve_beside_it_only_adds(shapes: dict[str, Shape]) -> None:
    steps = [(before, revision) for before, revision in itertools.pairwise(shapes) if BESIDE[revision] == EVERY]
    wrong = {revision: taken_or_asked(shapes[before], shapes[revision]) for before, revision in steps}
    assert {revision: found for revision, found in wrong.items() if found} == {}


def test_what_takes_away_is_seen(shapes: dict[str, Shape]) -> None:
    """The rule above sees each of the migrations that do more than add."""
    steps = itertools.pairwise(shapes)
    seen = {revision for before, revision in steps if taken_or_asked(shapes[before], shapes[revision])}
    assert seen == {revision for revision, beside in BESIDE.items() if beside != EVERY}


CHAIN = {"0001": EVERY, "0002": EVERY, "0003": NONE, "0004": EVERY, "0005": "0004", "0006": EVERY}


@pytest.mark.parametrize(
    ("at_work", "tables", "ends"),
    [
        ("0003", "0003", True),  # 0005 takes away what a release with 0003 uses
        ("0004", "0003", False),
        ("0006", "0003", False),
        ("0002", "0002", True),
        ("0002", "0001", True),
        ("0004", "0005", False),  # what is to come only adds
        ("0002", "0006", False),  # nothing is to come
        ("", "0003", True),
        ("", "0005", False),
        ("9999", "0001", False),  # a later release than this one
        ("0001", None, False),  # there are no tables yet
    ],
)
def test_who_must_end_before_a_migration(
    at_work: str, tables: str | None, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revisions, "_beside", lambda: CHAIN)
    assert must_end(at_work, tables) is ends


def test_the_newest_revision_is_that_of_the_last_file() -> None:
    assert newest_revision() == FILES[-1].name[:4]
