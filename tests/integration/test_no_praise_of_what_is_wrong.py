"""A report praises nothing that its own verdicts do not bear out, whatever a model says beside them.

Over real HTTP with a model server whose words and verdicts go against each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from interview.core.options import InterviewOptions
from interview.documents import markdown
from interview.documents.report_view import report_view
from interview.i18n.translate import words
from interview.services import Services
from tests.integration.test_candidate import ME
from tests.integration.test_what_a_model_sees import RESUME
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

WRONG = "An index makes writing faster"
RIGHT = "it keeps a sorted copy of the column"
ANSWER = f"{WRONG}, and {RIGHT}."
ANSWERS = {
    "en": ANSWER,
    "zh": "索引会让写入变快，它保存一份排好序的副本。",
    "de": "Ein Index macht das Schreiben schneller, und er hält eine sortierte Kopie der Spalte.",
}
WRONG_IN = {"en": WRONG, "zh": "索引会让写入变快", "de": "Ein Index macht das Schreiben schneller"}
ADVICE = {
    "en": "Say what becomes of writes.",
    "zh": "请说明写入会怎样。",
    "de": "Sag, was beim Schreiben mit dem Index passiert.",
}
PRAISE = {
    "en": "Excellent answer, you clearly master indexes.",
    "zh": "回答得非常好，你说的都对。",
    "de": "Hervorragende Antwort, du beherrschst Indizes.",
}


def read(
    services: Services, server: OpenAIServer, answer: str, verdicts: dict[str, str], language: str = "", **said: Any
) -> str:
    """The report on one answer: `verdicts` by quote, every other key point is missed; all have the same `advice`."""
    options = InterviewOptions(language=language)
    told = services.creation.create(
        ME, "v", question_count=1, follow_up_count=0, resume_text=RESUME, force=True, options=options
    ).session
    services.preparer.run(ME, told.id, "w")
    count = len(services.candidate.view(ME, told.id).turns[0].question.key_points)
    given = [*verdicts.items(), *[("", "missed")] * (count - len(verdicts))]
    advice = said.pop("advice", "")
    judged = [
        {"number": number, "quote": quote, "reason": "as it stands there", "verdict": verdict, "advice": advice}
        for number, (quote, verdict) in enumerate(given, start=1)
    ]
    server.always("changed", operation="grade", changes={"weaknesses": [], **said, "points": judged})
    services.candidate.submit_answer(ME, told.id, 0, answer)
    services.candidate.complete(ME, told.id)
    assert services.evaluator.run(ME, told.id, "w")
    report = services.evaluator.report(ME, told.id)
    return markdown.write(report_view(report, words("zh" if language == "zh" else "en")), None)


@pytest.mark.parametrize("verdict", ["covered", "touched", "contradicted"])
@pytest.mark.parametrize("language", PRAISE)
def test_a_model_that_calls_an_answer_excellent_is_not_read(
    with_model: Callable[..., Services], server: OpenAIServer, language: str, verdict: str
):
    """In whatever language, and whether or not something was recognised; as models replied that were asked for it."""
    praise = PRAISE[language]
    answer, quote = ANSWERS.get(language, ANSWER), WRONG_IN.get(language, WRONG)
    remark = {"text": praise, "quote": quote}
    server.always(
        "changed",
        operation="summarise",
        changes={"overall_feedback": praise, "strengths": [praise], "improvements": []},
    )
    told = read(with_model(), server, answer, {quote: verdict}, language, feedback=praise, strengths=[remark])
    assert praise not in told


@pytest.mark.parametrize("verdict", ["contradicted", "missed"])
@pytest.mark.parametrize(
    ("language", "praise"),
    [
        *PRAISE.items(),
        ("en", "You know your stuff, top marks here."),
        ("en", "Nothing to add: this is how a senior would say it."),
        ("de", "Hervorragende Antwort, du beherrschst das."),
    ],
)
def test_praise_in_the_place_of_advice_or_of_a_weakness_is_not_read(
    with_model: Callable[..., Services], server: OpenAIServer, language: str, praise: str, verdict: str
):
    quote, add = WRONG_IN[language], ADVICE[language]
    advice = f"{praise}{'' if language == 'zh' else ' '}{add}"
    server.always("changed", operation="summarise", changes={"improvements": [advice]})
    weak = [{"text": praise, "quote": quote}]
    verdicts = {quote: verdict} if verdict == "contradicted" else {}
    told = read(with_model(), server, ANSWERS[language], verdicts, language, advice=advice, weaknesses=weak)
    assert praise not in told
    assert told.count(add) > 1


def test_advice_stands_under_the_key_point_that_it_is_about_and_never_under_a_covered_one(
    with_model: Callable[..., Services], server: OpenAIServer
):
    advice = "Say that every write has to update the index, too."
    told = read(with_model(), server, ANSWER, {RIGHT: "covered", WRONG: "contradicted"}, advice=advice)
    assert "Seems to say the opposite" in told
    lines = [line for line in told.splitlines() if advice in line]
    assert lines
    assert all(line.startswith("On “") for line in lines)
    covered = read(with_model(), server, ANSWER, {RIGHT: "covered"}, advice=advice)
    assert told.count(advice) == covered.count(advice)


def test_how_the_interview_went_is_counted_from_the_verdicts(with_model: Callable[..., Services], server: OpenAIServer):
    told = read(with_model(), server, ANSWER, {RIGHT: "covered", WRONG: "contradicted"})
    assert "1 of 3 key points were recognised in your answers." in told
    assert "Your answers seem to say the opposite of 1 key point." in told
    assert "Learn to make this point" in told
