from collections.abc import Sequence
from dataclasses import replace

import pytest

from interview.core.batching import batches, finished, halves
from interview.core.flags import ADDRESSES_GRADER
from interview.core.follow_ups import settle_follow_up
from interview.core.grading import Grade, Outcome, Provenance, Scores, Verdict
from interview.core.identity import model_interviewer
from interview.core.interviewer import Reply
from interview.core.opinions import combined
from interview.core.question import Position
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.errors import Code, Failed, Unavailable
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.use_cases.grading.batches import BUDGET_USED, LEFT_OUT, BatchGrader, BatchRequest
from tests.builders import at, session
from tests.fakes import ScriptedInterviewer, judgement, question

TOO_LONG = Failed(Code.AI_TOO_LONG, Message.of("error.model_too_long"))
DECLINED = Failed(Code.AI_DECLINED, Message.of("error.model_declined"))
TURNS = tuple(session(mains=8).turns)


class Limited(ScriptedInterviewer):
    """Fails with `error` when more than `most` answers come at once, or when one of `never` is among them."""

    def __init__(self, most: int, error: Failed | Unavailable, never: Sequence[str] = ()) -> None:
        super().__init__()
        self.most, self.error, self.never = most, error, set(never)

    def grade(self, turns: Sequence[Turn], opinion: int = 0, session: InterviewSession | None = None) -> Reply:
        reply = super().grade(turns, opinion, session)
        if len(turns) > self.most or self.never & {str(turn.position) for turn in turns}:
            raise self.error
        return reply


class TooMuchAround(ScriptedInterviewer):
    """Fails with `error` for a turn of a group unless it is asked about alone, without its interview."""

    def __init__(self, error: Failed) -> None:
        super().__init__()
        self.error = error
        self.around: list[tuple[tuple[str, ...], bool]] = []

    def grade(self, turns: Sequence[Turn], opinion: int = 0, session: InterviewSession | None = None) -> Reply:
        self.around.append((tuple(str(turn.position) for turn in turns), session is not None))
        if session is not None:
            raise self.error
        return super().grade(turns, opinion, session)


class CutShort(ScriptedInterviewer):
    """Judges only the first two answers of every request and says that its reply was cut."""

    def grade(self, turns: Sequence[Turn], opinion: int = 0, session: InterviewSession | None = None) -> Reply:
        return replace(super().grade(turns[:2], opinion, session), cut_short=len(turns) > 2)


def grade(interviewer: ScriptedInterviewer, *jobs: BatchRequest, calls: int = 8, may_go_on=lambda: None):
    kept: dict[Position, Grade] = {}

    def keep(made: Sequence[Grade]) -> None:
        kept.update({grade.position: grade for grade in made})

    failed = BatchGrader(interviewer, parallel=2, calls_per_batch=calls).grade(jobs, keep, may_go_on)
    return kept, failed


def outcomes(kept: dict[Position, Grade]) -> list[Outcome]:
    return [kept[turn.position].outcome for turn in TURNS]


@pytest.mark.parametrize(("most", "calls"), [(8, 1), (4, 3), (2, 7)])
def test_a_batch_that_is_too_long_is_halved_until_it_fits(most, calls):
    interviewer = Limited(most, TOO_LONG)
    kept, failed = grade(interviewer, BatchRequest(TURNS))
    assert (outcomes(kept), failed) == ([Outcome.GRADED] * 8, [])
    assert interviewer.count("grade") == calls


def test_splitting_stays_within_the_call_budget_and_the_rest_says_so():
    interviewer = Limited(1, TOO_LONG)
    kept, failed = grade(interviewer, BatchRequest(TURNS), calls=9)
    assert interviewer.count("grade") == 9
    assert (len(kept), failed) == (8, [])
    assert {grade.reason for grade in kept.values() if grade.outcome is Outcome.UNGRADED} == {BUDGET_USED}


def test_a_declined_answer_is_found_and_the_others_are_graded():
    interviewer = Limited(8, DECLINED, never=["5.0"])
    kept, _ = grade(interviewer, BatchRequest(TURNS))
    ungraded = [str(p) for p, made in kept.items() if made.outcome is Outcome.UNGRADED]
    assert ungraded == ["5.0"]
    assert kept[Position(5)].reason == DECLINED.message


def test_what_a_cut_reply_left_out_is_asked_again_in_smaller_parts():
    interviewer = CutShort()
    kept, _ = grade(interviewer, BatchRequest(TURNS))
    assert outcomes(kept) == [Outcome.GRADED] * 8


def test_an_answer_left_out_twice_is_ungraded_with_the_reason():
    interviewer = ScriptedInterviewer()
    interviewer.on_grade = lambda turns: tuple(judgement(t) for t in turns if t.position != Position(3))
    kept, _ = grade(interviewer, BatchRequest(TURNS))
    assert (kept[Position(3)].outcome, kept[Position(3)].reason) == (Outcome.UNGRADED, LEFT_OUT)
    assert interviewer.count("grade") == 2


@pytest.mark.parametrize("times", [0, 2], ids=["not judged", "judged in two ways"])
def test_what_is_said_of_an_answer_without_a_usable_judgement_is_true_however_it_came(times):
    interviewer = ScriptedInterviewer()
    interviewer.on_grade = lambda turns: tuple(
        judgement(t) for t in turns for _ in range(times if t.position == Position(3) else 1)
    )
    kept, _ = grade(interviewer, BatchRequest(TURNS))
    reason = kept[Position(3)].reason
    assert reason is not None
    assert ENGLISH.message(reason) == "The interviewer gave no grade for this answer that can be used, twice."


