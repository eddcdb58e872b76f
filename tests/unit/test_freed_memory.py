"""What was freed is overwritten: small pieces by the web process itself, larger ones by the C library that it asks."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from interview.command_line.overwritten import overwriting
from interview.web import freed_memory
from interview.web.freed_memory import FreedMemory, overwrite
from tests.process_memory import found
from tests.servers import ROOT, wait_until

# Words of every length that Python keeps itself, each between others that stay, so that they lie all over its memory.
SCRIPT = """
import gc, os
from interview.web.freed_memory import overwrite
from tests.process_memory import found

word = {"it": "".join(reversed("deerf-jqvw"))}
def left():
    return found(os.getpid(), word)["it"]
before = left()
stay = []
for number in range(20_000):
    gone = [word["it"] * (1 + number % 45), f"{number}{word['it']}".encode(), {number: word["it"] + str(number)}]
    stay.append([str(number) * (1 + number % 40), gone])
for each in stay[::2] + stay[1::4]:
    each.pop()
for each in stay:
    del each[1:]
del gone, each
gc.collect()
print(left() - before, overwrite(), left() - before)
"""


# Pools that were full of words are used for larger pieces, behind the last of which there is place for some words.
IN_USE_AGAIN = """
import gc, os
from interview.web.freed_memory import overwrite
from tests.process_memory import found

word = {"it": "".join(reversed("niaga-esu-ni-jqvw"))}
def left():
    return found(os.getpid(), word)["it"]
before = left()
gone = [word["it"] + str(number) for number in range(4_000)]
del gone
stay = [bytes(190) for _ in range(1_200)]
del stay[::2]
gc.collect()
print(left() - before, overwrite(), left() - before)
"""


def told(script: str) -> tuple[int, bool, int]:
    """How many words were freed, whether all free pieces were known to be taken, and how many words were left."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONMALLOC"}
    command = [sys.executable, "-c", script]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    freed, knew, left = ran.stdout.split()
    return int(freed), knew == "True", int(left)


def test_hardly_a_word_is_left_in_what_python_keeps_of_freed_memory() -> None:
    """But behind values that are in use, where pieces of up to 15 bytes stand, and in full pools."""
    freed, knew, left = told(SCRIPT)
    assert freed > 100_000
    assert knew
    assert left < freed / 1_000


def test_hardly_a_word_is_left_behind_the_pieces_of_a_pool_that_is_in_use_again() -> None:
    """But where no piece of such a pool is free: nothing of Python says where that is."""
    freed, knew, left = told(IN_USE_AGAIN)
    assert knew
    assert left < freed / 50


def test_it_says_so_where_python_keeps_memory_in_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freed_memory, "_MOST_BYTES", 10_000_000)
    monkeypatch.setattr(freed_memory, "_POOL_BITS", 13)
    assert not overwrite()


def test_where_every_piece_comes_from_the_c_library_nothing_is_asked_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONMALLOC", "malloc")
    monkeypatch.setattr(freed_memory, "_take", None)
    assert overwrite()


def counted(after_s: tuple[float, ...], knows: bool = True) -> tuple[FreedMemory, Callable[[], int]]:
    """Memory that counts how often it is overwritten."""
    done: list[bool] = []

    def note() -> bool:
        done.append(knows)
        return knows

    return FreedMemory(note, lambda: None, after_s), lambda: len(done)


def began(memory: FreedMemory, deletions: int) -> threading.Thread:
    """The thread that overwrites after so many deletions; those of other tests may still rest."""
    others = set(threading.enumerate())
    for _ in range(deletions):
        memory.cache_clear()
    [thread] = [each for each in threading.enumerate() if each not in others and each.name == "overwriting"]
    return thread


def test_it_is_overwritten_at_once_and_again_when_what_was_under_way_has_ended() -> None:
    memory, times = counted((0.0, 0.1))
    memory.cache_clear()
    assert wait_until(lambda: times() == 2, 60, "it was overwritten twice")


