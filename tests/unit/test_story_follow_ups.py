"""How the practice interviewer reacts to a story: what was told, what is missing beside it, what is claimed in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from interview.core.grading import Judgement, PointJudgement, Ungradable, Verdict
from interview.core.key_point import StoryPart, story
from interview.core.question import FollowUp, FollowUpKind, Question, QuestionKind
from interview.core.turn import Turn
from interview.messages import Message
from interview.practice import moves
from interview.practice.interviewer import PracticeInterviewer
from interview.question_bank.bank import load_bank
from tests.unit.kinds import HearsKinds
from tests.unit.small_bank import small_bank
from tests.unit.test_follow_up_selection import COVERED, MAIN, MISSED, PADDING, asked_in_words, group

pytestmark = pytest.mark.sqlite_first


@dataclass
class PartJudge(HearsKinds):
    """Says of each part of a story what is written here, and of every other one that it is missed: so surely where
    `missed` is the share of the opposite."""

    told: dict[StoryPart, tuple[Verdict, str]]
    missed: float | None = None
    flags: tuple[Message, ...] = ()

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        odds = None if self.missed is None else (self.missed, 0.0, 1 - self.missed)
        points = tuple(
            PointJudgement(point, *self.told[point.part])
            if point.part in self.told
            else PointJudgement(point, MISSED, odds=odds)
            for point in turn.question.key_points
        )
        return Judgement(str(turn.position), points, None, flags=self.flags)


DID = "I moved the pumps to the cold store first and left the small boxes in the hall"
SINCE = "Since then I write every handover on one card."
DONE = f"{DID}."
STORY = replace(
    MAIN,
    text="Tell me about a time when something went wrong with somebody you worked with. What did you do?",
    key_points=tuple(map(story, (StoryPart.SITUATION, StoryPart.OWN_ACTION, StoryPart.DECISION_REASON))),
    planned_follow_ups=(),
    kind=QuestionKind.BEHAVIOURAL,
)
LONG_STORY = (
    f"{DID}. The cold unit of the hall had stopped at six, and nobody at the firm picked up the phone. It was a long "
    "evening for all of us, and the night shift helped with the heavy ones. In the morning the food was still good, "
    "and the manager brought coffee for everybody. "
)


def told(answer: str, **parts: tuple[Verdict, str]) -> Question | None:
    judge = PartJudge({StoryPart(name): verdict for name, verdict in parts.items()})
    session = group(answer, main=STORY)
    return PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])


def test_a_part_that_is_missing_is_asked_for_beside_the_sentence_that_it_belongs_to() -> None:
    question = told(LONG_STORY, own_action=(COVERED, DONE), result=(COVERED, ""), measure=(COVERED, ""))
    assert question is not None
    assert question.text == asked_in_words("ask.said", quote=DID, question=asked_in_words("ask.decision_reason"))
    assert question.key_points == (story(StoryPart.DECISION_REASON),)
    assert question.follow_up == FollowUp(FollowUpKind.PROBE, wording="ask.decision_reason", quote=DID)


def test_a_part_that_may_have_been_told_is_not_asked_for_by_name() -> None:
    unsure = {str(part): (Verdict.UNSURE, "") for part in StoryPart}
    question = told(LONG_STORY, **{**unsure, "own_action": (COVERED, DONE)})
    assert question is not None
    assert question.text == asked_in_words("ask.said", quote=DID, question=asked_in_words("behind.own_action"))
    assert question.reason == Message.of("reason.behind")


def test_what_was_more_likely_told_than_not_is_asked_about_after_what_was_surely_told() -> None:
    sentence = "I took the small hall by the river."
    unsure, answer = (Verdict.UNSURE, sentence), f"{sentence} {PADDING} {SINCE}"
    both = told(answer, lesson=(COVERED, SINCE), own_action=unsure, decision_reason=(COVERED, ""), result=(COVERED, ""))
    assert both is not None
    assert both.text == asked_in_words("ask.said", quote=SINCE[:-1], question=asked_in_words("behind.lesson"))
    alone = told(answer, own_action=unsure, result=(COVERED, ""))
    assert alone is not None
    assert alone.key_points == (story(StoryPart.DECISION_REASON),)


@pytest.mark.parametrize(
    "sentence",
    ["The pumps were moved to the cold store that same evening.", "I moved the pumps because the cold was coming."],
)
def test_no_reason_is_asked_for_what_others_did_or_what_tells_it(sentence: str) -> None:
    question = told(LONG_STORY, own_action=(COVERED, sentence), result=(COVERED, ""))
    assert question is None or question.key_points != (story(StoryPart.DECISION_REASON),)


def test_a_short_story_in_which_nothing_is_recognised_is_taken_for_no_denial() -> None:
    question = told("Only a video once a year, which is cheaper, but people click through it.")
    assert question is not None
    assert question.text == asked_in_words("ask.untold.more")
    unsure = (Verdict.UNSURE, "Then I let three teams build their own thing.")
    acted = told("Firewalls. Then I let three teams build their own thing.", own_action=unsure)
    assert acted is not None
    assert acted.follow_up is not None
    assert acted.follow_up.kind is FollowUpKind.PROBE


SLOW = "I changed the index and the search got faster by 40 percent."


def test_a_claim_is_asked_about_before_anything_planned_and_quoted_whole() -> None:
    question = told(f"It was a quiet week. {SLOW} {LONG_STORY}", own_action=(COVERED, DONE))
    assert question is not None
    asked = asked_in_words("probe.baseline")
    assert question.text == asked_in_words("ask.said", quote=SLOW.rstrip("."), question=asked)
    assert question.key_points == (story(StoryPart.MEASURE),)
    assert question.bare == asked
    assert question.follow_up == FollowUp(FollowUpKind.PROBE, wording="probe.baseline", quote=SLOW.rstrip("."))


def test_a_claim_about_a_part_that_was_told_all_the_same_is_not_asked_about() -> None:
    decided = f"We decided to stop the line. {LONG_STORY}"
    every = {str(part): (COVERED, "") for part in StoryPart}
    assert told(decided, **every) is None
    missing = told(decided, **{**every, "alternatives": (MISSED, "")})
    assert missing is not None
    assert missing.follow_up == FollowUp(
        FollowUpKind.PROBE, wording="probe.alternative", quote="We decided to stop the line"
    )


def test_how_others_took_it_is_asked_only_where_the_answer_ends_with_it() -> None:
    sentence = "I told the head of the store that same evening."
    told_last = f"{LONG_STORY}{sentence}"
    rest = {"decision_reason": (COVERED, ""), "result": (COVERED, ""), "own_action": (COVERED, sentence)}
    question = told(told_last, **rest)
    assert question is not None
    assert question.text == asked_in_words("ask.said", quote=sentence[:-1], question=asked_in_words("behind.told"))
    assert told(f"{told_last} He thanked me and went home.", **rest) is None


def test_what_came_of_it_is_not_asked_of_what_somebody_would_do() -> None:
    sentence = "Today I would start with the smaller pumps and ask the store first."
    rest = {"decision_reason": (COVERED, ""), "result": (COVERED, ""), "lesson": (COVERED, sentence)}
    assert told(f"{LONG_STORY}{sentence}", **rest) is None


def test_why_somebody_was_told_is_not_asked() -> None:
    sentence = "I told the head of the store that same evening."
    question = told(f"{sentence} {LONG_STORY}", own_action=(COVERED, sentence), result=(COVERED, ""))
    assert question is None or question.key_points != (story(StoryPart.DECISION_REASON),)


def test_what_may_be_no_lesson_is_not_asked_for_what_came_of_it() -> None:
    sentence = "They change their codes in spring, and I correct them by hand."
    rest = {"decision_reason": (COVERED, ""), "result": (COVERED, ""), "lesson": (Verdict.UNSURE, sentence)}
    assert told(f"{LONG_STORY}{sentence}", **rest) is None


def test_a_sentence_is_repeated_once_in_a_group() -> None:
    judge = PartJudge({StoryPart.OWN_ACTION: (COVERED, DONE), StoryPart.RESULT: (COVERED, "")})
    interviewer = PracticeInterviewer(small_bank(), lambda: judge)
    first = told(LONG_STORY, own_action=(COVERED, DONE), result=(COVERED, ""))
    assert first is not None
    session = group(LONG_STORY, LONG_STORY, main=STORY, asked=(first,))
    second = interviewer.follow_up(session, session.turns[-1])
    assert second is None or DID not in second.text


def test_who_did_which_part_is_no_way_that_somebody_chose() -> None:
    who = replace(STORY, key_points=tuple(map(story, (StoryPart.TASK, StoryPart.OWN_ACTION, StoryPart.OTHERS))))
    judge = PartJudge({StoryPart.OWN_ACTION: (COVERED, DONE), StoryPart.RESULT: (COVERED, "")})
    session = group(LONG_STORY, main=who)
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])
    assert question is None or StoryPart.DECISION_REASON not in {point.part for point in question.key_points}


def test_how_it_ended_is_not_asked_where_the_question_tells_it() -> None:
    ended = replace(STORY, text="From your resume: “waste from 9 % to 4 %”. What did you do yourself there?")
    judge = PartJudge({StoryPart.OWN_ACTION: (COVERED, DONE), StoryPart.DECISION_REASON: (COVERED, "")})
    session = group(LONG_STORY, main=ended)
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])
    assert question is None or StoryPart.RESULT not in {point.part for point in question.key_points}


def test_who_did_which_part_is_asked_only_of_what_several_did() -> None:
    alone = "My leader said that I helped the children too fast."
    together = "In the team we built a new list of the pumps and all of us counted them."
    for sentence, is_asked in ((alone, False), (together, True)):
        question = told(f"{sentence} {PADDING}", result=(COVERED, sentence), measure=(COVERED, ""))
        asked = question is not None and question.key_points == (story(StoryPart.OWN_ACTION),)
        assert asked is is_asked


def test_the_reason_is_asked_only_of_a_sentence_with_room_for_a_choice() -> None:
    short = "I fixed it and sent it again."
    told_whole = dict.fromkeys(("result", "measure", "alternatives", "obstacle"), (COVERED, ""))
    assert told(f"{short} {PADDING}", own_action=(COVERED, short), **told_whole) is None
    long = told(f"{DONE} {PADDING}", own_action=(COVERED, DONE), **told_whole)
    assert long is not None
    assert long.key_points == (story(StoryPart.DECISION_REASON),)


@pytest.mark.parametrize(
    "after", ["They changed twice, so it was good.", "That week was cold, so the food would have spoilt."]
)
def test_the_reason_is_not_asked_where_the_next_sentence_tells_what_it_was_good_for(after: str) -> None:
    asked = told(
        f"{DONE} It was late. {PADDING}", own_action=(COVERED, DONE), result=(COVERED, ""), measure=(COVERED, "")
    )
    assert asked is not None
    assert asked.key_points == (story(StoryPart.DECISION_REASON),)
    rest = {"own_action": (COVERED, DONE), "result": (COVERED, ""), "measure": (COVERED, "")}
    assert told(f"{DONE} {after} {PADDING}", **rest) is None


def test_what_was_gained_is_not_asked_behind_the_reason_for_it() -> None:
    judge = PartJudge({StoryPart.OWN_ACTION: (COVERED, DONE), StoryPart.RESULT: (COVERED, "")})
    why = replace(STORY, key_points=(story(StoryPart.DECISION_REASON),), follow_up=FollowUp(FollowUpKind.PROBE))
    session = group(LONG_STORY, LONG_STORY, main=STORY, asked=(why,))
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])
    assert question is None or StoryPart.DECISION_REASON not in {point.part for point in question.key_points}


def test_another_way_is_asked_only_beside_what_somebody_did() -> None:
    state, step = (
        "When I joined, the forecast was last year with a bit on top.",
        "I turned the offer down and kept the old pumps for one more winter.",
    )
    for sentence, is_asked in ((state, False), (step, True)):
        question = told(f"{sentence} {PADDING}", own_action=(COVERED, sentence), result=(COVERED, ""))
        asked = question is not None and question.key_points == (story(StoryPart.ALTERNATIVES),)
        assert asked is is_asked


def test_who_tells_duties_is_asked_neither_why_nor_how_they_ended() -> None:
    bank = load_bank()
    assert {question.id for topic in bank.topics for question in topic.questions} >= moves.ASK_FOR_DUTIES
    for bank_id in moves.ASK_FOR_DUTIES:
        main = replace(STORY, bank_id=bank_id)
        judged = PracticeInterviewer(small_bank(), lambda: PartJudge({StoryPart.OWN_ACTION: (COVERED, DONE)}))
        session = group(LONG_STORY, main=main)
        question = judged.follow_up(session, session.turns[-1])
        asked = set() if question is None else {point.part for point in question.key_points}
        assert not asked & {StoryPart.DECISION_REASON, StoryPart.RESULT}


@pytest.mark.parametrize(
    ("main", "answer", "sentence"),
    [
        ("A colleague tells you of a theft in the shop. What do you do?", "", DONE),
        (STORY.text, "", "Now I ask the girls at the till first, and look at the list of goods."),
        (STORY.text, "", "At the store I took over the pumps of a girl once when she cried."),
        (STORY.text, "", "For the pumps I asked an older colleague, he showed me the right tools."),
        (STORY.text, "Because the cold was coming.", DONE),
        (STORY.text, "", "I called the head of the store and we moved the pumps on the same evening."),
        (STORY.text, "", "I corrected the list while she stood there, and now I write it down at once."),
        (STORY.text, "", "I saw it in the spring in the list of the store and told the board."),
        (STORY.text, "", "I built the list of pumps so the rules for all of them sit in one table."),
        (STORY.text, "", "And I gave up the evenings at home for two months in that winter."),
        (STORY.text, "", "A colleague drew it on paper for me and I listened to his calls for two days."),
        (STORY.text, "", "I ran the plan of the pumps again and saw that all of them waited for one."),
        (STORY.text, "", "I sorted the pumps by their size, and most of the error was two of the old ones."),
        (STORY.text, "", "I wrote the list of pumps on a quiet shift, and now most of the others use it."),
        (STORY.text, "", "What I did was the list of pumps, the labels for the store and checking them on Thursdays."),
    ],
    ids=[
        "a scene",
        "a habit",
        "what moved somebody",
        "who was asked",
        "told right behind",
        "who was called",
        "a lesson",
        "what was seen",
        "what for",
        "a price",
        "another's",
        "what was then seen",
        "what was then found",
        "what became of it",
        "a list",
    ],
)
def test_why_is_asked_only_of_a_way_that_somebody_chose_once_and_did_not_explain(
    main: str, answer: str, sentence: str
) -> None:
    said = f"{sentence} {answer} {PADDING}"
    rest = dict.fromkeys(
        (StoryPart.RESULT, StoryPart.MEASURE, StoryPart.ALTERNATIVES, StoryPart.OBSTACLE), (COVERED, "")
    )
    judge = PartJudge({**rest, StoryPart.OWN_ACTION: (COVERED, sentence)})
    session = group(said, main=replace(STORY, text=main))
    question = PracticeInterviewer(small_bank(), lambda: judge).follow_up(session, session.turns[-1])
    assert question is None or question.key_points != (story(StoryPart.DECISION_REASON),)


@pytest.mark.parametrize(
    "sentence",
    [
        "I asked my head of the store, and she said just try it.",
        "I asked him to count the pumps with me, and we agreed on a middle way.",
    ],
)
def test_how_others_took_it_is_not_asked_of_a_sentence_that_tells_it(sentence: str) -> None:
    rest = {"decision_reason": (COVERED, ""), "result": (COVERED, ""), "own_action": (COVERED, sentence)}
    assert told(f"{LONG_STORY}{sentence}", **rest) is None