def test_a_failure_that_will_not_pass_stops_further_calls():
    interviewer = Limited(0, Failed(Code.AI_API_KEY_INVALID, Message.of("error.model_key")))
    _, failed = grade(interviewer, *(BatchRequest((turn,)) for turn in TURNS))
    assert failed
    assert interviewer.count("grade") <= 2


def test_nothing_is_asked_once_the_claim_is_lost():
    interviewer = ScriptedInterviewer()

    def lost() -> None:
        raise RuntimeError("lost")

    with pytest.raises(RuntimeError, match="lost"):
        grade(interviewer, BatchRequest(TURNS), may_go_on=lost)
    assert interviewer.calls == []


def test_three_opinions_show_the_median_and_their_spread():
    interviewer = ScriptedInterviewer()
    verdicts = iter([Verdict.COVERED, Verdict.MISSED, Verdict.TOUCHED])
    interviewer.on_grade = lambda turns: tuple(
        judgement(turn, verdict) for verdict in [next(verdicts)] for turn in turns
    )
    kept, failed = grade(interviewer, BatchRequest(TURNS[:1], opinions=3))
    shown = kept[Position(0)]
    assert failed == []
    assert len(shown.opinions) == 3
    assert shown.scores is not None
    assert shown.scores.total == sorted(shown.opinions)[1]
    assert {point.verdict for point in shown.points} == {Verdict.TOUCHED}
    assert shown.needs_review
    assert shown.provenance.tokens == 30


def test_an_opinion_that_fails_leaves_the_others():
    interviewer = ScriptedInterviewer()

    def fail_the_second(_operation: str) -> None:
        if interviewer.count("grade") == 2:
            raise Unavailable(Code.AI_SERVICE_TIMEOUT, Message.of("error.model_late"))

    interviewer.before = fail_the_second
    kept, failed = grade(interviewer, BatchRequest(TURNS[:1], opinions=3))
    assert (len(kept[Position(0)].opinions), failed) == (2, [])
    assert not kept[Position(0)].needs_review


def graded(total: float) -> Grade:
    return Grade(
        Position(0), Outcome.GRADED, Scores(0, 0, total), provenance=Provenance(model_interviewer("m"), tokens=1)
    )


@pytest.mark.parametrize(
    ("totals", "shown", "review"),
    [((10, 12, 11), 11, False), ((0, 30, 10), 10, True), ((5, 25), 5, True), ((7,), 7, False), ((5, 20), 5, False)],
)
def test_the_median_is_a_whole_opinion(totals, shown, review):
    made = combined([graded(total) for total in totals])
    assert made.scores is not None
    assert (made.scores.total, made.needs_review) == (shown, review)


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((10, 12, 11), "3 opinions, from 10 to 12 of 100; the middle one is shown."),
        ((5, 25), "2 opinions, from 5 to 25 of 100; of the two in the middle the lower one is shown."),
    ],
)
def test_which_of_several_opinions_is_shown_is_said_as_it_is(totals, said):
    made = combined([graded(total) for total in totals])
    assert ENGLISH.message(made.notes[0]) == said


def test_what_one_of_three_opinions_saw_in_an_answer_is_no_flag_of_it():
    flagged = replace(graded(10), flags=(ADDRESSES_GRADER,))
    assert combined([flagged, graded(11), graded(12)]).flags == ()
    assert combined([flagged, replace(graded(11), flags=flagged.flags), graded(12)]).flags == flagged.flags


def test_halves_keep_a_main_question_with_its_follow_ups():
    turns = [replace(TURNS[0], position=Position(*place)) for place in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)]]
    assert [len(half) for half in halves(turns)] == [3, 2]
    assert halves(turns[:1]) == (tuple(turns[:1]),)
    assert [len(half) for half in halves(turns[:3])] in ([1, 2], [2, 1])
    assert len(batches(turns, 3)) == 2


def test_only_groups_that_cannot_change_are_finished():
    asked = session(mains=3)
    assert finished(asked) == ()
    undecided = asked.submit(0, "an answer", at(1), at(9))
    assert finished(undecided) == ()
    followed = settle_follow_up(undecided, Position(0), question(9), at(9))
    assert finished(followed) == ()
    answered = followed.submit(1, "more", at(2))
    assert [str(turn.position) for turn in finished(answered)] == ["0.0", "0.1"]


def test_halves_are_cut_between_two_main_questions_of_several_follow_ups():
    places = [Position(0), Position(0, 1), Position(0, 2), Position(1), Position(1, 1), Position(1, 2), Position(1, 3)]
    turns = [Turn(place, question(number)) for number, place in enumerate(places)]
    assert [len(half) for half in halves(turns)] == [3, 4]
    assert [len(half) for half in halves(turns[1:])] == [2, 4]


@pytest.mark.parametrize("error", [TOO_LONG, DECLINED])
def test_an_answer_that_fails_only_with_what_was_said_around_it_is_graded_without_it(error):
    asked = settle_follow_up(session(mains=1).submit(0, "an answer", at(1), at(9)), Position(0), question(9), at(9))
    interviewer = TooMuchAround(error)
    kept, failed = grade(interviewer, BatchRequest(asked.turns, session=asked))
    assert (failed, [kept[turn.position].outcome for turn in asked.turns]) == ([], [Outcome.GRADED] * 2)
    both, one, other = ("0.0", "0.1"), ("0.0",), ("0.1",)
    assert interviewer.around == [(both, True), (one, True), (other, True), (one, False), (other, False)]


def test_an_answer_with_nothing_around_it_is_not_asked_about_twice():
    asked = session(mains=2)
    interviewer = TooMuchAround(TOO_LONG)
    kept, _ = grade(interviewer, BatchRequest(asked.turns[:1], session=asked))
    assert (kept[Position(0)].reason, len(interviewer.around)) == (TOO_LONG.message, 1)
