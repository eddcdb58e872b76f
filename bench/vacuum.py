"""How long somebody who saves an answer waits while a database is written anew: python bench/vacuum.py [MB ...]

For each size an SQLite database of answers is made, and one process saves a draft over and over while this one does
what a worker does after deletions (interview/storage/erased_files.py). Prints the seconds that it took and the longest
wait; a save fails that waits for longer than 15 s. The database is one in a folder of its own, removed at the end.
"""

from __future__ import annotations

import multiprocessing
import sqlite3
import sys
import tempfile
import time
import uuid
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.only_help import explained
from interview.storage import erased_files
from interview.storage.migrate import upgrade
from interview.storage.store import Store
from tests.long_interviews import insert, interview

SIZES_MB = (25, 50, 100, 200, 400)
ANSWER_BYTES = 1_500


def made(file: Path, megabytes: int) -> Store:
    """A database with so many megabytes of interviews, all like one that was answered."""
    url = f"sqlite:///{file}"
    upgrade(url)
    store = Store(url)
    first = interview(12)
    insert(store, first)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        tables = {"session": "id", "turn": "session_id", "evaluation": "session_id"}
        rows = {
            name: db.execute(f'SELECT * FROM "{name}" WHERE {key} = ?', (first.id,)).fetchall()
            for name, key in tables.items()
        }
        names = {name: [row[1] for row in db.execute(f'PRAGMA table_info("{name}")')] for name in tables}
        while file.stat().st_size < megabytes * 1_000_000:
            db.execute("BEGIN")
            for _ in range(200):
                of = uuid.uuid4().hex
                for name, key in tables.items():
                    for row in rows[name]:
                        new = dict(zip(names[name], row, strict=True)) | {key: of}
                        if name == "session":
                            new["open_slot"] = None
                        if name == "turn":
                            new["answer"] = new["draft"] = (of * (ANSWER_BYTES // 32 + 1))[:ANSWER_BYTES]
                        marks = ",".join("?" * len(new))
                        db.execute(f'INSERT INTO "{name}" VALUES ({marks})', list(new.values()))
            db.execute("COMMIT")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store


def write_for_ever(file: str, told: Connection) -> None:
    """Save a draft again and again; tells the longest wait, and how many failed, once it is asked."""
    longest, failed = 0.0, 0
    with closing(sqlite3.connect(file, isolation_level=None, timeout=15)) as db:
        db.execute("PRAGMA synchronous=FULL")
        told.send(True)
        while not told.poll():
            begun = time.monotonic()
            try:
                db.execute("BEGIN IMMEDIATE")
                db.execute("UPDATE turn SET draft = ? WHERE rowid = 1", (f"{begun}",))
                db.execute("COMMIT")
            except sqlite3.OperationalError:
                failed += 1
            longest = max(longest, time.monotonic() - begun)
            time.sleep(0.01)
    told.send((longest, failed))


def beside(file: Path, store: Store) -> tuple[float, float, int]:
    """Seconds that writing it anew takes, the longest wait of somebody who saves meanwhile, and how many could not."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=write_for_ever, args=(str(file), there))
    process.start()
    here.recv()
    time.sleep(0.2)
    begun = time.monotonic()
    is_done = erased_files.scrub(store.engine) is None
    took = time.monotonic() - begun
    here.send(True)
    longest, failed = here.recv()
    process.join()
    assert is_done, "it was busy all the time"
    return took, longest, failed


def main(sizes: list[int]) -> int:
    erased_files.MOST_BYTES, erased_files.MOST_S = 10**12, 600.0
    print(f"{'MB':>6} {'takes s':>8} {'longest wait s':>15} {'not saved':>10}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "interview.db"
            store = made(file, size)
            took, longest, failed = beside(file, store)
            store.engine.dispose()
            print(f"{size:6} {took:8.2f} {longest:15.2f} {failed:10}", flush=True)
    return 0


if __name__ == "__main__":
    arguments = explained(__doc__)
    arguments.add_argument("sizes", nargs="*", type=int, default=list(SIZES_MB), metavar="MB")
    sys.exit(main(arguments.parse_args().sizes))