def test_many_deletions_in_a_row_cost_as_much_as_two() -> None:
    memory, times = counted((0.2, 0.4))
    began(memory, 100).join(60)
    assert times() == 2


def test_whoever_deletes_all_the_time_does_not_put_it_off() -> None:
    memory, times = counted((0.3, 60.0))

    def deleted_again() -> bool:
        memory.cache_clear()
        return times() > 0

    assert wait_until(deleted_again, 60, "it was overwritten")


def test_what_was_put_back_is_forgotten_each_time_before_it_is_overwritten() -> None:
    done: list[str] = []

    def forget_again() -> None:
        done.append("forgotten")
        memory.cache_clear()

    def overwritten() -> bool:
        done.append("overwritten")
        return True

    memory = FreedMemory(overwritten, forget_again, (0.0, 0.1))
    began(memory, 1).join(60)
    assert done == 2 * ["forgotten", "overwritten"]


def test_memory_that_runs_out_while_it_is_overwritten_is_overwritten_the_next_time() -> None:
    done: list[bool] = []

    def runs_out() -> bool:
        done.append(True)
        raise MemoryError

    FreedMemory(runs_out, lambda: None, (0.0, 0.1)).cache_clear()
    assert wait_until(lambda: len(done) == 2, 60, "it was tried twice")


def test_memory_of_which_it_is_not_known_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    memory, _ = counted((0.0,), knows=False)
    memory.cache_clear()
    assert wait_until(lambda: "may still be in the memory" in caplog.text, 60, "it is logged")


def test_the_c_library_is_asked_to_overwrite_what_it_frees_and_keeps_what_an_operator_set() -> None:
    asked = overwriting({"GLIBC_TUNABLES": "glibc.malloc.arena_max=2", "ARROW_DEFAULT_MEMORY_POOL": "mimalloc"})
    assert asked == {
        "MALLOC_PERTURB_": "165",
        "DUCKDB_JE_MALLOC_CONF": "junk:free",
        "GLIBC_TUNABLES": "glibc.malloc.arena_max=2:glibc.malloc.tcache_count=0",
    }
    assert "GLIBC_TUNABLES" not in overwriting({"GLIBC_TUNABLES": "glibc.malloc.tcache_count=3"})


@pytest.mark.parametrize("error", [None, ValueError("unrecognized configuration name")])
def test_no_other_c_library_is_asked(error: Exception | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(_name: str) -> None:
        if error is not None:
            raise error

    monkeypatch.setattr(os, "confstr", other)
    assert overwriting({}) == {}


# What DuckDB frees is its own: a column of words, of which the database is closed.
DUCKDB = """
import gc
import duckdb
from interview.web.freed_memory import overwrite

word = "".join(reversed("kcud-jqvw-drow-gnol"))
print("before", flush=True)
input()
database = duckdb.connect(":memory:")
database.execute("CREATE TABLE t (a VARCHAR)")
database.execute("INSERT INTO t SELECT ? || i FROM range(5000) x(i)", [word * 10])
assert len(database.execute("SELECT a, count(*), min(a) FROM t GROUP BY a ORDER BY 1").fetchall()) == 5000
database.execute("DELETE FROM t")
database.close()
del database
gc.collect()
overwrite()
print("after", flush=True)
input()
"""


def test_no_word_is_left_in_what_duckdb_and_the_c_library_free() -> None:
    """Counted from outside: who counts in its own memory finds its copies, too. A stack is not freed: what a call
    left there stays until another one goes as deep."""
    word = {"it": "long-word-wvqj-duck"}
    counts = []
    with subprocess.Popen(
        [sys.executable, "-c", DUCKDB],
        cwd=ROOT,
        env=os.environ | overwriting(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for said in ("before", "after"):
            assert process.stdout.readline().strip() == said
            counts.append(found(process.pid, word, with_stack=False)["it"])
            process.stdin.write("\n")
            process.stdin.flush()
    assert counts[1] <= counts[0], counts
