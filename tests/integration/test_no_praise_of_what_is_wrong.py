"""A report praises nothing that its own verdicts call wrong, whatever a model says beside them.

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
WRONG_ZH, RIGHT_ZH = "索引会让写入变快", "它保存一份排好序的副本"
ANSWER_ZH = f"{WRONG_ZH}，{RIGHT_ZH}。"
EXCELLENT = "Excellent answer, everything you say is correct."
EXCELLENT_ZH = "回答得非常好，你说的都对。"


def read(
    services: Services, server: OpenAIServer, answer: str, verdicts: dict[str, str], language: str = "", **said: Any
) -> str:
    """The report on one answer: `verdicts` by quote, every other key point is missed."""
    options = InterviewOptions(language=language)
    told = services.creation.create(
        ME, "v", question_count=1, follow_up_count=0, resume_text=RESUME, force=True, options=options
    ).session
    services.preparer.run(ME, told.id, "w")
    judged = [
        {"number": number, "quote": quote, "reason": "as it stands there", "verdict": verdict}
        for number, (quote, verdict) in enumerate(verdicts.items(), start=1)
    ]
    count = len(services.candidate.view(ME, told.id).turns[0].question.key_points)
    judged += [
        {"number": number, "quote": "", "reason": "not said", "verdict": "missed"}
        for number in range(len(judged) + 1, count + 1)
    ]
    server.always("changed", operation="grade", changes={"points": judged, "weaknesses": [], **said})
    services.candidate.submit_answer(ME, told.id, 0, answer)
    services.candidate.complete(ME, told.id)
    assert services.evaluator.run(ME, told.id, "w")
    report = services.evaluator.report(ME, told.id)
    return markdown.write(report_view(report, words(language or "en")), None)


def remark(text: str, quote: str) -> dict[str, str]:
    return {"text": text, "quote": quote}


def test_an_answer_of_which_nothing_is_right_is_not_called_excellent(
    with_model: Callable[..., Services], server: OpenAIServer
):
    strength = remark("Exactly right on what an index costs.", WRONG)
    told = read(
        with_model(), server, ANSWER, {WRONG: "contradicted"}, feedback=EXCELLENT, strengths=[strength, strength]
    )
    assert EXCELLENT not in told
    assert "Exactly right" not in told
    assert "Seems to say the opposite" in told


def test_a_chinese_answer_of_which_nothing_is_right_is_not_called_excellent(
    with_model: Callable[..., Services], server: OpenAIServer
):
    strength = remark("索引的代价说得很准确。", WRONG_ZH)
    verdicts = {WRONG_ZH: "contradicted"}
    told = read(with_model(), server, ANSWER_ZH, verdicts, "zh", feedback=EXCELLENT_ZH, strengths=[strength])
    assert EXCELLENT_ZH not in told
    assert "说得很准确" not in told


def test_what_was_wrong_in_an_answer_with_something_right_is_no_strength_and_the_rest_stays(
    with_model: Callable[..., Services], server: OpenAIServer
):
    told = read(
        with_model(),
        server,
        ANSWER,
        {WRONG: "contradicted", RIGHT: "covered"},
        feedback="Good start. Say what becomes of writes.",
        strengths=[remark("Exactly right on the costs.", "index makes writing"), remark("Names the copy.", RIGHT)],
    )
    assert "Exactly right" not in told
    assert "Names the copy." in told
    assert "Good start. Say what becomes of writes." in told


def test_what_a_model_advises_on_an_answer_of_which_nothing_is_right_is_told(
    with_model: Callable[..., Services], server: OpenAIServer
):
    advice = "That is not right: every write has to update the index, too."
    told = read(with_model(), server, ANSWER, {WRONG: "contradicted"}, feedback=advice, strengths=[])
    assert advice in told
