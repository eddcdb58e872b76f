"""How topics of packs are reached, and that a question without reference, hint and follow-ups works like any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from interview.core.follow_ups import planned_follow_up
from interview.core.grading import Judgement, Ungradable, Verdict
from interview.core.interviewer import Brief
from interview.core.plan import Slot, plan
from interview.core.posting import JobPosting
from interview.core.profile import Level, Profile, Skill
from interview.core.question import Difficulty, FollowUpKind, Question, QuestionKind, Source
from interview.core.rounds import Round, slots
from interview.core.session import InterviewSession
from interview.core.turn import Answer, Turn
from interview.occupations.occupation import BESIDE, listed_by, occupations
from interview.occupations.of_packs import put_beside
from interview.occupations.recognise import recognised
from interview.practice.interviewer import PracticeInterviewer
from interview.practice.question_fit import QuestionFit, question_fit
from interview.practice.spoken_of import SpokenOf
from interview.question_bank.bank import QuestionBank, load_bank
from interview.question_bank.catalogue import TopicCatalogue
from interview.question_bank.packs.pack import Packs
from interview.question_bank.packs.reading import read_packs
from interview.resume.profile.reader import understand
from interview.resume.profile.resume_read import ReadResume
from tests import builders, fakes
from tests.packs import ROLE, SHEET, write_pack
from tests.unit.kinds import HearsKinds

pytestmark = pytest.mark.sqlite_first

RIVERSIDE = Source("Riverside careers centre", "CC BY 4.0", "Riverside College")
TOPIC = "riverside.reception-desk"
ROWS = SHEET + "How do you end a call?;You say what happens next|You thank the caller|You wait\nWho gets a key?;Staff\n"


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Packs]:
    """A pack with a topic of three questions, an occupation, and two topics that have names of ours."""
    python = "question;what a good answer has\nWhere do our students meet snakes first?;In the terrarium\n"
    files: dict[str, str | bytes] = {
        "topics/Reception desk.csv": ROWS,
        "topics/Python.csv": python,
        "topics/Excel and spreadsheets.csv": python,
        "occupations/receptionist.yaml": ROLE,
    }
    write_pack(tmp_path / "riverside", files)
    found = read_packs(tmp_path, frozenset(topic.topic for topic in load_bank().topics))
    assert found.complaints == ()
    yield found
    put_beside(())


@pytest.fixture
def bank(packs: Packs) -> QuestionBank:
    return packs.bank_in("en")


def asked(bank: QuestionBank, profile: Profile, count: int = 8, **more: object) -> list[Question]:
    given: dict[str, object] = {"slots": plan(count, profile.level), **more}
    return list(PracticeInterviewer(bank).ask(Brief(profile, "", **given)))  # type: ignore[arg-type]


def of_the_pack(questions: list[Question]) -> list[Question]:
    return [question for question in questions if question.source == RIVERSIDE]


NURSE = Profile(level=Level.MID, occupation="registered-nurse")
NAMED = (Skill("Reception desk", "Reception desk"),)


def test_a_topic_of_a_pack_is_asked_where_a_skill_names_it_whatever_the_occupation(bank: QuestionBank) -> None:
    for occupation in ("", "registered-nurse"):
        profile = replace(NURSE, occupation=occupation)
        assert of_the_pack(asked(bank, profile)) == []
        assert of_the_pack(asked(bank, replace(profile, skills=NAMED)))


def test_a_topic_of_a_pack_is_asked_of_the_occupation_that_lists_it(packs: Packs, bank: QuestionBank) -> None:
    put_beside(packs.occupations)
    assert of_the_pack(asked(bank, Profile(occupation="riverside.receptionist")))


def test_what_lines_of_a_resume_tell_keeps_no_question_of_a_pack_from_anybody(bank: QuestionBank) -> None:
    text = (
        "Maria Gomez\n\nExperience\nClerk, City Dental, 2019 - 2024\n- Greeted 60 patients a day and booked them in\n"
        "- Sorted the post for nine offices\n- Ordered paper and toner\n"
    )
    brief = Brief(understand(text), text, slots=slots(Round.TECHNICAL, 8, Level.MID))
    [topic] = [each for each in bank.topics if each.topic == TOPIC]
    bare = QuestionFit([each.line for each in brief.profile.achievements])
    assert not all(bare.allows(topic, question) for question in topic.questions)
    fit = question_fit(brief, ReadResume(text), None, bank, SpokenOf(brief, ReadResume(text), bank))
    assert all(fit.allows(topic, question) for question in topic.questions)


def test_a_round_on_its_topic_has_its_questions_alone(packs: Packs, bank: QuestionBank) -> None:
    topic = TopicCatalogue(packs.bank_in).topic_id("reception DESK")
    found = asked(bank, NURSE, slots=slots(Round.TOPIC, 3, Level.MID, topic=topic), round=Round.TOPIC)
    assert len(of_the_pack(found)) == 3
    assert {question.category for question in found} == {"Reception desk"}
    assert all(question.bank_id.startswith(f"{TOPIC}-") for question in found)


def test_more_of_its_topic_is_asked_and_it_is_offered_to_be_chosen(packs: Packs, bank: QuestionBank) -> None:
    offers = {offer.id: offer.name for offer in TopicCatalogue(packs.bank_in).topics(NURSE, JobPosting(), "en")}
    assert offers[TOPIC] == "Reception desk"
    assert len(of_the_pack(asked(bank, NURSE, more_of=(TOPIC,)))) >= 2


def test_a_topic_that_is_named_is_offered_once(packs: Packs) -> None:
    offers = TopicCatalogue(packs.bank_in).topics(replace(NURSE, skills=NAMED), JobPosting(), "en")
    assert [offer.line for offer in offers if offer.id == TOPIC] == ["Reception desk"]


def test_a_name_that_ours_has_too_means_ours(packs: Packs) -> None:
    catalogue = TopicCatalogue(packs.bank_in)
    assert catalogue.topic_id("Python") == "python"
    assert catalogue.topic_id("Excel and spreadsheets") == "spreadsheets"
    assert catalogue.topic_id("riverside.python") == "riverside.python"


def test_questions_of_ours_are_from_no_pack(bank: QuestionBank) -> None:
    found = asked(bank, replace(NURSE, skills=(Skill("Python"), Skill("Triage")), occupation=""))
    assert found
    assert all(question.source is None for question in found if not question.bank_id.startswith("riverside."))


def test_occupations_of_packs_stand_beside_ours_until_others_take_their_place(packs: Packs) -> None:
    ours, listed = len(occupations()), listed_by(TOPIC)
    put_beside(packs.occupations)
    assert listed_by(TOPIC) > listed
    found = recognised("College receptionist, 2020 to 2024")
    assert found is not None
    assert (found.occupation, len(occupations())) == ("riverside.receptionist", ours + 1)
    put_beside(())
    known = recognised("College receptionist, 2020 to 2024")
    assert (known is None or known.occupation != "riverside.receptionist", BESIDE) == (True, [])
    assert (len(occupations()), listed_by(TOPIC)) == (ours, listed)


def test_a_title_that_both_have_means_the_occupation_of_the_pack(packs: Packs) -> None:
    [role] = packs.occupations
    put_beside([role.model_copy(update={"titles": ("registered nurse",)})])
    found = recognised("Registered nurse")
    assert found is not None
    assert found.occupation == "riverside.receptionist"


class Recognises(HearsKinds):
    """A judge that recognises nothing but the first point of a main question."""

    def judge_turn(self, turn: Turn) -> Judgement | Ungradable:
        made = fakes.judgement(turn, Verdict.MISSED)
        if turn.question.follow_up is not None:
            return made
        first = replace(made.points[0], verdict=Verdict.COVERED, quote=turn.answer.text or "")
        return replace(made, points=(first, *made.points[1:]))


@pytest.fixture
def answered(bank: QuestionBank) -> InterviewSession:
    """An interview whose one question is of the pack and has an answer."""
    [question] = [each for each in asked(bank, NURSE, 24, more_of=(TOPIC,)) if "end a call" in each.text]
    [turn, *_] = builders.session(1).turns
    text = "At the end of a call the caller hears from me what is going to happen and when."
    return replace(builders.session(1), turns=(replace(turn, question=question, answer=Answer(text=text)),))


def test_what_was_said_is_asked_about_where_no_follow_up_was_prepared(
    bank: QuestionBank, answered: InterviewSession
) -> None:
    practice = PracticeInterviewer(bank, Recognises)
    found = practice.follow_up(answered, answered.turns[0])
    assert found is not None
    assert found.follow_up is not None
    assert (found.follow_up.kind, found.source) == (FollowUpKind.PROBE, RIVERSIDE)


def test_without_a_hint_there_is_no_easier_question(bank: QuestionBank, answered: InterviewSession) -> None:
    turn = replace(answered.turns[0], answer=Answer(text="I do not know"))
    silent = replace(answered, turns=(turn,))
    assert PracticeInterviewer(bank, Recognises).follow_up(silent, turn) is None
    assert planned_follow_up(silent, turn.position) is None


def test_the_follow_ups_of_a_pack_are_from_it(answered: InterviewSession) -> None:
    [turn] = answered.turns
    planned = replace(turn.question, planned_follow_ups=fakes.question(0).planned_follow_ups)
    session = replace(answered, turns=(replace(turn, question=planned),))
    found = planned_follow_up(session, turn.position)
    assert found is not None
    assert found.source == RIVERSIDE
    reacted = PracticeInterviewer(load_bank(), Recognises).follow_up(session, session.turns[0])
    assert reacted is not None
    assert (reacted.text, reacted.source) == ("Planned follow-up to 0?", RIVERSIDE)


def test_a_slot_of_knowledge_is_filled_however_hard_it_should_be(bank: QuestionBank) -> None:
    hard = Slot(QuestionKind.SKILL, Difficulty.HARD, topics=(TOPIC,))
    assert len(of_the_pack(asked(bank, NURSE, slots=(hard,), round=Round.TOPIC))) == 1


def test_a_pack_is_asked_in_its_own_language_alone(tmp_path: Path) -> None:
    chinese = "question;what a good answer has\n电话响时怎样接待访客？;先点头示意|请来电者稍等\n"
    about = "name: 河畔\nlicence: CC BY 4.0\nlanguage: zh\n"
    write_pack(tmp_path / "he-pan", {"topics/前台.csv": chinese}, about=about)
    packs = read_packs(tmp_path, ())
    assert packs.bank_in("en").sources == {}
    [(topic, source)] = packs.bank_in("zh").sources.items()
    brief = Brief(NURSE, "", slots(Round.TOPIC, 1, Level.MID, topic=topic), language="zh", round=Round.TOPIC)
    [question] = PracticeInterviewer(bank_of=packs.bank_in).ask(brief)
    assert (question.category, question.source) == ("前台", source)
