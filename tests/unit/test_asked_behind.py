"""Which questions are asked behind a sentence of an answer; the sentences here taught nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from interview.core.asked_behind import AskedBehind
from interview.core.grading import Verdict
from interview.core.key_point import StoryPart
from interview.errors import Code, Unavailable
from interview.messages import Message
from interview.practice.interviewer import PracticeInterviewer
from interview.scorer import asked_behind
from interview.scorer.grader import Grader
from interview.scorer.meanings import ASKED_BEHIND, read
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import group
from tests.unit.test_story_follow_ups import DONE, LONG_STORY, STORY, PartJudge
from training.asked_behind import fit

pytestmark = pytest.mark.sqlite_first

WHY, REACTION, SINCE = AskedBehind.WHY, AskedBehind.REACTION, AskedBehind.SINCE


def asked(sentence: str) -> set[AskedBehind]:
    return {question for question in AskedBehind if Grader().may_be_asked(question, sentence)}


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("I decided to start with the oldest lorry.", WHY),
        ("I let the three oldest teams choose their pumps first, and the youngest last.", WHY),
        ("I told her that I could not take the shift.", REACTION),
        ("Since then I write every handover on one card.", SINCE),
        ("The error rate fell a lot after that.", AskedBehind.MEASURE),
        ("In the team we built a new list of the pumps and all of us counted them.", AskedBehind.OWN_PART),
    ],
)
def test_what_a_sentence_leaves_open_is_asked_behind_it(sentence: str, question: AskedBehind) -> None:
    assert question in asked(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I also wrote the query that found the duplicates.",
        "I made the call to stop payouts after asking the CFO what costs more, six hours late or a double payout.",
        "Then patients from half eight, about one every twenty minutes, in between I wipe down.",
        "My mother died that week and I stayed at home.",
        "I was born in Leeds.",
    ],
)
def test_nobody_is_asked_why_of_what_was_no_choice_or_says_why(sentence: str) -> None:
    assert asked(sentence) == set()


def test_another_judge_or_none_and_another_language_leave_nothing_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "I decided to start with the oldest lorry."
    assert asked("Ich habe mich entschieden, mit dem ältesten Wagen anzufangen, und dann kam der Rest.") == set()
    monkeypatch.setattr(asked_behind, "fitted", lambda _: None)
    assert asked(sentence) == set()


@dataclass
class Late(PartJudge):
    """Has no time left for anything but the answer."""

    def may_be_asked(self, question: AskedBehind, sentence: str) -> bool:
        raise Unavailable(Code.AI_SERVICE_TIMEOUT, Message.of("error.grading_too_long"))


def test_without_time_to_look_at_a_sentence_the_interview_goes_on_without_one() -> None:
    told = {StoryPart.OWN_ACTION: (Verdict.COVERED, DONE), StoryPart.RESULT: (Verdict.COVERED, "")}
    session = group(LONG_STORY, main=STORY)
    asked = PracticeInterviewer(small_bank(), lambda: PartJudge(told)).follow_up(session, session.turns[-1])
    assert asked is not None
    assert PracticeInterviewer(small_bank(), lambda: Late(told)).follow_up(session, session.turns[-1]) is None


def test_the_model_was_fitted_on_the_sentences_that_lie_here() -> None:
    model = read(ASKED_BEHIND)
    assert model.texts == fit.digest_of_files()
    assert model.names == tuple(AskedBehind)


def test_a_small_letter_says_that_the_rest_of_the_story_tells_it_and_another_form_is_named(tmp_path: Path) -> None:
    path = tmp_path / "reader_9.txt"
    path.write_text("# stories_x/a/short\n? What?\n[wR] I told her no.\n[-] It rained.\n", encoding="utf-8")
    first, second = fit.read(path)
    assert (first.author, first.asked, first.told) == ("stories_x", frozenset({WHY, REACTION}), frozenset({WHY}))
    assert second.asked == set()
    path.write_text("# stories_x/a/short\n? What?\n[x] I told her no.\n", encoding="utf-8")
    with pytest.raises(fit.Unreadable, match=r"reader_9\.txt, line 3"):
        fit.read(path)
