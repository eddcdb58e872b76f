"""Telling the languages of an interview apart: by script, by words, and by a detector that loads when it is needed."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

import pytest

from interview.i18n.names import language_name
from interview.i18n.translate import ENGLISH, tag_of, words, words_or
from interview.resume.profile.reader import understand
from interview.settings import Settings
from interview.text.languages import NAMES, OWN_NAMES, is_in, language_of

pytestmark = pytest.mark.sqlite_first

QUESTIONS = {
    "en": "How did you measure that loading got faster, and what else may have caused it?",
    "zh": "你是怎样测量加载速度的，还有什么可能影响了它？",
    "de": "Woran hast du gemessen, dass das Laden schneller wurde, und was kann noch dazu beigetragen haben?",
    "es": "¿Cómo mediste que la carga era más rápida, y qué otra cosa pudo haberlo causado?",
    "fr": "Comment avez-vous mesuré que le chargement était plus rapide, et quelle autre cause est possible ?",
    "it": "Come hai misurato che il caricamento era più veloce, e che cos'altro può averlo causato?",
    "nl": "Hoe heb je gemeten dat het laden sneller werd, en wat kan er nog meer aan hebben bijgedragen?",
    "pl": "Jak zmierzyłeś, że ładowanie stało się szybsze, i co jeszcze mogło na to wpłynąć?",
    "pt": "Como você mediu que o carregamento ficou mais rápido, e o que mais pode ter causado isso?",
    "sv": "Hur mätte du att laddningen blev snabbare, och vad mer kan ha bidragit till det?",
    "cs": "Jak jste změřil, že se načítání zrychlilo, a co dalšího k tomu mohlo přispět?",
    "tr": "Yüklemenin hızlandığını nasıl ölçtünüz ve buna başka ne sebep olmuş olabilir?",
    "uk": "Як ви виміряли, що завантаження стало швидшим, і що ще могло на це вплинути?",
    "ru": "Как вы измерили, что загрузка стала быстрее, и что ещё могло на это повлиять?",
    "ja": "読み込みが速くなったことをどのように測定しましたか。他に原因はありますか。",
    "ko": "로딩이 빨라졌다는 것을 어떻게 측정했으며, 다른 원인은 무엇일 수 있습니까?",
}
GERMAN_RESUME = """Lebenslauf
Erika Beispiel
Softwareentwicklerin
Berufserfahrung
2019 - 2024 Backend-Entwicklerin bei der Beispiel GmbH
Entwicklung von Diensten mit Java und Spring Boot für den Versand
Einführung von Tests und einer Pipeline mit GitLab, die auf jede Änderung läuft
Kenntnisse: Java, SQL, Docker, Kubernetes
Ausbildung: Informatik an der Universität
"""


@pytest.mark.parametrize("language", NAMES)
def test_a_question_is_told_to_be_in_its_own_language_and_in_no_other(language: str) -> None:
    text = QUESTIONS[language]
    assert language_of(text) == language
    assert [other for other in NAMES if is_in(text, other)] == [language]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Warum Kafka?", "fr"),
        ("Redis, Kafka, Docker", "de"),
        ("O(1)?", "pl"),
        ("Kubernetes Deployment: Rolling Update, Blue-Green, Canary — was war für euch richtig und warum?", "de"),
        ("Du sagst „we cut the loading time from nine seconds to two with a cache“. Woran lag es?", "de"),
        ("Vous dites « we cut the loading time from nine seconds to two with a cache ». Pourquoi donc ?", "fr"),
        ("設計方針", "ja"),
    ],
)
def test_what_leaves_a_doubt_passes(text: str, language: str) -> None:
    assert is_in(text, language)


def test_a_text_in_a_language_that_nobody_offers_is_not_refused() -> None:
    assert is_in("Hvordan målte du det, og hva annet kan ha bidratt?", "nb")


@pytest.mark.parametrize(
    "text", ["José García\nBackend developer in Málaga\nSkills: Java, SQL\nBuilt services and led a team of 4.", ""]
)
def test_names_of_people_and_places_make_no_foreign_resume(text: str) -> None:
    assert language_of(text) == "en"


def test_a_german_resume_is_read_as_german() -> None:
    assert understand(GERMAN_RESUME).language == "de"


def test_every_language_has_a_name_of_its_own_and_one_in_both_languages_of_the_pages() -> None:
    assert OWN_NAMES.keys() == NAMES.keys() == QUESTIONS.keys()
    assert len(set(OWN_NAMES.values())) == len(NAMES)
    for say in (ENGLISH, words("zh")):
        assert len({language_name(code, say) for code in NAMES} - NAMES.keys()) == len(NAMES)


def test_the_setting_takes_every_language_on_offer_and_no_other() -> None:
    assert set(get_args(Settings.model_fields["interview_language"].annotation)) == {"", *NAMES}


def test_a_language_without_words_speaks_those_of_the_reader() -> None:
    assert words_or("de", words("zh")) is words("zh")
    assert words_or("zh", ENGLISH) is words("zh")
    assert words_or("en", words("zh")) is words("en")
    assert (tag_of("de"), tag_of("zh")) == ("de", "zh-CN")


def test_whoever_practises_in_english_or_chinese_never_loads_the_detector() -> None:
    code = """
import sys
from interview.resume.profile.reader import understand
from interview.resume.sample import sample_resume
from interview.text.languages import is_in
for language in ("en", "zh"):
    assert understand(sample_resume(language)).language == language
assert is_in("What does an index cost when something is written?", "en")
print("py3langid" in sys.modules)
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
