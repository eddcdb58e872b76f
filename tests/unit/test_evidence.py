"""Fabricated quotes are dropped, true ones never are, over generated answers and every harmless change of form."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest

from interview.core.evidence import Remark, RemarkKind, marked_spans, quote_spans, quoted_in, verified
from interview.messages import written

TEXT = (
    "index lookup café naïve Straße größer transaction rollback don’t it's “isolated” «locking» cache-miss e‑mail "
    "Zürich façade coöperate résumé ångström déjà ﬁle ﬂow O(n) 99.9% Ωmega мир кеш 索引 查询 데이터 queue retry I’ve "
    "measured before changing anything because guesses about speed are wrong more often than right —always– really"
)
WORDS = TEXT.split()
SEED = 20_261_124
TRUE_CASES = 300
FABRICATED_CASES = 300

CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda quote, _: quote,
    "white space": lambda quote, rng: (
        " " + quote.replace(" ", rng.choice(["  ", "\n", "\t ", "\u00a0", " \r\n"])) + "\n"
    ),
    "upper case": lambda quote, _: quote.upper(),
    "lower case": lambda quote, _: quote.lower(),
    "straight quotes": lambda quote, _: quote.translate(str.maketrans("’‘“”«»", '\'\'""""')),
    "curly quotes": lambda quote, _: quote.translate(str.maketrans("'\"«»", "’””“")),
    "wrapped in quotes": lambda quote, rng: rng.choice(["“{}”", '"{}"', "'{}'", "«{}»", "`{}`"]).format(quote),
    "composed": lambda quote, _: unicodedata.normalize("NFC", quote),
    "decomposed": lambda quote, _: unicodedata.normalize("NFD", quote),
    "compatibility form": lambda quote, _: unicodedata.normalize("NFKC", quote),
    "other dashes": lambda quote, _: quote.translate(str.maketrans("‑–—", "---")),
    "closing full stop": lambda quote, _: quote + ".",
    "invisible marks": lambda quote, _: quote.replace(" ", " \u200b").replace("e", "e\u00ad"),
}


def answer_of(rng: random.Random) -> list[str]:
    return [rng.choice(WORDS) for _ in range(rng.randint(12, 60))]


def a_quote(rng: random.Random, words: list[str]) -> str:
    start = rng.randrange(0, len(words) - 4)
    return " ".join(words[start : start + rng.randint(2, 8)])


def test_no_true_quote_is_dropped_whatever_its_form(capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(SEED)
    kept: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    names = list(CHANGES)
    for case in range(TRUE_CASES):
        words = answer_of(rng)
        said = unicodedata.normalize(rng.choice(["NFC", "NFD"]), rng.choice([" ", "\n", "  "]).join(words))
        name = names[case % len(names)]
        remark = Remark(RemarkKind.STRENGTH, written("Well said."), CHANGES[name](a_quote(rng, words), rng))
        remarks, dropped = verified([remark], said)
        tried[name] += 1
        kept[name] += len(remarks)
        assert (len(remarks), dropped) == (1, 0), (name, remark.quote, said)
        assert remarks[0].quote in said
    with capsys.disabled():
        print(f"\n{'change of a true quote':<24}{'tried':>7}{'kept':>7}")
        for name in names:
            print(f"{name:<24}{tried[name]:>7}{kept[name]:>7}")


FABRICATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "one word replaced": lambda quote, rng: _replaced(quote, rng, "elephant"),
    "one word added": lambda quote, rng: _inserted(quote, rng, "never"),
    "words of another answer": lambda _quote, rng: "the customer signed the contract in spring",
    "a word cut short": lambda quote, _: quote + "xyz",
    "order turned round": lambda quote, _: " ".join(["zebra", *quote.split()[::-1]]),
    "nothing at all": lambda _quote, rng: rng.choice(["", " ", "…", "...", "“”", "—"]),
    "pieces of nowhere": lambda quote, _: f"{quote} … and a moon landing",
    "an accent lost": lambda _quote, _rng: "cafe naive resume",
}


def _replaced(quote: str, rng: random.Random, word: str) -> str:
    words = quote.split()
    words[rng.randrange(len(words))] = word
    return " ".join(words)


def _inserted(quote: str, rng: random.Random, word: str) -> str:
    words = quote.split()
    words.insert(rng.randrange(1, len(words)), word)
    return " ".join(words)


def test_every_fabricated_quote_is_dropped_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(SEED)
    names = list(FABRICATIONS)
    tried: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for case in range(FABRICATED_CASES):
        words = answer_of(rng)
        name = names[case % len(names)]
        false = Remark(RemarkKind.WEAKNESS, written("Not so good."), FABRICATIONS[name](a_quote(rng, words), rng))
        true = Remark(RemarkKind.STRENGTH, written("Well said."), a_quote(rng, words))
        remarks, dropped = verified([false, true], " ".join(words))
        tried[name] += 1
        lost[name] += dropped
        assert ([remark.said for remark in remarks], dropped) == ([true.said], 1), (name, false.quote)
    with capsys.disabled():
        print(f"\n{'fabrication':<26}{'tried':>7}{'dropped':>9}")
        for name in names:
            print(f"{name:<26}{tried[name]:>7}{lost[name]:>9}")


def test_a_word_is_not_found_inside_another_one() -> None:
    assert quoted_in("Go", "I searched with Google.") == ""
    assert quoted_in("мир", "Это было мирным решением.") == ""
    assert quoted_in("Go", "I write Go and C.") == "Go"


def test_a_long_copy_counts_even_where_it_begins_inside_a_word() -> None:
    said = "Everything was measured before anything was changed, and then once more."
    assert quote_spans(said[3:60], said) == ((3, 60),)


def test_a_letter_with_a_mark_is_another_letter() -> None:
    assert quoted_in("we met in the cafe", "Then we met in the café.") == ""
    assert quoted_in("we met in the café", "Then we met in the cafe.") == ""


def test_several_marks_on_one_letter_are_found_in_any_order() -> None:
    assert quoted_in("the q\u0307\u0323 sign", "I drew the q\u0323\u0307 sign.") == "the q\u0323\u0307 sign"
    assert quoted_in("the q\u0307\u0323\u0327 sign", "I drew the q\u0327\u0323\u0307 sign.")


def test_a_last_letter_keeps_its_marks_when_it_is_marked_up() -> None:
    said = unicodedata.normalize("NFD", "my résumé")
    assert quoted_in("my résumé", said) == said


def test_spans_of_several_quotes_are_joined_where_they_touch() -> None:
    said = "one two three four five six"
    assert marked_spans(said, ["two three", "three four", "six", "seven", "one … five"]) == [
        (0, 3),
        (4, 18),
        (19, 23),
        (24, 27),
    ]


def test_a_mark_that_moves_before_another_keeps_its_place_in_the_text() -> None:
    said = "It is xq\u0307\u0323. Then more."
    assert marked_spans(said, ["xq\u0323"]) == []
    assert marked_spans(said, ["xq\u0323\u0307"]) == [(6, 10)]
    assert marked_spans(said, ["It is xq\u0307\u0323"]) == [(0, 10)]


def test_a_quote_without_a_word_is_marked_whole() -> None:
    assert marked_spans("I said +++ and left", ["+++"]) == [(7, 10)]


def test_a_quote_that_begins_the_text_is_found_whole_with_its_ellipsis() -> None:
    said = "Well … then we went home"
    assert marked_spans(said, ["Well … then we"]) == [(0, 14)]
