"""A process all of whose connections are in use says that the database cannot be reached now."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from interview.errors import Code, Unavailable
from interview.storage.store import Store


def test_who_gets_no_connection_of_a_full_pool_is_told_to_try_again_and_it_goes_on_after(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'interview.db'}")
    store.engine = create_engine(store.engine.url, pool_size=1, max_overflow=0, pool_timeout=0.01)
    with store.reading() as held:
        held.execute(text("SELECT 1"))
        with pytest.raises(Unavailable) as refused, store.reading() as db:
            db.execute(text("SELECT 1"))
    assert refused.value.code is Code.STORE_UNAVAILABLE
    assert refused.value.retry_after
    assert store.ping()
