"""What is kept in memory is given back only under its own mark, and there is never too much of it."""

from interview.storage.versioned_lru import VersionedLru


def test_another_mark_is_a_miss_whichever_came_first():
    kept = VersionedLru[str](2)
    kept.put("a", 1, "one")
    assert (kept.find("a", 1), kept.find("a", 2), kept.find("b", 1)) == ("one", None, None)
    kept.put("a", 2, "two")
    assert (kept.find("a", 1), kept.find("a", 2)) == (None, "two")


def test_the_value_not_looked_at_for_longest_goes_first():
    kept = VersionedLru[str](2)
    kept.put("a", 1, "a")
    kept.put("b", 1, "b")
    kept.find("a", 1)
    kept.put("c", 1, "c")
    assert [kept.find(key, 1) for key in "abc"] == ["a", None, "c"]


def test_what_another_process_may_have_deleted_is_forgotten_after_a_while():
    now = [0.0]
    kept: VersionedLru[str] = VersionedLru(9, keep_s=300, now=lambda: now[0])
    kept.put("old", 1, "words")
    now[0] = 301
    kept.put("new", 1, "words")
    assert kept.find("old", 1) is None
    assert list(kept._values) == ["new"]
    assert kept.find("new", 1) == "words"
