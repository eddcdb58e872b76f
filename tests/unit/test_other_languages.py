"""What is in another language than English is not read, and nothing is claimed of it."""

from __future__ import annotations

import pytest

from interview.core import flags
from interview.core.grading import Judgement, Verdict
from interview.core.key_point import statements
from interview.scorer.grader import Grader
from interview.text.other_languages import foreign_sentences, is_english


@pytest.mark.parametrize(
    "answer",
    [
        "Bei uns gilt: was zuerst abläuft, geht zuerst raus. Sonst bleibt alte Ware liegen.",
        "Najpierw sprawdzam temperaturę i zapach, a potem odsyłam złe sztuki.",
        "Önce sıcaklığı kontrol ederim ve kokuya bakarım.",
        "Mai întâi verific temperatura și mirosul, apoi trimit înapoi ce este stricat.",
        "Tôi kiểm tra nhiệt độ và mùi trước.",
        "Je refuse le poisson douteux.",
        "No sé, nunca he trabajado con eso.",
        "Pertama saya periksa suhu dan bau, lalu saya kembalikan ikan yang buruk.",
    ],
)
def test_a_short_answer_in_another_language_is_not_english(answer: str) -> None:
    assert not is_english(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "I worked at Banco de la Nación del Perú.",
        "Universidad Nacional de la Plata, Facultad de Ciencias",
        "Sauté, purée, crème brûlée, flambé.",
        "locales: en_US de_DE fr_FR",
        "He say “no hay problema para nosotros” and we go on.",
        "Check temperature, smell, send back bad.",
        "I go to shop, I check fish, is bad, I send back.",
        "The Japanese word 段取り替え means change over.",
        "○ 𝐓𝐡𝐞 𝐋𝟐 𝐨𝐟𝐟𝐞𝐫𝐬 𝐬𝐞𝐫𝐯𝐢𝐜𝐞 𝐜𝐥𝐚𝐬𝐬𝐞𝐬",
    ],
)
def test_names_code_quotations_and_simple_english_are_english(answer: str) -> None:
    assert is_english(answer)
    assert foreign_sentences(answer) == []


def test_what_was_not_found_beside_a_sentence_in_another_language_stays_open() -> None:
    english = "An index lets the database find rows without reading the whole table. It is a sorted copy of a column."
    answer = f"{english} Das Schreiben wird dadurch aber langsamer."
    found = Grader().judge("0.0", "What is an index?", statements("Writes get slower"), english, answer)
    assert isinstance(found, Judgement)
    assert flags.NOT_ALL_ENGLISH in found.flags
    [point] = found.points
    assert (point.verdict, point.best, point.is_unread) == (Verdict.UNSURE, Verdict.COVERED, True)
