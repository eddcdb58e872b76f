"""A database without room says so, to whoever writes and to whoever runs the app, and goes on once there is room."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event, text

from interview.errors import Code, Unavailable
from interview.storage.store import Store


def test_without_room_it_is_not_the_connection_that_is_said_to_be_wrong(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'interview.db'}")
    with store.transaction() as db:
        db.execute(text("CREATE TABLE kept (words TEXT)"))
    pages = [2]
    event.listen(
        store.engine, "checkout", lambda plain, *_: plain.execute(f"PRAGMA max_page_count = {pages[0]}").fetchall()
    )
    for _ in range(2):
        with pytest.raises(Unavailable) as refused, store.transaction() as db:
            db.execute(text("INSERT INTO kept VALUES (:words)"), {"words": "w" * 100_000})
        assert refused.value.code is Code.STORE_NOT_WRITTEN
        assert refused.value.retry_after
        assert store.refuses_writes
    assert [record.getMessage() for record in caplog.records if record.name == "interview.store"] == [
        "nothing can be written to the database: there is no room, or it is read-only"
    ]
    assert store.ping()
    pages[0] = 1000
    with store.writing() as found:
        found.execute(text("INSERT INTO kept VALUES ('words')"))
    assert not store.refuses_writes
